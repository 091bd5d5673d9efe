// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dictionary;

import java.util.List;
import ritz.kernels.Matrix;

/** The constant, and cosine and sine of each wave number. */
final class FourierDictionary implements Dictionary {
  private final double[] periods;
  private final List<int[]> waves;

  FourierDictionary(double[] periods, int order) {
    States.requireAtLeast(1, periods.length, "periods");
    States.requireAtLeast(0, order, "order");
    for (double period : periods) {
      States.requirePositive(period, "period");
    }
    this.periods = periods.clone();
    this.waves =
        MultiIndices.upTo(periods.length, order, true).stream()
            .filter(FourierDictionary::leadsPair)
            .toList();
  }

  /** Of k and -k the one whose first number that is not zero is positive. */
  private static boolean leadsPair(int[] wave) {
    for (int k : wave) {
      if (k != 0) {
        return k > 0;
      }
    }
    return false;
  }

  @Override
  public int size() {
    return 1 + 2 * waves.size();
  }

  @Override
  public Matrix evaluate(Matrix states) {
    States.requireRows(states, periods.length);
    Matrix result = new Matrix(states.columns(), size());
    for (int i = 0; i < states.columns(); i++) {
      result.set(i, 0, 1);
      for (int w = 0; w < waves.size(); w++) {
        double phase = 0;
        for (int c = 0; c < periods.length; c++) {
          phase += 2 * Math.PI * waves.get(w)[c] * states.get(c, i) / periods[c];
        }
        result.set(i, 1 + 2 * w, Math.cos(phase));
        result.set(i, 2 + 2 * w, Math.sin(phase));
      }
    }
    return result;
  }
}
