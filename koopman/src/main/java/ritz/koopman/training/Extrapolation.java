// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;

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

  private final double[][] increments;

  /** For each coordinate in the basis of the increments the factors of the increments. */
  private final double[][] basis;

  private final Complex[] eigenvalues;

  /** The columns b_j lambda_j^m z_j, what each mode adds to the latest increment. */
  private final ComplexMatrix terms;

  private Extrapolation(
      double[][] increments, double[][] basis, Complex[] eigenvalues, ComplexMatrix terms) {
    this.increments = increments;
    this.basis = basis;
    this.eigenvalues = eigenvalues;
    this.terms = terms;
  }

  /**
   * Of snapshots, oldest first, at least three; null if nothing moves in all but the last of them.
   */
  static Extrapolation of(float[][] snapshots) {
    double[][] increments = increments(snapshots);
    int count = increments.length - 1;
    double[][] products = new double[count + 1][count];
    for (int k = 0; k < count; k++) {
      for (int j = k; j <= count; j++) {
        products[j][k] = longDot(increments[j], increments[k]);
        if (j < count) {
          products[k][j] = products[j][k];
        }
      }
    }
    double[] scale = new double[count];
    for (int k = 0; k < count; k++) {
      scale[k] = products[k][k] > 0 ? 1 / Math.sqrt(products[k][k]) : 0;
    }
    // The eigenvalues of a semidefinite matrix are its singular values.
    SmallSvd eigen = SmallSvd.of(scaled(products, 0, scale));
    double largest = eigen.sigma()[0];
    if (!(largest > 0)) {
      return null;
    }
    int rank = 1;
    while (rank < count && eigen.sigma()[rank] > TOLERANCE * TOLERANCE * largest) {
      rank++;
    }
    double[][] basis = new double[rank][count];
    for (int j = 0; j < rank; j++) {
      SmallVectors.add(1 / Math.sqrt(eigen.sigma()[j]), eigen.v()[j], basis[j]);
    }
    double[][] shifted = scaled(products, 1, scale);
    double[][] map = new double[rank][rank];
    double[] latest = new double[rank];
    for (int j = 0; j < rank; j++) {
      double[] image = SmallVectors.combination(basis[j], shifted);
      for (int i = 0; i < rank; i++) {
        map[i][j] = SmallVectors.dot(basis[i], image);
      }
      for (int i = 0; i < count; i++) {
        latest[j] += basis[j][i] * scale[i] * products[count][i];
      }
    }
    for (double[] vector : basis) {
      for (int i = 0; i < count; i++) {
        vector[i] *= scale[i];
      }
    }
    SmallEigen modes = SmallEigen.of(map);
    return new Extrapolation(increments, basis, modes.values(), terms(modes, latest));
  }

  private static double[][] increments(float[][] snapshots) {
    double[][] increments = new double[snapshots.length - 1][snapshots[0].length];
    for (int k = 0; k < increments.length; k++) {
      for (int i = 0; i < increments[k].length; i++) {
        increments[k][i] = (double) snapshots[k + 1][i] - snapshots[k][i];
      }
    }
    return increments;
  }

  /** In four sums, so that one addition need not wait for the one before. */
  private static double longDot(double[] a, double[] b) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      first += a[i] * b[i];
      second += a[i + 1] * b[i + 1];
      third += a[i + 2] * b[i + 2];
      fourth += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      first += a[i] * b[i];
    }
    return (first + second) + (third + fourth);
  }

  /** The products of the increments with those some steps later, scaled; columns. */
  private static double[][] scaled(double[][] products, int later, double[] scale) {
    double[][] result = new double[scale.length][scale.length];
    for (int j = 0; j < scale.length; j++) {
      for (int i = 0; i < scale.length; i++) {
        result[j][i] = products[j + later][i] * scale[i] * scale[j];
      }
    }
    return result;
  }

  /** A vector as a sum of eigenvectors, b_j z_j. */
  private static ComplexMatrix terms(SmallEigen map, double[] vector) {
    int rank = vector.length;
    double[][] columns = new double[rank][];
    for (int j = 0; j < rank; j++) {
      // Of a conjugate pair, the sum of both is 2 Re(b) Re(z) - 2 Im(b) Im(z).
      columns[j] = map.values()[j].im() < 0 ? map.im()[j].clone() : map.re()[j].clone();
    }
    double[] unknowns = SmallVectors.leastSquares(columns, vector);
    ComplexMatrix terms = new ComplexMatrix(rank, rank);
    for (int j = 0; j < rank; j++) {
      double im = map.values()[j].im();
      int leader = im < 0 ? j - 1 : j;
      Complex factor =
          im == 0
              ? new Complex(unknowns[j], 0)
              : new Complex(unknowns[leader], Math.signum(im) * unknowns[leader + 1]).times(0.5);
      for (int i = 0; i < rank; i++) {
        terms.set(i, j, new Complex(map.re()[j][i], map.im()[j][i]).times(factor));
      }
    }
    return terms;
  }

  /** How the weights move from the latest snapshot to so many epochs later. */
  double[] movement(int horizon) {
    double[] coordinates = new double[basis.length];
    for (int j = 0; j < eigenvalues.length; j++) {
      Complex factor = series(eigenvalues[j], horizon);
      for (int i = 0; i < coordinates.length; i++) {
        coordinates[i] += terms.get(i, j).times(factor).re();
      }
    }
    double[] movement = new double[increments[0].length];
    for (int k = 0; k < basis[0].length; k++) {
      double factor = 0;
      for (int j = 0; j < coordinates.length; j++) {
        factor += basis[j][k] * coordinates[j];
      }
      SmallVectors.add(factor, increments[k], movement);
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
