// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/** The map of a forced system: x becomes A x + B u. Immutable and thread-safe. */
public final class ControlledDmdResult {
  private final DmdResult unforced;
  private final Dense inputMap;

  ControlledDmdResult(DmdResult unforced, Dense inputMap) {
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
   * @throws IllegalStateException if the snapshots were complex
   */
  public Matrix inputMap() {
    return requireReal("inputMapComplex").inputMap.real().copy();
  }

  /**
   * {@link #inputMap()} for complex snapshots.
   *
   * @return a copy, n x q
   */
  public ComplexMatrix inputMapComplex() {
    return inputMap.copy().complex();
  }

  private ControlledDmdResult requireReal(String instead) {
    if (!unforced.isReal()) {
      throw new IllegalStateException("the snapshots were complex; use " + instead);
    }
    return this;
  }

  /**
   * What becomes of a state under new inputs.
   *
   * @param state its n components
   * @param inputs q x steps, one column for each time step, finite
   * @return n x steps, the state after each step
   * @throws IllegalArgumentException if the sizes do not fit or a number is not finite
   * @throws IllegalStateException if the snapshots were complex
   */
  public Matrix forecast(double[] state, Matrix inputs) {
    Dense start = Dense.of(Matrix.of(state.length, 1, state.clone()));
    return requireReal("forecastComplex").states(start, Dense.of(inputs)).real();
  }

  /**
   * {@link #forecast} for complex snapshots.
   *
   * @param state n x 1
   * @param inputs q x steps, one column for each time step, finite
   * @return n x steps, the state after each step
   * @throws IllegalArgumentException if the sizes do not fit or a number is not finite
   * @throws IllegalStateException if the snapshots were real
   */
  public ComplexMatrix forecastComplex(ComplexMatrix state, ComplexMatrix inputs) {
    if (unforced.isReal()) {
      throw new IllegalStateException("the snapshots were real; use forecast");
    }
    return states(Dense.of(state), Dense.of(inputs)).complex();
  }

  private Dense states(Dense state, Dense inputs) {
    inputs.requireFinite("inputs");
    if (inputs.rows() != inputMap.columns()
        || state.rows() != inputMap.rows()
        || state.columns() != 1) {
      throw new IllegalArgumentException(
          "state: "
              + state.rows()
              + " entries, inputs: "
              + inputs.shape()
              + ", expected "
              + inputMap.rows()
              + " entries and "
              + inputMap.columns()
              + " rows");
    }
    Dense pushes = inputMap.times(inputs);
    double dt = unforced.model().axis().dt();
    Dense current = state;
    Dense result = pushes.zeros(state.rows(), inputs.columns());
    for (int step = 0; step < inputs.columns(); step++) {
      current = unforced.states().moved(current, dt);
      current.add(pushes.columns(step, step + 1));
      result.setBlock(0, step, current);
    }
    return result;
  }
}
