// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ritz.bench.data.States;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/**
 * What {@code ritz dmd} decomposes: trajectories of one system, of which the last is the one that
 * is forecast, or pairs; all parts real or all complex.
 *
 * @param runs the trajectories, at least one
 * @param next what each snapshot of the only one became, or null
 * @param inputs what acted in each step of each trajectory, or null
 * @param times when the snapshots of each were taken, or null where steps are even
 * @param future the inputs after the last trajectory, or null
 */
record DmdInput(
    List<States> runs, States next, List<States> inputs, List<double[]> times, States future) {
  /** The same with complex numbers in all parts as soon as there are some in one. */
  DmdInput ofOneKind() {
    boolean real =
        Stream.of(runs, inputs == null ? List.<States>of() : inputs)
                .flatMap(List::stream)
                .allMatch(States::isReal)
            && (next == null || next.isReal())
            && (future == null || future.isReal());
    return real
        ? this
        : new DmdInput(
            complex(runs),
            next == null ? null : next.asComplex(),
            inputs == null ? null : complex(inputs),
            times,
            future == null ? null : future.asComplex());
  }

  private static List<States> complex(List<States> states) {
    return states.stream().map(States::asComplex).toList();
  }

  /** The trajectory that is forecast. */
  States last() {
    return runs.get(runs.size() - 1);
  }

  boolean isSingle() {
    return runs.size() == 1;
  }

  /** The last trajectory up to some snapshot, its later inputs to come; the others as they are. */
  DmdInput upTo(int end) {
    return end == last().columns()
        ? this
        : new DmdInput(
            withLast(runs, last().columns(0, end)),
            next,
            inputs == null ? null : withLast(inputs, lastInputs().columns(0, end - 1)),
            times,
            inputs == null ? null : lastInputs().columns(end - 1, lastInputs().columns()));
  }

  private States lastInputs() {
    return inputs.get(inputs.size() - 1);
  }

  private static List<States> withLast(List<States> states, States last) {
    List<States> result = new ArrayList<>(states.subList(0, states.size() - 1));
    result.add(last);
    return result;
  }

  /** With something taken from the states. */
  DmdInput without(Centering centering) {
    return new DmdInput(
        runs.stream().map(centering::remove).toList(),
        next == null ? null : centering.remove(next),
        inputs,
        times,
        future);
  }

  /** The times of each trajectory: those given, or even ones. */
  List<double[]> timesOr(double dt) {
    return times != null
        ? times
        : runs.stream()
            .map(run -> IntStream.range(0, run.columns()).mapToDouble(i -> i * dt).toArray())
            .toList();
  }

  /** Computes something from one trajectory, or from several. */
  <T> T apply(
      Function<Matrix, T> one,
      Function<ComplexMatrix, T> oneComplex,
      Function<List<Matrix>, T> several,
      Function<List<ComplexMatrix>, T> severalComplex) {
    if (isSingle()) {
      return last().apply(one, oneComplex);
    }
    return last().isReal()
        ? several.apply(runs.stream().map(States::real).toList())
        : severalComplex.apply(runs.stream().map(States::complex).toList());
  }
}
