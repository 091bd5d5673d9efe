// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Matrix;

/** The map of a forced system: x becomes A x + B u. Immutable and thread-safe. */
public final class ControlledDmdResult {
  private final DmdResult unforced;
  private final Matrix inputMap;

  ControlledDmdResult(DmdResult unforced, Matrix inputMap) {
    this.unforced = unforced;
    this.inputMap = inputMap;
  }

  /**
   * The decomposition of A, from the pairs (x, y - B u).
   *
   * @return eigenvalues, modes and residuals of the unforced system
   */
  public DmdResult unforced() {
    return unforced;
  }

  /**
   * The map B from the inputs to the states.
   *
   * @return a copy, n x q
   */
  public Matrix inputMap() {
    return inputMap.copy();
  }

  /**
   * What becomes of a state under new inputs.
   *
   * @param state its n components
   * @param inputs q x steps, one column for each time step, finite
   * @return n x steps, the state after each step
   * @throws IllegalArgumentException if the sizes do not fit or a number is not finite
   */
  public Matrix forecast(double[] state, Matrix inputs) {
    inputs.requireFinite("inputs");
    if (inputs.rows() != inputMap.columns() || state.length != inputMap.rows()) {
      throw new IllegalArgumentException(
          "state: "
              + state.length
              + " entries, inputs: "
              + inputs.shape()
              + ", expected "
              + inputMap.rows()
              + " entries and "
              + inputMap.columns()
              + " rows");
    }
    Matrix pushes = inputMap.times(inputs);
    Matrix result = new Matrix(state.length, inputs.columns());
    double dt = unforced.model().axis().dt();
    Matrix current = Matrix.of(state.length, 1, state.clone());
    for (int step = 0; step < inputs.columns(); step++) {
      current = unforced.advance(current, dt);
      for (int i = 0; i < state.length; i++) {
        current.set(i, 0, current.get(i, 0) + pushes.get(i, step));
        result.set(i, step, current.get(i, 0));
      }
    }
    return result;
  }
}
