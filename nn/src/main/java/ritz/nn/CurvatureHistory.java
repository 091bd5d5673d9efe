// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.ArrayList;
import java.util.List;
import ritz.kernels.FloatBlas;

/**
 * The last changes s of the parameters and y of the gradient, and the product of a vector with the
 * inverse of the Hessian that they suggest (Nocedal and Wright, Numerical Optimization, algorithm
 * 7.4). A ring with room for one pair more than are used: the next one is tried there.
 */
final class CurvatureHistory {
  /** A pair whose product is not above this is left out, as by PyTorch. */
  private static final float LEAST_CURVATURE = 1e-10f;

  private final int parameterCount;
  private final float[][] s;
  private final float[][] y;
  private final float[] inverses;
  private final float[] weights;
  private int next;
  private int count;

  CurvatureHistory(int parameterCount, int most) {
    this.parameterCount = parameterCount;
    this.s = new float[most + 1][];
    this.y = new float[most + 1][];
    this.inverses = new float[most + 1];
    this.weights = new float[most + 1];
  }

  /** Takes the change t d of the parameters with that of the gradient, if it is curved upward. */
  void add(float t, float[] direction, float[] gradient, float[] previousGradient) {
    float[] ds = room(s);
    float[] dy = room(y);
    for (int i = 0; i < parameterCount; i++) {
      ds[i] = t * direction[i];
      dy[i] = gradient[i] - previousGradient[i];
    }
    commit();
  }

  private float[] room(float[][] rows) {
    if (rows[next] == null) {
      rows[next] = new float[parameterCount];
    }
    return rows[next];
  }

  private void commit() {
    float curvature = FloatBlas.dot(parameterCount, y[next], 0, s[next], 0);
    if (curvature > LEAST_CURVATURE) {
      inverses[next] = 1 / curvature;
      next = next(next);
      count = Math.min(count + 1, s.length - 1);
    }
  }

  /** Multiplies a vector by the inverse of the Hessian. */
  void apply(float[] v) {
    if (count == 0) {
      return;
    }
    int at = next;
    for (int k = 0; k < count; k++) {
      at = previous(at);
      weights[at] = FloatBlas.dot(parameterCount, s[at], 0, v, 0) * inverses[at];
      FloatBlas.axpy(parameterCount, -weights[at], y[at], 0, v, 0);
    }
    int newest = previous(next);
    float squares = FloatBlas.dot(parameterCount, y[newest], 0, y[newest], 0);
    FloatBlas.scal(parameterCount, 1 / (inverses[newest] * squares), v, 0);
    for (int k = 0; k < count; k++) {
      float back = FloatBlas.dot(parameterCount, y[at], 0, v, 0) * inverses[at];
      FloatBlas.axpy(parameterCount, weights[at] - back, s[at], 0, v, 0);
      at = next(at);
    }
  }

  private int next(int at) {
    return at + 1 == s.length ? 0 : at + 1;
  }

  private int previous(int at) {
    return at == 0 ? s.length - 1 : at - 1;
  }

  /** The pairs, s before y, the oldest first; not copies. */
  List<float[]> rows() {
    List<float[]> rows = new ArrayList<>();
    int at = Math.floorMod(next - count, s.length);
    for (int k = 0; k < count; k++, at = next(at)) {
      rows.add(s[at]);
      rows.add(y[at]);
    }
    return rows;
  }

  /** Takes pairs in the form of {@link #rows}. */
  void restore(List<float[]> rows) {
    if (rows.size() % 2 != 0 || rows.size() / 2 >= s.length) {
      throw new IllegalArgumentException(
          "optimizer: " + rows.size() + " changes, expected pairs, at most " + (s.length - 1));
    }
    next = 0;
    count = 0;
    for (int k = 0; k < rows.size(); k += 2) {
      Updater.restore(room(s), rows.get(k));
      Updater.restore(room(y), rows.get(k + 1));
      commit();
    }
  }
}
