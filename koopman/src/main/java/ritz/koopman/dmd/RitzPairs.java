// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.DoubleBlas;

/**
 * Approximate eigenpairs of a map, the vectors in the coordinates of a {@link Basis}.
 *
 * @param eigenvalues those of a real map with conjugate pairs adjacent, positive imaginary part
 *     first
 * @param vectors their unit vectors z, r x k, of a pair conjugate to the bit
 * @param images A z, r x k; the vectors times the eigenvalues where the method does not tell
 * @param residuals |A z - lambda z|
 */
record RitzPairs(
    Complex[] eigenvalues, ComplexMatrix vectors, ComplexMatrix images, double[] residuals) {
  /**
   * The pairs of a space.
   *
   * @param w unit vectors of length k, in the coordinates of U
   */
  static RitzPairs of(RitzSpace space, Complex[] eigenvalues, ComplexMatrix w) {
    RealForm form = new RealForm(eigenvalues, space.s().isReal());
    ComplexMatrix vectors = form.product(space.u(), w);
    ComplexMatrix images = form.product(space.b(), w);
    return new RitzPairs(eigenvalues, vectors, images, residuals(eigenvalues, vectors, images));
  }

  private static double[] residuals(
      Complex[] eigenvalues, ComplexMatrix vectors, ComplexMatrix images) {
    double[] result = new double[eigenvalues.length];
    double[] difference = new double[2 * vectors.rows()];
    for (int j = 0; j < result.length; j++) {
      double a = eigenvalues[j].re();
      double b = eigenvalues[j].im();
      for (int i = 0; i < vectors.rows(); i++) {
        double re = vectors.real().get(i, j);
        double im = vectors.imaginary().get(i, j);
        difference[2 * i] = images.real().get(i, j) - (a * re - b * im);
        difference[2 * i + 1] = images.imaginary().get(i, j) - (a * im + b * re);
      }
      result[j] = DoubleBlas.nrm2(difference.length, difference, 0);
    }
    return result;
  }

  /** A z / lambda, of unit norm; z itself where A z vanishes. */
  ComplexMatrix exactVectors() {
    ComplexMatrix result = Dense.of(images).copy().complex();
    for (int j = 0; j < count(); j++) {
      double norm = Dense.of(result).norm(j);
      Complex lambda = eigenvalues[j];
      Complex phase = lambda.abs() == 0 ? Complex.ONE : lambda.conjugate().times(1 / lambda.abs());
      for (int i = 0; i < result.rows(); i++) {
        Complex image = result.get(i, j).times(phase);
        result.set(i, j, norm == 0 ? vectors.get(i, j) : image.times(1 / norm));
      }
    }
    return result;
  }

  int count() {
    return eigenvalues.length;
  }

  /** Some of the pairs, the one numbered {@code order[j]} in place j. */
  RitzPairs select(int... order) {
    return new RitzPairs(
        Arrays.stream(order).mapToObj(i -> eigenvalues[i]).toArray(Complex[]::new),
        select(vectors, order),
        select(images, order),
        IntStream.of(order).mapToDouble(i -> residuals[i]).toArray());
  }

  /** These pairs with some taken from others of the same number. */
  RitzPairs replaced(RitzPairs others, int... places) {
    RitzPairs result =
        new RitzPairs(
            eigenvalues.clone(),
            Dense.of(vectors).copy().complex(),
            Dense.of(images).copy().complex(),
            residuals.clone());
    for (int j : places) {
      result.eigenvalues[j] = others.eigenvalues[j];
      result.residuals[j] = others.residuals[j];
      Dense.of(result.vectors).setBlock(0, j, Dense.of(others.vectors.columns(j, j + 1)));
      Dense.of(result.images).setBlock(0, j, Dense.of(others.images.columns(j, j + 1)));
    }
    return result;
  }

  private static ComplexMatrix select(ComplexMatrix a, int... order) {
    return Dense.of(a).select(order).complex();
  }
}
