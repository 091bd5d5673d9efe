// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dictionary;

import java.util.List;
import ritz.kernels.Matrix;

/** The functions of several dictionaries, one after the other. */
record JoinedDictionary(List<Dictionary> parts) implements Dictionary {
  @Override
  public int size() {
    return parts.stream().mapToInt(Dictionary::size).sum();
  }

  @Override
  public Matrix evaluate(Matrix states) {
    Matrix result = new Matrix(states.columns(), size());
    int next = 0;
    for (Dictionary part : parts) {
      Matrix values = part.evaluate(states);
      for (int j = 0; j < values.columns(); j++) {
        System.arraycopy(
            values.data(),
            values.index(0, j),
            result.data(),
            result.index(0, next++),
            values.rows());
      }
    }
    return result;
  }
}
