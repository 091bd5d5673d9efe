// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

/** The inner loops that the rest stands on. Arguments are not checked here; the callers did. */
public abstract class DoubleBackend {
  /** For subclasses. */
  protected DoubleBackend() {}

  /**
   * The rows of one vector of a tile.
   *
   * @return the lanes of a vector
   */
  public abstract int lanes();

  /**
   * The height of the largest tile of {@link #tile}, in vectors.
   *
   * @param bRow the distance between rows of B, which is 1 if B is given by columns
   * @return at least 1
   */
  public abstract int tileVectors(int bRow);

  /**
   * The width of a tile.
   *
   * @return its columns
   */
  public abstract int tileColumns();

  /**
   * C = A B on a register tile of {@code vectors * lanes()} rows and {@link #tileColumns()}
   * columns.
   *
   * @param vectors the height of the tile in vectors, 1 to {@link #tileVectors(int)}
   * @param kc the inner size
   * @param a the rows of A, contiguous within a column
   * @param aOffset where they start
   * @param aColumn the distance between columns of A
   * @param b the entries of B
   * @param bOffset where they start
   * @param bRow the distance between rows of B
   * @param bColumn the distance between columns of B; one of the two is 1
   * @param c column-major result
   * @param cOffset where the tile starts
   * @param ldc its leading dimension
   */
  public abstract void tile(
      int vectors,
      int kc,
      double[] a,
      int aOffset,
      int aColumn,
      double[] b,
      int bOffset,
      int bRow,
      int bColumn,
      double[] c,
      int cOffset,
      int ldc);

  /**
   * C += T on whole vectors of rows.
   *
   * @param vectors the height in vectors
   * @param columns the width
   * @param tile T, column-major
   * @param tileColumn the distance between its columns
   * @param c C, column-major
   * @param cOffset where it starts
   * @param ldc its leading dimension
   */
  public abstract void addTile(
      int vectors, int columns, double[] tile, int tileColumn, double[] c, int cOffset, int ldc);

  /**
   * The most rows for which there is a kernel that reads both operands where they lie.
   *
   * @return the number, 0 if there is none
   */
  public int fewRows() {
    return 0;
  }

  /**
   * C = alpha A B + beta C for {@code lanes()} to {@link #fewRows} rows.
   *
   * @param m the rows of A and C
   * @param n the columns of B and C
   * @param k the columns of A and rows of B
   * @param alpha the factor of the product
   * @param a A, each column contiguous
   * @param aOffset where it starts
   * @param aColumn the distance between its columns
   * @param b B
   * @param bOffset where it starts
   * @param bRow the distance between its rows
   * @param bColumn the distance between its columns
   * @param beta the factor of C; 0 overwrites
   * @param c C, column-major
   * @param cOffset where it starts
   * @param ldc its leading dimension
   */
  public void multiplyFewRows(
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int aColumn,
      double[] b,
      int bOffset,
      int bRow,
      int bColumn,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    throw new UnsupportedOperationException("no kernel for few rows");
  }

  /**
   * Copies the rows of a panel, {@code vectors * lanes()} of them.
   *
   * @param vectors the height of the panel in vectors
   * @param depth the number of columns
   * @param source a column-major matrix
   * @param from where the panel starts
   * @param sourceColumn the distance between columns of the source
   * @param target receives the panel, column-major
   * @param to where it starts
   * @param targetColumn the distance between columns of the target
   */
  public abstract void copyPanel(
      int vectors,
      int depth,
      double[] source,
      int from,
      int sourceColumn,
      double[] target,
      int to,
      int targetColumn);

  /**
   * The inner product.
   *
   * @param n the length
   * @param x a vector
   * @param xOffset where it starts
   * @param y a vector
   * @param yOffset where it starts
   * @return the sum of x_i y_i, added up in a fixed order
   */
  public abstract double dot(int n, double[] x, int xOffset, double[] y, int yOffset);

  /**
   * y += alpha x.
   *
   * @param n the length
   * @param alpha the factor
   * @param x a vector
   * @param xOffset where it starts
   * @param y a vector
   * @param yOffset where it starts
   */
  public abstract void axpy(int n, double alpha, double[] x, int xOffset, double[] y, int yOffset);

  /**
   * y += x.
   *
   * @param n the length
   * @param x a vector
   * @param xOffset where it starts
   * @param y a vector
   * @param yOffset where it starts
   */
  public abstract void add(int n, double[] x, int xOffset, double[] y, int yOffset);

  /**
   * x *= alpha.
   *
   * @param n the length
   * @param alpha the factor
   * @param x a vector
   * @param xOffset where it starts
   */
  public abstract void scal(int n, double alpha, double[] x, int xOffset);

  /**
   * The plane rotation (x, y) = (c x + s y, c y - s x).
   *
   * @param n the length
   * @param x a vector
   * @param xOffset where it starts
   * @param y a vector
   * @param yOffset where it starts
   * @param c the cosine
   * @param s the sine
   */
  public abstract void rot(
      int n, double[] x, int xOffset, double[] y, int yOffset, double c, double s);

  /**
   * y += alpha A x.
   *
   * @param m the rows of A
   * @param n the columns of A
   * @param alpha the factor
   * @param a A, column-major
   * @param aOffset where it starts
   * @param lda its leading dimension
   * @param x a vector of length n
   * @param xOffset where it starts
   * @param y a vector of length m
   * @param yOffset where it starts
   */
  public abstract void gemv(
      int m,
      int n,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] x,
      int xOffset,
      double[] y,
      int yOffset);

  /**
   * y += alpha A' x.
   *
   * @param m the rows of A
   * @param n the columns of A
   * @param alpha the factor
   * @param a A, column-major
   * @param aOffset where it starts
   * @param lda its leading dimension
   * @param x a vector of length m
   * @param xOffset where it starts
   * @param y a vector of length n
   * @param yOffset where it starts
   */
  public abstract void gemvTransposed(
      int m,
      int n,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] x,
      int xOffset,
      double[] y,
      int yOffset);

  /**
   * The largest modulus; NaN if there is one.
   *
   * @param n the length
   * @param x a vector
   * @param xOffset where it starts
   * @return the largest |x_i|, 0 for an empty vector
   */
  public abstract double maxAbs(int n, double[] x, int xOffset);
}
