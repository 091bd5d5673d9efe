// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;

/** The shifts of a multishift sweep by pairs, each real or conjugate: their sum and product. */
final class ShiftPairs {
  private final double[] sums;
  private final double[] products;
  private int count;

  /** Room for so many pairs. */
  ShiftPairs(int most) {
    sums = new double[most];
    products = new double[most];
  }

  /** How many it has room for. */
  int most() {
    return sums.length;
  }

  int count() {
    return count;
  }

  double sum(int pair) {
    return sums[pair];
  }

  double product(int pair) {
    return products[pair];
  }

  /**
   * Takes pairs of eigenvalues, those from the end of the list first; real ones meet in twos.
   *
   * @param values how many there are
   * @param wanted how many pairs are wanted; there may be fewer
   */
  void takeFrom(double[] re, double[] im, int values, int wanted) {
    count = 0;
    double unpaired = Double.NaN;
    for (int i = values - 1; i >= 0 && count < wanted; i--) {
      if (im[i] != 0) {
        add(2 * re[i], re[i] * re[i] + im[i] * im[i]);
        i--;
      } else if (Double.isNaN(unpaired)) {
        unpaired = re[i];
      } else {
        add(re[i] + unpaired, re[i] * unpaired);
        unpaired = Double.NaN;
      }
    }
  }

  /** Takes shifts that break a tie, as in LAPACK, for the active block that ends with a row. */
  void takeExceptional(Matrix h, int last, int wanted) {
    count = 0;
    for (int i = last; count < wanted; i -= 2) {
      double s = Math.abs(h.get(i, i - 1)) + Math.abs(h.get(i - 1, i - 2));
      double center = 0.75 * s + h.get(i, i);
      add(2 * center, center * center + 0.4375 * s * s);
    }
  }

  private void add(double sum, double product) {
    sums[count] = sum;
    products[count] = product;
    count++;
  }
}
