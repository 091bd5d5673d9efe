// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import ritz.kernels.backend.BulgeKernels;
import ritz.kernels.backend.ScalarBulgeKernels;

class BulgeKernelsTest {
  private static final BulgeKernels SCALAR = new ScalarBulgeKernels();

  /** The same bits from the first call to long after compilation, at every length. */
  @Test
  void reflectsLikeTheScalarKernelColdAndHot() {
    for (int call = 0; call < 15_000; call++) {
      int n = call % 41;
      double[] x = new Random(call).doubles(3 * n + 6, -1, 1).toArray();
      double[] y = x.clone();
      SCALAR.reflectColumns(n, x, 1, n + 2, 2 * n + 4, 1.2, 0.3, -0.7);
      BulgeKernels.INSTANCE.reflectColumns(n, y, 1, n + 2, 2 * n + 4, 1.2, 0.3, -0.7);
      assertThat(y).isEqualTo(x);
    }
  }

  /** I - tau v v' with tau = 2 / v'v is its own inverse. */
  @Test
  void reflectorUndoesItself() {
    double[] x = new Random(1).doubles(30, -1, 1).toArray();
    double[] y = x.clone();
    double tau = 2 / (1 + 0.09 + 0.49);
    SCALAR.reflectColumns(10, y, 0, 10, 20, tau, 0.3, -0.7);
    assertThat(y[0]).isEqualTo(x[0] - tau * (x[0] + 0.3 * x[10] - 0.7 * x[20]));
    SCALAR.reflectColumns(10, y, 0, 10, 20, tau, 0.3, -0.7);
    for (int i = 0; i < 30; i++) {
      // Two reflections round a few times each.
      assertThat(Math.abs(y[i] - x[i])).isLessThan(16 * Math.ulp(1.0));
    }
  }
}
