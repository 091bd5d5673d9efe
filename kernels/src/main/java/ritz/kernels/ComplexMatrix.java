// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

/**
 * A dense complex matrix in split storage: one real matrix for each part.
 *
 * @param real the real parts
 * @param imaginary the imaginary parts, of the same size
 */
public record ComplexMatrix(Matrix real, Matrix imaginary) {
  /**
   * Joins two parts, which are not copied.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public ComplexMatrix {
    if (real.rows() != imaginary.rows() || real.columns() != imaginary.columns()) {
      throw new IllegalArgumentException(
          "imaginary: " + imaginary.shape() + " does not match the real part, " + real.shape());
    }
  }

  /**
   * A zero matrix.
   *
   * @param rows the number of rows
   * @param columns the number of columns
   */
  public ComplexMatrix(int rows, int columns) {
    this(new Matrix(rows, columns), new Matrix(rows, columns));
  }

  /**
   * A real matrix as a complex one; its entries are shared.
   *
   * @param real the real parts
   * @return the matrix with zero imaginary parts
   */
  public static ComplexMatrix of(Matrix real) {
    return new ComplexMatrix(real, new Matrix(real.rows(), real.columns()));
  }

  /**
   * The identity.
   *
   * @param n the order
   * @return a new n x n matrix
   */
  public static ComplexMatrix identity(int n) {
    return of(Matrix.identity(n));
  }

  /**
   * The number of rows.
   *
   * @return the rows
   */
  public int rows() {
    return real.rows();
  }

  /**
   * The number of columns.
   *
   * @return the columns
   */
  public int columns() {
    return real.columns();
  }

  /**
   * An entry.
   *
   * @param i the row
   * @param j the column
   * @return the entry
   * @throws IndexOutOfBoundsException if there is no such entry
   */
  public Complex get(int i, int j) {
    return new Complex(real.get(i, j), imaginary.get(i, j));
  }

  /**
   * Sets an entry.
   *
   * @param i the row
   * @param j the column
   * @param value the new value
   * @throws IndexOutOfBoundsException if there is no such entry
   */
  public void set(int i, int j, Complex value) {
    real.set(i, j, value.re());
    imaginary.set(i, j, value.im());
  }

  /**
   * A view of consecutive columns.
   *
   * @param from the first column
   * @param to one past the last column
   * @return the view
   * @throws IndexOutOfBoundsException if there are no such columns
   */
  public ComplexMatrix columns(int from, int to) {
    return new ComplexMatrix(real.columns(from, to), imaginary.columns(from, to));
  }

  /**
   * A view of a block.
   *
   * @param row the first row
   * @param column the first column
   * @param blockRows the number of rows
   * @param blockColumns the number of columns
   * @return the view
   * @throws IndexOutOfBoundsException if the block leaves this matrix
   */
  public ComplexMatrix block(int row, int column, int blockRows, int blockColumns) {
    return new ComplexMatrix(
        real.block(row, column, blockRows, blockColumns),
        imaginary.block(row, column, blockRows, blockColumns));
  }

  /**
   * The product with a complex matrix, by four real products.
   *
   * @param right the right factor, with as many rows as this matrix has columns
   * @return a new matrix
   * @throws IllegalArgumentException if the inner sizes differ
   */
  public ComplexMatrix times(ComplexMatrix right) {
    ComplexMatrix result = new ComplexMatrix(rows(), right.columns());
    gemm(Transpose.NO, Transpose.NO, 1, this, right, 0, result);
    return result;
  }

  /**
   * The product with a real matrix.
   *
   * @param right the right factor, with as many rows as this matrix has columns
   * @return a new matrix
   * @throws IllegalArgumentException if the inner sizes differ
   */
  public ComplexMatrix times(Matrix right) {
    return new ComplexMatrix(real.times(right), imaginary.times(right));
  }

  /**
   * The product of the conjugate transpose with a complex matrix, A^H B.
   *
   * @param right the right factor, with as many rows as this matrix
   * @return a new matrix
   * @throws IllegalArgumentException if the numbers of rows differ
   */
  public ComplexMatrix conjugateTransposeTimes(ComplexMatrix right) {
    ComplexMatrix result = new ComplexMatrix(columns(), right.columns());
    gemm(Transpose.YES, Transpose.NO, 1, this, right, 0, result);
    return result;
  }

  /**
   * The matrix product C = alpha op(A) op(B) + beta C, by four real products. With beta = 0, C is
   * overwritten whatever it held.
   *
   * @param transA how A enters; {@code YES} stands for the conjugate transpose
   * @param transB how B enters; likewise
   * @param alpha the factor of the product
   * @param a A
   * @param b B
   * @param beta the factor of C
   * @param c C, which must share no entry with A or B
   * @throws IllegalArgumentException if the sizes do not fit
   */
  public static void gemm(
      Transpose transA,
      Transpose transB,
      double alpha,
      ComplexMatrix a,
      ComplexMatrix b,
      double beta,
      ComplexMatrix c) {
    double signA = transA == Transpose.YES ? -alpha : alpha;
    double signB = transB == Transpose.YES ? -alpha : alpha;
    double signBoth = transA == transB ? alpha : -alpha;
    Matrix.gemm(transA, transB, alpha, a.real, b.real, beta, c.real);
    Matrix.gemm(transA, transB, -signBoth, a.imaginary, b.imaginary, 1, c.real);
    Matrix.gemm(transA, transB, signB, a.real, b.imaginary, beta, c.imaginary);
    Matrix.gemm(transA, transB, signA, a.imaginary, b.real, 1, c.imaginary);
  }

  /**
   * The product of a real and a complex matrix.
   *
   * @param left the left factor
   * @param right the right factor, with as many rows as the left has columns
   * @return a new matrix
   * @throws IllegalArgumentException if the inner sizes differ
   */
  public static ComplexMatrix product(Matrix left, ComplexMatrix right) {
    return new ComplexMatrix(left.times(right.real), left.times(right.imaginary));
  }

  /**
   * A contiguous copy.
   *
   * @return a new matrix
   */
  public ComplexMatrix copy() {
    return new ComplexMatrix(real.copy(), imaginary.copy());
  }

  /**
   * The conjugate transpose.
   *
   * @return a new matrix
   */
  public ComplexMatrix conjugateTranspose() {
    Matrix parts = imaginary.transpose();
    DoubleBlas.scal(parts.data().length, -1, parts.data(), 0);
    return new ComplexMatrix(real.transpose(), parts);
  }

  /**
   * The difference.
   *
   * @param other what is taken away, of the same size
   * @return a new matrix
   * @throws IllegalArgumentException if the sizes differ
   */
  public ComplexMatrix minus(ComplexMatrix other) {
    return new ComplexMatrix(real.minus(other.real), imaginary.minus(other.imaginary));
  }

  /**
   * The Frobenius norm, without overflow or underflow on the way.
   *
   * @return the root of the sum of squared moduli
   */
  public double frobeniusNorm() {
    return Math.hypot(real.frobeniusNorm(), imaginary.frobeniusNorm());
  }

  /**
   * Checks the entries.
   *
   * @param name what to call the matrix in the message
   * @return this matrix
   * @throws IllegalArgumentException if an entry is NaN or infinite
   */
  public ComplexMatrix requireFinite(String name) {
    real.requireFinite(name + ", real part");
    imaginary.requireFinite(name + ", imaginary part");
    return this;
  }

  /**
   * The size as text.
   *
   * @return for example {@code "3 x 2"}
   */
  public String shape() {
    return real.shape();
  }
}
