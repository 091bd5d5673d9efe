// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {
  /** From -20 to 20, denser near 0, with both zeros and numbers too small to matter. */
  private static float[] arguments() {
    float[] z = new float[4003];
    for (int i = 0; i < 4000; i++) {
      double t = (i - 2000) / 2000.0;
      z[i] = (float) (20 * t * t * t);
    }
    z[4000] = -0.0f;
    z[4001] = Float.MIN_VALUE;
    z[4002] = -Float.MIN_VALUE;
    return z;
  }

  private static float[] forward(Activation activation, float[] z) {
    float[] y = new float[z.length];
    activation.forward(z, y, 0, z.length);
    return y;
  }

  private static float[] slopes(Activation activation, float[] z) {
    float[] gradient = new float[z.length];
    Arrays.fill(gradient, 1);
    activation.backward(z.clone(), forward(activation, z), gradient, 0, z.length);
    return gradient;
  }

  /** The error allowed beside half an ulp for the result, in ulp. */
  private static double ulps(Activation activation, double z) {
    return switch (activation) {
      case IDENTITY, RELU -> 0;
      case LEAKY_RELU, SOFTPLUS, SINE -> 0.5; // one operation, or double rounded to float
      case TANH -> 3;
      case SIGMOID -> 2.5;
      case SILU -> 3; // a sigmoid and a product
      case ELU -> 5; // a tanh, a difference and a quotient
      case GELU -> 12 + z * z; // a polynomial of degree 10, and exp(-z^2 / 2) of a rounded number
    };
  }

  @ParameterizedTest
  @EnumSource
  void valuesAreTheDefinitions(Activation activation) {
    float[] z = arguments();
    float[] y = forward(activation, z);
    for (int i = 0; i < z.length; i++) {
      double expected = Reference.activation(activation, z[i]);
      double tolerance = (0.5 + ulps(activation, z[i])) * Math.ulp((float) expected);
      assertThat((double) y[i])
          .as("%s(%s)", activation, z[i])
          .isCloseTo(expected, within(tolerance));
    }
  }

  @ParameterizedTest
  @EnumSource
  void slopesAreThoseOfTheDefinitions(Activation activation) {
    float[] z = arguments();
    float[] slopes = slopes(activation, z);
    double h = 1e-5;
    for (int i = 0; i < z.length; i++) {
      boolean kink =
          activation == Activation.RELU
              || activation == Activation.LEAKY_RELU
              || activation == Activation.ELU;
      if (kink && Math.abs(z[i]) <= h) {
        continue;
      }
      double expected =
          (Reference.activation(activation, z[i] + h) - Reference.activation(activation, z[i] - h))
              / (2 * h);
      // Central differences: third derivatives of at most 2 give h^2 / 3 = 3e-11, rounding of
      // values up to 20 gives 20 eps / h = 4e-10. The slope follows in float from y or, with SiLU,
      // from a sigmoid whose error is multiplied by 1 + z - 2 z s.
      double amplification = activation == Activation.SILU ? 1 + Math.abs(z[i]) : 1;
      double tolerance = 1e-9 + 4 * amplification * Math.ulp(1f);
      assertThat((double) slopes[i])
          .as("slope of %s at %s", activation, z[i])
          .isCloseTo(expected, within(tolerance));
    }
  }

  @Test
  void slopesAtTheKinks() {
    float[] z = {0, -0.0f, Float.MIN_VALUE, -Float.MIN_VALUE};
    assertThat(slopes(Activation.RELU, z)).containsExactly(0, 0, 1, 0);
    assertThat(slopes(Activation.LEAKY_RELU, z)).containsExactly(0.01f, 0.01f, 1, 0.01f);
    assertThat(slopes(Activation.ELU, z)).containsExactly(1, 1, 1, 1);
  }

  @ParameterizedTest
  @EnumSource
  void sumsNeedNotBeKeptWhereItSaysSo(Activation activation) {
    if (!activation.inPlace()) {
      return;
    }
    float[] z = arguments();
    float[] expected = slopes(activation, z);
    activation.forward(z, z, 0, z.length);
    float[] gradient = new float[z.length];
    Arrays.fill(gradient, 1);
    activation.backward(z, z, gradient, 0, z.length);
    assertThat(gradient).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void nanStaysNanAndLargeArgumentsStayFinite(Activation activation) {
    float[] z = {Float.NaN, 1e30f, -1e30f};
    float[] y = forward(activation, z);
    assertThat(y[0]).isNaN();
    assertThat(y[1]).isFinite();
    assertThat(y[2]).isFinite();
    float[] slopes = slopes(activation, z);
    assertThat(slopes[1]).isBetween(-1f, 1f);
    assertThat(slopes[2]).isBetween(-1f, 1f);
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsLabel(Activation activation) {
    assertThat(Activation.named(activation.label())).isEqualTo(activation);
  }

  @Test
  void refusesUnknownLabels() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activation.named("RELU"))
        .withMessageContaining("'RELU'");
  }
}
