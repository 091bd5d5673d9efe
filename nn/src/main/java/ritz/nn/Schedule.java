// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * How the learning rate changes in the course of a training: an immutable description. Time counts
 * the finished epochs or, for {@link #perStep}, the finished steps; forms and defaults are those of
 * PyTorch's schedulers of the same kind.
 */
public sealed interface Schedule
    permits ConstantRate, StepDecay, ExponentialDecay, CosineDecay, WarmUp, OneCycle, PerStep {
  /**
   * The learning rate at a time.
   *
   * @param base the learning rate of the optimizer
   * @param time the epochs or steps that are finished, from 0
   * @param total the epochs or steps of the whole training, at least 1
   * @return the learning rate, at least 0
   */
  double rate(double base, long time, long total);

  /**
   * Whether time counts steps rather than epochs.
   *
   * @return false for epochs
   */
  default boolean countsSteps() {
    return false;
  }

  /**
   * The same with time in steps rather than epochs.
   *
   * @return a new schedule
   */
  default Schedule perStep() {
    return countsSteps() ? this : new PerStep(this);
  }

  /**
   * Precedes this schedule by a rise along a straight line ({@code LinearLR} followed by the other
   * schedule, whose time then starts at 0).
   *
   * @param length the number of epochs or steps of the rise, at least 1
   * @param start the share of the learning rate to start from, in (0, 1]; 1/3 is PyTorch's default
   * @return a new schedule
   * @throws IllegalArgumentException if an argument is out of range
   */
  default Schedule afterWarmUp(int length, double start) {
    return new WarmUp(length, start, this);
  }

  /**
   * The learning rate of the optimizer throughout.
   *
   * @return the schedule
   */
  static Schedule constant() {
    return new ConstantRate();
  }

  /**
   * The learning rate times {@code factor^floor(time / length)} ({@code StepLR}).
   *
   * @param length the time between steps down, at least 1
   * @param factor by what the rate is multiplied in each, in (0, 1]; 0.1 is usual
   * @return the schedule
   * @throws IllegalArgumentException if an argument is out of range
   */
  static Schedule step(int length, double factor) {
    return new StepDecay(length, factor);
  }

  /**
   * The learning rate times {@code factor^time} ({@code ExponentialLR}).
   *
   * @param factor by what the rate is multiplied each time, in (0, 1]
   * @return the schedule
   * @throws IllegalArgumentException if the factor is out of range
   */
  static Schedule exponential(double factor) {
    return new ExponentialDecay(factor);
  }

  /**
   * Half a cosine from the learning rate down to 0 over the whole training ({@code
   * CosineAnnealingLR}).
   *
   * @return the schedule
   */
  static Schedule cosine() {
    return new CosineDecay(0, 0);
  }

  /**
   * Half a cosine from the learning rate down to another ({@code CosineAnnealingLR}); after that it
   * rises again.
   *
   * @param length the time until the lowest rate, at least 1
   * @param lowest the lowest rate, at least 0
   * @return the schedule
   * @throws IllegalArgumentException if an argument is out of range
   */
  static Schedule cosine(int length, double lowest) {
    Settings.requirePositive("length", length);
    return new CosineDecay(length, lowest);
  }

  /**
   * Smith's one cycle (arXiv 1708.07120) over the steps of the whole training: half a cosine from
   * 1/25 of the learning rate up to it in the first 30 percent, and then half a cosine down to
   * 1/250000 of it ({@code OneCycleLR} without cycling the momentum).
   *
   * @return the schedule
   */
  static Schedule oneCycle() {
    return new OneCycle(0.3, 25, 1e4);
  }

  /**
   * One cycle of another form.
   *
   * @param rise the share of the training in which the rate rises, in (0, 1)
   * @param division what the learning rate is divided by at the start, at least 1
   * @param finalDivision what the rate at the start is divided by at the end, at least 1
   * @return the schedule
   * @throws IllegalArgumentException if an argument is out of range
   */
  static Schedule oneCycle(double rise, double division, double finalDivision) {
    return new OneCycle(rise, division, finalDivision);
  }
}
