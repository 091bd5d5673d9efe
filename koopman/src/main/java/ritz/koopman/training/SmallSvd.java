// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import ritz.kernels.NumericalException;

/**
 * The singular value decomposition A = U diag(sigma) V' of a matrix with some ten rows and columns,
 * by one-sided Jacobi rotations (Hestenes 1958; Golub and Van Loan, section 8.6.3) in plain loops.
 *
 * @param u the left singular vectors, each an array; arbitrary for a singular value that is
 *     rounding
 * @param sigma the singular values, falling
 * @param v the right singular vectors
 */
record SmallSvd(double[][] u, double[] sigma, double[][] v) {
  private static final int MOST_SWEEPS = 40;

  /**
   * Decomposes a matrix.
   *
   * @param columns its columns; destroyed
   * @throws NumericalException if the iteration does not converge
   */
  static SmallSvd of(double[][] columns) {
    int count = columns.length;
    double[][] v = new double[count][count];
    for (int j = 0; j < count; j++) {
      v[j][j] = 1;
    }
    double squares = 0;
    for (double[] column : columns) {
      squares += SmallVectors.dot(column, column);
    }
    // What rounding may leave of the cosine of orthogonal columns, and of a dependent column.
    double tolerance = columns[0].length * Math.ulp(1.0);
    double floor = tolerance * tolerance * squares;
    for (int sweep = 0; sweep(columns, v, tolerance, floor); sweep++) {
      if (sweep == MOST_SWEEPS) {
        throw new NumericalException("Jacobi SVD: not converged after " + sweep + " sweeps");
      }
    }
    return sorted(columns, v);
  }

  /** From columns u_j sigma_j. */
  private static SmallSvd sorted(double[][] columns, double[][] v) {
    int count = columns.length;
    double[] sigma = new double[count];
    for (int j = 0; j < count; j++) {
      sigma[j] = Math.sqrt(SmallVectors.dot(columns[j], columns[j]));
      for (int i = 0; i < columns[j].length && sigma[j] > 0; i++) {
        columns[j][i] /= sigma[j];
      }
    }
    int[] order = falling(sigma);
    double[] values = new double[count];
    double[][] left = new double[count][];
    double[][] right = new double[count][];
    for (int j = 0; j < count; j++) {
      values[j] = sigma[order[j]];
      left[j] = columns[order[j]];
      right[j] = v[order[j]];
    }
    return new SmallSvd(left, values, right);
  }

  /** The places of some numbers, the largest number's first; of equal ones in their order. */
  static int[] falling(double[] numbers) {
    int[] order = new int[numbers.length];
    for (int j = 0; j < order.length; j++) {
      int at = j;
      while (at > 0 && numbers[order[at - 1]] < numbers[j]) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = j;
    }
    return order;
  }

  /** Makes each pair of columns orthogonal, one after the other; whether any was not. */
  private static boolean sweep(double[][] columns, double[][] v, double tolerance, double floor) {
    boolean turned = false;
    for (int i = 0; i < columns.length; i++) {
      for (int j = i + 1; j < columns.length; j++) {
        double first = SmallVectors.dot(columns[i], columns[i]);
        double second = SmallVectors.dot(columns[j], columns[j]);
        double product = SmallVectors.dot(columns[i], columns[j]);
        if (Math.min(first, second) > floor
            && Math.abs(product) > tolerance * Math.sqrt(first * second)) {
          double zeta = (second - first) / (2 * product);
          double tangent = 1 / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
          double cosine = 1 / Math.sqrt(1 + tangent * tangent);
          double sine = cosine * (zeta < 0 ? -tangent : tangent);
          rotate(columns[i], columns[j], cosine, sine);
          rotate(v[i], v[j], cosine, sine);
          turned = true;
        }
      }
    }
    return turned;
  }

  private static void rotate(double[] a, double[] b, double cosine, double sine) {
    for (int i = 0; i < a.length; i++) {
      double old = a[i];
      a[i] = cosine * old - sine * b[i];
      b[i] = sine * old + cosine * b[i];
    }
  }
}
