// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.List;

/** The update of {@link Adam}. The loop is plain, so that C2 vectorizes it. */
final class AdamUpdater extends Updater {
  private final Adam settings;
  private final float[] mean;
  private final float[] square;

  AdamUpdater(Adam settings, int parameterCount) {
    this.settings = settings;
    this.mean = new float[parameterCount];
    this.square = new float[parameterCount];
  }

  @Override
  void update(float[] parameters, float[] gradient, int from, int to, double rate, long step) {
    double decay = settings.weightDecay();
    double correction1 = 1 - Math.pow(settings.beta1(), (double) step);
    double correction2 = 1 - Math.pow(settings.beta2(), (double) step);
    update(
        parameters,
        from,
        to,
        gradient,
        mean,
        square,
        (float) (settings.decoupled() ? 1 - rate * decay : 1),
        (float) (settings.decoupled() ? 0 : decay),
        (float) (1 - settings.beta1()),
        (float) settings.beta2(),
        (float) (1 - settings.beta2()),
        (float) (1 / Math.sqrt(correction2)),
        (float) settings.epsilon(),
        (float) (rate / correction1));
  }

  @Override
  List<float[]> state() {
    return List.of(mean, square);
  }

  private static void update(
      float[] w,
      int from,
      int to,
      float[] gradient,
      float[] mean,
      float[] square,
      float shrink,
      float decay,
      float gain1,
      float beta2,
      float gain2,
      float rootScale,
      float epsilon,
      float rate) {
    for (int i = from; i < to; i++) {
      float g = gradient[i] + decay * w[i];
      float m = mean[i] + gain1 * (g - mean[i]);
      float v = beta2 * square[i] + gain2 * (g * g);
      mean[i] = m;
      square[i] = v;
      w[i] = shrink * w[i] - rate * m / ((float) Math.sqrt(v) * rootScale + epsilon);
    }
  }
}
