// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.List;

/** The update of {@link Sgd}. The loops are plain, so that C2 vectorizes them. */
final class SgdUpdater extends Updater {
  private final Sgd settings;
  private final float[] velocity;

  SgdUpdater(Sgd settings, int parameterCount) {
    this.settings = settings;
    this.velocity = new float[settings.momentum() == 0 ? 0 : parameterCount];
  }

  @Override
  void update(
      float[] parameters, float[] gradient, int from, int to, double learningRate, long step) {
    float rate = (float) learningRate;
    float decay = (float) settings.weightDecay();
    float momentum = (float) settings.momentum();
    if (momentum == 0) {
      plain(parameters, from, to, gradient, rate, decay);
    } else if (settings.nesterov()) {
      nesterov(parameters, from, to, gradient, velocity, rate, decay, momentum);
    } else {
      heavyBall(parameters, from, to, gradient, velocity, rate, decay, momentum);
    }
  }

  @Override
  List<float[]> state() {
    return List.of(velocity);
  }

  private static void plain(
      float[] w, int from, int to, float[] gradient, float rate, float decay) {
    for (int i = from; i < to; i++) {
      w[i] -= rate * (gradient[i] + decay * w[i]);
    }
  }

  private static void heavyBall(
      float[] w,
      int from,
      int to,
      float[] gradient,
      float[] velocity,
      float rate,
      float decay,
      float momentum) {
    for (int i = from; i < to; i++) {
      float v = momentum * velocity[i] + (gradient[i] + decay * w[i]);
      velocity[i] = v;
      w[i] -= rate * v;
    }
  }

  private static void nesterov(
      float[] w,
      int from,
      int to,
      float[] gradient,
      float[] velocity,
      float rate,
      float decay,
      float momentum) {
    for (int i = from; i < to; i++) {
      float g = gradient[i] + decay * w[i];
      float v = momentum * velocity[i] + g;
      velocity[i] = v;
      w[i] -= rate * (g + momentum * v);
    }
  }
}
