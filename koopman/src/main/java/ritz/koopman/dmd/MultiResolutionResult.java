// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/**
 * The slow modes of each window of each level. The model is the sum over the levels of the windows
 * that a time lies in. Immutable and thread-safe.
 */
public final class MultiResolutionResult {
  /** Without columns; it tells how many rows there are, and whether the states are complex. */
  private final Dense empty;

  private final int columns;
  private final TimeAxis time;
  private final List<Window> windows;

  MultiResolutionResult(Dense empty, int columns, TimeAxis time, List<Window> windows) {
    this.empty = empty;
    this.columns = columns;
    this.time = time;
    this.windows = List.copyOf(windows);
  }

  Dense empty() {
    return empty;
  }

  int columns() {
    return columns;
  }

  TimeAxis time() {
    return time;
  }

  /**
   * A window and its slow modes.
   *
   * @param level 0 for the whole, 1 for its halves and so on
   * @param first the number of its first snapshot
   * @param length how many snapshots it has
   * @param result the slow modes of what the levels above have left
   */
  public record Window(int level, int first, int length, DmdResult result) {}

  /**
   * The windows that have slow modes.
   *
   * @return the windows, each before its parts
   */
  public List<Window> windows() {
    return windows;
  }

  /**
   * The snapshots as the model has them.
   *
   * @return a new n x m matrix
   * @throws IllegalStateException if the snapshots were complex
   */
  public Matrix reconstruct() {
    return reconstruct(Integer.MAX_VALUE);
  }

  /**
   * The part of the snapshots that the levels up to one explain: the slower part of them.
   *
   * @param level the last level that counts, from 0
   * @return a new n x m matrix
   * @throws IllegalStateException if the snapshots were complex
   */
  public Matrix reconstruct(int level) {
    return requireReal("reconstructComplex", states(level)).real();
  }

  /**
   * {@link #reconstruct(int)} for complex snapshots.
   *
   * @param level the last level that counts, from 0
   * @return a new n x m matrix
   */
  public ComplexMatrix reconstructComplex(int level) {
    return states(level).complex();
  }

  private Dense states(int level) {
    Dense sum = empty.zeros(empty.rows(), columns);
    for (Window window : windows) {
      if (window.level() <= level) {
        sum.columns(window.first(), end(window)).add(window.result().states().snapshots());
      }
    }
    return sum;
  }

  private static Dense requireReal(String instead, Dense states) {
    if (!states.isReal()) {
      throw new IllegalStateException("the snapshots were complex; use " + instead);
    }
    return states;
  }

  private static int end(Window window) {
    return window.first() + window.length();
  }

  /**
   * The states after the last snapshot, with the modes of the last window of each level.
   *
   * @param steps how many time steps, at least 0
   * @return n x steps
   * @throws IllegalArgumentException if the number is negative
   * @throws IllegalStateException if the snapshots were complex
   */
  public Matrix forecast(int steps) {
    return forecast(Integer.MAX_VALUE, steps);
  }

  /**
   * {@link #forecast(int)} with the levels up to one only. The modes of short windows do not hold
   * for long after them.
   *
   * @param level the last level that counts, from 0
   * @param steps how many time steps, at least 0
   * @return n x steps
   * @throws IllegalArgumentException if the number is negative
   * @throws IllegalStateException if the snapshots were complex
   */
  public Matrix forecast(int level, int steps) {
    return requireReal("forecastComplex", next(level, steps)).real();
  }

  /**
   * {@link #forecast(int, int)} for complex snapshots.
   *
   * @param level the last level that counts, from 0
   * @param steps how many time steps, at least 0
   * @return n x steps
   * @throws IllegalArgumentException if the number is negative
   */
  public ComplexMatrix forecastComplex(int level, int steps) {
    return next(level, steps).complex();
  }

  private Dense next(int level, int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("steps: " + steps + ", expected at least 0");
    }
    Dense sum = empty.zeros(empty.rows(), steps);
    for (Window window : windows) {
      if (window.level() <= level && end(window) == columns) {
        sum.add(window.result().states().next(0, steps));
      }
    }
    return sum;
  }

  /**
   * When a snapshot was taken.
   *
   * @param snapshot its number, from 0
   * @return the time
   */
  public double timeOf(int snapshot) {
    return time.start() + snapshot * time.dt();
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
  public static MultiResolutionResult load(Path file) throws IOException {
    return FamilyFile.readMultiResolution(file);
  }
}
