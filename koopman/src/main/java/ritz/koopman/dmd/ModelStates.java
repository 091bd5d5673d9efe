// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.List;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;

/**
 * The states of a model: those it was made from, later ones, and what becomes of others.
 *
 * @param coordinates the snapshots that the model is of, in the basis of its modes
 * @param trajectories for each trajectory the columns of its snapshots
 * @param model the modes in the same basis
 */
record ModelStates(Coordinates coordinates, List<int[]> trajectories, ModalModel model) {
  /** All snapshots, as the model has them. */
  Dense snapshots() {
    return lift(model.snapshots(trajectories));
  }

  /** The distance of {@link #snapshots()} from the true ones, as a share of their norm. */
  double error() {
    Dense columns = coordinates.columns();
    double total = Math.hypot(columns.frobeniusNorm(), coordinates.lost());
    double error = columns.minus(model.snapshots(trajectories)).frobeniusNorm();
    return Math.hypot(error, coordinates.lost()) / total;
  }

  /** The states of a trajectory at some times. */
  Dense at(int trajectory, double... times) {
    for (double time : times) {
      requireTime(time);
    }
    return lift(model.stateAt(trajectory, times));
  }

  /** The states of a trajectory after its last snapshot. */
  Dense next(int trajectory, int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("steps: " + steps + ", expected at least 0");
    }
    double[] times = model.times().get(trajectory);
    double start = times[0];
    double last = (times[times.length - 1] - start) / model.axis().dt();
    return at(
        trajectory,
        IntStream.rangeClosed(1, steps)
            .mapToDouble(i -> start + (last + i) * model.axis().dt())
            .toArray());
  }

  /** The distance of the forecast from snapshots that follow the first trajectory, as a share. */
  double forecastError(Dense next) {
    int rows = coordinates.basis().rows();
    if (next.columns() == 0 || next.rows() != rows) {
      throw new IllegalArgumentException(
          "next: " + next.shape() + ", expected " + rows + " rows and at least one column");
    }
    return next(0, next.columns()).minus(next).frobeniusNorm() / next.frobeniusNorm();
  }

  /** Other states, each fitted by the modes and moved on. */
  Dense moved(Dense states, double duration) {
    requireTime(duration);
    Dense within = project(states);
    int modes = model.pairs().count();
    if (modes > within.rows()) {
      throw new IllegalStateException(
          modes + " modes, a state determines " + within.rows() + "; use forecastFrom");
    }
    AmplitudeSolver solver = solver(1);
    Dense moved = within.copy();
    for (int j = 0; j < states.columns(); j++) {
      Complex[] amplitudes = solver.solve(within.columns(j, j + 1));
      moved.setBlock(0, j, model.evolve(amplitudes, duration));
    }
    return lift(moved);
  }

  /**
   * What an even push has done after a share of a time step: (A^share - I) (A - I)^-1 of what it
   * does in a whole one. Outside of the modes A is zero, and the push is there at once.
   *
   * @param push n x 1
   */
  Dense pushed(Dense push, double share) {
    Dense within = project(push);
    Complex[] amplitudes = solver(1).solve(within);
    Complex[] shares = amplitudes.clone();
    for (int j = 0; j < shares.length; j++) {
      shares[j] = amplitudes[j].times(partOfStep(model.pairs().eigenvalues()[j], share));
    }
    Dense result = push.minus(lift(model.evolve(amplitudes, 0)));
    result.add(lift(model.evolve(shares, 0)));
    return result;
  }

  /** (lambda^share - 1) / (lambda - 1), also near 1. */
  private static Complex partOfStep(Complex lambda, double share) {
    Complex off = lambda.minus(Complex.ONE);
    if (off.abs() > 0.5) {
      return lambda.pow(share).minus(Complex.ONE).divide(off);
    }
    // the binomial series of ((1 + off)^share - 1) / off
    Complex sum = Complex.ZERO;
    Complex term = new Complex(share, 0);
    for (int i = 1; term.abs() > Math.ulp(share) / 4; i++) {
      sum = sum.plus(term);
      term = term.times(off).times((share - i) / (i + 1));
    }
    return sum;
  }

  /** The states that follow consecutive ones, to all of which the modes are fitted. */
  Dense following(Dense recent, int steps) {
    if (recent.columns() == 0 || steps < 0) {
      throw new IllegalArgumentException(
          "recent: "
              + recent.shape()
              + ", steps: "
              + steps
              + ", expected at least one snapshot and no less than 0 steps");
    }
    Complex[] amplitudes = solver(recent.columns()).solve(project(recent));
    double[] durations =
        IntStream.range(recent.columns(), recent.columns() + steps)
            .mapToDouble(i -> i * model.axis().dt())
            .toArray();
    return lift(model.evolve(amplitudes, durations));
  }

  /** Vectors of the modes in full length; those of a pair stay conjugate to the bit. */
  ComplexMatrix vectors(ComplexMatrix inCoordinates) {
    RealForm form = model.realForm();
    return model.real()
        ? form.vectors(lift(Dense.of(form.columns(inCoordinates))).real())
        : lift(Dense.of(inCoordinates)).complex();
  }

  private Dense lift(Dense states) {
    return coordinates.basis().lift(states);
  }

  private Dense project(Dense states) {
    states.requireFinite("states");
    if (states.rows() != coordinates.basis().rows()) {
      throw new IllegalArgumentException(
          "states: " + states.shape() + ", expected " + coordinates.basis().rows() + " rows");
    }
    return coordinates.basis().project(states);
  }

  private AmplitudeSolver solver(int length) {
    RitzPairs pairs = model.pairs();
    return new AmplitudeSolver(
        model.realForm(), pairs.eigenvalues(), pairs.vectors(), length, null);
  }

  private static void requireTime(double time) {
    if (!Double.isFinite(time)) {
      throw new IllegalArgumentException("time: " + time + ", expected a finite one");
    }
  }
}
