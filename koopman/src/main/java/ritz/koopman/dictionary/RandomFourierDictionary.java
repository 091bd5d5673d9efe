// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dictionary;

import java.util.Random;
import ritz.kernels.Matrix;

/** Cosines with random wave numbers and phases. */
final class RandomFourierDictionary implements Dictionary {
  private final Matrix waves;
  private final double[] phases;

  RandomFourierDictionary(int stateSize, int count, double width, long seed) {
    States.requireAtLeast(1, stateSize, "stateSize");
    States.requireAtLeast(1, count, "count");
    States.requirePositive(width, "width");
    Random random = new Random(seed);
    this.waves = new Matrix(stateSize, count);
    for (int i = 0; i < waves.data().length; i++) {
      waves.data()[i] = random.nextGaussian() / width;
    }
    this.phases = random.doubles(count).map(u -> 2 * Math.PI * u).toArray();
  }

  @Override
  public int size() {
    return phases.length;
  }

  @Override
  public Matrix evaluate(Matrix states) {
    States.requireRows(states, waves.rows());
    Matrix result = states.transposeTimes(waves);
    double size = Math.sqrt(2.0 / phases.length);
    for (int j = 0; j < phases.length; j++) {
      for (int i = 0; i < result.rows(); i++) {
        result.set(i, j, size * Math.cos(result.get(i, j) + phases[j]));
      }
    }
    return result;
  }
}
