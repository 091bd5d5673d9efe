// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.List;

/** The update of {@link Adadelta}. The loop is plain, so that C2 vectorizes it. */
final class AdadeltaUpdater extends Updater {
  private final Adadelta settings;
  private final float[] squares;
  private final float[] changes;

  AdadeltaUpdater(Adadelta settings, int parameterCount) {
    this.settings = settings;
    this.squares = new float[parameterCount];
    this.changes = new float[parameterCount];
  }

  @Override
  void update(float[] parameters, float[] gradient, int from, int to, double rate, long step) {
    update(
        parameters,
        from,
        to,
        gradient,
        squares,
        changes,
        (float) rate,
        (float) settings.rho(),
        (float) (1 - settings.rho()),
        (float) settings.epsilon(),
        (float) settings.weightDecay());
  }

  @Override
  List<float[]> state() {
    return List.of(squares, changes);
  }

  private static void update(
      float[] w,
      int from,
      int to,
      float[] gradient,
      float[] squares,
      float[] changes,
      float rate,
      float rho,
      float gain,
      float epsilon,
      float decay) {
    for (int i = from; i < to; i++) {
      float g = gradient[i] + decay * w[i];
      float v = rho * squares[i] + gain * (g * g);
      float u = changes[i];
      float d = (float) Math.sqrt(u + epsilon) / (float) Math.sqrt(v + epsilon) * g;
      squares[i] = v;
      changes[i] = rho * u + gain * (d * d);
      w[i] -= rate * d;
    }
  }
}
