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
    Matrix re = real.times(right.real);
    Matrix.gemm(Transpose.NO, Transpose.NO, -1, imaginary, right.imaginary, 1, re);
    Matrix im = real.times(right.imaginary);
    Matrix.gemm(Transpose.NO, Transpose.NO, 1, imaginary, right.real, 1, im);
    return new ComplexMatrix(re, im);
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
   * The size as text.
   *
   * @return for example {@code "3 x 2"}
   */
  public String shape() {
    return real.shape();
  }
}
