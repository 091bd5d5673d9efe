// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.Arrays;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;

/**
 * The dynamic mode decomposition of some ten snapshots with as few coordinates, as {@link
 * ritz.koopman.dmd.Dmd} computes it: pairs scaled, a Jacobi SVD, the Rayleigh quotient's Ritz
 * pairs, amplitudes by least squares on all snapshots. It is done in plain loops on purpose. The
 * code behind {@code Dmd} is made for large matrices; on 12 x 12 numbers it is ten times slower,
 * and in a new JVM, where it has to be loaded and is interpreted at first, it took half a second of
 * a training's first minute.
 *
 * @param eigenvalues lambda_j, those that add most first, conjugate pairs adjacent with the
 *     positive imaginary part first
 * @param residuals |A z_j - lambda_j z_j|
 * @param real the real parts of the modes z_j times their amplitudes at the first snapshot, each an
 *     array
 * @param imaginary the imaginary parts
 */
record SmallDmd(Complex[] eigenvalues, double[] residuals, double[][] real, double[][] imaginary) {
  /** The rounding of weights to float leaves singular values of this size. */
  private static final double ROUNDING = 1e-7;

  /** Gavish and Donoho's factor for matrices with many more rows than columns. */
  private static final double NOISE_FACTOR = 1.43;

  /**
   * Decomposes a trajectory.
   *
   * @param snapshots finite, one a column, not all but the last zero
   */
  static SmallDmd of(Matrix snapshots) {
    int count = snapshots.columns() - 1;
    double[][] states = new double[count + 1][];
    for (int k = 0; k <= count; k++) {
      states[k] = snapshots.column(k);
    }
    double[][] x = new double[count][];
    double[][] y = new double[count][];
    for (int k = 0; k < count; k++) {
      double norm = Math.sqrt(SmallVectors.dot(states[k], states[k]));
      double scale = norm > 0 ? 1 / norm : 0;
      x[k] = new double[states[k].length];
      y[k] = new double[states[k].length];
      SmallVectors.add(scale, states[k], x[k]);
      SmallVectors.add(scale, states[k + 1], y[k]);
    }
    SmallSvd svd = SmallSvd.of(x);
    int rank = rank(svd.sigma());
    double[][] images = new double[rank][states[0].length];
    double[][] map = new double[rank][rank];
    for (int j = 0; j < rank; j++) {
      for (int k = 0; k < count; k++) {
        SmallVectors.add(svd.v()[j][k] / svd.sigma()[j], y[k], images[j]);
      }
      for (int i = 0; i < rank; i++) {
        map[i][j] = SmallVectors.dot(svd.u()[i], images[j]);
      }
    }
    SmallEigen eigen = SmallEigen.of(map);
    double[][] re = eigen.re();
    double[][] im = eigen.im();
    double[][] basis = Arrays.copyOf(svd.u(), rank);
    Ritz ritz = new Ritz(eigen.values(), re, im, residuals(eigen.values(), re, im, basis, images));
    return ritz.fitted(states, basis);
  }

  private static int rank(double[] sigma) {
    int half = sigma.length / 2;
    double median = sigma.length % 2 == 1 ? sigma[half] : (sigma[half - 1] + sigma[half]) / 2;
    double floor = Math.max(ROUNDING * sigma[0], NOISE_FACTOR * median);
    int rank = 1;
    while (rank < sigma.length && sigma[rank] > floor) {
      rank++;
    }
    return rank;
  }

  private static double[] residuals(
      Complex[] values, double[][] re, double[][] im, double[][] basis, double[][] images) {
    double[] residuals = new double[values.length];
    for (int j = 0; j < values.length; j++) {
      double[] real = SmallVectors.combination(re[j], images);
      double[] imaginary = SmallVectors.combination(im[j], images);
      double[] vectorReal = SmallVectors.combination(re[j], basis);
      double[] vectorImaginary = SmallVectors.combination(im[j], basis);
      SmallVectors.add(-values[j].re(), vectorReal, real);
      SmallVectors.add(values[j].im(), vectorImaginary, real);
      SmallVectors.add(-values[j].re(), vectorImaginary, imaginary);
      SmallVectors.add(-values[j].im(), vectorReal, imaginary);
      residuals[j] =
          Math.sqrt(SmallVectors.dot(real, real) + SmallVectors.dot(imaginary, imaginary));
    }
    return residuals;
  }

  /** Ritz values, their vectors in the coordinates of a basis, and residuals. */
  private record Ritz(Complex[] values, double[][] re, double[][] im, double[] residuals) {
    /**
     * With amplitudes, in the order of what they add. The unknowns are real: the amplitude of a
     * real mode, real and imaginary part of that of a pair.
     */
    private SmallDmd fitted(double[][] states, double[][] basis) {
      int rank = values.length;
      double[][] columns = new double[rank][rank * states.length];
      double[] target = new double[rank * states.length];
      for (int k = 0; k < states.length; k++) {
        for (int i = 0; i < rank; i++) {
          target[k * rank + i] = SmallVectors.dot(basis[i], states[k]);
        }
      }
      for (int j = 0; j < rank; j++) {
        Complex power = Complex.ONE;
        for (int at = 0; at < target.length; at += rank) {
          for (int i = 0; i < rank; i++) {
            // Of a pair, the sum of both is 2 Re(a lambda^k z).
            columns[j][at + i] =
                values[j].im() < 0
                    ? 2 * (power.re() * im[j][i] + power.im() * re[j][i])
                    : (values[j].im() > 0 ? 2 : 1)
                        * (power.re() * re[j][i] - power.im() * im[j][i]);
          }
          power = power.times(values[j]);
        }
      }
      double[] unknowns = SmallVectors.leastSquares(columns, target);
      Complex[] amplitudes = new Complex[rank];
      for (int j = 0; j < rank; j++) {
        amplitudes[j] =
            values[j].im() == 0
                ? new Complex(unknowns[j], 0)
                : values[j].im() > 0
                    ? new Complex(unknowns[j], unknowns[j + 1])
                    : amplitudes[j - 1].conjugate();
      }
      return ordered(amplitudes, states.length, basis);
    }

    private SmallDmd ordered(Complex[] amplitudes, int count, double[][] basis) {
      int rank = values.length;
      double[] sizes = new double[rank];
      for (int j = 0; j < rank; j++) {
        double squares = 0;
        for (int k = 0; k < count; k++) {
          squares += Math.pow(values[j].abs(), 2.0 * k);
        }
        // Both of a pair are of the same size to the bit.
        sizes[j] = amplitudes[j].abs() * Math.sqrt(squares);
      }
      int[] order = SmallSvd.falling(sizes);
      Complex[] sorted = new Complex[rank];
      double[] sortedResiduals = new double[rank];
      double[][] real = new double[rank][basis[0].length];
      double[][] imaginary = new double[rank][basis[0].length];
      for (int j = 0; j < rank; j++) {
        int from = order[j];
        sorted[j] = values[from];
        sortedResiduals[j] = residuals[from];
        double[] zReal = SmallVectors.combination(re[from], basis);
        double[] zImaginary = SmallVectors.combination(im[from], basis);
        SmallVectors.add(amplitudes[from].re(), zReal, real[j]);
        SmallVectors.add(-amplitudes[from].im(), zImaginary, real[j]);
        SmallVectors.add(amplitudes[from].re(), zImaginary, imaginary[j]);
        SmallVectors.add(amplitudes[from].im(), zReal, imaginary[j]);
      }
      return new SmallDmd(sorted, sortedResiduals, real, imaginary);
    }
  }
}
