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
    activation.forward(z, y, z.length);
    return y;
  }

  private static float[] slopes(Activation activation, float[] z) {
    float[] gradient = new float[z.length];
    Arrays.fill(gradient, 1);
    activation.backward(z, forward(activation, z), gradient, z.length);
    return gradient;
  }

  @ParameterizedTest
  @EnumSource
  void valuesAreTheDefinitionsToRounding(Activation activation) {
    float[] z = arguments();
    float[] y = forward(activation, z);
    for (int i = 0; i < z.length; i++) {
      double expected = Reference.activation(activation, z[i]);
      // One ulp: half for rounding to float, and the double error may tip it. GELU's definition
      // cancels for negative z, so the oracle itself has an absolute error there.
      double tolerance = Math.ulp((float) expected) + (activation == Activation.GELU ? 1e-14 : 0);
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
      // values up to 20 gives 20 eps / h = 4e-10; the slope itself rounds to float from y in float.
      assertThat((double) slopes[i])
          .as("slope of %s at %s", activation, z[i])
          .isCloseTo(expected, within(1e-9 + 4 * Math.ulp(1f)));
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
    activation.forward(z, z, z.length);
    float[] gradient = new float[z.length];
    Arrays.fill(gradient, 1);
    activation.backward(z, z, gradient, z.length);
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
