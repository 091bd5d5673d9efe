// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.ArrayList;
import java.util.List;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/**
 * The dynamic mode decomposition of a window of weights: w_k = sum over j of a_j lambda_j^k z_j,
 * seen from the latest snapshot.
 *
 * <p>Modes at eigenvalue 1 carry the limit of the weights. A window of m snapshots whose residual
 * is not small cannot tell 1 from an eigenvalue that is closer to it than 1/m, so those count as 1
 * too.
 *
 * @param eigenvalues lambda_j
 * @param residuals |A z_j - lambda_j z_j|
 * @param terms the columns a_j lambda_j^m z_j, what each mode adds to the latest snapshot, in the
 *     coordinates of the window's frame
 * @param unit whether the eigenvalue counts as 1
 */
record Spectrum(Complex[] eigenvalues, double[] residuals, ComplexMatrix terms, boolean[] unit) {
  /** Modes with a larger residual are noise. */
  static final double RESIDUAL_LIMIT = 0.1;

  private static final double UNIT_RADIUS = 1e-3;
  private static final double RESIDUALS_TO_UNIT = 20;

  /** Decomposes snapshots; none of the modes is left if all snapshots but the last are zero. */
  static Spectrum of(Matrix snapshots) {
    int last = snapshots.columns() - 1;
    if (snapshots.columns(0, last).frobeniusNorm() == 0) {
      ComplexMatrix none = new ComplexMatrix(snapshots.rows(), 0);
      return new Spectrum(new Complex[0], new double[0], none, new boolean[0]);
    }
    SmallDmd dmd = SmallDmd.of(snapshots);
    Complex[] eigenvalues = dmd.eigenvalues();
    double[] residuals = dmd.residuals();
    ComplexMatrix terms = new ComplexMatrix(snapshots.rows(), eigenvalues.length);
    boolean[] unit = new boolean[eigenvalues.length];
    for (int j = 0; j < eigenvalues.length; j++) {
      Complex power = eigenvalues[j].pow(last);
      for (int i = 0; i < terms.rows(); i++) {
        Complex first = new Complex(dmd.real()[j][i], dmd.imaginary()[j][i]);
        terms.set(i, j, first.times(power));
      }
      double uncertain = Math.min(1.0 / snapshots.columns(), RESIDUALS_TO_UNIT * residuals[j]);
      double distance = eigenvalues[j].minus(Complex.ONE).abs();
      unit[j] = distance <= Math.max(UNIT_RADIUS, uncertain);
    }
    return new Spectrum(eigenvalues, residuals, terms, unit);
  }

  int size() {
    return eigenvalues.length;
  }

  /** The norm of what a mode adds to the latest snapshot. */
  double amplitude(int j) {
    double norm = 0;
    for (int i = 0; i < terms.rows(); i++) {
      norm = Math.hypot(norm, terms.get(i, j).abs());
    }
    return norm;
  }

  /** The trusted eigenvalues off 1, one of each conjugate pair. */
  List<Complex> transients() {
    List<Complex> result = new ArrayList<>();
    for (int j = 0; j < size(); j++) {
      if (isTransient(j) && eigenvalues[j].im() >= 0) {
        result.add(eigenvalues[j]);
      }
    }
    return result;
  }

  /** The part of the latest snapshot that trusted modes off eigenvalue 1 still add. */
  double[] transientPart() {
    double[] sum = new double[terms.rows()];
    for (int j = 0; j < size(); j++) {
      if (isTransient(j)) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += terms.real().get(i, j);
        }
      }
    }
    return sum;
  }

  /** The norm of that part. */
  double transientNorm() {
    double norm = 0;
    for (double value : transientPart()) {
      norm = Math.hypot(norm, value);
    }
    return norm;
  }

  private boolean isTransient(int j) {
    return !unit[j] && residuals[j] <= RESIDUAL_LIMIT;
  }

  /** What all modes add to the latest snapshot in one step. */
  double[] nextStep() {
    double[] sum = new double[terms.rows()];
    for (int j = 0; j < size(); j++) {
      Complex factor = eigenvalues[j].minus(Complex.ONE);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += terms.get(i, j).times(factor).re();
      }
    }
    return sum;
  }
}
