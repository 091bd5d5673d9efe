// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;

/**
 * Balancing of a square matrix before its eigenvalues are sought, as in LAPACK's dgebal: a
 * permutation isolates eigenvalues at both ends, then a diagonal similarity with powers of two
 * brings the norms of the rows and columns between together (Parlett and Reinsch, Numer. Math. 13,
 * 1969; the 2-norm after James, Langou, Lowery, "On matrix balancing and eigenvector computation",
 * 2014).
 */
final class Balancing {
  private static final double SMALLEST = Double.MIN_NORMAL / Math.ulp(1.0);

  private Matrix a;

  /** Rows and columns below low and from high on are triangular already. */
  private int low;

  private int high;

  /** The row exchanged with row i, for the isolated ones. */
  private int[] exchanged;

  /** The diagonal of the similarity. */
  private double[] scale;

  /** Balances a square matrix in place. */
  static Balancing of(Matrix a) {
    return of(a, new Workspace());
  }

  /** The same, with the result in a workspace. */
  static Balancing of(Matrix a, Workspace work) {
    Balancing balancing = work.object(Balancing.class, Balancing::new);
    balancing.a = a;
    balancing.low = 0;
    balancing.high = a.rows();
    balancing.exchanged = work.ints(a.rows());
    balancing.scale = work.doubles(a.rows());
    Arrays.fill(balancing.scale, 1);
    balancing.permute();
    balancing.scale();
    return balancing;
  }

  /** The first row of the part that is not triangular. */
  int low() {
    return low;
  }

  /** One past the last row of the part that is not triangular. */
  int high() {
    return high;
  }

  /**
   * Does to another matrix what was done to the balanced one, exactly but for underflow.
   *
   * @param b a matrix of the same size, with nonzero entries where that had them
   */
  void apply(Matrix b) {
    for (int i = scale.length - 1; i >= high; i--) {
      Blocks.swapColumns(b, exchanged[i], i);
      Blocks.swapRows(b, exchanged[i], i);
    }
    for (int i = 0; i < low; i++) {
      Blocks.swapColumns(b, exchanged[i], i);
      Blocks.swapRows(b, exchanged[i], i);
    }
    for (int j = 0; j < scale.length; j++) {
      for (int i = 0; i < scale.length; i++) {
        int exponent = Math.getExponent(scale[j]) - Math.getExponent(scale[i]);
        b.set(i, j, Math.scalb(b.get(i, j), exponent));
      }
    }
  }

  private void permute() {
    for (int row = isolatedRow(); row >= 0; row = isolatedRow()) {
      high--;
      exchange(row, high);
    }
    for (int column = isolatedColumn(); column >= 0; column = isolatedColumn()) {
      exchange(column, low);
      low++;
    }
  }

  /** A row of the active part with nothing but its diagonal entry, or -1. */
  private int isolatedRow() {
    for (int i = high - 1; i >= 0; i--) {
      boolean isolated = true;
      for (int j = 0; j < high && isolated; j++) {
        isolated = i == j || a.get(i, j) == 0;
      }
      if (isolated) {
        return i;
      }
    }
    return -1;
  }

  /** A column of the active part with nothing but its diagonal entry, or -1. */
  private int isolatedColumn() {
    for (int j = low; j < high; j++) {
      boolean isolated = true;
      for (int i = low; i < high && isolated; i++) {
        isolated = i == j || a.get(i, j) == 0;
      }
      if (isolated) {
        return j;
      }
    }
    return -1;
  }

  private void exchange(int from, int to) {
    exchanged[to] = from;
    if (from == to) {
      return;
    }
    Blocks.swapColumns(a, from, to);
    Blocks.swapRows(a, from, to);
  }

  private void scale() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = low; i < high; i++) {
        changed |= scaleRowAndColumn(i);
      }
    }
  }

  private boolean scaleRowAndColumn(int i) {
    double[] data = a.data();
    double column = DoubleBlas.nrm2(high - low, data, a.index(low, i));
    double row = 0;
    for (int j = low; j < high; j++) {
      row = Math.hypot(row, a.get(i, j));
    }
    if (column == 0 || row == 0) {
      return false;
    }
    double before = column + row;
    double largestInColumn = DoubleBlas.amax(high, data, a.index(0, i));
    double largestInRow = 0;
    for (int j = low; j < a.columns(); j++) {
      largestInRow = Math.max(largestInRow, Math.abs(a.get(i, j)));
    }
    double factor = 1;
    while (column < row / 2
        && Math.max(column, largestInColumn) * 2 < 1 / SMALLEST
        && largestInRow / 2 > SMALLEST
        && factor < 1 / SMALLEST) {
      factor *= 2;
      column *= 2;
      largestInColumn *= 2;
      row /= 2;
      largestInRow /= 2;
    }
    while (row <= column / 2
        && Math.max(row, largestInRow) * 2 < 1 / SMALLEST
        && largestInColumn / 2 > SMALLEST
        && factor > SMALLEST) {
      factor /= 2;
      column /= 2;
      largestInColumn /= 2;
      row *= 2;
      largestInRow *= 2;
    }
    boolean worthwhile =
        column + row < 0.95 * before
            && scale[i] * factor > SMALLEST
            && scale[i] * factor < 1 / SMALLEST;
    if (worthwhile) {
      scale[i] *= factor;
      for (int j = low; j < a.columns(); j++) {
        a.set(i, j, a.get(i, j) / factor);
      }
      DoubleBlas.scal(high, factor, data, a.index(0, i));
    }
    return worthwhile;
  }

  /** Turns right eigenvectors of the balanced matrix into those of the original, in place. */
  void undo(Matrix vectors) {
    for (int j = 0; j < vectors.columns(); j++) {
      for (int i = low; i < high; i++) {
        vectors.set(i, j, vectors.get(i, j) * scale[i]);
      }
    }
    undoPermutation(vectors);
  }

  /** Turns left eigenvectors of the balanced matrix into those of the original, in place. */
  void undoLeft(Matrix vectors) {
    for (int j = 0; j < vectors.columns(); j++) {
      for (int i = low; i < high; i++) {
        vectors.set(i, j, vectors.get(i, j) / scale[i]);
      }
    }
    undoPermutation(vectors);
  }

  private void undoPermutation(Matrix vectors) {
    for (int i = low - 1; i >= 0; i--) {
      Blocks.swapRows(vectors, i, exchanged[i]);
    }
    for (int i = high; i < scale.length; i++) {
      Blocks.swapRows(vectors, i, exchanged[i]);
    }
  }
}
