// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.koopman.dmd.Dmd;
import ritz.koopman.dmd.DmdResult;

/** {@link SmallDmd} beside {@link Dmd}, whose decompositions share no code with it. */
class SmallDmdTest {
  /** A limit, decays and a swing, with noise: as many coordinates as snapshots, or fewer. */
  private static Matrix trajectory(int rows, int columns, double noise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Matrix result = new Matrix(rows, columns);
    for (int i = 0; i < rows; i++) {
      double limit = i == 0 ? 10 : random.nextDouble() - 0.5;
      double fast = random.nextDouble() - 0.5;
      double slow = 2 * random.nextDouble() - 1;
      double swing = random.nextDouble() - 0.5;
      double phase = 7 * random.nextDouble();
      for (int k = 0; k < columns; k++) {
        result.set(
            i,
            k,
            limit
                + fast * Math.pow(0.4, k)
                + slow * Math.pow(0.93, k)
                + swing * Math.pow(0.8, k) * Math.cos(1.1 * k + phase)
                + noise * (random.nextDouble() - 0.5));
      }
    }
    return result;
  }

  @Property(tries = 200, seed = "1")
  void agreesWithTheDecompositionOfLargeMatrices(
      @ForAll @IntRange(min = 6, max = 20) int size,
      @ForAll @DoubleRange(min = 0.01, max = 0.3) double noise,
      @ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
    Matrix snapshots = trajectory(size, size, noise, seed);
    DmdResult expected = Dmd.builder().tolerance(1e-7).aboveMedian(1.43).build().fit(snapshots);
    SmallDmd found = SmallDmd.of(snapshots);
    // Singular values are at least noise / 100 of unit columns, 1e-4; eigenvalues and vectors are
    // sensitive by the condition of the modes on top of that.
    double tolerance = 1e-10 * expected.modeCondition() * expected.modeCondition();
    ComplexMatrix modes = expected.modes();
    assertThat(found.eigenvalues()).hasSameSizeAs(expected.eigenvalues());
    for (int j = 0; j < found.eigenvalues().length; j++) {
      Complex value = found.eigenvalues()[j];
      int partner = nearest(expected.eigenvalues(), value);
      assertThat(value.minus(expected.eigenvalues()[partner]).abs()).isLessThan(tolerance);
      assertThat(found.residuals()[j]).isCloseTo(expected.residuals()[partner], within(tolerance));
      for (int i = 0; i < size; i++) {
        Complex term = modes.get(i, partner).times(expected.amplitudes()[partner]);
        Complex own = new Complex(found.real()[j][i], found.imaginary()[j][i]);
        assertThat(own.minus(term).abs()).isLessThan(100 * tolerance);
      }
    }
  }

  private static int nearest(Complex[] values, Complex to) {
    int best = 0;
    for (int j = 1; j < values.length; j++) {
      if (values[j].minus(to).abs() < values[best].minus(to).abs()) {
        best = j;
      }
    }
    return best;
  }

  @Property(tries = 100, seed = "2")
  void theLargestComesFirstAndPairsAreConjugate(
      @ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
    SmallDmd found = SmallDmd.of(trajectory(12, 12, 0.1, seed));
    // The limit, of norm 10, adds 10 to each of twelve snapshots. The noise of a pair, of norm
    // 0.05 sqrt(12) = 0.17 at most in both, can move the eigenvalue by 0.035 in one pair.
    assertThat(found.eigenvalues()[0].minus(Complex.ONE).abs()).isLessThan(0.05);
    for (int j = 0; j < found.eigenvalues().length; j++) {
      if (found.eigenvalues()[j].im() > 0) {
        assertThat(found.eigenvalues()[j + 1]).isEqualTo(found.eigenvalues()[j].conjugate());
        for (int i = 0; i < 12; i++) {
          assertThat(found.real()[j + 1][i]).isEqualTo(found.real()[j][i]);
          assertThat(found.imaginary()[j + 1][i]).isEqualTo(-found.imaginary()[j][i]);
        }
      }
    }
  }

  @Test
  void aDirectionNotAboveTheMedianIsLeftOut() {
    // 3 e1 + 2 · 0.5^k e2: of the map diag(1, 1/2) one mode is left, since the median of the three
    // singular values, the last of them zero, is the second.
    Matrix snapshots = new Matrix(2, 4);
    double across = 0;
    double difference = 0;
    for (int k = 0; k < 4; k++) {
      double decay = 2 * Math.pow(0.5, k);
      snapshots.set(0, k, 3);
      snapshots.set(1, k, decay);
      if (k < 3) {
        across += 2 * 3 * decay / (9 + decay * decay);
        difference += (9 - decay * decay) / (9 + decay * decay);
      }
    }
    // On the direction (cos t, sin t) of the unit snapshots' largest singular value, with
    // tan 2t = across / difference, the map is its Rayleigh quotient, 1 - sin² t / 2.
    double expected = 1 - (1 - difference / Math.hypot(across, difference)) / 4;
    SmallDmd found = SmallDmd.of(snapshots);
    assertThat(found.eigenvalues()).hasSize(1);
    // Some fifty roundings of numbers below 10.
    assertThat(found.eigenvalues()[0].minus(new Complex(expected, 0)).abs()).isLessThan(5e-14);
  }

  @Test
  void aSnapshotOfZerosCountsForNothing() {
    Matrix snapshots = new Matrix(3, 6);
    for (int k = 1; k < 6; k++) {
      snapshots.set(0, k, 5);
    }
    SmallDmd found = SmallDmd.of(snapshots);
    assertThat(found.eigenvalues()).hasSize(1);
    // Equal snapshots, but for the roundings of norms, rotations and products: fewer than ninety.
    assertThat(found.eigenvalues()[0].minus(Complex.ONE).abs()).isLessThan(1e-14);
    assertThat(found.residuals()[0]).isLessThan(1e-14);
  }
}
