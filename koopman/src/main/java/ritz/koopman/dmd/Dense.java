// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.Transpose;

/**
 * A matrix that is real or complex, so that every step of a decomposition is written once. Shares
 * the memory of what it was made of.
 */
final class Dense {
  private final Matrix re;

  /** The imaginary part, or null for a real matrix. */
  private final Matrix im;

  private Dense(Matrix re, Matrix im) {
    this.re = re;
    this.im = im;
  }

  static Dense of(Matrix real) {
    return new Dense(real, null);
  }

  static Dense of(ComplexMatrix complex) {
    return new Dense(complex.real(), complex.imaginary());
  }

  /** A matrix of zeros, real or complex as this one is. */
  Dense zeros(int rows, int columns) {
    return new Dense(new Matrix(rows, columns), im == null ? null : new Matrix(rows, columns));
  }

  boolean isReal() {
    return im == null;
  }

  int rows() {
    return re.rows();
  }

  int columns() {
    return re.columns();
  }

  /** The real part. */
  Matrix real() {
    return re;
  }

  /** The matrix as a complex one; zeros are made for the imaginary part of a real one. */
  ComplexMatrix complex() {
    return new ComplexMatrix(re, im == null ? new Matrix(re.rows(), re.columns()) : im);
  }

  /** The identity, real or complex as this one is. */
  Dense identity(int size) {
    Dense result = zeros(size, size);
    for (int i = 0; i < size; i++) {
      result.re.set(i, i, 1);
    }
    return result;
  }

  Dense copy() {
    return new Dense(re.copy(), im == null ? null : im.copy());
  }

  /** A view. */
  Dense block(int row, int column, int rows, int columns) {
    return new Dense(
        re.block(row, column, rows, columns),
        im == null ? null : im.block(row, column, rows, columns));
  }

  /** A view. */
  Dense columns(int from, int to) {
    return block(0, from, rows(), to - from);
  }

  /** A copy of some columns. */
  Dense select(int... indices) {
    return new Dense(select(re, indices), im == null ? null : select(im, indices));
  }

  static Matrix select(Matrix a, int... indices) {
    Matrix result = new Matrix(a.rows(), indices.length);
    for (int j = 0; j < indices.length; j++) {
      copyColumn(a, indices[j], result, j);
    }
    return result;
  }

  /** Copies a block into this matrix. */
  void setBlock(int row, int column, Dense source) {
    setBlock(re, row, column, source.re);
    if (im != null) {
      setBlock(im, row, column, source.im);
    }
  }

  private static void setBlock(Matrix to, int row, int column, Matrix from) {
    for (int j = 0; j < from.columns() && from.rows() > 0; j++) {
      System.arraycopy(
          from.data(), from.index(0, j), to.data(), to.index(row, column + j), from.rows());
    }
  }

  static void copyColumn(Matrix from, int source, Matrix to, int target) {
    if (from.rows() > 0) {
      System.arraycopy(
          from.data(), from.index(0, source), to.data(), to.index(0, target), from.rows());
    }
  }

  /** Blocks of as many columns on top of each other, all real or all complex. */
  static Dense stacked(Dense... blocks) {
    int rows = Arrays.stream(blocks).mapToInt(Dense::rows).sum();
    Dense result = blocks[0].zeros(rows, blocks[0].columns());
    int next = 0;
    for (Dense block : blocks) {
      result.setBlock(next, 0, block);
      next += block.rows();
    }
    return result;
  }

  Complex get(int i, int j) {
    return new Complex(re.get(i, j), im == null ? 0 : im.get(i, j));
  }

  /** Sets an entry; the imaginary part is dropped where the matrix is real. */
  void set(int i, int j, Complex value) {
    re.set(i, j, value.re());
    if (im != null) {
      im.set(i, j, value.im());
    }
  }

  /** The transpose, nothing conjugate. */
  Dense transpose() {
    return new Dense(re.transpose(), im == null ? null : im.transpose());
  }

  /** The conjugate transpose. */
  Dense adjoint() {
    return im == null ? transpose() : of(complex().conjugateTranspose());
  }

  /** The same rows in another order, or some of them. */
  Dense rows(int... indices) {
    return transpose().select(indices).transpose();
  }

  Dense times(Dense right) {
    return multiply(Transpose.NO, right);
  }

  /** A* B. */
  Dense adjointTimes(Dense right) {
    return multiply(Transpose.YES, right);
  }

  /** A B*. */
  Dense timesAdjoint(Dense right) {
    Matrix real = new Matrix(rows(), right.rows());
    Matrix.gemm(Transpose.NO, Transpose.YES, 1, re, right.re, 0, real);
    if (im == null && right.im == null) {
      return new Dense(real, null);
    }
    ComplexMatrix left = complex();
    ComplexMatrix other = right.complex();
    Matrix.gemm(Transpose.NO, Transpose.YES, 1, left.imaginary(), other.imaginary(), 1, real);
    Matrix imaginary = new Matrix(rows(), right.rows());
    Matrix.gemm(Transpose.NO, Transpose.YES, 1, left.imaginary(), other.real(), 0, imaginary);
    Matrix.gemm(Transpose.NO, Transpose.YES, -1, left.real(), other.imaginary(), 1, imaginary);
    return new Dense(real, imaginary);
  }

  private Dense multiply(Transpose transpose, Dense right) {
    int rows = transpose == Transpose.NO ? rows() : columns();
    double sign = transpose == Transpose.NO ? 1 : -1;
    Matrix real = new Matrix(rows, right.columns());
    Matrix.gemm(transpose, Transpose.NO, 1, re, right.re, 0, real);
    if (im == null && right.im == null) {
      return new Dense(real, null);
    }
    Matrix imaginary = new Matrix(rows, right.columns());
    if (right.im != null) {
      Matrix.gemm(transpose, Transpose.NO, 1, re, right.im, 0, imaginary);
    }
    if (im != null) {
      Matrix.gemm(transpose, Transpose.NO, sign, im, right.re, 1, imaginary);
      if (right.im != null) {
        Matrix.gemm(transpose, Transpose.NO, -sign, im, right.im, 1, real);
      }
    }
    return new Dense(real, imaginary);
  }

  Dense minus(Dense other) {
    if (im == null && other.im == null) {
      return new Dense(re.minus(other.re), null);
    }
    return new Dense(re.minus(other.re), complex().imaginary().minus(other.complex().imaginary()));
  }

  /** Takes A B from this matrix in place. */
  void subtractProduct(Dense a, Dense b) {
    Matrix.gemm(Transpose.NO, Transpose.NO, -1, a.re, b.re, 1, re);
    if (im != null) {
      Matrix.gemm(Transpose.NO, Transpose.NO, 1, a.im, b.im, 1, re);
      Matrix.gemm(Transpose.NO, Transpose.NO, -1, a.re, b.im, 1, im);
      Matrix.gemm(Transpose.NO, Transpose.NO, -1, a.im, b.re, 1, im);
    }
  }

  /** Multiplies by a factor in place; entries that come out smaller than a bound become zero. */
  void scale(double factor, double negligible) {
    scale(re, factor, negligible);
    if (im != null) {
      scale(im, factor, negligible);
    }
  }

  private static void scale(Matrix a, double factor, double negligible) {
    for (int j = 0; j < a.columns(); j++) {
      for (int i = a.index(0, j); i < a.index(0, j) + a.rows(); i++) {
        double value = factor * a.data()[i];
        a.data()[i] = Math.abs(value) < negligible ? 0 : value;
      }
    }
  }

  /** Adds another matrix in place. */
  void add(Dense other) {
    add(re, other.re);
    if (other.im != null) {
      add(im, other.im);
    }
  }

  private static void add(Matrix to, Matrix more) {
    for (int j = 0; j < to.columns() && to.rows() > 0; j++) {
      DoubleBlas.axpy(to.rows(), 1, more.data(), more.index(0, j), to.data(), to.index(0, j));
    }
  }

  /** The norm of a column. */
  double norm(int j) {
    double norm = norm(re, j);
    return im == null ? norm : Math.hypot(norm, norm(im, j));
  }

  static double norm(Matrix a, int j) {
    return DoubleBlas.nrm2(a.rows(), a.data(), a.index(0, j));
  }

  double frobeniusNorm() {
    return im == null ? re.frobeniusNorm() : Math.hypot(re.frobeniusNorm(), im.frobeniusNorm());
  }

  /** Divides a column in place. */
  void divideColumn(int j, double divisor) {
    divideColumn(re, j, divisor);
    if (im != null) {
      divideColumn(im, j, divisor);
    }
  }

  static void divideColumn(Matrix a, int j, double divisor) {
    double[] data = a.data();
    int start = a.index(0, j);
    for (int i = start; i < start + a.rows(); i++) {
      data[i] /= divisor;
    }
  }

  /** Sets a column to zero. */
  void clearColumn(int j) {
    Arrays.fill(re.data(), re.index(0, j), re.index(0, j) + rows(), 0);
    if (im != null) {
      Arrays.fill(im.data(), im.index(0, j), im.index(0, j) + rows(), 0);
    }
  }

  Dense requireFinite(String name) {
    re.requireFinite(name);
    if (im != null) {
      im.requireFinite(name + ", imaginary part");
    }
    return this;
  }

  String shape() {
    return re.shape();
  }
}
