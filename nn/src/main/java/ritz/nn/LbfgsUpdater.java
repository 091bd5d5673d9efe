// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import ritz.kernels.FloatBlas;

/** The iterations of {@link Lbfgs}. */
final class LbfgsUpdater extends Updater {
  private final Lbfgs settings;
  private final CurvatureHistory history;
  private final WolfeSearch search;
  private final float[] direction;
  private final float[] previousGradient;
  private long iterations;
  private float length;

  LbfgsUpdater(Lbfgs settings, int parameterCount) {
    this.settings = settings;
    this.history = new CurvatureHistory(parameterCount, settings.history());
    this.search =
        settings.lineSearch() ? new WolfeSearch(parameterCount, settings.changeTolerance()) : null;
    this.direction = new float[parameterCount];
    this.previousGradient = new float[parameterCount];
  }

  @Override
  void update(float[] parameters, float[] gradient, int from, int to, double rate, long step) {
    throw new UnsupportedOperationException("L-BFGS evaluates the loss");
  }

  /** Ends early when the loss is not finite; the caller sees that where it evaluates it. */
  @Override
  void update(
      float[] w,
      float[] gradient,
      double rate,
      ActiveParameters active,
      double startValue,
      DoubleSupplier evaluate) {
    countStep();
    double value = startValue;
    int evaluations = 1;
    for (int k = 1; k <= settings.iterations(); k++) {
      if (k == 1 && isFlat(gradient)) {
        return;
      }
      findDirection(gradient);
      double before = value;
      int n = w.length;
      length = (float) (iterations == 1 ? firstLength(gradient, rate) : rate);
      float slope = FloatBlas.dot(n, gradient, 0, direction, 0);
      if (slope > -settings.changeTolerance()) {
        return;
      }
      if (search != null) {
        value = search.run(w, gradient, direction, length, value, slope, evaluate);
        length = search.length();
        evaluations += search.evaluations();
      } else {
        FloatBlas.axpy(n, length, direction, 0, w, 0);
        if (k < settings.iterations()) {
          value = evaluate.getAsDouble();
          evaluations++;
        }
      }
      if (!Double.isFinite(value)
          || evaluations >= settings.evaluations()
          || isFlat(gradient)
          || length * FloatBlas.amax(n, direction, 0) <= settings.changeTolerance()
          || Math.abs(value - before) < settings.changeTolerance()) {
        return;
      }
    }
  }

  private boolean isFlat(float[] gradient) {
    return FloatBlas.amax(gradient.length, gradient, 0) <= settings.gradientTolerance();
  }

  private static double firstLength(float[] gradient, double rate) {
    return Math.min(1, 1 / FloatBlas.asum(gradient.length, gradient, 0)) * rate;
  }

  private void findDirection(float[] gradient) {
    iterations++;
    if (iterations > 1) {
      history.add(length, direction, gradient, previousGradient);
    }
    for (int i = 0; i < direction.length; i++) {
      direction[i] = -gradient[i];
    }
    history.apply(direction);
    System.arraycopy(gradient, 0, previousGradient, 0, gradient.length);
  }

  @Override
  double[] numbers() {
    return new double[] {super.numbers()[0], iterations, length};
  }

  @Override
  void restore(List<float[]> arrays, double[] numbers) {
    int fixed = 2;
    super.restore(arrays.subList(0, Math.min(fixed, arrays.size())), numbers);
    history.restore(arrays.subList(fixed, arrays.size()));
    iterations = (long) numbers[1];
    length = (float) numbers[2];
  }

  @Override
  List<float[]> state() {
    List<float[]> arrays = new ArrayList<>(List.of(direction, previousGradient));
    arrays.addAll(history.rows());
    return arrays;
  }
}
