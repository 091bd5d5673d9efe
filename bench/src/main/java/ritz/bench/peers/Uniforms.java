// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import java.util.Random;

/** Arrays of numbers from -1 to 1, the same in every run. */
final class Uniforms {
  private Uniforms() {}

  static double[] doubles(int length, long seed) {
    return new Random(seed).doubles(length, 0, 1).map(x -> 2 * x - 1).toArray();
  }

  static float[] floats(int length, long seed) {
    double[] values = doubles(length, seed);
    float[] result = new float[length];
    for (int i = 0; i < length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
