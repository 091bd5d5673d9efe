// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.io.IOException;
import java.nio.file.Path;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/**
 * The map of a forced system: x becomes A x + B u. Immutable and thread-safe.
 *
 * <p>Between two steps an input is taken to act evenly: with A = exp(F dt), the state a share s of
 * a step later is A^s x + (A^s - I) (A - I)^-1 B u, which for s = 1 is the map itself.
 */
public final class ControlledDmdResult {
  private final DmdResult unforced;
  private final Dense inputMap;

  /** The last successor of the fit, n x 1. */
  private final Dense last;

  ControlledDmdResult(DmdResult unforced, Dense inputMap, Dense last) {
    this.unforced = unforced;
    this.inputMap = inputMap;
    this.last = last;
  }

  /**
   * The decomposition of A, from the pairs (x, y - B u).
   *
   * @return eigenvalues, modes and residuals of the unforced system
   */
  public DmdResult unforced() {
    return unforced;
  }

  Dense map() {
    return inputMap;
  }

  Dense last() {
    return last;
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
   * What follows the last snapshot, of the last trajectory if there were several, under new inputs.
   *
   * @param inputs q x steps, one column for each time step, finite
   * @return n x steps, the state after each step
   * @throws IllegalArgumentException if the sizes do not fit or a number is not finite
   * @throws IllegalStateException if the snapshots were complex
   */
  public Matrix forecast(Matrix inputs) {
    return requireReal("forecastComplex").states(last, Dense.of(inputs)).real();
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
   * What becomes of a state under new inputs, at any times while they act.
   *
   * @param state its n components
   * @param inputs q x steps, one column for each time step, finite
   * @param times after the state, from 0 to steps · dt, in any order
   * @return n x (number of times)
   * @throws IllegalArgumentException if the sizes do not fit, a number is not finite, or a time is
   *     out of range
   * @throws IllegalStateException if the snapshots were complex
   */
  public Matrix forecast(double[] state, Matrix inputs, double... times) {
    Dense start = Dense.of(Matrix.of(state.length, 1, state.clone()));
    return requireReal("forecastComplex").statesAt(start, Dense.of(inputs), times).real();
  }

  /**
   * {@link #forecast(Matrix)} for complex snapshots.
   *
   * @param inputs q x steps, one column for each time step, finite
   * @return n x steps, the state after each step
   * @throws IllegalArgumentException if the sizes do not fit or a number is not finite
   * @throws IllegalStateException if the snapshots were real
   */
  public ComplexMatrix forecastComplex(ComplexMatrix inputs) {
    return requireComplex().states(last, Dense.of(inputs)).complex();
  }

  /**
   * {@link #forecast(double[], Matrix)} for complex snapshots.
   *
   * @param state n x 1
   * @param inputs q x steps, one column for each time step, finite
   * @return n x steps, the state after each step
   * @throws IllegalArgumentException if the sizes do not fit or a number is not finite
   * @throws IllegalStateException if the snapshots were real
   */
  public ComplexMatrix forecastComplex(ComplexMatrix state, ComplexMatrix inputs) {
    return requireComplex().states(Dense.of(state), Dense.of(inputs)).complex();
  }

  /**
   * {@link #forecast(double[], Matrix, double...)} for complex snapshots.
   *
   * @param state n x 1
   * @param inputs q x steps, one column for each time step, finite
   * @param times after the state, from 0 to steps · dt, in any order
   * @return n x (number of times)
   * @throws IllegalArgumentException if the sizes do not fit, a number is not finite, or a time is
   *     out of range
   * @throws IllegalStateException if the snapshots were real
   */
  public ComplexMatrix forecastComplex(ComplexMatrix state, ComplexMatrix inputs, double... times) {
    return requireComplex().statesAt(Dense.of(state), Dense.of(inputs), times).complex();
  }

  private ControlledDmdResult requireComplex() {
    if (unforced.isReal()) {
      throw new IllegalStateException("the snapshots were real; use forecast");
    }
    return this;
  }

  private Dense states(Dense state, Dense inputs) {
    requireFitting(state, inputs);
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

  private Dense statesAt(Dense state, Dense inputs, double... times) {
    double dt = unforced.model().axis().dt();
    for (double time : times) {
      if (!(time >= 0 && time <= inputs.columns() * dt)) {
        throw new IllegalArgumentException(
            "times: " + time + ", expected 0 to " + inputs.columns() * dt + ", while inputs act");
      }
    }
    Dense whole = states(state, inputs);
    Dense result = whole.zeros(state.rows(), times.length);
    for (int i = 0; i < times.length; i++) {
      int step = Math.min((int) (times[i] / dt), inputs.columns());
      double share = step == inputs.columns() ? 0 : times[i] / dt - step;
      Dense reached = step == 0 ? state : whole.columns(step - 1, step);
      result.setBlock(0, i, reached);
      if (share > 0) {
        Dense push = inputMap.times(inputs.columns(step, step + 1));
        Dense later = unforced.states().moved(reached, share * dt);
        later.add(unforced.states().pushed(push, share));
        result.setBlock(0, i, later);
      }
    }
    return result;
  }

  private void requireFitting(Dense state, Dense inputs) {
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
  }

  /**
   * Writes all of it to a file in NumPy's .npz format.
   *
   * @param file where to; an old file is replaced when the new one is whole
   * @throws IOException if the file cannot be written
   */
  public void save(Path file) throws IOException {
    FamilyFile.write(file, this);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @param file the file
   * @return the result, as saved up to rounding
   * @throws IOException if the file cannot be read or is not such a file
   */
  public static ControlledDmdResult load(Path file) throws IOException {
    return FamilyFile.readControlled(file);
  }
}
