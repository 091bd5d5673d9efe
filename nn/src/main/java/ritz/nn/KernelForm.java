// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;

/**
 * The form of {@link ScatteredSobolev}: a symmetric matrix with one row for each point. It has a
 * workspace, so it is not thread-safe.
 */
final class KernelForm implements QuadraticForm {
  private static final double EPSILON = 0x1p-52;

  private final int points;
  private final double[] matrix;
  private final double[] product;

  private KernelForm(int points, double[] matrix) {
    this.points = points;
    this.matrix = matrix;
    this.product = new double[points];
  }

  /** The same form with a workspace of its own. */
  KernelForm withOwnWorkspace() {
    return new KernelForm(points, matrix);
  }

  static KernelForm of(double order, float[] coordinates, int dimensions, double[] weights) {
    int points = weights.length;
    double volume = Arrays.stream(weights).sum();
    double[] matrix =
        power(kernel(coordinates, dimensions, weights), order / smoothing(dimensions));
    for (int j = 0; j < points; j++) {
      for (int i = 0; i < points; i++) {
        matrix[i + j * points] *= Math.sqrt(weights[i]) * Math.sqrt(weights[j]) / volume;
      }
    }
    return new KernelForm(points, matrix);
  }

  /** The t for which exp(-|x|) is, up to a factor, the kernel of (1 - Laplace)^-t. */
  private static double smoothing(int dimensions) {
    return (dimensions + 1) / 2.0;
  }

  /**
   * The integral of exp(-|x|) over the whole space, which is the value of its Fourier transform at
   * 0 (Stein and Weiss, Introduction to Fourier Analysis on Euclidean Spaces, theorem I.1.14): 2^d
   * pi^((d-1)/2) Gamma((d+1)/2).
   */
  static double integral(int dimensions) {
    double value = dimensions % 2 == 1 ? 2 : 2 * Math.PI;
    // From d - 2 to d it grows by 4 pi (d - 1) / 2.
    for (int d = dimensions % 2 == 1 ? 3 : 4; d <= dimensions; d += 2) {
      value *= 2 * Math.PI * (d - 1);
    }
    return value;
  }

  private static Matrix kernel(float[] coordinates, int dimensions, double[] weights) {
    int points = weights.length;
    double scale = 1 / integral(dimensions);
    Matrix kernel = new Matrix(points, points);
    for (int j = 0; j < points; j++) {
      for (int i = 0; i < points; i++) {
        double distance = 0;
        for (int d = 0; d < dimensions; d++) {
          distance =
              Math.hypot(
                  distance,
                  (double) coordinates[i * dimensions + d] - coordinates[j * dimensions + d]);
        }
        double weight = Math.sqrt(weights[i]) * Math.sqrt(weights[j]);
        kernel.set(i, j, weight * scale * Math.exp(-distance));
      }
    }
    return kernel;
  }

  /** A power of a symmetric positive definite matrix, by its eigenvalues, column-major. */
  private static double[] power(Matrix matrix, double exponent) {
    int n = matrix.rows();
    double[] result = new double[Math.multiplyExact(n, n)];
    if (exponent == 0) {
      for (int i = 0; i < n; i++) {
        result[i * n + i] = 1;
      }
      return result;
    }
    JacobiSvd decomposition = JacobiSvd.of(matrix);
    double[] values = decomposition.singularValues();
    double least = n * EPSILON * values[0];
    Matrix vectors = decomposition.u();
    Matrix scaled = new Matrix(n, n);
    for (int k = 0; k < n; k++) {
      double factor = Math.pow(Math.max(values[k], least), exponent);
      if (!Double.isFinite(factor)) {
        throw new IllegalArgumentException("order: overflows at the eigenvalue " + values[k]);
      }
      for (int i = 0; i < n; i++) {
        scaled.set(i, k, factor * vectors.get(i, k));
      }
    }
    Matrix product = scaled.times(vectors.transpose());
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        result[i + j * n] = (product.get(i, j) + product.get(j, i)) / 2;
      }
    }
    return result;
  }

  @Override
  public int points() {
    return points;
  }

  @Override
  public double apply(double[] first, double[] second) {
    return apply(first) + apply(second);
  }

  private double apply(double[] vector) {
    for (int j = 0; j < points; j++) {
      product[j] = DoubleBlas.dot(points, matrix, j * points, vector, 0);
    }
    double value = DoubleBlas.dot(points, vector, 0, product, 0);
    System.arraycopy(product, 0, vector, 0, points);
    return value;
  }
}
