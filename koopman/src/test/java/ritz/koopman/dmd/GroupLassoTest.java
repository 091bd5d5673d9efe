// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import ritz.kernels.Matrix;

class GroupLassoTest {
  /** Pairs, and a lone number at the end. */
  private static final int[] STARTS = {0, 2, 4, 6, 8, 10, 12, 13};

  private static Matrix design(Random random) {
    return VariableProjectionTest.gaussian(20, 13, random);
  }

  @Test
  void withOrthogonalColumnsEveryGroupIsShortened() {
    double[] b = {3, 4, 0.3, 0.4, -6};
    double[] x = new GroupLasso(Matrix.identity(5), b, new int[] {0, 2, 4, 5}).solve(2);

    // lengths 5, 0.5 and 6, shortened by gamma / 2 = 1
    double[] expected = {2.4, 3.2, 0, 0, -5};
    for (int i = 0; i < 5; i++) {
      assertThat(x[i]).isCloseTo(expected[i], within(1e-14));
    }
  }

  @Test
  void conditionsOfOptimalityHoldAlongThePath() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Matrix design = design(random);
      double[] b = design.transposeTimes(VariableProjectionTest.gaussian(20, 1, random)).column(0);
      Matrix gram = design.transposeTimes(design);
      GroupLasso lasso = new GroupLasso(gram, b, STARTS);
      for (double share : new double[] {0, 1e-3, 0.05, 0.2, 0.5, 0.9, 1}) {
        double gamma = 2 * share * lasso.largestPull();
        double[] x = lasso.solve(gamma);
        requireOptimal(gram, b, gamma, x);
      }
    }
  }

  /** The conditions written out once more, apart from the solver's own. */
  private static void requireOptimal(Matrix gram, double[] b, double gamma, double[] x) {
    for (int g = 0; g + 1 < STARTS.length; g++) {
      double norm = 0;
      double pull = 0;
      double[] rest = new double[STARTS[g + 1] - STARTS[g]];
      for (int i = STARTS[g]; i < STARTS[g + 1]; i++) {
        double slope = -b[i];
        for (int j = 0; j < x.length; j++) {
          slope += gram.get(i, j) * x[j];
        }
        rest[i - STARTS[g]] = slope;
        norm = Math.hypot(norm, x[i]);
        pull = Math.hypot(pull, slope);
      }
      if (norm == 0) {
        assertThat(pull).isLessThanOrEqualTo(gamma / 2 + 1e-10);
      } else {
        for (int i = 0; i < rest.length; i++) {
          assertThat(rest[i]).isCloseTo(-gamma / 2 * x[STARTS[g] + i] / norm, within(1e-10));
        }
      }
    }
  }

  @Test
  void fromTheLargestPullOnAllIsZero() {
    Random random = new Random(5);
    Matrix design = design(random);
    double[] b = design.transposeTimes(VariableProjectionTest.gaussian(20, 1, random)).column(0);
    GroupLasso lasso = new GroupLasso(design.transposeTimes(design), b, STARTS);
    assertThat(lasso.solve(2 * lasso.largestPull())).containsOnly(0);
    assertThat(Arrays.stream(lasso.solve(1.999 * lasso.largestPull())).anyMatch(x -> x != 0))
        .isTrue();
  }

  @Test
  void aSingularProblemIsSolvedToo() {
    Random random = new Random(6);
    Matrix half = VariableProjectionTest.gaussian(4, 13, random);
    double[] b = half.transposeTimes(VariableProjectionTest.gaussian(4, 1, random)).column(0);
    Matrix gram = half.transposeTimes(half);
    GroupLasso lasso = new GroupLasso(gram, b, STARTS);
    double gamma = 0.1 * lasso.largestPull();
    requireOptimal(gram, b, gamma, lasso.solve(gamma));
  }
}
