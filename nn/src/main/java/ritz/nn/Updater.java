// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;

/** An optimizer at work: its state, in arrays parallel to the parameters, and its update loop. */
abstract class Updater {
  private long steps;

  /** Made once, since a step allocates nothing; it moves a stretch in the step that these say. */
  private final IntConsumer move = this::move;

  private float[] movedParameters;
  private float[] movedAlong;
  private ActiveParameters movedActive;
  private double movedRate;

  /** The updater of an optimizer for so many parameters, with its state at the start. */
  static Updater of(Optimizer optimizer, int parameterCount) {
    if (optimizer instanceof Adam adam) {
      return new AdamUpdater(adam, parameterCount);
    } else if (optimizer instanceof Adagrad adagrad) {
      return new AdagradUpdater(adagrad, parameterCount);
    } else if (optimizer instanceof Adadelta adadelta) {
      return new AdadeltaUpdater(adadelta, parameterCount);
    } else if (optimizer instanceof RmsProp rmsProp) {
      return new RmsPropUpdater(rmsProp, parameterCount);
    } else if (optimizer instanceof Lbfgs lbfgs) {
      return new LbfgsUpdater(lbfgs, parameterCount);
    }
    return new SgdUpdater((Sgd) optimizer, parameterCount);
  }

  /** Whether an optimizer evaluates the loss on the same batch several times in a step. */
  static boolean needsWholeBatch(Optimizer optimizer) {
    return optimizer instanceof Lbfgs;
  }

  /**
   * Moves a stretch of the parameters one step, whose number counts from 1. Several threads may
   * move different stretches at a time.
   */
  abstract void update(
      float[] parameters, float[] gradient, int from, int to, double rate, long step);

  /** Moves all parameters one step. */
  final void update(float[] parameters, float[] gradient, double rate) {
    update(parameters, gradient, 0, parameters.length, rate, countStep());
  }

  /**
   * Moves the parameters one step.
   *
   * @param active those that move
   * @param value the loss at the parameters
   * @param evaluate computes the loss and the gradient anew after the parameters have moved
   */
  void update(
      float[] parameters,
      float[] gradient,
      double rate,
      ActiveParameters active,
      double value,
      DoubleSupplier evaluate) {
    movedParameters = parameters;
    movedAlong = gradient;
    movedActive = active;
    movedRate = rate;
    countStep();
    active.hold();
    active.forEach(move);
    active.putBack();
  }

  private void move(int s) {
    int from = movedActive.from(s);
    update(movedParameters, movedAlong, from, movedActive.to(s), movedRate, steps);
  }

  /** The arrays of the state, in a fixed order, not copies. */
  abstract List<float[]> state();

  /** The numbers of the state. */
  double[] numbers() {
    return new double[] {steps};
  }

  /**
   * Takes what {@link #state} and {@link #numbers} gave.
   *
   * @throws IllegalArgumentException if it is not the state of such an optimizer
   */
  void restore(List<float[]> arrays, double[] numbers) {
    Settings.requireLength("optimizerNumbers", numbers().length, numbers);
    List<float[]> mine = state();
    if (arrays.size() != mine.size()) {
      throw new IllegalArgumentException(
          "optimizer: " + arrays.size() + " arrays, expected " + mine.size());
    }
    for (int i = 0; i < mine.size(); i++) {
      restore(mine.get(i), arrays.get(i));
    }
    steps = (long) numbers[0];
  }

  static void restore(float[] to, float[] from) {
    if (from.length != to.length) {
      throw new IllegalArgumentException(
          "optimizer: an array of " + from.length + " numbers, expected " + to.length);
    }
    System.arraycopy(from, 0, to, 0, to.length);
  }

  /** Counts a step and returns its number, from 1. */
  final long countStep() {
    return ++steps;
  }
}
