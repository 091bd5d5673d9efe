// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ritz.bench.data.MatrixFile;
import ritz.bench.data.Series;
import ritz.bench.data.States;
import ritz.nn.io.Npy;

/** The files that {@code ritz dmd} decomposes. */
final class DmdFiles {
  @Parameters(
      paramLabel = "X",
      arity = "1..*",
      description =
          "The snapshots, state x time, .npy (also complex) or .csv; with delays and for optimized and bagged also a"
              + " series of numbers in a column. Or ecg, sunspots or elnino. Several are trajectories of"
              + " one system: no step leads from one to the next, and the last is the one that is held"
              + " out from, forecast and drawn.")
  List<Path> inputs;

  @Option(
      names = "--next",
      paramLabel = "Y",
      description = "What each snapshot of X became; X is then no trajectory.")
  Path next;

  @Option(
      names = "--times",
      paramLabel = "FILE",
      description = "When the snapshots were taken (default: 0, dt, …); once for each X.")
  List<Path> times;

  @Option(
      names = "--control",
      paramLabel = "FILE",
      description =
          "Inputs, input x time: column k acts from snapshot k to the next; once for each X.")
  List<Path> control;

  @Option(
      names = "--future-control",
      paramLabel = "FILE",
      description = "The inputs of the forecast, input x time.")
  Path futureControl;

  /** The snapshots' files in messages and in the report. */
  String name() {
    return inputs.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  /**
   * Checks how many files there are of each kind.
   *
   * @throws IllegalArgumentException if they do not go together
   */
  void require() {
    if (next != null && inputs.size() > 1) {
      throw new IllegalArgumentException(
          "--next: pairs need one X, found " + inputs.size() + ": " + name());
    }
    requireOneEach("--times", times);
    requireOneEach("--control", control);
  }

  private void requireOneEach(String option, List<Path> given) {
    if (given != null && given.size() != inputs.size()) {
      throw new IllegalArgumentException(
          String.format(
              "%s: given %d times, expected %d, once for each X",
              option, given.size(), inputs.size()));
    }
  }

  /** Whether all are files of real numbers that can be read a block of columns at a time. */
  boolean areStreamable() throws IOException {
    for (Path input : inputs) {
      String file = input.toString().toLowerCase(Locale.ROOT);
      if (!file.endsWith(".npy") || Npy.header(input).isComplex()) {
        return false;
      }
    }
    return true;
  }

  /** Snapshots; a column is a series in time if a row could not be one. */
  static States snapshots(Path file, boolean series) throws IOException {
    return series ? Series.readRow(file) : Series.read(file);
  }

  /** Reads them. */
  DmdInput read(boolean series) throws IOException {
    List<States> runs = new ArrayList<>();
    List<States> acting = control == null ? null : new ArrayList<>();
    List<double[]> at = times == null ? null : new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      runs.add(snapshots(inputs.get(i), series));
      requireRows(inputs.get(i), runs.get(i), runs.get(0));
      if (control != null) {
        acting.add(MatrixFile.readStates(control.get(i)));
        requireSteps(control.get(i), acting.get(i), runs.get(i));
      }
      if (times != null) {
        at.add(timesFrom(times.get(i)));
      }
    }
    States second = next == null ? null : MatrixFile.readStates(next);
    if (second != null) {
      requireRows(next, second, runs.get(0));
      requireColumns(next, second, runs.get(0).columns(), "one for each of X");
    }
    States future = futureControl == null ? null : MatrixFile.readStates(futureControl);
    return new DmdInput(runs, second, acting, at, future).ofOneKind();
  }

  private void requireRows(Path file, States states, States first) throws IOException {
    if (states.rows() != first.rows()) {
      throw new IOException(
          String.format(
              "%s: %s, expected %d rows, as in %s",
              file, states.real().shape(), first.rows(), inputs.get(0)));
    }
  }

  private static void requireColumns(Path file, States states, int count, String why)
      throws IOException {
    if (states.columns() != count) {
      throw new IOException(
          String.format(
              "%s: %s, expected %d columns, %s", file, states.real().shape(), count, why));
    }
  }

  /** A column for each step; one after the last snapshot does no harm. */
  private void requireSteps(Path file, States acting, States run) throws IOException {
    int steps = next == null ? run.columns() - 1 : run.columns();
    if (next != null || acting.columns() != steps + 1) {
      requireColumns(file, acting, steps, "one for each step");
    }
  }

  /** The inputs of a forecast must last as long as it. */
  void requireFuture(States future, int steps) throws IOException {
    if (future != null && future.columns() < steps) {
      requireColumns(futureControl, future, steps, "one for each step of the forecast");
    }
  }

  private static double[] timesFrom(Path file) throws IOException {
    States read = Series.readRow(file);
    if (read.rows() != 1 || !read.isReal()) {
      throw new IOException(
          file
              + ": "
              + (read.isReal() ? read.real().shape() : "complex numbers")
              + ", expected one row or one column of real numbers");
    }
    return read.real().transpose().column(0);
  }
}
