// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

/**
 * The norms of what a QR factorization has left of the columns, down-dated by the test of Drmač and
 * Bujanović, "On the failure of rank-revealing QR factorization software" (ACM Trans. Math. Softw.
 * 35, 2008), which recomputes a norm before cancellation has taken half of its digits.
 *
 * <p>Squares are kept, of norms times a power of two that brings the longest near one; where the
 * longest has become small, all are computed anew with another power.
 */
final class ColumnNorms {
  /** Below this ratio to what was last computed, the square has lost half of its digits. */
  private static final double RECOMPUTE = Math.sqrt(Math.ulp(0.5));

  /** The largest square below which another power of two is needed. */
  private static final double SMALLEST_SQUARE = 0x1p-800;

  /** Computes norms. */
  interface Source {
    /** The norm of a column from a row on; the row may be the one behind the last. */
    double norm(int row, int column);
  }

  private final Source source;
  private int columns;
  private double[] squares;
  private double[] lastComputed;
  private double unit;

  /** Whether nothing is left of any column. */
  private boolean zero;

  ColumnNorms(Source source) {
    this.source = source;
  }

  /** Computes the norms of all columns; returns the longest. */
  int start(int columns, Workspace work) {
    this.columns = columns;
    squares = work.doubles(columns);
    lastComputed = work.doubles(columns);
    return compute(0);
  }

  /** Gives column number to what column number from was, which is no longer asked for. */
  void move(int from, int to) {
    squares[to] = squares[from];
    lastComputed[to] = lastComputed[from];
  }

  /**
   * Brings the norms of the columns behind k up to what is left of them below row k.
   *
   * @param entries holds row k, of column j at {@code at + j * step}
   * @return the longest column
   */
  int downdate(int k, double[] entries, int at, int step) {
    if (zero) {
      return k + 1;
    }
    double most = 0;
    int longest = k + 1;
    for (int j = k + 1; j < columns; j++) {
      double left = squares[j] - square(entries[at + j * step]);
      if (left < RECOMPUTE * lastComputed[j]) {
        left = square(source.norm(k + 1, j));
        lastComputed[j] = left;
      }
      squares[j] = left;
      if (left > most) {
        most = left;
        longest = j;
      }
    }
    return most < SMALLEST_SQUARE && k + 1 < columns ? compute(k + 1) : longest;
  }

  private int compute(int k) {
    double most = 0;
    int longest = k;
    for (int j = k; j < columns; j++) {
      squares[j] = source.norm(k, j);
      if (squares[j] > most) {
        most = squares[j];
        longest = j;
      }
    }
    zero = most == 0;
    unit = Math.scalb(1.0, -Math.max(Double.MIN_EXPONENT, Math.getExponent(most)));
    for (int j = k; j < columns; j++) {
      squares[j] = square(squares[j]);
      lastComputed[j] = squares[j];
    }
    return longest;
  }

  private double square(double length) {
    double scaled = length * unit;
    return scaled * scaled;
  }
}
