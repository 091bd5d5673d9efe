// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.ComplexMatrix;
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

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @ValueSource(ints = {1024, 4096, 1 << 17})
  void allocatesNoVectors(int length) throws IOException {
    assertThat(run(length)).as("bytes of a call").isLessThanOrEqualTo(LIMIT);
  }

  /** Scalar kernels allocate no vectors, so that nothing is left. */
  @Test
  void allocatesNothingOnceWarm() throws IOException {
    assertThat(FreshJvm.firstLine(FreshJvm.flags("scalar"), OnScalarKernels.class))
        .isEqualTo("nothing");
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
    System.out.println(leastAllocated(CALLS, LIMIT, () -> fft.forward(re, im, toRe, toIm)));
  }

  /** The fewest bytes that a call allocated, until that is within a limit. */
  private static long leastAllocated(int calls, long limit, Runnable transform) {
    long least = Long.MAX_VALUE;
    for (int call = 0; call < calls && least > limit; call++) {
      long start = THREADS.getCurrentThreadAllocatedBytes();
      transform.run();
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - start);
    }
    return least;
  }

  /** Transforms of every kind: small, in passes, in two steps, in two large steps, by Bluestein. */
  static final class OnScalarKernels {
    private static final int[] LENGTHS = {
      8, 60, 1024, 1 << 14, 1 << 17, 3 << 16, 101, (1 << 13) + 1
    };

    private static final StringBuilder FOUND = new StringBuilder();

    private OnScalarKernels() {}

    /** Prints the transforms that allocate, with the bytes, or nothing. */
    public static void main(String[] arguments) {
      for (int n : LENGTHS) {
        double[] re = new double[n];
        double[] im = new double[n];
        double[] toRe = new double[n];
        double[] toIm = new double[n];
        re[1] = 1;
        Fft fft = Fft.of(n);
        measure("forward " + n, () -> fft.forward(re, im, toRe, toIm));
        measure("in place " + n, () -> fft.inverse(re, im));
        RealFft realFft = RealFft.of(n);
        double[] halfRe = new double[realFft.terms()];
        double[] halfIm = new double[realFft.terms()];
        measure("real " + n, () -> realFft.forward(re, halfRe, halfIm));
        measure("real inverse " + n, () -> realFft.inverse(halfRe, halfIm, re));
      }
      Fft2 fft2 = Fft2.of(64, 48);
      ComplexMatrix image = new ComplexMatrix(64, 48);
      measure("two-dimensional", () -> fft2.forward(image));
      System.out.println(FOUND.isEmpty() ? "nothing" : FOUND);
    }

    private static void measure(String what, Runnable transform) {
      long allocated = leastAllocated(5, 0, transform);
      if (allocated > 0) {
        FOUND.append(what).append(": ").append(allocated).append(" bytes; ");
      }
    }
  }
}
