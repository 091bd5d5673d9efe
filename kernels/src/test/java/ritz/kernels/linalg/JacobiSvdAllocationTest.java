// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.backend.Selection;

/**
 * In a fresh JVM that has only seen sums of vectors so far, the decomposition comes to allocate
 * what it does with scalar kernels, and no vectors: what the JVM learned from one kernel must not
 * make another allocate. Both run the same code around the kernels; a tenth is for rows that are
 * filled up to whole vectors.
 */
class JacobiSvdAllocationTest {
  private static final int SIZE = 32;
  private static final int CALLS = 6_000;

  @Test
  void allocatesNoVectors() throws IOException {
    long scalar = run("scalar", Long.MAX_VALUE);
    long limit = scalar + scalar / 10;
    String width = Selection.simd() ? "auto" : "scalar";
    assertThat(run(width, limit)).as("bytes of a call").isLessThanOrEqualTo(limit);
  }

  private static long run(String width, long limit) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!width.equals("scalar")) {
      command.add("--add-modules=jdk.incubator.vector");
    }
    String name = JacobiSvdAllocationTest.class.getName();
    String path = System.getProperty("java.class.path");
    command.addAll(List.of("-Dritz.simd=" + width, "-cp", path, name, String.valueOf(limit)));
    Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    try (BufferedReader lines = process.inputReader()) {
      String line = lines.readLine();
      assertThat(line).as("output of %s", command).isNotNull();
      return Long.parseLong(line);
    }
  }

  /** Prints the fewest bytes that a call allocated, until that is at most the first argument. */
  public static void main(String[] arguments) {
    long limit = Long.parseLong(arguments[0]);
    double[] x = new double[SIZE];
    for (int i = 0; i < 400_000; i++) {
      DoubleBlas.axpy(SIZE, 0.5, x, 0, x, 0);
    }
    Matrix a = MatrixZoo.random(SIZE, SIZE, 1);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int call = 0; call < CALLS && (call < 2 || least > limit); call++) {
      long start = threads.getCurrentThreadAllocatedBytes();
      JacobiSvd.of(a);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - start);
    }
    System.out.println(least);
  }
}
