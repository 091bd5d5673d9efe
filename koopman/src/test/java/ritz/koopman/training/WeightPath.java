// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import ritz.kernels.Complex;

/**
 * Artificial trainings with a known spectrum: w_k = w* + sum over j of size_j Re(lambda_j^k (p_j -
 * i q_j)) + noise. The vectors w*, p_j, q_j are orthogonal to each other (nearly: random in high
 * dimension), w* and all others have norm 1.
 */
final class WeightPath {
  static final int LENGTH = 4000;

  private final SplittableRandom random;
  private final List<Term> terms = new ArrayList<>();
  private final double[] limit;
  private double noise;
  private double walk;
  private final double[] position = new double[LENGTH];

  private record Term(double size, Complex eigenvalue, double[] p, double[] q) {}

  WeightPath(long seed) {
    random = new SplittableRandom(seed);
    limit = direction();
  }

  private double[] direction() {
    double[] result = new double[LENGTH];
    double squares = 0;
    for (int i = 0; i < LENGTH; i++) {
      result[i] = random.nextDouble() - 0.5;
      squares += result[i] * result[i];
    }
    for (int i = 0; i < LENGTH; i++) {
      result[i] /= Math.sqrt(squares);
    }
    return result;
  }

  WeightPath mode(double size, double eigenvalue) {
    return mode(size, new Complex(eigenvalue, 0));
  }

  WeightPath mode(double size, Complex eigenvalue) {
    terms.add(new Term(size, eigenvalue, direction(), direction()));
    return this;
  }

  /** A mode in the direction of the limit. */
  WeightPath growth(double size, double eigenvalue) {
    terms.add(new Term(size, new Complex(eigenvalue, 0), limit, limit));
    return this;
  }

  /** Independent noise of this norm at each snapshot. */
  WeightPath noise(double norm) {
    noise = norm;
    return this;
  }

  /** A random walk with steps of this norm. */
  WeightPath walk(double step) {
    walk = step;
    return this;
  }

  double[] limit() {
    return limit.clone();
  }

  /** Snapshot k; noise is drawn anew at each call, so ask for the snapshots in order. */
  float[] at(int k) {
    double[] sum = limit.clone();
    for (Term term : terms) {
      Complex factor = term.eigenvalue().pow(k).times(term.size());
      for (int i = 0; i < LENGTH; i++) {
        sum[i] += factor.re() * term.p()[i] + factor.im() * term.q()[i];
      }
    }
    double scale = Math.sqrt(12.0 / LENGTH);
    float[] result = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      position[i] += walk == 0 ? 0 : walk * scale * (random.nextDouble() - 0.5);
      double error = noise == 0 ? 0 : noise * scale * (random.nextDouble() - 0.5);
      result[i] = (float) (sum[i] + position[i] + error);
    }
    return result;
  }

  /** Shows snapshots 0 to last to a monitor. */
  List<Assessment> shownTo(TrainingMonitor monitor, int last) {
    List<Assessment> history = new ArrayList<>();
    for (int k = 0; k <= last; k++) {
      history.add(monitor.observe(at(k)));
    }
    return history;
  }

  static double distance(float[] a, double[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(squares);
  }
}
