// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import ritz.kernels.ComplexMatrix;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.backend.Spares;

/**
 * The two-dimensional discrete Fourier transform of an m x n matrix: all columns are transformed,
 * then all rows, X(k, l) = sum over i, j of x(i, j) exp(-2 pi i (i k / m + j l / n)).
 *
 * <p>The cost is that of n transforms of length m and m of length n. A plan is thread-safe and
 * allocates nothing once warm.
 */
public final class Fft2 {
  /** The rows that are gathered together, a cache line of each column. */
  private static final int ROWS = 8;

  private final Fft columnFft;
  private final Fft rowFft;
  private final Spares<SplitArray> spares = new Spares<>(this::workspace);

  private Fft2(int rows, int columns) {
    columnFft = Fft.of(rows);
    rowFft = rows == columns ? columnFft : Fft.of(columns);
  }

  /**
   * A plan for one shape.
   *
   * @param rows m, at least 1
   * @param columns n, at least 1
   * @return the plan
   * @throws IllegalArgumentException if a size is less than 1 or more than 2^26
   */
  public static Fft2 of(int rows, int columns) {
    return new Fft2(rows, columns);
  }

  /**
   * Replaces a matrix by its transform.
   *
   * @param x the matrix, m x n; its parts must not share entries
   * @throws IllegalArgumentException if it has another shape than the plan
   */
  public void forward(ComplexMatrix x) {
    requireShape(x);
    transform(x.real(), x.imaginary());
  }

  /**
   * Replaces a matrix by the one whose transform it is, the factor 1/(m n) included.
   *
   * @param x the matrix, m x n; its parts must not share entries
   * @throws IllegalArgumentException if it has another shape than the plan
   */
  public void inverse(ComplexMatrix x) {
    requireShape(x);
    // Exchanging the parts, conjugation times i, before and after turns the transform round.
    transform(x.imaginary(), x.real());
    double factor = 1.0 / columnFft.length() / rowFft.length();
    scale(x.real(), factor);
    scale(x.imaginary(), factor);
  }

  private static void scale(Matrix a, double factor) {
    for (int j = 0; j < a.columns(); j++) {
      DoubleBlas.scal(a.rows(), factor, a.data(), a.index(0, j));
    }
  }

  private void requireShape(ComplexMatrix x) {
    if (x.rows() != columnFft.length() || x.columns() != rowFft.length()) {
      throw new IllegalArgumentException(
          "x: " + x.shape() + ", the plan is for " + columnFft.length() + " x " + rowFft.length());
    }
  }

  private void transform(Matrix re, Matrix im) {
    int columns = re.columns();
    SplitArray work = spares.take();
    for (int j = 0; j < columns; j++) {
      // The parts may lie at different places of their arrays.
      System.arraycopy(re.data(), re.index(0, j), work.re(), 0, re.rows());
      System.arraycopy(im.data(), im.index(0, j), work.im(), 0, im.rows());
      columnFft.forward(work.re(), work.im(), 0);
      System.arraycopy(work.re(), 0, re.data(), re.index(0, j), re.rows());
      System.arraycopy(work.im(), 0, im.data(), im.index(0, j), im.rows());
    }
    for (int from = 0; from < re.rows(); from += ROWS) {
      int rows = Math.min(ROWS, re.rows() - from);
      gather(re, from, rows, work.re());
      gather(im, from, rows, work.im());
      for (int i = 0; i < rows; i++) {
        rowFft.forward(work.re(), work.im(), i * columns);
      }
      scatter(work.re(), rows, re, from);
      scatter(work.im(), rows, im, from);
    }
    spares.giveBack(work);
  }

  private SplitArray workspace() {
    return new SplitArray(Math.max(columnFft.length(), ROWS * rowFft.length()));
  }

  private static void gather(Matrix a, int from, int rows, double[] work) {
    double[] data = a.data();
    for (int j = 0; j < a.columns(); j++) {
      int at = a.index(from, j);
      for (int i = 0; i < rows; i++) {
        work[i * a.columns() + j] = data[at + i];
      }
    }
  }

  private static void scatter(double[] work, int rows, Matrix a, int from) {
    double[] data = a.data();
    for (int j = 0; j < a.columns(); j++) {
      int at = a.index(from, j);
      for (int i = 0; i < rows; i++) {
        data[at + i] = work[i * a.columns() + j];
      }
    }
  }
}
