// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

/**
 * Sums and least squares of a few short vectors in plain loops, which need no time to get going as
 * code on vectors does.
 */
final class SmallVectors {
  /** A column of the least-squares problem of which less than this is new depends on others. */
  private static final double DEPENDENT = 1e-10;

  private SmallVectors() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /**
   * The x that minimizes |D x - b|, by modified Gram-Schmidt on [D b], which is as stable as
   * Householder's method (Björck, BIT 7, 1967); zero for columns that depend on those before them.
   */
  static double[] leastSquares(double[][] columns, double[] b) {
    int count = columns.length;
    double[][] r = new double[count][count];
    double[] rhs = new double[count];
    for (int j = 0; j < count; j++) {
      double before = Math.sqrt(dot(columns[j], columns[j]));
      for (int i = 0; i < j; i++) {
        r[i][j] = dot(columns[i], columns[j]);
        add(-r[i][j], columns[i], columns[j]);
      }
      double norm = Math.sqrt(dot(columns[j], columns[j]));
      boolean isNew = norm > DEPENDENT * before;
      r[j][j] = isNew ? norm : 0;
      double scale = isNew ? 1 / norm : 0;
      for (int i = 0; i < b.length; i++) {
        columns[j][i] *= scale;
      }
      rhs[j] = dot(columns[j], b);
      add(-rhs[j], columns[j], b);
    }
    double[] x = new double[count];
    for (int j = count - 1; j >= 0; j--) {
      double sum = rhs[j];
      for (int i = j + 1; i < count; i++) {
        sum -= r[j][i] * x[i];
      }
      x[j] = r[j][j] > 0 ? sum / r[j][j] : 0;
    }
    return x;
  }

  static double[] combination(double[] factors, double[][] vectors) {
    double[] sum = new double[vectors[0].length];
    for (int j = 0; j < factors.length; j++) {
      add(factors[j], vectors[j], sum);
    }
    return sum;
  }

  /** Adds factor · from to a vector. */
  static void add(double factor, double[] from, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }
}
