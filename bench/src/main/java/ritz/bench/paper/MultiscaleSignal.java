// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.util.SplittableRandom;
import ritz.kernels.fft.Fft;

/**
 * A periodic signal of four scales over two decades of frequency, of falling amplitude and random
 * phase: the sum of k^-1/2 cos(2 pi k x + phase) for k = 1, 5, 25, 125.
 */
final class MultiscaleSignal {
  static final int[] FREQUENCIES = {1, 5, 25, 125};

  /** Bands around the frequencies, between their geometric means. */
  private static final int[] BORDERS = {0, 3, 12, 57, Integer.MAX_VALUE};

  private final double[] clean;

  private MultiscaleSignal(double[] clean) {
    this.clean = clean;
  }

  static MultiscaleSignal of(int points, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] clean = new double[points];
    for (int frequency : FREQUENCIES) {
      double phase = 2 * Math.PI * random.nextDouble();
      for (int i = 0; i < points; i++) {
        double angle = 2 * Math.PI * frequency * i / points + phase;
        clean[i] += Math.cos(angle) / Math.sqrt(frequency);
      }
    }
    return new MultiscaleSignal(clean);
  }

  double[] clean() {
    return clean;
  }

  /** The signal with Gaussian noise of so many times its root mean square. */
  static float[] noisy(double[] clean, double level, long seed) {
    java.util.Random random = new java.util.Random(seed);
    double deviation = level * norm(clean) / Math.sqrt(clean.length);
    float[] noisy = new float[clean.length];
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] = (float) (clean[i] + deviation * random.nextGaussian());
    }
    return noisy;
  }

  static double norm(double[] values) {
    double norm = 0;
    for (double value : values) {
      norm = Math.hypot(norm, value);
    }
    return norm;
  }

  /** The error of a reconstruction relative to the clean signal, in the 2-norm. */
  static double error(double[] clean, float[] reconstruction) {
    double[] difference = new double[clean.length];
    for (int i = 0; i < clean.length; i++) {
      difference[i] = reconstruction[i] - clean[i];
    }
    return norm(difference) / norm(clean);
  }

  /** The same within the band of each scale, relative to the signal there. */
  double[] errorByScale(float[] reconstruction) {
    int n = clean.length;
    double[] difference = new double[n];
    for (int i = 0; i < n; i++) {
      difference[i] = reconstruction[i] - clean[i];
    }
    double[] ofError = energies(difference);
    double[] ofSignal = energies(clean.clone());
    double[] errors = new double[FREQUENCIES.length];
    for (int j = 0; j < errors.length; j++) {
      errors[j] = Math.sqrt(ofError[j] / ofSignal[j]);
    }
    return errors;
  }

  private static double[] energies(double[] values) {
    int n = values.length;
    double[] imaginary = new double[n];
    Fft.of(n).forward(values, imaginary);
    double[] energies = new double[FREQUENCIES.length];
    for (int k = 0; k < n; k++) {
      int frequency = Math.min(k, n - k);
      int band = 0;
      while (frequency >= BORDERS[band + 1]) {
        band++;
      }
      energies[band] += values[k] * values[k] + imaginary[k] * imaginary[k];
    }
    return energies;
  }
}
