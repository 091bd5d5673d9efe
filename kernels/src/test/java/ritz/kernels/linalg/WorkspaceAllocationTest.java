// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.FreshJvm;
import ritz.kernels.Matrix;
import ritz.kernels.Transpose;

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

  /** Of the last eigenproblem. */
  private static double condition;

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
    for (Matrix a : new Matrix[] {square, graded}) {
      measure("Schur form of " + a.shape(), work -> Schur.of(a, work));
      measure("eigenproblem of " + a.shape(), work -> Eigen.of(a, work));
      measure("eigenvalues of " + a.shape(), work -> Eigen.valuesOf(a, work));
    }
    for (int order : new int[] {40, 151, 180}) {
      eigenproblems(order);
    }
    complexFactorizations();
    System.out.println(FOUND.isEmpty() ? "nothing" : FOUND);
  }

  /** What is needed in between does not depend on the entries, only on the order. */
  private static void eigenproblems(int n) {
    List<Matrix> matrices = ofOneOrder(n);
    measureEach("Schur forms of order " + n, matrices, Schur::of);
    measureEach("eigenvalues of order " + n, matrices, Eigen::valuesOf);
    measureEach(
        "both sides' eigenvectors of order " + n,
        matrices,
        (a, work) -> {
          Eigen eigen = Eigen.withLeftVectors(a, work);
          condition = eigen.reciprocalCondition(1);
          return eigen;
        });
  }

  /** Matrices that deflate early, late, in blocks, or of which balancing isolates eigenvalues. */
  private static List<Matrix> ofOneOrder(int n) {
    Matrix random = MatrixZoo.random(n, n, 1);
    return List.of(
        random,
        MatrixZoo.random(n, n, 2),
        MatrixZoo.generate(n, n, (i, j) -> i == (j + 1) % n ? 1 : 0),
        MatrixZoo.generate(n, n, (i, j) -> random.get(i, j) + random.get(j, i)),
        MatrixZoo.generate(n, n, (i, j) -> random.get(i, j) * Math.pow(10, -(i + j) / 10.0)),
        MatrixZoo.generate(n, n, (i, j) -> i < n / 3 == j < n / 3 ? random.get(i, j) : 0),
        MatrixZoo.generate(n, n, (i, j) -> j < i && (j < 4 || i > n / 2) ? 0 : random.get(i, j)),
        MatrixZoo.generate(n, n, (i, j) -> i > j ? 0 : random.get(i, j)));
  }

  private static void complexFactorizations() {
    Workspace other = new Workspace();
    List<ComplexMatrix> square = new ArrayList<>();
    for (Matrix a : ofOneOrder(40)) {
      square.add(new ComplexMatrix(a, MatrixZoo.random(40, 40, 9)));
      square.add(new ComplexMatrix(a, a));
    }
    ComplexMatrix right = ComplexMatrix.of(MatrixZoo.random(90, 2, 8));
    ComplexMatrix small = ComplexMatrix.of(MatrixZoo.random(20, 2, 8));
    measureEach("complex Schur forms", square, ComplexSchur::of);
    measureEach(
        "complex eigenproblems",
        square,
        (a, work) -> {
          ComplexEigen eigen = ComplexEigen.of(a, work);
          condition = eigen.reciprocalCondition(1);
          return eigen;
        });
    // A column of zeros would change the rank.
    measureEach("complex SVDs", square.subList(0, 6), ComplexSvd::of);
    measureEach("complex QRs", square, ComplexQr::of);
    for (int rows : new int[] {20, 50, 90}) {
      List<ComplexMatrix> matrices = new ArrayList<>();
      for (int seed = 0; seed < 3; seed++) {
        matrices.add(
            new ComplexMatrix(
                MatrixZoo.random(rows, 20, seed), MatrixZoo.random(rows, 20, seed + 3)));
      }
      ComplexMatrix b = right.block(0, 0, rows, 2);
      String shape = matrices.get(0).shape();
      measureEach("complex SVDs, " + shape, matrices, ComplexSvd::of);
      measureEach(
          "complex SVDs, transposed " + shape,
          matrices.stream().map(ComplexMatrix::conjugateTranspose).toList(),
          ComplexSvd::of);
      measureEach(
          "shortest complex solutions, " + shape,
          matrices,
          (a, work) -> ComplexSvd.of(a, work).solve(b, 1e-12, other));
      measureEach("complex R, " + shape, matrices, (a, work) -> ComplexQr.of(a, work).r(other));
      measureEach("complex Q, " + shape, matrices, (a, work) -> ComplexQr.of(a, work).q(other));
      measureEach(
          "products with complex Q, " + shape,
          matrices,
          (a, work) -> ComplexQr.of(a, work).times(small, other));
      measureEach(
          "complex least squares, " + shape,
          matrices,
          (a, work) -> ComplexQr.of(a, work).solve(b, other));
    }
    ComplexMatrix product = new ComplexMatrix(40, 40);
    measureEach(
        "complex products",
        square,
        (a, work) -> {
          ComplexMatrix.gemm(Transpose.YES, Transpose.NO, 1, a, square.get(1), 0, product);
          return product;
        });
  }

  private interface Call {
    Object in(Workspace work);
  }

  private static void measure(String what, Call call) {
    Workspace work = new Workspace();
    for (int i = 0; i < WARM_UP; i++) {
      call.in(work);
    }
    // The JVM may allocate for itself in one of the calls.
    long allocated = Long.MAX_VALUE;
    for (int i = 0; i < MEASURED && allocated > 0; i++) {
      allocated = allocated(call, work);
    }
    report(what, allocated);
  }

  /**
   * Sizes the workspace with the first matrix; then each of the others comes for the first time.
   */
  private static <T> void measureEach(
      String what, List<T> matrices, BiFunction<T, Workspace, Object> call) {
    long[] least = new long[matrices.size()];
    Arrays.fill(least, Long.MAX_VALUE);
    for (int i = 0; i < MEASURED && Arrays.stream(least).anyMatch(bytes -> bytes > 0); i++) {
      Workspace work = new Workspace();
      measure(what, memory -> call.apply(matrices.get(0), work));
      least[0] = 0;
      for (int k = 1; k < least.length; k++) {
        T a = matrices.get(k);
        least[k] = Math.min(least[k], allocated(memory -> call.apply(a, memory), work));
      }
    }
    for (int k = 0; k < least.length; k++) {
      report(what + ", number " + k, least[k]);
    }
  }

  private static long allocated(Call call, Workspace work) {
    long start = THREADS.getCurrentThreadAllocatedBytes();
    Object result = call.in(work);
    long end = THREADS.getCurrentThreadAllocatedBytes();
    assertThat(result).isNotNull();
    return end - start;
  }

  private static void report(String what, long bytes) {
    if (bytes != 0) {
      FOUND.append(what).append(": ").append(bytes).append(" bytes; ");
    }
  }
}
