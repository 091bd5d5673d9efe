// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
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
 * each eigenvalue, about 10^2 k³ operations; complex ones as real ones of twice the size.
 */
final class RitzRefinement {
  private final RitzSpace space;

  /** U'B, whatever map the space has. */
  private final Dense quotient;

  /** R, of real vectors where the system is complex: then [[Re P, -Im P], [Im P, Re P]] = Q R. */
  private final Matrix remainder;

  RitzRefinement(RitzSpace space) {
    this.space = space;
    this.quotient = space.u().adjointTimes(space.b());
    Dense rest = space.b().minus(space.u().times(quotient));
    this.remainder = Qr.of(rest.isReal() ? rest.real() : doubled(rest.complex())).r();
  }

  private static Matrix doubled(ComplexMatrix a) {
    Matrix result = new Matrix(2 * a.rows(), 2 * a.columns());
    Dense target = Dense.of(result);
    Dense re = Dense.of(a.real());
    target.setBlock(0, 0, re);
    target.setBlock(a.rows(), a.columns(), re);
    target.setBlock(a.rows(), 0, Dense.of(a.imaginary()));
    target.setBlock(
        0, a.columns(), Dense.of(new Matrix(a.rows(), a.columns()).minus(a.imaginary())));
    return result;
  }

  /** The refined pairs; a pair that refinement does not improve stays as it is. */
  RitzPairs refine(RitzPairs pairs) {
    boolean real = space.s().isReal();
    Complex[] eigenvalues = pairs.eigenvalues().clone();
    ComplexMatrix w = new ComplexMatrix(space.rank(), pairs.count());
    for (int j = 0; j < eigenvalues.length; j++) {
      boolean single = real && eigenvalues[j].im() == 0;
      ComplexMatrix vector = single ? realVector(eigenvalues[j]) : vector(eigenvalues[j]);
      Complex value = rayleighQuotient(vector);
      if (real && !single && !(value.im() > 0)) {
        value = eigenvalues[j];
      }
      eigenvalues[j] = single ? new Complex(value.re(), 0) : value;
      put(vector, w, j, 1);
      if (real && !single) {
        eigenvalues[j + 1] = eigenvalues[j].conjugate();
        put(vector, w, j + 1, -1);
        j++;
      }
    }
    RitzPairs refined = RitzPairs.of(space, eigenvalues, w);
    return pairs.replaced(
        refined,
        IntStream.range(0, pairs.count())
            .filter(j -> refined.residuals()[j] < pairs.residuals()[j])
            .toArray());
  }

  private ComplexMatrix realVector(Complex lambda) {
    int k = space.rank();
    Matrix shifted = new Matrix(k + remainder.rows(), k);
    Dense target = Dense.of(shifted);
    target.setBlock(0, 0, quotient);
    target.setBlock(k, 0, Dense.of(remainder));
    for (int i = 0; i < k; i++) {
      shifted.set(i, i, shifted.get(i, i) - lambda.re());
    }
    Matrix last = JacobiSvd.of(shifted).v().columns(k - 1, k);
    return new ComplexMatrix(last.copy(), new Matrix(k, 1));
  }

  /** The complex problem as [[Re, -Im], [Im, Re]] acting on (Re w, Im w). */
  private ComplexMatrix vector(Complex lambda) {
    int k = space.rank();
    Matrix last = JacobiSvd.of(shifted(lambda)).v().columns(2 * k - 1, 2 * k);
    return new ComplexMatrix(last.block(0, 0, k, 1).copy(), last.block(k, 0, k, 1).copy());
  }

  /** The least |A z - lambda z| over unit vectors z of the subspace. */
  double leastResidual(Complex lambda) {
    return JacobiSvd.valuesOf(shifted(lambda)).singularValues()[2 * space.rank() - 1];
  }

  private Matrix shifted(Complex lambda) {
    int k = space.rank();
    ComplexMatrix shifted = quotient.copy().complex();
    for (int i = 0; i < k; i++) {
      shifted.set(i, i, shifted.get(i, i).minus(lambda));
    }
    Matrix rest =
        quotient.isReal()
            ? doubled(new ComplexMatrix(remainder, new Matrix(remainder.rows(), k)))
            : remainder;
    Matrix whole = new Matrix(2 * k + rest.rows(), 2 * k);
    Dense target = Dense.of(whole);
    target.setBlock(0, 0, Dense.of(doubled(shifted)));
    target.setBlock(2 * k, 0, Dense.of(rest));
    return whole;
  }

  private Complex rayleighQuotient(ComplexMatrix w) {
    Dense vector = Dense.of(w);
    return vector.adjointTimes(quotient.times(vector)).complex().get(0, 0);
  }

  private static void put(ComplexMatrix vector, ComplexMatrix w, int j, int sign) {
    for (int i = 0; i < vector.rows(); i++) {
      Complex value = vector.get(i, 0);
      w.set(i, j, sign < 0 ? value.conjugate() : value);
    }
  }
}
