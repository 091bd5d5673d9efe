// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;
import ritz.kernels.linalg.Qr;

/**
 * Refined Ritz pairs: for each Ritz value lambda the unit vector z = U w of the subspace that
 * minimizes |A z - lambda z|, and then in place of lambda the Rayleigh quotient of z (Drmač, Mezić,
 * Mohr 2018, section 3.3; Jia 1997).
 *
 * <p>With B = U S + P and P = Q R orthogonal to U, that norm is the norm of [S - lambda I; R] w, so
 * w is the last right singular vector of a matrix of 2k x k. One singular value decomposition for
 * each eigenvalue, about 10^2 k³ operations.
 */
final class RitzRefinement {
  private final RitzSpace space;
  private final Matrix remainder;

  RitzRefinement(RitzSpace space) {
    this.space = space;
    this.remainder = Qr.of(space.b().minus(space.u().times(space.s()))).r();
  }

  /** The refined pairs; a pair that refinement does not improve stays as it is. */
  RitzPairs refine(RitzPairs pairs) {
    Complex[] eigenvalues = pairs.eigenvalues().clone();
    Matrix vectors = pairs.vectors().copy();
    for (int j = 0; j < eigenvalues.length; j++) {
      if (RealForm.startsPair(eigenvalues[j])) {
        refinePair(eigenvalues, vectors, j);
        j++;
      } else {
        refineReal(eigenvalues, vectors, j);
      }
    }
    double[] residuals = space.residuals(eigenvalues, vectors);
    for (int j = 0; j < eigenvalues.length; j++) {
      if (!(residuals[j] < pairs.residuals()[j])) {
        eigenvalues[j] = pairs.eigenvalues()[j];
        residuals[j] = pairs.residuals()[j];
        copyColumn(pairs.vectors(), vectors, j);
      }
    }
    return new RitzPairs(eigenvalues, vectors, residuals);
  }

  private void refineReal(Complex[] eigenvalues, Matrix vectors, int j) {
    double[] w = lastRightVector(shifted(eigenvalues[j].re()));
    Matrix column = Matrix.of(w.length, 1, w);
    eigenvalues[j] = new Complex(inner(column, 0, space.s().times(column), 0), 0);
    System.arraycopy(w, 0, vectors.data(), vectors.index(0, j), w.length);
  }

  /**
   * The complex problem as a real one of twice the size, [[Re, -Im], [Im, Re]] acting on (Re w, Im
   * w).
   */
  private void refinePair(Complex[] eigenvalues, Matrix vectors, int j) {
    int k = space.rank();
    Matrix real = shifted(eigenvalues[j].re());
    int height = real.rows();
    Matrix doubled = new Matrix(2 * height, 2 * k);
    for (int column = 0; column < k; column++) {
      for (int row = 0; row < height; row++) {
        doubled.set(row, column, real.get(row, column));
        doubled.set(height + row, k + column, real.get(row, column));
      }
      doubled.set(column, k + column, eigenvalues[j].im());
      doubled.set(height + column, column, -eigenvalues[j].im());
    }
    Matrix w = Matrix.of(k, 2, lastRightVector(doubled));
    Matrix image = space.s().times(w);
    Complex quotient =
        new Complex(
            inner(w, 0, image, 0) + inner(w, 1, image, 1),
            inner(w, 0, image, 1) - inner(w, 1, image, 0));
    if (quotient.im() > 0) {
      eigenvalues[j] = quotient;
      eigenvalues[j + 1] = quotient.conjugate();
      System.arraycopy(w.data(), 0, vectors.data(), vectors.index(0, j), 2 * k);
    }
  }

  /** [S - shift I; R]. */
  private Matrix shifted(double shift) {
    int k = space.rank();
    Matrix result = new Matrix(k + remainder.rows(), k);
    for (int j = 0; j < k; j++) {
      for (int i = 0; i < k; i++) {
        result.set(i, j, space.s().get(i, j) - (i == j ? shift : 0));
      }
      for (int i = 0; i < remainder.rows(); i++) {
        result.set(k + i, j, remainder.get(i, j));
      }
    }
    return result;
  }

  private static double[] lastRightVector(Matrix a) {
    return JacobiSvd.of(a).v().column(a.columns() - 1);
  }

  private static double inner(Matrix a, int aColumn, Matrix b, int bColumn) {
    double sum = 0;
    for (int i = 0; i < a.rows(); i++) {
      sum += a.get(i, aColumn) * b.get(i, bColumn);
    }
    return sum;
  }

  private static void copyColumn(Matrix from, Matrix to, int j) {
    System.arraycopy(from.data(), from.index(0, j), to.data(), to.index(0, j), from.rows());
  }
}
