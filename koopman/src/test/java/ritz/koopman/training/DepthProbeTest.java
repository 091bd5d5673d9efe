// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.koopman.dmd.Dmd;
import ritz.koopman.dmd.DmdResult;
import ritz.nn.Activation;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.data.Dataset;

/** Against blocks without an activation, which are powers of a matrix. */
class DepthProbeTest {
  private static final int BLOCKS = 8;

  /** Blocks x + (a - 1) x for the matrix a = [a00, a01, a10, a11], each with a bias of zero. */
  private static Model powersOf(int blocks, double... a) {
    Network.Builder network = Network.builder(2);
    for (int i = 0; i < blocks; i++) {
      network.residual(block -> block.dense(2));
    }
    Network built = network.dense(2).build();
    float[] parameters = new float[built.parameterCount()];
    for (int i = 0; i < blocks; i++) {
      for (int k = 0; k < 4; k++) {
        parameters[6 * i + k] = (float) (a[k] - (k % 3 == 0 ? 1 : 0));
      }
    }
    return Model.of(built, parameters);
  }

  /** Two samples, one of each class, at a point and its mirror image. */
  private static Dataset mirrored(double x, double y) {
    float[] inputs = {(float) x, (float) y, (float) -x, (float) -y};
    return Dataset.classification(2, inputs, new int[] {0, 1}, 2);
  }

  @Test
  void aComponentThatHalvesFromBlockToBlockSettlesAtThatRate() {
    double size = 0.02;
    DepthProbe probe = DepthProbe.of(powersOf(BLOCKS, 1, 0, 0, 0.5), mirrored(1, size));

    // the state is (1, size 2^-l) over its norm, 1 + size^2 4^-l / 2: relative to the component
    // that is looked for, another one of size / 2
    for (int depth = 0; depth <= BLOCKS; depth++) {
      double expected = size * Math.pow(0.5, depth);
      assertThat(probe.settling()[depth]).isCloseTo(expected, within(size * size));
    }
  }

  @Test
  void aRotationNeverSettles() {
    double angle = 0.7;
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    DepthProbe probe = DepthProbe.of(powersOf(BLOCKS, c, -s, s, c), mirrored(1, 0));

    // the eigenvalues of a rotation; float weights are off by 6e-8 in each of 8 blocks
    for (Complex eigenvalue : probe.decomposition().eigenvalues()) {
      assertThat(eigenvalue.re()).isCloseTo(c, within(1e-6));
      assertThat(Math.abs(eigenvalue.im())).isCloseTo(s, within(1e-6));
    }
    // a unit vector is the sum of two conjugate modes of 1 / sqrt(2) each
    assertThat(probe.settling()).hasSize(BLOCKS + 1);
    for (double size : probe.settling()) {
      assertThat(size).isCloseTo(Math.sqrt(0.5), within(1e-5));
    }
  }

  @Test
  void whatOnlyGrowsAsAWholeHasSettledFromTheStart() {
    DepthProbe probe = DepthProbe.of(powersOf(BLOCKS, 2, 0, 0, 2), mirrored(0.3, 0.4));

    assertThat(probe.settling()).containsOnly(0);
  }

  @Test
  void linearBlocksAddNothingThatALinearReadoutMisses() {
    float[] inputs = {1, 0, 0, 1, -1, 0, 0, -1};
    Dataset cross = Dataset.classification(2, inputs, new int[] {0, 0, 1, 1}, 2);
    double c = Math.cos(0.7);
    double s = Math.sin(0.7);
    DepthProbe probe = DepthProbe.of(powersOf(BLOCKS, c, -s, s, c), cross);

    // states of equal variance in all directions: the ridge is the same for each rotation of them;
    // float weights are off by 6e-8 in each of 8 blocks
    for (double part : probe.remainder()) {
      assertThat(part).isCloseTo(0, within(1e-5));
    }
    assertThat(probe.advised(1e-5)).isZero();
  }

  /** Blocks that do nothing, but one, which adds |x| to the second number of (x, y). */
  private static Model magnitudeIn(int block) {
    Network.Builder network = Network.builder(2);
    for (int i = 0; i < 5; i++) {
      network.residual(inner -> inner.dense(2, Activation.RELU).dense(2));
    }
    Network built = network.dense(2).build();
    float[] parameters = new float[built.parameterCount()];
    // weights (output, input) and biases: (x, -x), then (0, sum of both)
    float[] magnitude = {1, 0, -1, 0, 0, 0, 0, 0, 1, 1, 0, 0};
    System.arraycopy(magnitude, 0, parameters, 12 * (block - 1), 12);
    return Model.of(built, parameters);
  }

  @Test
  void theBlockThatMakesTheClassesSeparableIsTheLastThatIsNeeded() {
    float[] inputs = {-2, 0, -1, 0, 1, 0, 2, 0};
    Dataset data = Dataset.classification(2, inputs, new int[] {1, 0, 0, 1}, 2);
    for (int block = 1; block <= 4; block++) {
      DepthProbe probe = DepthProbe.of(magnitudeIn(block), data);

      // x is uncorrelated to the classes: nothing can be read out before, and all after
      for (int depth = 0; depth <= 5; depth++) {
        assertThat(probe.remainder()[depth]).isCloseTo(depth < block ? 1 : 0, within(1e-12));
      }
      assertThat(probe.advised(0.55)).isEqualTo(block);
      assertThat(probe.advised(1.1)).isZero();
    }
  }

  @Test
  void aNegativeToleranceIsRefused() {
    DepthProbe probe = DepthProbe.of(magnitudeIn(1), mirrored(1, 0));
    for (double tolerance : new double[] {-0.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> probe.advised(tolerance))
          .withMessageContaining("tolerance: " + tolerance);
    }
  }

  @Test
  void tooFewBlocksAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DepthProbe.of(powersOf(2, 1, 0, 0, 1), mirrored(1, 1)))
        .withMessageContaining("2 residual blocks");
  }

  @Test
  void dataOfAnotherWidthAreRefused() {
    Dataset wide = Dataset.classification(3, new float[6], new int[] {0, 1}, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DepthProbe.of(powersOf(BLOCKS, 1, 0, 0, 1), wide))
        .withMessageContaining("expected a classification of 2 features, found 3");
  }

  /** Snapshots (2, 2 · 0.5^k, size · last^k) of a linear system, decomposed. */
  private static DmdResult map(double size, double last) {
    Matrix snapshots = new Matrix(3, 8);
    for (int k = 0; k < 8; k++) {
      snapshots.set(0, k, 2);
      snapshots.set(1, k, 2 * Math.pow(0.5, k));
      snapshots.set(2, k, size * Math.pow(last, k));
    }
    return Dmd.builder().tolerance(1e-10).build().fit(snapshots);
  }

  @Test
  void theDataOwnMapTellsTheStepsDirectly() {
    assertThat(DepthProbe.steps(map(0.1, 0.97), 0.125)).hasValue(3);
    assertThat(DepthProbe.steps(map(0.1, 0.97), 0.1)).hasValue(4);
    // 0.6 over 2, times 0.9^k, is below 0.1 from k = ln 3 / -ln 0.9 = 10.4 on
    assertThat(DepthProbe.steps(map(0.6, 0.9), 0.1)).hasValue(11);
    assertThat(DepthProbe.steps(map(0.6, -1), 0.1)).isEmpty();
    assertThat(DepthProbe.steps(map(0.1, -1), 0.1)).hasValue(4);
  }

  @Test
  void aToleranceOutOfRangeIsRefused() {
    for (double tolerance : new double[] {0, 1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DepthProbe.steps(map(0.6, 0.9), tolerance))
          .withMessageContaining("tolerance: " + tolerance);
    }
  }
}
