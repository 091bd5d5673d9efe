// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import ritz.nn.Schedule;

/** The schedules of the command line. */
enum ScheduleChoice {
  CONSTANT,
  STEP,
  EXPONENTIAL,
  COSINE,
  ONE_CYCLE;

  /** A step down by ten comes after each third of the training. */
  private static final int STEPS_DOWN = 3;

  private static final double STEP_FACTOR = 0.1;

  /** The schedule for a training of at most so many epochs. */
  Schedule over(int epochs) {
    return switch (this) {
      case CONSTANT -> Schedule.constant();
      case STEP -> Schedule.step(Math.max(1, epochs / STEPS_DOWN), STEP_FACTOR);
      case EXPONENTIAL -> Schedule.exponential(Math.pow(STEP_FACTOR, 2.0 / epochs));
      case COSINE -> Schedule.cosine();
      case ONE_CYCLE -> Schedule.oneCycle();
    };
  }
}
