// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * The Vector API allocates until its callers are compiled, so each call is repeated until nothing
 * is allocated any more, within a generous number of rounds. All shapes share this JVM: what one of
 * them leaves in the profiles must not make another allocate.
 */
class DoubleAllocationTest {
  private static final int ROUNDS = 20_000;
  private static final int CALLS = 20;
  private static final int LARGEST = 40;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final double[] a = new double[LARGEST * LARGEST];
  private final double[] b = new double[LARGEST * LARGEST];
  private final double[] c = new double[LARGEST * LARGEST];

  @Test
  void productsOfAnyShapeAllocateNothing() {
    for (int m : new int[] {LARGEST, 16, 10, 8, 5, 4, 3, 2, 1}) {
      for (Transpose transA : Transpose.values()) {
        String what = m + " rows, transposed: " + transA;
        settles(what, () -> multiply(transA, m, 1, 0));
        // What a factor and a sum add must not leave the room that C2 has for a method.
        settles(what + ", added", () -> multiply(transA, m, 1, 1));
        settles(what + ", subtracted", () -> multiply(transA, m, -1, 1));
      }
    }
  }

  private void multiply(Transpose transA, int m, double alpha, double beta) {
    int ld = Math.max(m, 8);
    DoubleBlas.gemm(transA, Transpose.NO, m, 8, 8, alpha, a, 0, ld, b, 0, 8, beta, c, 0, m);
  }

  @Test
  void gramMatricesAndMatrixTimesVectorAllocateNothing() {
    int n = LARGEST;
    Threads threads = Threads.single();
    settles(
        "syrk",
        () ->
            DoubleBlas.syrk(threads, Triangle.LOWER, Transpose.YES, n, n, 1, a, 0, n, 0, c, 0, n));
    for (Transpose trans : Transpose.values()) {
      settles(
          "gemv, transposed: " + trans,
          () -> DoubleBlas.gemv(trans, n, n, 1, a, 0, n, b, 0, 0, c, 0));
    }
  }

  private static void settles(String what, Runnable call) {
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && allocated > 0; round++) {
      long start = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      allocated = THREADS.getCurrentThreadAllocatedBytes() - start;
    }
    assertThat(allocated).as("bytes allocated by %d calls, %s", CALLS, what).isZero();
  }
}
