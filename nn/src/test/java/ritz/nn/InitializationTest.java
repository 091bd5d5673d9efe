// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritz.nn.Initialization.Scheme;

class InitializationTest {
  private static final int IN = 300;
  private static final int OUT = 200;

  private static float[] draw(Initialization initialization) {
    return Network.builder(IN).dense(OUT, Activation.TANH, initialization).build().initialize(5);
  }

  @ParameterizedTest
  @CsvSource({"30, 20", "20, 30", "25, 25", "1, 7", "7, 1"})
  void orthogonalWeightsAreOrthonormal(int inputs, int outputs) {
    Initialization twice = Initialization.orthogonal().scaled(2);
    float[] values =
        Network.builder(inputs).dense(outputs, Activation.TANH, twice).build().initialize(5);
    boolean wide = inputs >= outputs;
    int vectors = Math.min(inputs, outputs);
    for (int a = 0; a < vectors; a++) {
      for (int b = 0; b < vectors; b++) {
        double product = 0;
        for (int i = 0; i < Math.max(inputs, outputs); i++) {
          double left = values[wide ? a * inputs + i : i * inputs + a];
          double right = values[wide ? b * inputs + i : i * inputs + b];
          product += left * right;
        }
        // Entries rounded to float: 30 products of about 4 / 30.
        assertThat(product).isCloseTo(a == b ? 4 : 0, within(4 * 0x1p-22));
      }
    }
    float[] zeros =
        Network.builder(2).dense(3, Activation.RELU, Initialization.zero()).build().initialize(1);
    assertThat(zeros).containsOnly(0f);
  }

  @ParameterizedTest
  @CsvSource({
    "GLOROT_UNIFORM, 0.004, true",
    "GLOROT_NORMAL, 0.004, false",
    "HE_UNIFORM, 0.006666666666666667, true",
    "HE_NORMAL, 0.006666666666666667, false",
    "LECUN_UNIFORM, 0.0033333333333333335, true",
    "LECUN_NORMAL, 0.0033333333333333335, false",
    "PYTORCH, 0.0011111111111111111, true",
    "UNIFORM, 0.3333333333333333, true",
    "NORMAL, 1, false"
  })
  void weightsHaveTheMomentsOfTheirScheme(Scheme scheme, double variance, boolean uniform) {
    float[] values = draw(Initialization.of(scheme));
    int n = IN * OUT;
    double sum = 0;
    double squares = 0;
    double fourths = 0;
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double x = values[i] / Math.sqrt(variance);
      sum += x;
      squares += x * x;
      fourths += x * x * x * x;
      largest = Math.max(largest, Math.abs(x));
    }
    // Five standard errors of the mean of n draws: of x (variance 1), of x^2 (at most 2) and of x^4
    // (1 / 9 * 81 - 81 / 25 = 5.76 for the uniform, 96 for the normal distribution).
    double five = 5 / Math.sqrt(n);
    assertThat(sum / n).isCloseTo(0, within(five));
    assertThat(squares / n).isCloseTo(1, within(five * Math.sqrt(2)));
    assertThat(fourths / n)
        .isCloseTo(uniform ? 1.8 : 3, within(five * Math.sqrt(uniform ? 5.76 : 96)));
    if (uniform) {
      assertThat(largest).isBetween(0.999 * Math.sqrt(3), (1 + 1e-7) * Math.sqrt(3));
    }
  }

  @Test
  void biasesAreConstantExceptPyTorchs() {
    assertThat(biases(Initialization.of(Scheme.HE_NORMAL))).containsOnly(0);
    assertThat(biases(Initialization.of(Scheme.HE_NORMAL).withBias(-2))).containsOnly(-2);
    float[] drawn = biases(Initialization.of(Scheme.PYTORCH));
    double bound = (1 + 1e-7) / Math.sqrt(IN);
    for (float bias : drawn) {
      assertThat((double) bias).isBetween(-bound, bound);
    }
    assertThat(Arrays.stream(toDouble(drawn)).distinct().count()).isGreaterThan(OUT - 5);
  }

  private static float[] biases(Initialization initialization) {
    return Arrays.copyOfRange(draw(initialization), IN * OUT, IN * OUT + OUT);
  }

  private static double[] toDouble(float[] values) {
    return Reference.toDouble(values);
  }

  @Test
  void scalesAndConstants() {
    float[] once = draw(Initialization.of(Scheme.GLOROT_NORMAL));
    float[] thrice = draw(Initialization.of(Scheme.GLOROT_NORMAL).scaled(4));
    for (int i = 0; i < IN * OUT; i++) {
      assertThat(thrice[i]).isEqualTo(4 * once[i]);
    }
    assertThat(draw(Initialization.constant(0.5))).contains(0.5f, 0f).hasSize(OUT * (IN + 1));
    assertThat(draw(Initialization.constant(0))).containsOnly(0);
    for (float weight : draw(Initialization.uniform(0.25))) {
      assertThat(weight).isBetween(-0.25f, 0.25f);
    }
  }

  @Test
  void defaultsFollowTheActivation() {
    Network network =
        Network.builder(3).dense(4, Activation.RELU).dense(5, Activation.TANH).dense(2).build();
    assertThat(network.layers())
        .extracting(layer -> ((Dense) layer).initialization().scheme())
        .containsExactly(Scheme.HE_UNIFORM, Scheme.GLOROT_UNIFORM, Scheme.GLOROT_UNIFORM);
  }

  @Test
  void bitsAreTheSameEverywhere() {
    Network network =
        Network.builder(7)
            .dense(5, Activation.RELU)
            .dense(4, Activation.TANH, Initialization.of(Scheme.LECUN_NORMAL))
            .dense(2, Activation.IDENTITY, Initialization.of(Scheme.PYTORCH))
            .build();
    assertThat(Arrays.hashCode(network.initialize(42))).isEqualTo(105_701_870);
  }

  @Test
  void aLayersNumbersDoNotDependOnTheSizesOfOthers() {
    Network narrow = Network.builder(3).dense(4).dense(6, Activation.TANH).build();
    Network wide = Network.builder(90).dense(4).dense(6, Activation.TANH).build();
    float[] fromNarrow = narrow.initialize(9);
    float[] fromWide = wide.initialize(9);
    assertThat(Arrays.copyOfRange(fromWide, 91 * 4, 91 * 4 + 24))
        .isEqualTo(Arrays.copyOfRange(fromNarrow, 4 * 4, 4 * 4 + 24));
  }

  @Test
  void refusesNumbersThatAreNotFinite() {
    assertThatIllegalArgumentException().isThrownBy(() -> Initialization.constant(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> Initialization.normal(1e39));
    Initialization usual = Initialization.of(Scheme.HE_NORMAL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> usual.withBias(Double.POSITIVE_INFINITY))
        .withMessageContaining("bias Infinity");
  }
}
