// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Qr;

/** Amplitudes, reconstruction and forecasts. */
class AmplitudeTest {
  private static final Complex[] SPECTRUM = {
    new Complex(1.05, 0), new Complex(0.9, 0.3), new Complex(0.6, 0), new Complex(-0.4, 0)
  };

  /** The whole least-squares problem, weight_i W Lambda^i on top of each other, solved by QR. */
  private static double[] direct(
      Complex[] eigenvalues, ComplexMatrix w, Matrix snapshots, double[] weights) {
    int k = eigenvalues.length;
    int length = snapshots.columns();
    Matrix whole = new Matrix(k * length, k);
    Matrix right = new Matrix(k * length, 1);
    for (int step = 0; step < length; step++) {
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          boolean second = eigenvalues[j].im() < 0;
          int source = second ? j - 1 : j;
          Complex power = Complex.ONE;
          for (int s = 0; s < step; s++) {
            power = power.times(eigenvalues[source]);
          }
          Complex entry = w.get(i, source).times(power);
          whole.set(step * k + i, j, weights[step] * (second ? entry.im() : entry.re()));
        }
        right.set(step * k + i, 0, weights[step] * snapshots.get(i, step));
      }
    }
    return Qr.of(whole).solve(right).column(0);
  }

  @Property(tries = 80, seed = "1")
  void solvesTheWholeLeastSquaresProblem(
      @ForAll @IntRange(min = 1, max = 7) int n,
      @ForAll @IntRange(min = 1, max = 21) int length,
      @ForAll boolean weighted,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // Eigenvalues of a random matrix of norm about 1.2 lie inside and outside the unit circle.
    Matrix map = LinearSystem.random(n, n, random);
    Dense dense = Dense.of(map);
    RitzSpace space = new RitzSpace(Dense.of(Matrix.identity(n)), dense, dense, new double[n]);
    RitzPairs pairs = space.ritzPairs();
    Matrix snapshots = LinearSystem.random(n, length, random);
    double[] weights = new double[length];
    Arrays.setAll(weights, i -> weighted ? 0.5 + random.nextDouble() : 1);
    RealForm form = new RealForm(pairs.eigenvalues(), true);
    double[] found =
        form.coefficients(
            new AmplitudeSolver(
                    form, pairs.eigenvalues(), pairs.vectors(), length, weighted ? weights : null)
                .solve(Dense.of(snapshots)));
    double[] expected = direct(pairs.eigenvalues(), pairs.vectors(), snapshots, weights);
    // The condition of the modes is not bounded; 1e-6 holds up to about 1e8.
    double scale = 0;
    for (double value : expected) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int j = 0; j < n; j++) {
      assertThat(found[j]).isCloseTo(expected[j], within(1e-6 * scale));
    }
  }

  @Test
  void coincidingModesShareTheirAmplitudeAndZeroModesGetNone() {
    Complex half = new Complex(0.5, 0);
    Complex[] eigenvalues = {half, half};
    ComplexMatrix vectors = new ComplexMatrix(Matrix.of(2, 2, 1, 0, 1, 0), new Matrix(2, 2));
    AmplitudeSolver solver =
        new AmplitudeSolver(new RealForm(eigenvalues, true), eigenvalues, vectors, 3, null);
    Complex[] found = solver.solve(Dense.of(Matrix.of(2, 3, 4, 0, 2, 0, 1, 0)));
    assertThat(found[0].re() + found[1].re()).isCloseTo(4, within(1e-14));
  }

  @Test
  void fitsTheFirstSnapshotOrAll() {
    LinearSystem system = LinearSystem.skewed(1, SPECTRUM);
    Matrix noisy = system.trajectory(20).copy();
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < noisy.data().length; i++) {
      noisy.data()[i] += 1e-3 * (random.nextDouble() - 0.5);
    }
    DmdResult first = Dmd.builder().amplitudes(AmplitudeFit.firstSnapshot()).build().fit(noisy);
    DmdResult all = Dmd.builder().build().fit(noisy);
    assertThat(first.reconstruct().columns(0, 1).minus(noisy.columns(0, 1)).frobeniusNorm())
        .isLessThan(1e-12);
    assertThat(all.reconstructionError()).isLessThan(first.reconstructionError());
    double[] weights = new double[20];
    weights[0] = 1;
    DmdResult weighted =
        Dmd.builder().amplitudes(AmplitudeFit.weighted(weights)).build().fit(noisy);
    assertThat(weighted.reconstructionError())
        .isCloseTo(first.reconstructionError(), within(1e-10));
    assertThat(all.reconstructionError())
        .isCloseTo(
            all.reconstruct().minus(noisy).frobeniusNorm() / noisy.frobeniusNorm(), within(1e-14));
  }

  @Test
  void powersThatOverflowAreNoTrouble() {
    Matrix snapshots = new Matrix(1, 300);
    for (int i = 0; i < 300; i++) {
      snapshots.set(0, i, Math.pow(10, i));
    }
    DmdResult result = Dmd.builder().build().fit(snapshots);
    assertThat(result.eigenvalues()[0].re()).isCloseTo(10, within(1e-12));
    // The last snapshot weighs most: 10^299 a = f, where the power magnifies the error of 10.
    assertThat(result.reconstructionError()).isLessThan(1e-12);
  }

  @Test
  void statesBetweenTheSnapshotsAreThoseOfTheFlow() {
    Complex[] exponents = {new Complex(-0.2, 0), new Complex(-0.1, 2)};
    double dt = 0.25;
    double start = 3;
    Matrix basis = LinearSystem.random(8, 3, new SplittableRandom(3));
    Matrix snapshots = new Matrix(8, 15);
    for (int i = 0; i < 15; i++) {
      put(flow(exponents, basis, i * dt), snapshots, i);
    }
    Dmd dmd = Dmd.builder().rank(3).dt(dt).startTime(start).build();
    DmdResult result = dmd.fit(snapshots);
    Matrix states = result.stateAt(start, start + 0.1, start - 0.37, start + 7.77);
    double[] times = {0, 0.1, -0.37, 7.77};
    for (int i = 0; i < times.length; i++) {
      double[] expected = flow(exponents, basis, times[i]);
      for (int row = 0; row < 8; row++) {
        assertThat(states.get(row, i)).isCloseTo(expected[row], within(1e-11));
      }
    }
    Spectra.assertSame(
        result.exponents(),
        java.util.List.of(exponents[0], exponents[1], exponents[1].conjugate()),
        1e-11);
    int pair = result.exponents()[0].im() == 0 ? 1 : 0;
    assertThat(result.frequencies()[pair]).isCloseTo(2 / (2 * Math.PI), within(1e-11));
    assertThat(result.growthRates()[pair]).isCloseTo(-0.1, within(1e-11));
    Matrix next = result.forecast(2);
    double[] expected = flow(exponents, basis, 16 * dt);
    assertThat(next.get(5, 1)).isCloseTo(expected[5], within(1e-11));
    Matrix moved = result.advance(snapshots.columns(4, 6), 3.3);
    expected = flow(exponents, basis, 5 * dt + 3.3);
    assertThat(moved.get(2, 1)).isCloseTo(expected[2], within(1e-11));
  }

  private static double[] flow(Complex[] exponents, Matrix basis, double time) {
    Complex oscillation = exponents[1].times(time).exp();
    double[] factors = {Math.exp(exponents[0].re() * time), oscillation.re(), 2 * oscillation.im()};
    return basis.times(Matrix.of(3, 1, factors)).column(0);
  }

  private static void put(double[] column, Matrix target, int j) {
    System.arraycopy(column, 0, target.data(), target.index(0, j), column.length);
  }

  @Test
  void aNegativeEigenvalueFollowsTheRealPartOfItsPower() {
    DmdResult result = Dmd.builder().build().fit(Matrix.of(1, 4, 1, -0.5, 0.25, -0.125));
    assertThat(result.stateAt(0.5).get(0, 0))
        .isCloseTo(Math.sqrt(0.5) * Math.cos(Math.PI / 2), within(1e-15));
    assertThat(result.stateAt(1.0 / 3).get(0, 0))
        .isCloseTo(Math.cbrt(0.5) * Math.cos(Math.PI / 3), within(1e-15));
  }

  @Test
  void exactModesAreEigenvectorsOfTheLeastSquaresMap() {
    Matrix snapshots = LinearSystem.random(40, 6, new SplittableRandom(4));
    Matrix x = snapshots.columns(0, 5);
    DmdResult result = Dmd.builder().build().fit(snapshots);
    ComplexMatrix exact = result.exactModes();
    // A = Y X^+, applied as Y (X^+ z) with X^+ z by least squares.
    for (int j = 0; j < result.rank(); j++) {
      Complex lambda = result.eigenvalues()[j];
      assertThat(Spectra.norm(exact, j)).isCloseTo(1, within(1e-14));
      Qr qr = Qr.of(x);
      Matrix y = snapshots.columns(1, 6);
      Matrix re = y.times(qr.solve(exact.real().columns(j, j + 1)));
      Matrix im = y.times(qr.solve(exact.imaginary().columns(j, j + 1)));
      for (int i = 0; i < 40; i++) {
        Complex image = new Complex(re.get(i, 0), im.get(i, 0));
        assertThat(image.minus(exact.get(i, j).times(lambda)).abs()).isLessThan(1e-12);
      }
    }
  }
}
