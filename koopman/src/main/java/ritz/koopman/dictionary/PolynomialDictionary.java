// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dictionary;

import java.util.List;
import ritz.kernels.Matrix;

/** Products of polynomials of the components of the state, up to a total degree. */
final class PolynomialDictionary implements Dictionary {
  private final int stateSize;
  private final int degree;
  private final PolynomialFamily family;
  private final double[] low;
  private final double[] high;
  private final List<int[]> degrees;

  /**
   * The dictionary.
   *
   * @param low with {@code high} the box that is mapped to [-1, 1], or null for none
   */
  PolynomialDictionary(
      int stateSize, int degree, PolynomialFamily family, double[] low, double[] high) {
    States.requireAtLeast(1, stateSize, "stateSize");
    States.requireAtLeast(0, degree, "degree");
    if (low != null) {
      if (high.length != low.length) {
        throw new IllegalArgumentException(
            "high: " + high.length + " values, expected as many as in low, " + low.length);
      }
      for (int i = 0; i < low.length; i++) {
        States.requirePositive(high[i] - low[i], "high - low of component " + i);
      }
    }
    this.stateSize = stateSize;
    this.degree = degree;
    this.family = family;
    this.low = low == null ? null : low.clone();
    this.high = high == null ? null : high.clone();
    this.degrees = MultiIndices.upTo(stateSize, degree, false);
  }

  @Override
  public int size() {
    return degrees.size();
  }

  @Override
  public Matrix evaluate(Matrix states) {
    States.requireRows(states, stateSize);
    Matrix result = new Matrix(states.columns(), size());
    double[][] values = new double[stateSize][];
    for (int i = 0; i < states.columns(); i++) {
      for (int c = 0; c < stateSize; c++) {
        values[c] = family.values(mapped(states.get(c, i), c), degree);
      }
      for (int j = 0; j < size(); j++) {
        double product = 1;
        for (int c = 0; c < stateSize; c++) {
          product *= values[c][degrees.get(j)[c]];
        }
        result.set(i, j, product);
      }
    }
    return result;
  }

  private double mapped(double x, int component) {
    return low == null
        ? x
        : (2 * x - low[component] - high[component]) / (high[component] - low[component]);
  }
}
