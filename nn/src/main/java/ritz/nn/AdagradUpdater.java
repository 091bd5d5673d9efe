// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;
import java.util.List;

/** The update of {@link Adagrad}. The loop is plain, so that C2 vectorizes it. */
final class AdagradUpdater extends Updater {
  private final Adagrad settings;
  private final float[] sum;

  AdagradUpdater(Adagrad settings, int parameterCount) {
    this.settings = settings;
    this.sum = new float[parameterCount];
    Arrays.fill(sum, (float) settings.initialSum());
  }

  @Override
  void update(float[] parameters, float[] gradient, int from, int to, double rate, long step) {
    update(
        parameters,
        from,
        to,
        gradient,
        sum,
        (float) (rate / (1 + (step - 1) * settings.rateDecay())),
        (float) settings.weightDecay(),
        (float) settings.epsilon());
  }

  @Override
  List<float[]> state() {
    return List.of(sum);
  }

  private static void update(
      float[] w,
      int from,
      int to,
      float[] gradient,
      float[] sum,
      float rate,
      float decay,
      float epsilon) {
    for (int i = from; i < to; i++) {
      float g = gradient[i] + decay * w[i];
      float s = sum[i] + g * g;
      sum[i] = s;
      w[i] -= rate * g / ((float) Math.sqrt(s) + epsilon);
    }
  }
}
