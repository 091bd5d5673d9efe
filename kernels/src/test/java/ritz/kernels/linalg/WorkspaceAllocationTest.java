// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import ritz.kernels.FreshJvm;
import ritz.kernels.Matrix;

/**
 * What calls in the memory of a workspace allocate, in a JVM with the scalar kernels: those on
 * vectors allocate until they are compiled, which tests of their own watch.
 */
class WorkspaceAllocationTest {
  /** The first calls size the workspace, and load classes. */
  private static final int WARM_UP = 3;

  private static final int MEASURED = 5;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final StringBuilder FOUND = new StringBuilder();

  @Test
  void callsOfOneShapeAllocateNothing() throws IOException {
    assertThat(FreshJvm.firstLine(FreshJvm.flags("scalar"), WorkspaceAllocationTest.class))
        .isEqualTo("nothing");
  }

  /** Prints the calls that allocate, with the bytes, or nothing. */
  public static void main(String[] arguments) {
    Matrix square = MatrixZoo.random(40, 40, 1);
    Matrix tall = MatrixZoo.random(90, 20, 2);
    Matrix veryTall = MatrixZoo.random(3000, 50, 3);
    Matrix wide = MatrixZoo.random(20, 70, 4);
    Matrix graded =
        MatrixZoo.generate(40, 40, (i, j) -> square.get(i, j) * Math.pow(10, i * 7 % 9 * -2));
    Matrix deficient = MatrixZoo.random(40, 8, 5).times(MatrixZoo.random(8, 30, 6));
    Matrix gram = square.transposeTimes(square);
    Matrix large = MatrixZoo.random(150, 150, 7);
    Matrix right = MatrixZoo.random(90, 2, 8);
    Matrix rightOfSquare = MatrixZoo.random(40, 3, 9);
    Workspace other = new Workspace();
    for (Matrix a : new Matrix[] {square, tall, veryTall, wide, graded, deficient}) {
      measure("QR of " + a.shape(), work -> Qr.of(a, work));
      measure("pivoted QR of " + a.shape(), work -> PivotedQr.of(a, work));
      measure("SVD of " + a.shape(), work -> JacobiSvd.of(a, work));
      measure("singular values of " + a.shape(), work -> JacobiSvd.valuesOf(a, work));
    }
    measure("least squares", work -> Qr.of(tall, work).solve(right, other));
    measure("Q", work -> Qr.of(tall, work).q(other));
    measure("R", work -> Qr.of(tall, work).r(other));
    measure("pivoted Q", work -> PivotedQr.of(tall, work).q(other));
    measure("pivoted R", work -> PivotedQr.of(tall, work).r(other));
    measure("shortest solution", work -> JacobiSvd.of(tall, work).solve(right, 1e-12, other));
    measure("Cholesky", work -> Cholesky.of(gram, work));
    measure("positive system", work -> Cholesky.of(gram, work).solve(rightOfSquare, other));
    measure("symmetric", work -> SymmetricEigen.of(gram, work));
    measure("symmetric values", work -> SymmetricEigen.valuesOf(gram, work));
    measure("large eigenproblem", work -> Eigen.of(large, work));
    for (Matrix a : new Matrix[] {square, graded}) {
      measure("Schur form of " + a.shape(), work -> Schur.of(a, work));
      measure("eigenproblem of " + a.shape(), work -> Eigen.of(a, work));
      measure("eigenvalues of " + a.shape(), work -> Eigen.valuesOf(a, work));
    }
    System.out.println(FOUND.isEmpty() ? "nothing" : FOUND);
  }

  private interface Call {
    Object in(Workspace work);
  }

  private static void measure(String what, Call call) {
    Workspace work = new Workspace();
    for (int i = 0; i < WARM_UP; i++) {
      call.in(work);
    }
    long allocated = Long.MAX_VALUE;
    // The JVM may allocate for itself in one of the calls.
    for (int i = 0; i < MEASURED && allocated > 0; i++) {
      long start = THREADS.getCurrentThreadAllocatedBytes();
      call.in(work);
      allocated = THREADS.getCurrentThreadAllocatedBytes() - start;
    }
    if (allocated > 0) {
      FOUND.append(what).append(": ").append(allocated).append(" bytes; ");
    }
  }
}
