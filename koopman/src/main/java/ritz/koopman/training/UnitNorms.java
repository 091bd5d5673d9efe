// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.Arrays;
import ritz.nn.ParameterView;

/** The norm of the weights that lead into each unit. */
final class UnitNorms {
  private UnitNorms() {}

  static float[] of(float[] parameters, ParameterView weights) {
    int inputs = weights.shape().get(1);
    float[] norms = new float[weights.shape().get(0)];
    for (int unit = 0; unit < norms.length; unit++) {
      double squares = 0;
      int from = weights.offset() + unit * inputs;
      for (int i = from; i < from + inputs; i++) {
        squares += (double) parameters[i] * parameters[i];
      }
      norms[unit] = (float) Math.sqrt(squares);
    }
    return norms;
  }

  static float[] concatenate(float[] a, float[] b) {
    float[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
