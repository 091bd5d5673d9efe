// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.nn.io.Npy;

/**
 * States side by side, state x time, real or complex.
 *
 * @param real the real parts
 * @param imaginary the imaginary parts, or null for real states
 */
public record States(Matrix real, Matrix imaginary) {
  /**
   * Real states.
   *
   * @param real the states, which are not copied
   * @return the states
   */
  public static States of(Matrix real) {
    return new States(real, null);
  }

  /**
   * Complex states.
   *
   * @param complex the states, which are not copied
   * @return the states
   */
  public static States of(ComplexMatrix complex) {
    return new States(complex.real(), complex.imaginary());
  }

  /**
   * Whether the states are real.
   *
   * @return false for complex ones
   */
  public boolean isReal() {
    return imaginary == null;
  }

  /**
   * The states as complex ones that are not {@link #isReal() real}.
   *
   * @return a view
   */
  public States asComplex() {
    return of(complex());
  }

  /**
   * The states as complex ones.
   *
   * @return a view; zeros are made for the imaginary parts of real states
   */
  public ComplexMatrix complex() {
    return isReal() ? ComplexMatrix.of(real) : new ComplexMatrix(real, imaginary);
  }

  /**
   * Computes something from the real or from the complex matrix.
   *
   * @param ofReal what to do with real states
   * @param ofComplex what to do with complex states
   * @param <T> the type of the result
   * @return the result
   */
  public <T> T apply(Function<Matrix, T> ofReal, Function<ComplexMatrix, T> ofComplex) {
    return isReal() ? ofReal.apply(real) : ofComplex.apply(complex());
  }

  /**
   * The length of a state.
   *
   * @return the number of rows
   */
  public int rows() {
    return real.rows();
  }

  /**
   * How many states there are.
   *
   * @return the number of columns
   */
  public int columns() {
    return real.columns();
  }

  /**
   * A view of consecutive states.
   *
   * @param from the first
   * @param to one past the last
   * @return the view
   */
  public States columns(int from, int to) {
    return new States(real.columns(from, to), isReal() ? null : imaginary.columns(from, to));
  }

  /**
   * Joins single states.
   *
   * @param rows the length of a state
   * @param count how many
   * @param column gives each, of one column, in the kind of this one
   * @return new states
   */
  public States build(int rows, int count, Function<Integer, States> column) {
    States result = new States(new Matrix(rows, count), isReal() ? null : new Matrix(rows, count));
    for (int j = 0; j < count; j++) {
      States state = column.apply(j);
      for (int i = 0; i < rows; i++) {
        result.real.set(i, j, state.real.get(i, 0));
        if (!isReal()) {
          result.imaginary.set(i, j, state.imaginary.get(i, 0));
        }
      }
    }
    return result;
  }

  /**
   * The mean of some states.
   *
   * @param indices their columns, at least one
   * @return one state
   */
  public States mean(int... indices) {
    return new States(mean(real, indices), isReal() ? null : mean(imaginary, indices));
  }

  private static Matrix mean(Matrix states, int... indices) {
    Matrix result = new Matrix(states.rows(), 1);
    for (int index : indices) {
      for (int i = 0; i < states.rows(); i++) {
        result.set(i, 0, result.get(i, 0) + states.get(i, index) / indices.length);
      }
    }
    return result;
  }

  /**
   * The difference.
   *
   * @param other states of the same number, length and kind
   * @return new states
   */
  public States minus(States other) {
    return new States(real.minus(other.real), isReal() ? null : imaginary.minus(other.imaginary));
  }

  /**
   * The Frobenius norm.
   *
   * @return the root of the sum of squared moduli
   */
  public double norm() {
    return isReal() ? real.frobeniusNorm() : complex().frobeniusNorm();
  }

  /**
   * Writes the states in the format of NumPy.
   *
   * @param file where to
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    if (isReal()) {
      Npy.write(file, real);
    } else {
      Npy.write(file, complex());
    }
  }
}
