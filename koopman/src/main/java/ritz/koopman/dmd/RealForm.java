// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/**
 * The modes of a real system in real numbers. An eigenvalue on the real axis has one column, its
 * vector z, and one coefficient. A conjugate pair lambda = a + ib has two columns, p = Re z and q =
 * Im z, and two coefficients (c, d) for c p + d q, which is the real vector 2 Re(alpha z) with
 * alpha = (c - id) / 2.
 *
 * <p>The eigenvalue with positive imaginary part comes first in its pair.
 */
final class RealForm {
  private RealForm() {}

  static boolean startsPair(Complex eigenvalue) {
    return eigenvalue.im() > 0;
  }

  static boolean endsPair(Complex eigenvalue) {
    return eigenvalue.im() < 0;
  }

  /** The columns of vectors that are conjugate where their eigenvalues are. */
  static Matrix of(Complex[] eigenvalues, ComplexMatrix vectors) {
    Matrix result = new Matrix(vectors.rows(), vectors.columns());
    for (int j = 0; j < eigenvalues.length; j++) {
      Matrix part = endsPair(eigenvalues[j]) ? vectors.imaginary() : vectors.real();
      int source = endsPair(eigenvalues[j]) ? j - 1 : j;
      System.arraycopy(
          part.data(), part.index(0, source), result.data(), result.index(0, j), part.rows());
    }
    return result;
  }

  /** The vectors; those of a pair are conjugate to the bit. */
  static ComplexMatrix vectors(Complex[] eigenvalues, Matrix columns) {
    ComplexMatrix result = new ComplexMatrix(columns.rows(), columns.columns());
    for (int j = 0; j < eigenvalues.length; j++) {
      for (int i = 0; i < columns.rows(); i++) {
        if (startsPair(eigenvalues[j])) {
          result.set(i, j, new Complex(columns.get(i, j), columns.get(i, j + 1)));
        } else if (endsPair(eigenvalues[j])) {
          result.set(i, j, result.get(i, j - 1).conjugate());
        } else {
          result.set(i, j, new Complex(columns.get(i, j), 0));
        }
      }
    }
    return result;
  }

  /** The amplitudes alpha of coefficients; those of a pair are conjugate to the bit. */
  static Complex[] amplitudes(Complex[] eigenvalues, double[] coefficients) {
    Complex[] result = new Complex[coefficients.length];
    for (int j = 0; j < result.length; j++) {
      if (startsPair(eigenvalues[j])) {
        result[j] = new Complex(coefficients[j] / 2, -coefficients[j + 1] / 2);
      } else if (endsPair(eigenvalues[j])) {
        result[j] = result[j - 1].conjugate();
      } else {
        result[j] = new Complex(coefficients[j], 0);
      }
    }
    return result;
  }

  /**
   * Multiplies every vector by the factor of its eigenvalue, in place: z to f z. The factors of a
   * pair are conjugate; the first one is read.
   */
  static void multiplyColumns(Matrix columns, Complex[] eigenvalues, Complex[] factors) {
    double[] data = columns.data();
    for (int j = 0; j < eigenvalues.length; j++) {
      double a = factors[j].re();
      double b = factors[j].im();
      if (startsPair(eigenvalues[j])) {
        for (int i = 0; i < columns.rows(); i++) {
          double p = data[columns.index(i, j)];
          double q = data[columns.index(i, j + 1)];
          data[columns.index(i, j)] = a * p - b * q;
          data[columns.index(i, j + 1)] = b * p + a * q;
        }
        j++;
      } else {
        for (int i = 0; i < columns.rows(); i++) {
          data[columns.index(i, j)] *= a;
        }
      }
    }
  }

  /** The coefficients after every amplitude is multiplied by the factor of its eigenvalue. */
  static double[] multiply(double[] coefficients, Complex[] eigenvalues, Complex[] factors) {
    double[] result = coefficients.clone();
    for (int j = 0; j < result.length; j++) {
      double a = factors[j].re();
      double b = factors[j].im();
      if (startsPair(eigenvalues[j])) {
        result[j] = a * coefficients[j] + b * coefficients[j + 1];
        result[j + 1] = a * coefficients[j + 1] - b * coefficients[j];
        j++;
      } else {
        result[j] *= a;
      }
    }
    return result;
  }
}
