// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;

class RitzRefinementTest {
  private static final int ROWS = 30;

  /** A subspace of dimension 5 in R^30 and the image of a random map that does not leave it. */
  private static RitzSpace space(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Matrix u = LinearSystem.orthogonal(ROWS, random).columns(0, 5).copy();
    Matrix b = LinearSystem.random(ROWS, 5, random);
    return new RitzSpace(
        Dense.of(u), Dense.of(b), Dense.of(u.transposeTimes(b)), new double[] {1, 1, 1, 1, 1});
  }

  /** The least |B w - lambda U w| over unit w, from the whole matrix in real form. */
  private static double leastResidual(RitzSpace space, Complex lambda) {
    Matrix whole = new Matrix(2 * ROWS, 10);
    for (int j = 0; j < 5; j++) {
      for (int i = 0; i < ROWS; i++) {
        double diagonal = space.b().real().get(i, j) - lambda.re() * space.u().real().get(i, j);
        double other = lambda.im() * space.u().real().get(i, j);
        whole.set(i, j, diagonal);
        whole.set(ROWS + i, 5 + j, diagonal);
        whole.set(ROWS + i, j, -other);
        whole.set(i, 5 + j, other);
      }
    }
    return JacobiSvd.valuesOf(whole).singularValues()[9];
  }

  @Test
  void reachesTheLeastResidualAndItsRayleighQuotient() {
    int pairs = 0;
    int reals = 0;
    for (long seed = 1; seed <= 10; seed++) {
      RitzSpace space = space(seed);
      RitzPairs ritz = space.ritzPairs();
      RitzPairs refined = new RitzRefinement(space).refine(ritz);
      ComplexMatrix w = space.u().adjointTimes(Dense.of(refined.vectors())).complex();
      for (int j = 0; j < 5; j++) {
        Complex lambda = ritz.eigenvalues()[j];
        // The Rayleigh quotient lowers the residual of the minimizer a little further.
        assertThat(refined.residuals()[j])
            .isLessThanOrEqualTo(leastResidual(space, lambda) * (1 + 1e-12));
        assertThat(refined.residuals()[j]).isLessThan(ritz.residuals()[j]);
        assertThat(Spectra.norm(w, j)).isCloseTo(1, within(1e-14));
        assertThat(rayleighQuotient(space.s().real(), w, j).minus(refined.eigenvalues()[j]).abs())
            .isLessThan(1e-13);
        if (lambda.im() == 0) {
          reals++;
        } else {
          pairs++;
        }
      }
    }
    assertThat(reals).isPositive();
    assertThat(pairs).isPositive();
  }

  private static Complex rayleighQuotient(Matrix s, ComplexMatrix w, int j) {
    ComplexMatrix image = ComplexMatrix.product(s, w.columns(j, j + 1));
    Complex sum = Complex.ZERO;
    for (int i = 0; i < s.rows(); i++) {
      sum = sum.plus(w.get(i, j).conjugate().times(image.get(i, 0)));
    }
    return sum;
  }

  @Test
  void leavesExactPairsAlone() {
    LinearSystem system = LinearSystem.normal(1, new Complex(0.5, 0.5), new Complex(0.9, 0));
    RitzSpace space =
        new RitzSpace(
            Dense.of(Matrix.identity(3)),
            Dense.of(system.a()),
            Dense.of(system.a()),
            new double[] {1, 1, 1});
    RitzPairs refined = new RitzRefinement(space).refine(space.ritzPairs());
    Spectra.assertSame(refined.eigenvalues(), system.spectrum(), 1e-14);
    for (double residual : refined.residuals()) {
      assertThat(residual).isLessThan(1e-14);
    }
  }
}
