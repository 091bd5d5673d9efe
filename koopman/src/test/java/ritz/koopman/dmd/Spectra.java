// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/** Comparisons of eigenvalues as sets. */
final class Spectra {
  private Spectra() {}

  /** Asserts that there is a one-to-one assignment with each distance within a bound. */
  static void assertSame(Complex[] found, List<Complex> expected, double bound) {
    assertThat(found).hasSize(expected.size());
    List<Complex> left = new ArrayList<>(Arrays.asList(found));
    for (Complex z : expected) {
      Complex nearest =
          left.stream().min(Comparator.comparingDouble(w -> w.minus(z).abs())).orElseThrow();
      assertThat(nearest.minus(z).abs())
          .as("distance of %s from the nearest, %s", z, nearest)
          .isLessThanOrEqualTo(bound);
      left.remove(nearest);
    }
  }

  /** |A z - lambda z| for column j. */
  static double residual(Matrix a, ComplexMatrix vectors, int j, Complex lambda) {
    ComplexMatrix image = ComplexMatrix.product(a, vectors.columns(j, j + 1));
    double norm = 0;
    for (int i = 0; i < vectors.rows(); i++) {
      norm = Math.hypot(norm, image.get(i, 0).minus(vectors.get(i, j).times(lambda)).abs());
    }
    return norm;
  }

  static double norm(ComplexMatrix vectors, int j) {
    double norm = 0;
    for (int i = 0; i < vectors.rows(); i++) {
      norm = Math.hypot(norm, vectors.get(i, j).abs());
    }
    return norm;
  }
}
