// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * Systems W V = X with the Vandermonde matrix V(i, k) = lambda_i^k, solved to an accuracy that does
 * not depend on how ill-conditioned V is.
 *
 * <p>The discrete Fourier transform Phi turns V into V Phi = D C Y, with D and Y diagonal and the
 * Cauchy matrix C(i, j) = 1 / (lambda_i - y_j), y_j on the unit circle (Drmač, Mezić, Mohr, "Data
 * driven Koopman spectral analysis in Vandermonde–Cauchy form via the DFT", SIAM J. Sci. Comput.
 * 41, 2019). Elimination with complete pivoting gives C = L Delta U with each entry as accurate as
 * the differences of the nodes, since the entries of a Schur complement of a Cauchy matrix are
 * products of such differences (Demmel, SIAM J. Matrix Anal. Appl. 21, 1999). L and U are well
 * conditioned, and the diagonal factors do no harm. O(m³) operations, and O(n m²) for X.
 */
final class VandermondeCauchy {
  /** Rotations of the transform that are tried to keep its nodes off the lambda. */
  private static final int ROTATIONS = 16;

  private final Complex[] nodes;
  private final int size;
  private final double rotation;
  private final Complex[] circle;

  /** The nodes and the points of the circle in the order of the pivots. */
  private final int[] rows;

  private final int[] columns;

  /** L below the diagonal, Delta on it, U above. */
  private final Complex[][] factors;

  /**
   * Factors the matrix of some nodes.
   *
   * @param nodes lambda, all different
   * @throws NumericalException if two nodes are equal
   */
  VandermondeCauchy(Complex... nodes) {
    this.nodes = nodes;
    this.size = nodes.length;
    this.rotation = bestRotation();
    this.circle = new Complex[size];
    for (int j = 0; j < size; j++) {
      circle[j] = Complex.polar(1, -angle(j));
    }
    this.rows = new int[size];
    this.columns = new int[size];
    Arrays.setAll(rows, i -> i);
    Arrays.setAll(columns, j -> j);
    this.factors = new Complex[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        factors[i][j] = Complex.ONE.divide(nodes[i].minus(circle[j]));
      }
    }
    for (int k = 0; k < size; k++) {
      eliminate(k);
    }
  }

  private double angle(int j) {
    return (2 * Math.PI * j + rotation) / size;
  }

  private double bestRotation() {
    double best = 0;
    double farthest = -1;
    for (int trial = 0; trial < ROTATIONS; trial++) {
      double angle = 2 * Math.PI * trial / ROTATIONS;
      double nearest =
          Arrays.stream(nodes)
              .mapToDouble(z -> distance(z, angle))
              .min()
              .orElse(Double.POSITIVE_INFINITY);
      if (nearest > farthest) {
        farthest = nearest;
        best = angle;
      }
    }
    return best;
  }

  private double distance(Complex node, double angle) {
    return node.pow(size).times(Complex.polar(1, angle)).minus(Complex.ONE).abs();
  }

  private void eliminate(int k) {
    int row = k;
    int column = k;
    double largest = -1;
    for (int i = k; i < size; i++) {
      for (int j = k; j < size; j++) {
        double modulus = factors[i][j].abs();
        if (modulus > largest) {
          largest = modulus;
          row = i;
          column = j;
        }
      }
    }
    if (!(largest > 0)) {
      throw new NumericalException("eigenvalues: two are equal, expected different ones");
    }
    swap(k, row, column);
    Complex x = nodes[rows[k]];
    Complex y = circle[columns[k]];
    for (int i = k + 1; i < size; i++) {
      Complex xi = nodes[rows[i]];
      Complex left = xi.minus(x).divide(xi.minus(y));
      for (int j = k + 1; j < size; j++) {
        Complex yj = circle[columns[j]];
        Complex right = y.minus(yj).divide(x.minus(yj));
        factors[i][j] = factors[i][j].times(left).times(right);
      }
    }
    for (int i = k + 1; i < size; i++) {
      factors[i][k] = factors[i][k].divide(factors[k][k]);
      factors[k][i] = factors[k][i].divide(factors[k][k]);
    }
  }

  private void swap(int k, int row, int column) {
    Complex[] held = factors[k];
    factors[k] = factors[row];
    factors[row] = held;
    int index = rows[k];
    rows[k] = rows[row];
    rows[row] = index;
    for (Complex[] each : factors) {
      Complex entry = each[k];
      each[k] = each[column];
      each[column] = entry;
    }
    index = columns[k];
    columns[k] = columns[column];
    columns[column] = index;
  }

  /**
   * Solves W V = X.
   *
   * @param x n x m
   * @return W, n x m, a column for each node
   */
  ComplexMatrix solve(Dense x) {
    ComplexMatrix transformed = x.times(Dense.of(transform())).complex();
    ComplexMatrix work = new ComplexMatrix(x.rows(), size);
    for (int k = 0; k < size; k++) {
      add(work, k, circle[columns[k]].conjugate(), transformed, columns[k]);
    }
    for (int j = 0; j < size; j++) {
      for (int k = 0; k < j; k++) {
        add(work, j, factors[k][j].negate(), work, k);
      }
    }
    for (int j = size - 1; j >= 0; j--) {
      scale(work, j, Complex.ONE.divide(factors[j][j]));
      for (int k = j + 1; k < size; k++) {
        add(work, j, factors[k][j].negate(), work, k);
      }
    }
    ComplexMatrix result = new ComplexMatrix(x.rows(), size);
    for (int k = 0; k < size; k++) {
      Complex node = nodes[rows[k]];
      Complex d = node.pow(size).times(Complex.polar(1, rotation)).minus(Complex.ONE);
      add(result, rows[k], Complex.ONE.divide(d).times(Math.sqrt(size)), work, k);
    }
    return result;
  }

  private ComplexMatrix transform() {
    ComplexMatrix result = new ComplexMatrix(size, size);
    for (int j = 0; j < size; j++) {
      for (int k = 0; k < size; k++) {
        double turns = (double) ((long) k * j % size) / size;
        result.set(
            k, j, Complex.polar(1 / Math.sqrt(size), 2 * Math.PI * turns + k * rotation / size));
      }
    }
    return result;
  }

  /** target(:, j) += factor · source(:, k). */
  private static void add(
      ComplexMatrix target, int j, Complex factor, ComplexMatrix source, int k) {
    addReal(target.real(), j, factor.re(), source.real(), k);
    addReal(target.real(), j, -factor.im(), source.imaginary(), k);
    addReal(target.imaginary(), j, factor.im(), source.real(), k);
    addReal(target.imaginary(), j, factor.re(), source.imaginary(), k);
  }

  private static void addReal(Matrix target, int j, double factor, Matrix source, int k) {
    DoubleBlas.axpy(
        target.rows(),
        factor,
        source.data(),
        source.index(0, k),
        target.data(),
        target.index(0, j));
  }

  private static void scale(ComplexMatrix a, int j, Complex factor) {
    for (int i = 0; i < a.rows(); i++) {
      a.set(i, j, a.get(i, j).times(factor));
    }
  }
}
