// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.List;

/** The update of {@link RmsProp}. The loops are plain, so that C2 vectorizes them. */
final class RmsPropUpdater extends Updater {
  private final RmsProp settings;
  private final float[] squares;
  private final float[] mean;
  private final float[] velocity;
  private final float[] quotient;

  RmsPropUpdater(RmsProp settings, int parameterCount) {
    this.settings = settings;
    this.squares = new float[parameterCount];
    this.mean = new float[settings.centered() ? parameterCount : 0];
    this.velocity = new float[settings.momentum() == 0 ? 0 : parameterCount];
    this.quotient = new float[parameterCount];
  }

  @Override
  void update(float[] parameters, float[] gradient, int from, int to, double rate, long step) {
    float alpha = (float) settings.alpha();
    float gain = (float) (1 - settings.alpha());
    float decay = (float) settings.weightDecay();
    float epsilon = (float) settings.epsilon();
    if (settings.centered()) {
      centered(
          parameters, from, to, gradient, squares, mean, quotient, alpha, gain, decay, epsilon);
    } else {
      plain(parameters, from, to, gradient, squares, quotient, alpha, gain, decay, epsilon);
    }
    if (settings.momentum() == 0) {
      descend(parameters, from, to, quotient, (float) rate);
    } else {
      roll(parameters, from, to, quotient, velocity, (float) rate, (float) settings.momentum());
    }
  }

  @Override
  List<float[]> state() {
    return List.of(squares, mean, velocity);
  }

  private static void plain(
      float[] w,
      int from,
      int to,
      float[] gradient,
      float[] squares,
      float[] quotient,
      float alpha,
      float gain,
      float decay,
      float epsilon) {
    for (int i = from; i < to; i++) {
      float g = gradient[i] + decay * w[i];
      float v = alpha * squares[i] + gain * (g * g);
      squares[i] = v;
      quotient[i] = g / ((float) Math.sqrt(v) + epsilon);
    }
  }

  private static void centered(
      float[] w,
      int from,
      int to,
      float[] gradient,
      float[] squares,
      float[] mean,
      float[] quotient,
      float alpha,
      float gain,
      float decay,
      float epsilon) {
    for (int i = from; i < to; i++) {
      float g = gradient[i] + decay * w[i];
      float v = alpha * squares[i] + gain * (g * g);
      float m = alpha * mean[i] + gain * g;
      squares[i] = v;
      mean[i] = m;
      // v is at least m^2; rounding alone may turn that round.
      quotient[i] = g / ((float) Math.sqrt(Math.max(v - m * m, 0)) + epsilon);
    }
  }

  private static void descend(float[] w, int from, int to, float[] quotient, float rate) {
    for (int i = from; i < to; i++) {
      w[i] -= rate * quotient[i];
    }
  }

  private static void roll(
      float[] w, int from, int to, float[] quotient, float[] velocity, float rate, float momentum) {
    for (int i = from; i < to; i++) {
      float b = momentum * velocity[i] + quotient[i];
      velocity[i] = b;
      w[i] -= rate * b;
    }
  }
}
