// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;

/**
 * Modes and their amplitudes in real numbers.
 *
 * <p>Of a real system, an eigenvalue on the real axis has one column, its vector z, and one
 * coefficient. A conjugate pair has two columns, p = Re z and q = Im z, and two coefficients (c, d)
 * for c p + d q, which is the real vector 2 Re(a z) with a = (c - id) / 2.
 *
 * <p>Of a complex system every eigenvalue has two columns, p = (Re z, Im z) and q = (Im z, -Re z),
 * and c p + d q is (Re a z, Im a z) with a = c - id. In both cases z times x + iy turns p, q into x
 * p - y q, y p + x q.
 *
 * <p>The eigenvalue with positive imaginary part comes first in its pair.
 */
final class RealForm {
  private final Complex[] eigenvalues;
  private final boolean real;

  /**
   * The form for some eigenvalues.
   *
   * @param real whether the system is real, so that eigenvalues off the real axis come in pairs
   */
  RealForm(Complex[] eigenvalues, boolean real) {
    this.eigenvalues = eigenvalues;
    this.real = real;
  }

  static boolean startsPair(Complex eigenvalue) {
    return eigenvalue.im() > 0;
  }

  static boolean endsPair(Complex eigenvalue) {
    return eigenvalue.im() < 0;
  }

  /** The eigenvalues without the second one of each pair of a real system. */
  private int[] leaders() {
    return IntStream.range(0, eigenvalues.length)
        .filter(j -> !(real && endsPair(eigenvalues[j])))
        .toArray();
  }

  private boolean isSingle(int j) {
    return real && eigenvalues[j].im() == 0;
  }

  /** Real vectors that stand for those of the system: complex ones as (Re, Im). */
  Matrix stack(Dense vectors) {
    if (real) {
      return vectors.real();
    }
    ComplexMatrix parts = vectors.complex();
    Matrix result = new Matrix(2 * vectors.rows(), vectors.columns());
    Dense target = Dense.of(result);
    target.setBlock(0, 0, Dense.of(parts.real()));
    target.setBlock(vectors.rows(), 0, Dense.of(parts.imaginary()));
    return result;
  }

  /** The columns of vectors that are conjugate where the eigenvalues of a real system are. */
  Matrix columns(ComplexMatrix vectors) {
    Matrix p = real ? vectors.real() : stack(Dense.of(vectors));
    Matrix q = vectors.imaginary();
    if (!real) {
      Matrix minus = new Matrix(vectors.rows(), vectors.columns()).minus(vectors.real());
      q = stack(Dense.of(new ComplexMatrix(vectors.imaginary(), minus)));
    }
    Matrix result = new Matrix(p.rows(), real ? eigenvalues.length : 2 * eigenvalues.length);
    int next = 0;
    for (int j : leaders()) {
      Dense.copyColumn(p, j, result, next++);
      if (!isSingle(j)) {
        Dense.copyColumn(q, j, result, next++);
      }
    }
    return result;
  }

  /** A B for a matrix of the system's kind and vectors B; those of a pair stay conjugate. */
  ComplexMatrix product(Dense matrix, ComplexMatrix vectors) {
    return real
        ? vectors(matrix.real().times(columns(vectors)))
        : matrix.times(Dense.of(vectors)).complex();
  }

  /**
   * The vectors of a real system from their columns, which become the real parts; those of a pair
   * are conjugate to the bit.
   */
  ComplexMatrix vectors(Matrix columns) {
    Matrix imaginary = new Matrix(columns.rows(), columns.columns());
    for (int j : leaders()) {
      if (!isSingle(j)) {
        int q = columns.index(0, j + 1);
        int target = imaginary.index(0, j + 1);
        for (int i = 0; i < columns.rows(); i++) {
          imaginary.data()[target + i] = -columns.data()[q + i];
        }
        Dense.copyColumn(columns, j + 1, imaginary, j);
        Dense.copyColumn(columns, j, columns, j + 1);
      }
    }
    return new ComplexMatrix(columns, imaginary);
  }

  /** The amplitudes of coefficients; those of a pair are conjugate to the bit. */
  Complex[] amplitudes(double[] coefficients) {
    Complex[] result = new Complex[eigenvalues.length];
    int next = 0;
    for (int j : leaders()) {
      if (isSingle(j)) {
        result[j] = new Complex(coefficients[next++], 0);
      } else {
        double half = real ? 0.5 : 1;
        result[j] = new Complex(half * coefficients[next], -half * coefficients[next + 1]);
        next += 2;
        if (real) {
          result[j + 1] = result[j].conjugate();
        }
      }
    }
    return result;
  }

  /** The coefficients of amplitudes that are conjugate where the eigenvalues of a pair are. */
  double[] coefficients(Complex[] amplitudes) {
    double[] result = new double[real ? eigenvalues.length : 2 * eigenvalues.length];
    int next = 0;
    for (int j : leaders()) {
      double factor = real && !isSingle(j) ? 2 : 1;
      result[next++] = factor * amplitudes[j].re();
      if (!isSingle(j)) {
        result[next++] = -factor * amplitudes[j].im();
      }
    }
    return result;
  }

  /**
   * Multiplies every vector by the factor of its eigenvalue, in place: z to f z. The factors of a
   * pair are conjugate; the first one is read.
   */
  void multiplyColumns(Matrix columns, Complex[] factors) {
    double[] data = columns.data();
    int next = 0;
    for (int j : leaders()) {
      double x = factors[j].re();
      double y = factors[j].im();
      if (isSingle(j)) {
        DoubleBlas.scal(columns.rows(), x, data, columns.index(0, next++));
        continue;
      }
      for (int i = 0; i < columns.rows(); i++) {
        double p = data[columns.index(i, next)];
        double q = data[columns.index(i, next + 1)];
        data[columns.index(i, next)] = x * p - y * q;
        data[columns.index(i, next + 1)] = y * p + x * q;
      }
      next += 2;
    }
  }

  /** The coefficients after every amplitude is multiplied by the factor of its eigenvalue. */
  double[] multiply(double[] coefficients, Complex[] factors) {
    double[] result = coefficients.clone();
    int next = 0;
    for (int j : leaders()) {
      double x = factors[j].re();
      double y = factors[j].im();
      if (isSingle(j)) {
        result[next++] *= x;
        continue;
      }
      result[next] = x * coefficients[next] + y * coefficients[next + 1];
      result[next + 1] = x * coefficients[next + 1] - y * coefficients[next];
      next += 2;
    }
    return result;
  }

  /**
   * The condition number of the matrix of unit vectors: that of their columns, those of a real
   * system weighed with sqrt(2) for a pair.
   */
  double condition(ComplexMatrix vectors) {
    Matrix columns = columns(vectors);
    int next = 0;
    for (int j : leaders()) {
      if (isSingle(j)) {
        next++;
      } else {
        Dense.divideColumn(columns, next++, Math.sqrt(0.5));
        Dense.divideColumn(columns, next++, Math.sqrt(0.5));
      }
    }
    double[] sigma = JacobiSvd.valuesOf(columns).singularValues();
    return columns.columns() > columns.rows()
        ? Double.POSITIVE_INFINITY
        : sigma[0] / sigma[sigma.length - 1];
  }
}
