// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Eigen;
import ritz.kernels.linalg.SymmetricEigen;

/**
 * The weights some epochs ahead, from the increments of a window. With d_k = sum of b_j lambda_j^k
 * z_j by dynamic mode decomposition, the movement of the next h epochs is the sum over j of b_j
 * lambda_j^m z_j times the geometric series lambda_j + … + lambda_j^h. Decomposing the increments
 * rather than the weights takes the eigenvalue 1 of the limit as known (the reduced rank
 * extrapolation of sequences of vectors does the same for h to infinity; Sidi, "Vector
 * Extrapolation Methods", 2017). A growing mode is taken as a steady one: what grows does not do so
 * for long.
 *
 * <p>The decomposition is that of Schmid, "Dynamic mode decomposition of numerical and experimental
 * data" (2010), on the Gram matrix of the increments, each scaled by its norm: singular values
 * below a thousandth of the largest are taken for noise, far above the 1e-8 below which a Gram
 * matrix is blind. The b_j are those of the latest increment. Costs n · m² / 2 operations for m
 * increments of n weights, and n · m for a movement.
 */
final class Extrapolation {
  /** Singular values below this share of the largest are taken for noise. */
  private static final double TOLERANCE = 1e-3;

  private final Matrix increments;

  /** Turns coordinates in the basis of the increments into factors of the increments. */
  private final Matrix basis;

  private final Complex[] eigenvalues;

  /** The columns b_j lambda_j^m z_j, what each mode adds to the latest increment. */
  private final ComplexMatrix terms;

  private Extrapolation(
      Matrix increments, Matrix basis, Complex[] eigenvalues, ComplexMatrix terms) {
    this.increments = increments;
    this.basis = basis;
    this.eigenvalues = eigenvalues;
    this.terms = terms;
  }

  /**
   * Of snapshots, oldest first, at least three; null if nothing moves in all but the last of them.
   */
  static Extrapolation of(float[][] snapshots) {
    Matrix increments = increments(snapshots);
    int count = increments.columns() - 1;
    Matrix products = increments.columns(0, count).transposeTimes(increments);
    double[] scale = new double[count];
    for (int k = 0; k < count; k++) {
      double norm = Math.sqrt(products.get(k, k));
      scale[k] = norm > 0 ? 1 / norm : 0;
    }
    Matrix gram = scaled(products.columns(0, count), scale);
    Matrix shifted = scaled(products.columns(1, count + 1), scale);
    SymmetricEigen eigen = SymmetricEigen.of(gram);
    double largest = eigen.values()[count - 1];
    if (!(largest > 0)) {
      return null;
    }
    int rank = 1;
    while (rank < count && eigen.values()[count - 1 - rank] > TOLERANCE * TOLERANCE * largest) {
      rank++;
    }
    Matrix basis = new Matrix(count, rank);
    for (int j = 0; j < rank; j++) {
      double sigma = Math.sqrt(eigen.values()[count - 1 - j]);
      for (int i = 0; i < count; i++) {
        basis.set(i, j, eigen.vectors().get(i, count - 1 - j) / sigma);
      }
    }
    Eigen map = Eigen.withLeftVectors(basis.transposeTimes(shifted.times(basis)));
    double[] latest = new double[rank];
    for (int j = 0; j < rank; j++) {
      for (int i = 0; i < count; i++) {
        latest[j] += basis.get(i, j) * scale[i] * products.get(i, count);
      }
    }
    for (int j = 0; j < rank; j++) {
      for (int i = 0; i < count; i++) {
        basis.set(i, j, basis.get(i, j) * scale[i]);
      }
    }
    return new Extrapolation(increments.columns(0, count), basis, map.values(), terms(map, latest));
  }

  private static Matrix increments(float[][] snapshots) {
    Matrix increments = new Matrix(snapshots[0].length, snapshots.length - 1);
    double[] values = increments.data();
    for (int k = 0; k < increments.columns(); k++) {
      int start = increments.index(0, k);
      for (int i = 0; i < increments.rows(); i++) {
        values[start + i] = (double) snapshots[k + 1][i] - snapshots[k][i];
      }
    }
    return increments;
  }

  private static Matrix scaled(Matrix products, double[] scale) {
    Matrix result = new Matrix(scale.length, scale.length);
    for (int j = 0; j < scale.length; j++) {
      for (int i = 0; i < scale.length; i++) {
        result.set(i, j, products.get(i, j) * scale[i] * scale[j]);
      }
    }
    return result;
  }

  /** Splits a vector by eigenvectors: z_j (y_j* x) / (y_j* z_j) with the left eigenvectors y_j. */
  private static ComplexMatrix terms(Eigen map, double[] vector) {
    ComplexMatrix right = map.vectors();
    ComplexMatrix left = map.leftVectors();
    int rank = vector.length;
    ComplexMatrix terms = new ComplexMatrix(rank, rank);
    for (int j = 0; j < rank; j++) {
      Complex along = Complex.ZERO;
      Complex length = Complex.ZERO;
      for (int i = 0; i < rank; i++) {
        Complex y = left.get(i, j).conjugate();
        along = along.plus(y.times(vector[i]));
        length = length.plus(y.times(right.get(i, j)));
      }
      Complex factor = along.divide(length);
      for (int i = 0; i < rank; i++) {
        terms.set(i, j, right.get(i, j).times(factor));
      }
    }
    return terms;
  }

  /** How the weights move from the latest snapshot to so many epochs later. */
  double[] movement(int horizon) {
    double[] coordinates = new double[basis.columns()];
    for (int j = 0; j < eigenvalues.length; j++) {
      Complex factor = series(eigenvalues[j], horizon);
      for (int i = 0; i < coordinates.length; i++) {
        coordinates[i] += terms.get(i, j).times(factor).re();
      }
    }
    double[] movement = new double[increments.rows()];
    double[] values = increments.data();
    for (int k = 0; k < increments.columns(); k++) {
      double factor = 0;
      for (int j = 0; j < coordinates.length; j++) {
        factor += basis.get(k, j) * coordinates[j];
      }
      int start = increments.index(0, k);
      for (int i = 0; i < movement.length; i++) {
        movement[i] += factor * values[start + i];
      }
    }
    return movement;
  }

  /** The sum of the first {@code horizon} powers, from the first one on. */
  static Complex series(Complex eigenvalue, int horizon) {
    double modulus = eigenvalue.abs();
    Complex bounded = modulus > 1 ? eigenvalue.times(1 / modulus) : eigenvalue;
    Complex gap = Complex.ONE.minus(bounded);
    if (gap.abs() * horizon < 1e-9) {
      return new Complex(horizon, 0);
    }
    return bounded.times(Complex.ONE.minus(bounded.pow(horizon))).divide(gap);
  }
}
