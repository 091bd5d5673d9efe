// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.Matrix;

/** The reflector I - tau v v' of three rows that takes x to (beta, 0, 0)', v = (1, v1, v2). */
final class Reflector3 {
  /** A sum of squares above this lost nothing that matters to underflow. */
  private static final double SAFE_SQUARE = 0x1p-900;

  private final double[] x = new double[3];

  /** Sets what is to be reflected. */
  void set(double x0, double x1, double x2) {
    x[0] = x0;
    x[1] = x1;
    x[2] = x2;
  }

  /**
   * Sets a multiple of the first column of (H - s1 I)(H - s2 I), for the part of H that starts at
   * row and column k.
   *
   * @param sum s1 + s2
   * @param product s1 s2
   */
  void start(Matrix h, int k, double sum, double product) {
    double h11 = h.get(k, k);
    double h22 = h.get(k + 1, k + 1);
    double below = h.get(k + 1, k);
    double next = h.get(k + 2, k + 1);
    double scale = Math.abs(h11) + Math.abs(h22) + Math.abs(below) + Math.abs(sum);
    if (scale == 0) {
      set(1, 0, 0);
      return;
    }
    // h11² - sum h11 + product = (h11 - s1)(h11 - s2), divided by the scale.
    double first = h11 * ((h11 - sum) / scale) + product / scale + h.get(k, k + 1) / scale * below;
    set(first, below * ((h11 + h22 - sum) / scale), below * (next / scale));
  }

  /** Finds the reflector; returns tau. */
  double generate() {
    double tail = x[1] * x[1] + x[2] * x[2];
    double square = x[0] * x[0] + tail;
    if (square < SAFE_SQUARE) {
      return Householder.generate(3, x, 0);
    } else if (tail == 0) {
      return 0;
    }
    double beta = -Math.copySign(Math.sqrt(square), x[0]);
    double tau = (beta - x[0]) / beta;
    double factor = 1 / (x[0] - beta);
    x[0] = beta;
    x[1] *= factor;
    x[2] *= factor;
    return tau;
  }

  double beta() {
    return x[0];
  }

  double v1() {
    return x[1];
  }

  double v2() {
    return x[2];
  }
}
