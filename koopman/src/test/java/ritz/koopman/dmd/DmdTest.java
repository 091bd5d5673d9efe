// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

class DmdTest {
  private static final double EPS = Math.ulp(1.0);
  private static final Dmd DEFAULT = Dmd.builder().build();
  private static final Complex[] SPECTRUM = {
    new Complex(1, 0), new Complex(0.9, 0.3), new Complex(0.6, 0), new Complex(-0.2, 0.7)
  };

  /**
   * How far noise-free data determine eigenvalues: a backward error of eps in each scaled snapshot
   * is magnified by the condition of the snapshots and by that of the eigenvectors.
   */
  private static double bound(DmdResult result) {
    double[] sigma = result.singularValues();
    double condition = sigma[0] / sigma[result.rank() - 1];
    return 100 * EPS * condition * result.modeCondition();
  }

  private static Matrix embedded(Matrix snapshots, int rows, long seed) {
    Matrix basis = LinearSystem.random(rows, snapshots.rows(), new SplittableRandom(seed));
    return basis.times(snapshots);
  }

  @Test
  void findsTheSpectrumOfANormalAndOfANonNormalMap() {
    for (LinearSystem system :
        List.of(LinearSystem.normal(1, SPECTRUM), LinearSystem.skewed(2, SPECTRUM))) {
      DmdResult result = DEFAULT.fit(system.trajectory(7));
      assertThat(bound(result)).isLessThan(1e-8);
      Spectra.assertSame(result.eigenvalues(), system.spectrum(), bound(result));
      assertThat(result.reconstructionError()).isLessThan(bound(result));
    }
  }

  @Test
  void findsTheSpectrumFromTallSnapshotsByCompression() {
    LinearSystem system = LinearSystem.skewed(3, SPECTRUM);
    Matrix snapshots = embedded(system.trajectory(9), 500, 4);
    DmdResult result = Dmd.builder().tolerance(1e-10).build().fit(snapshots);
    Spectra.assertSame(result.eigenvalues(), system.spectrum(), bound(result));
    assertThat(result.modes().rows()).isEqualTo(500);
    assertThat(result.reconstruct().minus(snapshots).frobeniusNorm())
        .isLessThan(bound(result) * snapshots.frobeniusNorm());
  }

  @Test
  void takesMoreSnapshotsThanRows() {
    LinearSystem system = LinearSystem.normal(5, SPECTRUM);
    DmdResult result = DEFAULT.fit(system.trajectory(60));
    Spectra.assertSame(result.eigenvalues(), system.spectrum(), bound(result));
  }

  @Test
  void takesASingleNumberAndASinglePair() {
    DmdResult result = DEFAULT.fit(Matrix.of(1, 2, 2, -3));
    assertThat(result.eigenvalues()).containsExactly(new Complex(-1.5, 0));
    assertThat(result.residuals()[0]).isLessThanOrEqualTo(EPS);
    assertThat(DEFAULT.fit(Matrix.of(2, 1, 3, 4), Matrix.of(2, 1, 6, 8)).eigenvalues()[0].re())
        .isCloseTo(2, within(4 * EPS));
  }

  @Test
  void residualsAreThoseOfTheTrueMap() {
    LinearSystem system = LinearSystem.skewed(6, SPECTRUM);
    // With the rank cut to 4 of 6 the Ritz pairs are no eigenpairs, so the residuals are large.
    for (boolean refine : new boolean[] {false, true}) {
      DmdResult result = Dmd.builder().rank(4).refine(refine).build().fit(system.trajectory(12));
      ComplexMatrix modes = result.modes();
      assertThat(result.rank()).isEqualTo(4);
      assertThat(result.residuals()[3]).isGreaterThan(1e-3);
      for (int j = 0; j < result.rank(); j++) {
        assertThat(Spectra.norm(modes, j)).isCloseTo(1, within(20 * EPS));
        assertThat(result.residuals()[j])
            .isCloseTo(
                Spectra.residual(system.a(), modes, j, result.eigenvalues()[j]),
                within(bound(result)));
      }
    }
  }

  @Test
  void conjugatePairsAreConjugateToTheBit() {
    Matrix snapshots = embedded(LinearSystem.skewed(7, SPECTRUM).trajectory(8), 100, 8);
    DmdResult result = Dmd.builder().tolerance(1e-10).refine(true).build().fit(snapshots);
    Complex[] lambda = result.eigenvalues();
    ComplexMatrix modes = result.modes();
    ComplexMatrix exact = result.exactModes();
    int pairs = 0;
    for (int j = 0; j < result.rank(); j++) {
      if (lambda[j].im() != 0) {
        assertThat(lambda[j].im()).isPositive();
        assertThat(lambda[j + 1]).isEqualTo(lambda[j].conjugate());
        assertThat(result.amplitudes()[j + 1]).isEqualTo(result.amplitudes()[j].conjugate());
        assertThat(result.residuals()[j + 1]).isEqualTo(result.residuals()[j]);
        for (int i = 0; i < modes.rows(); i++) {
          assertThat(modes.get(i, j + 1)).isEqualTo(modes.get(i, j).conjugate());
          assertThat(exact.get(i, j + 1)).isEqualTo(exact.get(i, j).conjugate());
        }
        pairs++;
        j++;
      }
    }
    assertThat(pairs).isEqualTo(2);
  }

  @Test
  void columnScalingFindsModesThatUnscaledSnapshotsLose() {
    LinearSystem system = LinearSystem.normal(9, SPECTRUM);
    int n = system.size();
    Matrix x = LinearSystem.orthogonal(n, new SplittableRandom(10));
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        x.set(i, j, x.get(i, j) * Math.pow(10, -15 + 30.0 * j / (n - 1)));
      }
    }
    Matrix y = system.a().times(x);
    DmdResult scaled = DEFAULT.fit(x, y);
    Spectra.assertSame(scaled.eigenvalues(), system.spectrum(), 100 * EPS);
    DmdResult unscaled = Dmd.builder().scaling(Scaling.NONE).build().fit(x, y);
    assertThat(unscaled.rank()).isLessThan(n);
    double nearestToOne =
        Arrays.stream(unscaled.eigenvalues())
            .mapToDouble(z -> z.minus(Complex.ONE).abs())
            .min()
            .orElseThrow();
    assertThat(nearestToOne).isGreaterThan(1e-3);
  }

  @Test
  void findsADampedModeEightDecadesBelowAnother() {
    SplittableRandom random = new SplittableRandom(11);
    Matrix basis = LinearSystem.random(40, 2, random);
    Matrix factors = new Matrix(2, 20);
    for (int k = 0; k < 20; k++) {
      factors.set(0, k, Math.pow(0.99, k));
      factors.set(1, k, 1e-8 * Math.pow(0.8, k));
    }
    DmdResult result = Dmd.builder().rank(2).build().fit(basis.times(factors));
    // eps relative to the large mode is about 1e-8 of the small one, times the slope of its decay.
    Spectra.assertSame(
        result.eigenvalues(), List.of(new Complex(0.99, 0), new Complex(0.8, 0)), 1e-6);
  }

  @Test
  void repeatedEigenvaluesComeAsOftenAsPairsShowThem() {
    Complex[] repeated = {new Complex(0.9, 0), new Complex(0.9, 0), new Complex(0.5, 0)};
    LinearSystem system = LinearSystem.normal(12, repeated);
    Matrix x = LinearSystem.random(3, 8, new SplittableRandom(13));
    DmdResult result = DEFAULT.fit(x, system.a().times(x));
    Spectra.assertSame(result.eigenvalues(), Arrays.asList(repeated), bound(result));
    assertThat(result.modeCondition()).isLessThan(1e3);
    // One trajectory sees one direction for each distinct eigenvalue.
    assertThat(Dmd.builder().tolerance(1e-10).build().fit(system.trajectory(6)).rank())
        .isEqualTo(2);
  }

  @Test
  void aDefectiveMapIsToldByTheConditionOfItsModes() {
    Matrix a =
        Matrix.fromRows(
            new double[] {0.9, 1, 0}, new double[] {0, 0.9, 1}, new double[] {0, 0, 0.9});
    Matrix q = LinearSystem.orthogonal(3, new SplittableRandom(14));
    LinearSystem system = new LinearSystem(q.times(a).times(q.transpose()), List.of());
    Matrix snapshots = system.trajectory(10);
    DmdResult result = DEFAULT.fit(snapshots);
    assertThat(result.modeCondition()).isGreaterThan(1e7);
    // An eigenvalue of a Jordan block of order 3 moves by the cube root of a perturbation.
    Complex triple = new Complex(0.9, 0);
    Spectra.assertSame(result.eigenvalues(), List.of(triple, triple, triple), 1e-3);
    assertThat(result.reconstructionError()).isLessThan(1e-4);
    for (double residual : result.residuals()) {
      assertThat(residual).isLessThan(1e-12);
    }
  }

  @Test
  void constantSnapshotsHaveTheEigenvalueOne() {
    Matrix snapshots = new Matrix(5, 4);
    Arrays.fill(snapshots.data(), 3);
    DmdResult result = DEFAULT.fit(snapshots);
    assertThat(result.rank()).isEqualTo(1);
    assertThat(result.eigenvalues()[0].minus(Complex.ONE).abs()).isLessThan(10 * EPS);
    assertThat(result.amplitudes()[0].abs()).isCloseTo(3 * Math.sqrt(5), within(100 * EPS));
    assertThat(result.forecast(2).get(4, 1)).isCloseTo(3, within(100 * EPS));
  }

  @Test
  void aStateThatDiesHasTheEigenvalueZero() {
    DmdResult result = DEFAULT.fit(Matrix.of(2, 3, 1, 2, 0, 0, 0, 0));
    assertThat(result.eigenvalues()).containsExactly(new Complex(0, 0));
    assertThat(result.forecast(1).data()).containsOnly(0);
    assertThat(result.growthRates()[0]).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Spectra.norm(result.exactModes(), 0)).isCloseTo(1, within(4 * EPS));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> result.stateAt(-1))
        .withMessageContaining("eigenvalue is zero");
  }

  @Test
  void reportsStepsFromZeroToSomethingElse() {
    Matrix x = Matrix.of(2, 3, 1, 0, 0, 0, 0, 1);
    Matrix y = Matrix.of(2, 3, 0.5, 0, 7, 7, 0, 0.25);
    DmdResult result = DEFAULT.fit(x, y);
    assertThat(result.inconsistentPairs()).containsExactly(1);
    Spectra.assertSame(
        result.eigenvalues(), List.of(new Complex(0.5, 0), new Complex(0.25, 0)), 10 * EPS);
    assertThat(DEFAULT.fit(Matrix.identity(2), y.columns(0, 2)).inconsistentPairs()).isEmpty();
  }

  @Test
  void severalTrajectoriesAreNotJoined() {
    LinearSystem system = LinearSystem.skewed(15, SPECTRUM);
    SplittableRandom random = new SplittableRandom(16);
    List<Matrix> trajectories =
        List.of(
            system.trajectory(LinearSystem.random(6, 1, random), 4),
            system.trajectory(LinearSystem.random(6, 1, random), 2),
            system.trajectory(LinearSystem.random(6, 1, random), 5));
    DmdResult result = DEFAULT.fit(trajectories);
    Spectra.assertSame(result.eigenvalues(), system.spectrum(), bound(result));
    assertThat(result.singularValues()).hasSize(6);
    Matrix model = result.reconstruct();
    assertThat(model.columns(0, 4).minus(trajectories.get(0)).frobeniusNorm()).isLessThan(1e-9);
    assertThat(model.columns(6, 11).minus(trajectories.get(2)).frobeniusNorm()).isLessThan(1e-9);
    assertThat(
            result
                .forecast(1)
                .minus(system.a().times(trajectories.get(0).columns(3, 4)))
                .frobeniusNorm())
        .isLessThan(1e-9);
  }

  @Test
  void rankFollowsTheStrictestRule() {
    Matrix x = Matrix.identity(4);
    for (int i = 0; i < 4; i++) {
      x.set(i, i, Math.pow(10, -i));
    }
    Dmd.Builder unscaled = Dmd.builder().scaling(Scaling.NONE);
    assertThat(unscaled.build().fit(x, x).rank()).isEqualTo(4);
    assertThat(unscaled.tolerance(0.05).build().fit(x, x).rank()).isEqualTo(2);
    assertThat(unscaled.rank(3).build().fit(x, x).rank()).isEqualTo(2);
    assertThat(unscaled.energy(0.9).build().fit(x, x).rank()).isEqualTo(1);
    // The median of 1, 0.1, 0.01, 0.001 is 0.055.
    assertThat(Dmd.builder().scaling(Scaling.NONE).aboveMedian(2).build().fit(x, x).rank())
        .isEqualTo(1);
    assertThat(Dmd.builder().scaling(Scaling.NONE).aboveMedian(1).build().fit(x, x).rank())
        .isEqualTo(2);
    assertThat(Dmd.builder().scaling(Scaling.NONE).energy(0.99999).build().fit(x, x).rank())
        .isEqualTo(3);
  }

  @Test
  void modesComeByFallingContribution() {
    LinearSystem system = LinearSystem.normal(17, SPECTRUM);
    DmdResult result = DEFAULT.fit(system.trajectory(9));
    double[] contributions = result.contributions();
    Complex[] amplitudes = result.amplitudes();
    Complex[] lambda = result.eigenvalues();
    for (int j = 0; j < result.rank(); j++) {
      double squares = 0;
      for (int i = 0; i < 9; i++) {
        squares += Math.pow(amplitudes[j].abs() * Math.pow(lambda[j].abs(), i), 2);
      }
      assertThat(contributions[j]).isCloseTo(Math.sqrt(squares), within(1e-12));
      assertThat(contributions[j]).isLessThanOrEqualTo(contributions[Math.max(0, j - 1)]);
    }
    assertThat(result.summary().lines()).hasSize(2 + result.rank());
  }

  @Test
  void badInputIsNamed() {
    Matrix good = LinearSystem.normal(18, SPECTRUM).trajectory(4);
    Matrix bad = good.copy();
    bad.set(2, 1, Double.NaN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.fit(bad))
        .withMessageContaining("snapshots: entry (2, 1) is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.fit(good, bad))
        .withMessageContaining("y: entry (2, 1) is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.fit(good.columns(0, 1)))
        .withMessageContaining("snapshots: 6 x 1, expected at least two");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.fit(new Matrix(0, 3)))
        .withMessageContaining("at least one row");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.fit(new Matrix(6, 3)))
        .withMessageContaining("zero");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.fit(good, good.columns(0, 3)))
        .withMessageContaining("y: 6 x 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.fit(good, good.block(0, 0, 5, 4)))
        .withMessageContaining("y: 5 x 4, expected 6 rows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.fit(new Matrix(6, 0), new Matrix(6, 0)))
        .withMessageContaining("x: 6 x 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.fit(List.of(good, bad)))
        .withMessageContaining("trajectory 1");
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.fit(List.of()));
    Matrix huge = new Matrix(4, 2);
    Arrays.fill(huge.data(), Double.MAX_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.fit(huge))
        .withMessageContaining("column 0 exceeds");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dmd.builder().amplitudes(AmplitudeFit.weighted(1, 2)).build().fit(good))
        .withMessageContaining("weights: 2 for a trajectory of 4");
  }

  @Test
  void badOptionsAreNamed() {
    Dmd.Builder builder = Dmd.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.rank(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.tolerance(1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.tolerance(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.energy(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.energy(1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.aboveMedian(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.dt(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.startTime(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> AmplitudeFit.weighted(1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> AmplitudeFit.weighted(0, 0));
  }

  @Test
  void exactModesOfAnInvariantSubspaceAreTheModesThemselves() {
    LinearSystem system = LinearSystem.skewed(19, SPECTRUM);
    DmdResult result = DEFAULT.fit(system.trajectory(7));
    ComplexMatrix modes = result.modes();
    ComplexMatrix exact = result.exactModes();
    for (int j = 0; j < 6; j++) {
      for (int i = 0; i < 6; i++) {
        assertThat(exact.get(i, j).minus(modes.get(i, j)).abs()).isLessThan(bound(result));
      }
    }
  }

  @Test
  void normsAndConditionsAreThoseOfTheMap() {
    LinearSystem normal = LinearSystem.normal(20, SPECTRUM);
    DmdResult result = DEFAULT.fit(normal.trajectory(20));
    assertThat(result.modeCondition()).isCloseTo(1, within(1e-9));
    assertThat(result.imageNorm()).isCloseTo(normal.a().frobeniusNorm(), within(1e-9));
    LinearSystem skewed = LinearSystem.skewed(21, SPECTRUM);
    assertThat(DEFAULT.fit(skewed.trajectory(7)).modeCondition()).isGreaterThan(2);
  }

  @Test
  void theSummaryNamesTheNumbers() {
    Matrix snapshots = Matrix.of(1, 3, 4, 2, 1);
    String[] lines =
        Dmd.builder().dt(0.5).build().fit(snapshots).summary().lines().toArray(String[]::new);
    assertThat(lines[0]).startsWith("rank 1 of 1 singular values, reconstruction error ");
    assertThat(lines[1].strip())
        .matches("eigenvalue +modulus +growth rate +frequency +residual +contribution");
    // log(0.5)/0.5 = -1.386; the norm of 4, 2, 1 is 4.583.
    assertThat(lines[2]).contains("0.500000").contains("-1.386").contains("4.583");
  }

  @Test
  void equalWeightsOfAnySizeAreEqualWeights() {
    Matrix noisy = LinearSystem.random(5, 8, new SplittableRandom(22));
    double[] weights = new double[8];
    Arrays.fill(weights, 3);
    Complex[] expected = DEFAULT.fit(noisy).amplitudes();
    Complex[] found =
        Dmd.builder().amplitudes(AmplitudeFit.weighted(weights)).build().fit(noisy).amplitudes();
    for (int j = 0; j < expected.length; j++) {
      assertThat(found[j].minus(expected[j]).abs()).isLessThan(1e-9);
    }
  }

  @Test
  void eachTrajectoryIsChecked() {
    Matrix good = LinearSystem.random(3, 4, new SplittableRandom(23));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.fit(List.of(good, good.columns(0, 1))))
        .withMessageContaining("trajectory 1: 3 x 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.fit(List.of(good, good.block(0, 0, 2, 4))))
        .withMessageContaining("trajectory 1: 2 x 4, expected 3 rows");
    Matrix bad = good.copy();
    bad.set(0, 0, Double.POSITIVE_INFINITY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.fit(bad, good))
        .withMessageContaining("x: entry (0, 0) is Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.fit(good).forecast(-1))
        .withMessageContaining("steps: -1");
    assertThat(DEFAULT.fit(good).forecast(0).columns()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.fit(good).stateAt(Double.NaN))
        .withMessageContaining("time: NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.fit(good).advance(bad, 1))
        .withMessageContaining("states: entry (0, 0)");
  }
}
