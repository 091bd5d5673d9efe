// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dictionary;

import java.util.Objects;
import java.util.function.UnaryOperator;
import ritz.kernels.Matrix;

/** Functions given as code. */
record FunctionDictionary(int stateSize, int size, UnaryOperator<double[]> functions)
    implements Dictionary {
  FunctionDictionary {
    States.requireAtLeast(1, stateSize, "stateSize");
    States.requireAtLeast(1, size, "size");
    Objects.requireNonNull(functions, "functions");
  }

  @Override
  public Matrix evaluate(Matrix states) {
    States.requireRows(states, stateSize);
    Matrix result = new Matrix(states.columns(), size);
    for (int i = 0; i < states.columns(); i++) {
      double[] values = functions.apply(states.column(i));
      if (values.length != size) {
        throw new IllegalArgumentException(
            "functions: " + values.length + " values for a state, expected " + size);
      }
      for (int j = 0; j < size; j++) {
        result.set(i, j, values[j]);
      }
    }
    return result;
  }
}
