// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Qr;

/**
 * The modes of given exponents by least squares on all snapshots.
 *
 * @param vectors of unit norm, r x k, of a pair of real snapshots conjugate to the bit
 * @param amplitudes at the first time
 */
record ExponentialModes(ComplexMatrix vectors, Complex[] amplitudes) {
  /**
   * Fits modes.
   *
   * @param exponents conjugate pairs of real snapshots adjacent, positive imaginary part first
   * @param times of the snapshots
   * @param snapshots r x m
   */
  static ExponentialModes of(Complex[] exponents, double[] times, Dense snapshots) {
    int k = exponents.length;
    ComplexMatrix functions = new ComplexMatrix(times.length, k);
    double[] peaks = new double[k];
    double span = times[times.length - 1] - times[0];
    for (int j = 0; j < k; j++) {
      // functions that grow are fitted at the end, so that none overflows
      peaks[j] = Math.max(0, exponents[j].re() * span);
      for (int i = 0; i < times.length; i++) {
        Complex power = exponents[j].times(times[i] - times[0]);
        functions.set(i, j, new Complex(power.re() - peaks[j], power.im()).exp());
      }
    }
    ComplexMatrix modes =
        snapshots.isReal()
            ? realModes(new RealForm(exponents, true), functions, snapshots)
            : Factorizations.solve(Dense.of(functions), snapshots.transpose())
                .transpose()
                .complex();
    Complex[] amplitudes = new Complex[k];
    Dense vectors = Dense.of(modes);
    for (int j = 0; j < k; j++) {
      double norm = vectors.norm(j);
      amplitudes[j] = new Complex(norm * Math.exp(-peaks[j]), 0);
      if (norm > 0) {
        vectors.divideColumn(j, norm);
      } else {
        modes.set(0, j, Complex.ONE);
      }
    }
    return new ExponentialModes(modes, amplitudes);
  }

  private static ComplexMatrix realModes(RealForm form, ComplexMatrix functions, Dense snapshots) {
    Matrix parts = Qr.of(form.columns(functions)).solve(snapshots.real().transpose());
    ComplexMatrix modes = new ComplexMatrix(snapshots.rows(), functions.columns());
    for (int i = 0; i < snapshots.rows(); i++) {
      Complex[] row = form.amplitudes(parts.column(i));
      for (int j = 0; j < row.length; j++) {
        modes.set(i, j, row[j]);
      }
    }
    return modes;
  }

  /** The modes, the one numbered {@code order[j]} in place j. */
  ExponentialModes select(int... order) {
    return new ExponentialModes(
        Dense.of(vectors).select(order).complex(), OptimizedDmd.select(amplitudes, order));
  }
}
