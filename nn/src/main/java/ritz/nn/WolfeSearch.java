// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.function.DoubleSupplier;
import ritz.kernels.FloatBlas;

/**
 * A line search for the strong Wolfe conditions (Nocedal and Wright, Numerical Optimization,
 * algorithms 3.5 and 3.6), with steps by cubic interpolation (equation 3.59) kept away from the
 * ends of the bracket. Constants and safeguards are those that PyTorch uses.
 *
 * <p>A trial is a point t of the line with its value, slope and gradient; three are kept: the ends
 * of the bracket and the one tried last.
 */
final class WolfeSearch {
  private static final double DECREASE = 1e-4;
  private static final double CURVATURE = 0.9;
  private static final int MOST_TRIALS = 25;
  private static final double MARGIN = 0.1;

  /** A point of the line. */
  private static final class Trial {
    private double t;
    private double value;
    private double slope;
    private final float[] gradient;

    private Trial(int length) {
      this.gradient = new float[length];
    }
  }

  private final double changeTolerance;
  private final float[] origin;
  private Trial low;
  private Trial high;
  private Trial latest;
  private float[] parameters;
  private float[] gradient;
  private float[] direction;
  private DoubleSupplier evaluate;
  private double startValue;
  private double startSlope;
  private int evaluations;

  WolfeSearch(int parameterCount, double changeTolerance) {
    this.changeTolerance = changeTolerance;
    this.origin = new float[parameterCount];
    this.low = new Trial(parameterCount);
    this.high = new Trial(parameterCount);
    this.latest = new Trial(parameterCount);
  }

  /** The step found by the last run. */
  float length() {
    return (float) low.t;
  }

  /** The evaluations of the last run. */
  int evaluations() {
    return evaluations;
  }

  /**
   * Moves the parameters along a direction and returns the loss there; the gradient becomes that of
   * the new place.
   */
  double run(
      float[] w,
      float[] g,
      float[] along,
      double firstLength,
      double value,
      double slope,
      DoubleSupplier loss) {
    parameters = w;
    gradient = g;
    direction = along;
    evaluate = loss;
    startValue = value;
    startSlope = slope;
    evaluations = 0;
    System.arraycopy(w, 0, origin, 0, w.length);
    low.t = 0;
    low.value = value;
    low.slope = slope;
    System.arraycopy(g, 0, low.gradient, 0, g.length);
    if (bracket(firstLength)) {
      zoom();
    }
    System.arraycopy(low.gradient, 0, g, 0, g.length);
    moveTo(low.t);
    return low.value;
  }

  private void moveTo(double t) {
    System.arraycopy(origin, 0, parameters, 0, origin.length);
    FloatBlas.axpy(origin.length, (float) t, direction, 0, parameters, 0);
  }

  private void attempt(double t) {
    moveTo(t);
    latest.t = t;
    latest.value = evaluate.getAsDouble();
    evaluations++;
    System.arraycopy(gradient, 0, latest.gradient, 0, gradient.length);
    latest.slope = FloatBlas.dot(gradient.length, gradient, 0, direction, 0);
  }

  private boolean decreases(Trial trial) {
    return trial.value <= startValue + DECREASE * trial.t * startSlope;
  }

  private boolean isLevel(Trial trial) {
    return Math.abs(trial.slope) <= -CURVATURE * startSlope;
  }

  /**
   * Extends the step until the minimum lies between {@code low} and {@code high}, the lower of
   * which is {@code low}; false if {@code low} is what was searched for.
   */
  private boolean bracket(double firstLength) {
    attempt(firstLength);
    for (int trial = 0; trial < MOST_TRIALS; trial++) {
      boolean rises = !decreases(latest) || (trial > 0 && latest.value >= low.value);
      if (rises || (!isLevel(latest) && latest.slope >= 0)) {
        takeLatestAsHigh();
        order();
        return true;
      }
      Trial before = low;
      low = latest;
      latest = before;
      if (isLevel(low) || !Double.isFinite(low.value)) {
        return false;
      }
      double least = low.t + 0.01 * (low.t - before.t);
      attemptBeyond(before, least, 10 * low.t);
    }
    // As far as it goes: the bracket is the whole line, and the latest trial unused.
    takeLatestAsHigh();
    order();
    return true;
  }

  private void attemptBeyond(Trial before, double least, double most) {
    attempt(interpolate(before, low, least, most));
  }

  private void takeLatestAsHigh() {
    Trial before = high;
    high = latest;
    latest = before;
  }

  private void order() {
    if (high.value < low.value) {
      Trial before = low;
      low = high;
      high = before;
    }
  }

  /** Narrows the bracket until {@code low} meets the conditions or nothing changes any more. */
  private void zoom() {
    boolean slow = false;
    double steepest = FloatBlas.amax(direction.length, direction, 0);
    for (int trial = evaluations; trial < MOST_TRIALS; trial++) {
      double from = Math.min(low.t, high.t);
      double to = Math.max(low.t, high.t);
      if ((to - from) * steepest < changeTolerance) {
        return;
      }
      Trial left = low.t < high.t ? low : high;
      Trial right = left == low ? high : low;
      double t = interpolate(left, right, from, to);
      double margin = MARGIN * (to - from);
      boolean atEdge = Math.min(to - t, t - from) < margin;
      if (atEdge && (slow || t >= to || t <= from)) {
        t = Math.abs(t - to) < Math.abs(t - from) ? to - margin : from + margin;
        slow = false;
      } else {
        slow = atEdge;
      }
      attempt(t);
      if (!decreases(latest) || latest.value >= low.value) {
        takeLatestAsHigh();
        order();
        continue;
      }
      boolean done = isLevel(latest);
      if (!done && latest.slope * (high.t - low.t) >= 0) {
        Trial spare = high;
        high = low;
        low = spare;
      }
      Trial spare = low;
      low = latest;
      latest = spare;
      if (done) {
        return;
      }
    }
  }

  /**
   * The minimum of the cubic through two trials, within bounds; their middle if it has none or a
   * trial is not finite.
   */
  private static double interpolate(Trial left, Trial right, double least, double most) {
    double d1 = left.slope + right.slope - 3 * (left.value - right.value) / (left.t - right.t);
    double square = d1 * d1 - left.slope * right.slope;
    if (!(square >= 0 && square < Double.POSITIVE_INFINITY)) {
      return (least + most) / 2;
    }
    double d2 = Math.sqrt(square);
    double t =
        right.t
            - (right.t - left.t) * ((right.slope + d2 - d1) / (right.slope - left.slope + 2 * d2));
    return Math.min(Math.max(t, least), most);
  }
}
