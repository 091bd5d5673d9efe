// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import java.util.Arrays;
import java.util.Objects;

/**
 * A dense real matrix: a column-major view of a {@code double[]}.
 *
 * <p>Entry {@code (i, j)} lies at {@code offset + i + j * leadingDimension} of {@link #data()}.
 * Blocks and columns share the data of the matrix they were taken from. Sizes of zero are allowed.
 * A matrix is as thread-safe as its array: concurrent reads are safe, writes need the caller's
 * order.
 */
public final class Matrix {
  /** The columns read side by side: a cache line of each, and whole cache lines written. */
  private static final int TRANSPOSE_TILE = 16;

  private final double[] data;
  private final int offset;
  private final int rows;
  private final int columns;
  private final int leadingDimension;

  /**
   * A zero matrix.
   *
   * @param rows the number of rows, at least 0
   * @param columns the number of columns, at least 0
   * @throws IllegalArgumentException if a size is negative or the entries exceed an array's length
   */
  public Matrix(int rows, int columns) {
    this(new double[length(rows, columns)], 0, rows, columns, Math.max(1, rows));
  }

  private Matrix(double[] data, int offset, int rows, int columns, int leadingDimension) {
    this.data = data;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
    this.leadingDimension = leadingDimension;
  }

  /**
   * A matrix over the given array, which is not copied.
   *
   * @param rows the number of rows
   * @param columns the number of columns
   * @param columnMajor the entries, column after column, exactly {@code rows * columns} of them
   * @return the matrix
   * @throws IllegalArgumentException if the number of entries differs
   */
  public static Matrix of(int rows, int columns, double... columnMajor) {
    if (length(rows, columns) != columnMajor.length) {
      throw new IllegalArgumentException(
          "columnMajor: " + columnMajor.length + " entries, expected " + shape(rows, columns));
    }
    return new Matrix(columnMajor, 0, rows, columns, Math.max(1, rows));
  }

  /**
   * A view of part of an array.
   *
   * @param data the array, not copied
   * @param offset where entry (0, 0) lies
   * @param rows the number of rows
   * @param columns the number of columns
   * @param leadingDimension the distance between the starts of two columns, at least {@code rows}
   * @return the view
   * @throws IllegalArgumentException if the view leaves the array
   */
  public static Matrix view(
      double[] data, int offset, int rows, int columns, int leadingDimension) {
    length(rows, columns);
    if (leadingDimension < Math.max(1, rows)) {
      throw new IllegalArgumentException(
          "leadingDimension: " + leadingDimension + " is less than " + Math.max(1, rows));
    }
    boolean empty = rows == 0 || columns == 0;
    long end = offset + (empty ? 0L : (columns - 1L) * leadingDimension + rows);
    if (offset < 0 || end > data.length) {
      throw new IllegalArgumentException(
          "data: a view of "
              + shape(rows, columns)
              + " at "
              + offset
              + " needs "
              + end
              + " entries, the array has "
              + data.length);
    }
    return new Matrix(data, offset, rows, columns, leadingDimension);
  }

  /**
   * A matrix from its rows.
   *
   * @param rows the rows, all of one length
   * @return a new matrix
   * @throws IllegalArgumentException if the rows differ in length
   */
  public static Matrix fromRows(double[]... rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    Matrix result = new Matrix(rows.length, columns);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            "rows: row " + i + " has " + rows[i].length + " entries, row 0 has " + columns);
      }
      for (int j = 0; j < columns; j++) {
        result.set(i, j, rows[i][j]);
      }
    }
    return result;
  }

  /**
   * The identity.
   *
   * @param n the order
   * @return a new n x n matrix
   */
  public static Matrix identity(int n) {
    Matrix result = new Matrix(n, n);
    for (int i = 0; i < n; i++) {
      result.set(i, i, 1);
    }
    return result;
  }

  private static int length(int rows, int columns) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException("size: " + shape(rows, columns) + " is negative");
    }
    long length = (long) rows * columns;
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "size: " + shape(rows, columns) + " exceeds the length of an array");
    }
    return (int) length;
  }

  /**
   * The number of rows.
   *
   * @return the rows
   */
  public int rows() {
    return rows;
  }

  /**
   * The number of columns.
   *
   * @return the columns
   */
  public int columns() {
    return columns;
  }

  /**
   * The array behind this matrix, not a copy.
   *
   * @return the array
   */
  public double[] data() {
    return data;
  }

  /**
   * Where entry (0, 0) lies in {@link #data()}.
   *
   * @return the offset
   */
  public int offset() {
    return offset;
  }

  /**
   * The distance in {@link #data()} between the starts of two columns.
   *
   * @return the leading dimension
   */
  public int leadingDimension() {
    return leadingDimension;
  }

  /**
   * Where an entry lies in {@link #data()}; the indices are not checked.
   *
   * @param i the row
   * @param j the column
   * @return the index
   */
  public int index(int i, int j) {
    return offset + i + j * leadingDimension;
  }

  /**
   * An entry.
   *
   * @param i the row
   * @param j the column
   * @return the entry
   * @throws IndexOutOfBoundsException if there is no such entry
   */
  public double get(int i, int j) {
    Objects.checkIndex(i, rows);
    Objects.checkIndex(j, columns);
    return data[index(i, j)];
  }

  /**
   * Sets an entry.
   *
   * @param i the row
   * @param j the column
   * @param value the new value
   * @throws IndexOutOfBoundsException if there is no such entry
   */
  public void set(int i, int j, double value) {
    Objects.checkIndex(i, rows);
    Objects.checkIndex(j, columns);
    data[index(i, j)] = value;
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
  public Matrix block(int row, int column, int blockRows, int blockColumns) {
    Objects.checkFromIndexSize(row, blockRows, rows);
    Objects.checkFromIndexSize(column, blockColumns, columns);
    int start = blockRows == 0 || blockColumns == 0 ? offset : index(row, column);
    return new Matrix(data, start, blockRows, blockColumns, leadingDimension);
  }

  /**
   * A view of consecutive columns.
   *
   * @param from the first column
   * @param to one past the last column
   * @return the view
   * @throws IndexOutOfBoundsException if there are no such columns
   */
  public Matrix columns(int from, int to) {
    Objects.checkFromToIndex(from, to, columns);
    return block(0, from, rows, to - from);
  }

  /**
   * A copy of a column.
   *
   * @param j the column
   * @return its entries
   * @throws IndexOutOfBoundsException if there is no such column
   */
  public double[] column(int j) {
    return columns(j, j + 1).copy().data();
  }

  /**
   * A copy with its own, gapless storage.
   *
   * @return a new matrix
   */
  public Matrix copy() {
    if (leadingDimension == rows) {
      // Adjacent columns in one piece: the new array is not filled with zeros before.
      double[] entries = Arrays.copyOfRange(data, offset, offset + rows * columns);
      return new Matrix(entries, 0, rows, columns, rows);
    }
    Matrix result = new Matrix(rows, columns);
    for (int j = 0; j < columns && rows > 0; j++) {
      System.arraycopy(data, index(0, j), result.data, result.index(0, j), rows);
    }
    return result;
  }

  /**
   * The transpose.
   *
   * @return a new matrix
   */
  public Matrix transpose() {
    Matrix result = new Matrix(columns, rows);
    transposeTo(result);
    return result;
  }

  /**
   * Writes the transpose into a matrix.
   *
   * @param result a matrix with as many rows as this has columns, and as many columns as this has
   *     rows; must not overlap this one
   * @throws IllegalArgumentException if its size differs
   */
  public void transposeTo(Matrix result) {
    if (result.rows != columns || result.columns != rows) {
      throw new IllegalArgumentException(
          "result: " + result.shape() + ", expected " + shape(columns, rows));
    }
    for (int left = 0; left < columns; left += TRANSPOSE_TILE) {
      int right = Math.min(left + TRANSPOSE_TILE, columns);
      for (int i = 0; i < rows; i++) {
        for (int j = left; j < right; j++) {
          result.data[result.index(j, i)] = data[index(i, j)];
        }
      }
    }
  }

  /**
   * The product with a matrix.
   *
   * @param right the right factor, with as many rows as this matrix has columns
   * @return a new matrix
   * @throws IllegalArgumentException if the inner sizes differ
   */
  public Matrix times(Matrix right) {
    return multiply(Transpose.NO, right);
  }

  /**
   * The product of the transpose with a matrix. With the matrix itself, which gives the Gram matrix
   * of its columns, it takes half the work.
   *
   * @param right the right factor, with as many rows as this matrix has
   * @return a new matrix
   * @throws IllegalArgumentException if the inner sizes differ
   */
  public Matrix transposeTimes(Matrix right) {
    return right == this ? gram() : multiply(Transpose.YES, right);
  }

  private Matrix gram() {
    Matrix result = new Matrix(columns, columns);
    DoubleBlas.syrk(
        Threads.single(),
        Triangle.UPPER,
        Transpose.YES,
        columns,
        rows,
        1,
        data,
        offset,
        leadingDimension,
        0,
        result.data,
        0,
        result.leadingDimension);
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < j; i++) {
        result.data[result.index(j, i)] = result.data[result.index(i, j)];
      }
    }
    return result;
  }

  private Matrix multiply(Transpose transpose, Matrix right) {
    Matrix result = new Matrix(transpose == Transpose.NO ? rows : columns, right.columns);
    gemm(transpose, Transpose.NO, 1, this, right, 0, result);
    return result;
  }

  /**
   * The matrix product C = alpha op(A) op(B) + beta C on matrices; see {@link DoubleBlas#gemm}.
   *
   * @param transA how A enters
   * @param transB how B enters
   * @param alpha the factor of the product
   * @param a the left factor
   * @param b the right factor
   * @param beta the factor of C; with 0, C is overwritten
   * @param c the result; must not overlap A or B
   * @throws IllegalArgumentException if the sizes do not fit
   */
  public static void gemm(
      Transpose transA, Transpose transB, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    int m = transA == Transpose.NO ? a.rows : a.columns;
    int k = transA == Transpose.NO ? a.columns : a.rows;
    int inner = transB == Transpose.NO ? b.rows : b.columns;
    int n = transB == Transpose.NO ? b.columns : b.rows;
    if (inner != k || c.rows != m || c.columns != n) {
      throw new IllegalArgumentException(
          "sizes: op(A) is "
              + shape(m, k)
              + ", op(B) is "
              + shape(inner, n)
              + ", C is "
              + c.shape());
    }
    DoubleBlas.gemm(
        transA,
        transB,
        m,
        n,
        k,
        alpha,
        a.data,
        a.offset,
        a.leadingDimension,
        b.data,
        b.offset,
        b.leadingDimension,
        beta,
        c.data,
        c.offset,
        c.leadingDimension);
  }

  /**
   * The difference.
   *
   * @param other a matrix of the same size
   * @return a new matrix
   * @throws IllegalArgumentException if the sizes differ
   */
  public Matrix minus(Matrix other) {
    if (other.rows != rows || other.columns != columns) {
      throw new IllegalArgumentException("other: " + other.shape() + " does not match " + shape());
    }
    Matrix result = copy();
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        result.data[result.index(i, j)] -= other.data[other.index(i, j)];
      }
    }
    return result;
  }

  /**
   * The Frobenius norm, without overflow or underflow on the way.
   *
   * @return the square root of the sum of squares
   */
  public double frobeniusNorm() {
    double norm = 0;
    for (int j = 0; j < columns && rows > 0; j++) {
      norm = Math.hypot(norm, DoubleBlas.nrm2(rows, data, index(0, j)));
    }
    return norm;
  }

  /**
   * Checks that no entry is NaN or infinite.
   *
   * @param name what to call this matrix in the message
   * @return this matrix
   * @throws IllegalArgumentException naming the first entry that is not finite
   */
  public Matrix requireFinite(String name) {
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        double value = data[index(i, j)];
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException(
              name + ": entry (" + i + ", " + j + ") is " + value + ", expected a finite number");
        }
      }
    }
    return this;
  }

  /**
   * The size as text.
   *
   * @return for example {@code "3 x 2"}
   */
  public String shape() {
    return shape(rows, columns);
  }

  private static String shape(int rows, int columns) {
    return rows + " x " + columns;
  }

  /** The size and, for small matrices, the entries. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Matrix " + shape());
    if (rows <= 10 && columns <= 10) {
      for (int i = 0; i < rows; i++) {
        text.append(System.lineSeparator());
        for (int j = 0; j < columns; j++) {
          text.append(String.format(java.util.Locale.ROOT, " %12.6g", data[index(i, j)]));
        }
      }
    }
    return text.toString();
  }
}
