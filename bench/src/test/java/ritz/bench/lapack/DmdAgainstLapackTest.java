// SPDX-License-Identifier: Apache-2.0
package ritz.bench.lapack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritz.bench.peers.Gedmd;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.koopman.dmd.Dmd;
import ritz.koopman.dmd.DmdResult;
import ritz.koopman.dmd.Scaling;

/** LAPACK's dgedmd and dgedmdq on the same snapshots, with the Jacobi method inside. */
class DmdAgainstLapackTest {
  private static final double EPS = Math.ulp(1.0);

  /** A contraction with noise: the trajectory spans all directions and no residual vanishes. */
  private static Matrix snapshots(int rows, int columns, double grading, long seed) {
    Random random = new Random(seed);
    int inner = Math.min(rows, 12);
    Matrix result = new Matrix(rows, columns);
    double[] state = random.doubles(inner, -1, 1).toArray();
    Matrix lift = random(rows, inner, random);
    for (int j = 0; j < columns; j++) {
      double[] next = new double[inner];
      for (int i = 0; i < inner; i++) {
        int pair = i / 2;
        double angle = 0.3 + 0.4 * pair;
        double partner = state[i ^ 1];
        next[i] =
            0.95 * (Math.cos(angle) * state[i] + (i % 2 == 0 ? 1 : -1) * Math.sin(angle) * partner);
        next[i] += 0.05 * random.nextGaussian();
      }
      state = next;
      double size = Math.pow(10, grading * j / columns);
      Matrix snapshot = lift.times(Matrix.of(inner, 1, state));
      for (int i = 0; i < rows; i++) {
        result.set(i, j, size * (snapshot.get(i, 0) + 1e-3 * random.nextGaussian()));
      }
    }
    return result;
  }

  private static Matrix random(int rows, int columns, Random random) {
    return Matrix.of(rows, columns, random.doubles((long) rows * columns, -1, 1).toArray());
  }

  private static int nearest(Complex[] among, Complex z) {
    int best = 0;
    for (int j = 1; j < among.length; j++) {
      best = among[j].minus(z).abs() < among[best].minus(z).abs() ? j : best;
    }
    return best;
  }

  /**
   * Both are backward stable on the scaled pairs, so eigenvalues, residuals and modes differ by eps
   * times the condition of the snapshots and that of the eigenvectors.
   */
  @ParameterizedTest
  @CsvSource({
    "40, 12, 11, 0",
    "300, 20, 8, 0",
    "300, 20, 15, -8",
    "2000, 50, 20, 6",
    "60, 40, 12, 0",
    "25, 12, 3, -15"
  })
  void eigenvaluesResidualsAndModesAgree(int rows, int columns, int rank, double grading) {
    Matrix snapshots = snapshots(rows, columns, grading, 1);
    for (boolean compressed : new boolean[] {false, true}) {
      if (compressed && columns > rows) {
        continue;
      }
      Gedmd lapack = new Gedmd(rows, columns, snapshots.data(), compressed, Gedmd.Svd.JACOBI, rank);
      assertThat(lapack.run()).isEqualTo(rank);
      DmdResult result = Dmd.builder().rank(rank).build().fit(snapshots);
      assertThat(result.rank()).isEqualTo(rank);
      double[] sigma = result.singularValues();
      double bound =
          20 * EPS * sigma[0] / sigma[rank - 1] * result.modeCondition() * result.imageNorm();
      assertThat(bound).isLessThan(1e-5);
      Complex[] found = result.eigenvalues();
      ComplexMatrix modes = result.modes();
      double[] theirModes = lapack.modes();
      for (int j = 0; j < rank; j++) {
        Complex theirs = new Complex(lapack.re()[j], lapack.im()[j]);
        int ours = nearest(found, theirs);
        assertThat(found[ours].minus(theirs).abs()).isLessThan(bound);
        assertThat(Math.abs(result.residuals()[ours] - lapack.residuals()[j])).isLessThan(bound);
        assertThat(result.residuals()[ours]).isLessThan(2 * lapack.residuals()[j] + 10 * EPS);
        double overlap = overlap(modes, ours, theirModes, theirs.im() < 0 ? j - 1 : j, theirs);
        assertThat(overlap).isGreaterThan(1 - 1e-6);
      }
    }
  }

  /** |z* z'| of two unit vectors, LAPACK's in real form. */
  private static double overlap(
      ComplexMatrix modes, int ours, double[] theirs, int column, Complex eigenvalue) {
    int rows = modes.rows();
    Complex sum = Complex.ZERO;
    for (int i = 0; i < rows; i++) {
      double re = theirs[i + column * rows];
      double im = eigenvalue.im() == 0 ? 0 : theirs[i + (column + 1) * rows];
      Complex other = new Complex(re, eigenvalue.im() < 0 ? -im : im);
      sum = sum.plus(modes.get(i, ours).conjugate().times(other));
    }
    return sum.abs();
  }

  /** Snapshots graded over thirty decades: what scaling finds, code without it loses. */
  @Test
  void scalingFindsModesThatUnscaledCodeLoses() {
    int n = 10;
    Matrix map = new Matrix(n, n);
    for (int i = 0; i < n; i += 2) {
      Complex z = Complex.polar(0.9, 0.3 + 0.25 * i);
      map.set(i, i, z.re());
      map.set(i + 1, i + 1, z.re());
      map.set(i, i + 1, z.im());
      map.set(i + 1, i, -z.im());
    }
    Matrix x = random(n, 2 * n, new Random(5));
    for (int j = 0; j < x.columns(); j++) {
      for (int i = 0; i < n; i++) {
        x.set(i, j, x.get(i, j) * Math.pow(10, -15 + 30.0 * j / (x.columns() - 1)));
      }
    }
    Matrix y = map.times(x);
    DmdResult scaled = Dmd.builder().build().fit(x, y);
    DmdResult unscaled = Dmd.builder().scaling(Scaling.NONE).build().fit(x, y);
    assertThat(scaled.rank()).isEqualTo(n);
    assertThat(unscaled.rank()).isLessThan(n);
    int lost = 0;
    for (int i = 0; i < n; i += 2) {
      Complex z = Complex.polar(0.9, 0.3 + 0.25 * i);
      Complex[] found = scaled.eigenvalues();
      assertThat(found[nearest(found, z)].minus(z).abs()).isLessThan(1e-11);
      Complex[] others = unscaled.eigenvalues();
      lost += others[nearest(others, z)].minus(z).abs() > 1e-3 ? 1 : 0;
    }
    assertThat(lost).isPositive();
  }
}
