// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

/**
 * What the evidence of one window means. The constants were chosen on trainings of the digits and
 * of MNIST and checked on others; {@code koopman/README.md} has the figures.
 *
 * @param window the number of snapshots in the window
 * @param tolerance below this, a movement relative to the weights is negligible
 */
record VerdictRule(int window, double tolerance) {
  /** Noise around a fixed point has -1/2, a random walk 0. */
  private static final double SWINGING_PERSISTENCE = -0.25;

  /** Above this, a movement is a drift with little noise. */
  private static final double STRAIGHT_AHEAD = 0.85;

  /** A drift that comes to rest has slowed down to this share of its largest step. */
  private static final double SLOWED_DOWN = 0.1;

  /**
   * A training that gets nowhere goes on at a pace above this share of its largest step. Of good
   * runs that seemed to make no progress for a while none was above 0.18, of those that did not
   * none below 0.4.
   */
  private static final double STILL_MOVING = 0.25;

  private static final double GROWTH = 1.01;

  /** A run that goes no further than this in a window does not get anywhere. */
  private static final double LITTLE_MOVEMENT = 0.05;

  private static final double FAR_FUTURE = 1000;

  /** A step without direction that is no larger than this does no harm. */
  private static final double HARMLESS_NOISE = 0.01;

  /** Nor does one up to this, in flat directions, while the trend is growth. */
  private static final double NOISE_OF_GROWTH = 0.1;

  /**
   * With so many weights frozen after a jump and the rest still moving, the units of the network
   * are dead. With all frozen there is no gradient any more: the training data are fitted.
   */
  private static final double DEAD = 0.75;

  /**
   * The verdict.
   *
   * @param current the verdict in force; one that has converged is given twice the tolerance, so
   *     that it does not flicker
   */
  Verdict of(Evidence evidence, Verdict current) {
    if (diverges(evidence)) {
      return Verdict.DIVERGING;
    }
    Movement movement = evidence.movement();
    boolean noisy = movement.step() > HARMLESS_NOISE;
    if (evidence.modes().stream().anyMatch(this::swings)
        || (noisy && movement.persistence() < SWINGING_PERSISTENCE)) {
      return Verdict.OSCILLATING;
    }
    double limit = current == Verdict.CONVERGED ? 2 * tolerance : tolerance;
    if (evidence.remaining() <= limit && allAtOne(evidence)) {
      boolean rattles = noisy && !onlyGrows(movement);
      return rattles || creeps(evidence) ? Verdict.STALLED : Verdict.CONVERGED;
    }
    boolean littleMovement = movement.drift() * window < LITTLE_MOVEMENT;
    boolean stillMoving = movement.step() > STILL_MOVING * evidence.largestStep();
    return littleMovement && stillMoving && evidence.epochsLeft() > FAR_FUTURE
        ? Verdict.STALLED
        : Verdict.CONVERGING;
  }

  /**
   * Whether the weights go on straight ahead at the pace they always had: so slowly that little is
   * to come of it, not because they are there.
   */
  private static boolean creeps(Evidence evidence) {
    Movement movement = evidence.movement();
    return movement.persistence() > STRAIGHT_AHEAD
        && movement.step() > SLOWED_DOWN * evidence.largestStep();
  }

  /** Whether the steps and a mode grow, or the weights blew up and left a dead network. */
  private boolean diverges(Evidence evidence) {
    boolean dead = evidence.frozen() >= DEAD && evidence.frozen() < 1;
    return (evidence.jumped() && dead)
        || (evidence.movement().growth() > GROWTH
            && evidence.modes().stream().anyMatch(this::grows));
  }

  private boolean grows(Assessment.Mode mode) {
    return mode.significant() && !mode.unit() && mode.eigenvalue().abs() > GROWTH;
  }

  /** Whether a mode turns at least half a round within the window and outlasts it. */
  private boolean swings(Assessment.Mode mode) {
    return mode.significant()
        && !mode.unit()
        && Math.abs(mode.eigenvalue().arg()) >= Math.PI / window
        && mode.eigenvalue().abs() >= 1 - 1.0 / window;
  }

  private static boolean allAtOne(Evidence evidence) {
    return evidence.modes().stream().allMatch(mode -> mode.unit() || !mode.significant());
  }

  /**
   * Whether the trend is closer to the direction of the weights than to one across it. Once the
   * training data are fitted, the weights of a network with rectifiers grow on along themselves
   * (Lyu and Li 2020), which changes the size of its outputs but not their order.
   */
  private boolean onlyGrows(Movement movement) {
    return movement.alignment() >= Math.sqrt(0.5) && movement.step() <= NOISE_OF_GROWTH;
  }
}
