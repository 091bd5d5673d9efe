// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.DoubleBlas;
import ritz.kernels.FreshJvm;
import ritz.kernels.backend.Selection;

/**
 * In a fresh JVM that has only seen sums of vectors so far, a transform comes to allocate no
 * vectors: what the JVM learned from one kernel must not make another allocate. One vector for each
 * four points would be far above the limit.
 */
class FftAllocationTest {
  private static final int CALLS = 20_000;
  private static final long LIMIT = 1_024;

  @ParameterizedTest
  @ValueSource(ints = {1024, 4096})
  void allocatesNoVectors(int length) throws IOException {
    assertThat(run(length)).as("bytes of a call").isLessThanOrEqualTo(LIMIT);
  }

  private static long run(int length) throws IOException {
    String width = Selection.simd() ? System.getProperty("ritz.simd", "auto") : "scalar";
    return Long.parseLong(
        FreshJvm.firstLine(FreshJvm.flags(width), FftAllocationTest.class, length));
  }

  /** Prints the fewest bytes that a transform allocated, until that is within the limit. */
  public static void main(String[] arguments) {
    int length = Integer.parseInt(arguments[0]);
    double[] re = new double[length];
    double[] im = new double[length];
    for (int i = 0; i < 400_000; i++) {
      DoubleBlas.axpy(32, 0.5, re, 0, re, 0);
    }
    re[1] = 1;
    Fft fft = Fft.of(length);
    double[] toRe = new double[length];
    double[] toIm = new double[length];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int call = 0; call < CALLS && least > LIMIT; call++) {
      long start = threads.getCurrentThreadAllocatedBytes();
      fft.forward(re, im, toRe, toIm);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - start);
    }
    System.out.println(least);
  }
}
