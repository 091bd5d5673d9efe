// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dictionary;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import ritz.kernels.Matrix;

/**
 * Functions of the state, in whose span the Koopman operator is approximated. Implementations are
 * immutable and thread-safe as long as the functions that a user gives are.
 */
public interface Dictionary {
  /**
   * The number of functions.
   *
   * @return N, at least 1
   */
  int size();

  /**
   * Evaluates all functions.
   *
   * @param states n x m, one state in each column; not changed
   * @return a new m x N matrix, a row for each state and a column for each function
   * @throws IllegalArgumentException if the states have another number of rows than the dictionary
   *     is for
   */
  Matrix evaluate(Matrix states);

  /**
   * These functions and others.
   *
   * @param other the others, for states of the same size
   * @return a dictionary of both
   */
  default Dictionary and(Dictionary other) {
    return new JoinedDictionary(List.of(this, other));
  }

  /**
   * The components of the state themselves, which makes extended DMD plain DMD.
   *
   * @param stateSize n
   * @return n functions
   */
  static Dictionary identity(int stateSize) {
    return of(stateSize, stateSize, UnaryOperator.identity());
  }

  /**
   * All monomials up to a total degree, the constant first.
   *
   * @param stateSize n, at least 1
   * @param degree the highest total degree, at least 0
   * @return (n + degree choose degree) functions
   * @throws IllegalArgumentException if a number is out of range
   */
  static Dictionary monomials(int stateSize, int degree) {
    return new PolynomialDictionary(stateSize, degree, PolynomialFamily.MONOMIAL, null, null);
  }

  /**
   * Products of Hermite polynomials He_k, orthogonal for normally distributed states, up to a total
   * degree.
   *
   * @param stateSize n, at least 1
   * @param degree the highest total degree, at least 0
   * @return (n + degree choose degree) functions
   * @throws IllegalArgumentException if a number is out of range
   */
  static Dictionary hermite(int stateSize, int degree) {
    return new PolynomialDictionary(stateSize, degree, PolynomialFamily.HERMITE, null, null);
  }

  /**
   * Products of Chebyshev polynomials T_k on a box, up to a total degree.
   *
   * @param low the least value of each component
   * @param high the greatest value of each component, above the least
   * @param degree the highest total degree, at least 0
   * @return (n + degree choose degree) functions
   * @throws IllegalArgumentException if a number is out of range
   */
  static Dictionary chebyshev(double[] low, double[] high, int degree) {
    return new PolynomialDictionary(low.length, degree, PolynomialFamily.CHEBYSHEV, low, high);
  }

  /**
   * Products of Legendre polynomials P_k on a box, orthogonal for uniformly distributed states, up
   * to a total degree.
   *
   * @param low the least value of each component
   * @param high the greatest value of each component, above the least
   * @param degree the highest total degree, at least 0
   * @return (n + degree choose degree) functions
   * @throws IllegalArgumentException if a number is out of range
   */
  static Dictionary legendre(double[] low, double[] high, int degree) {
    return new PolynomialDictionary(low.length, degree, PolynomialFamily.LEGENDRE, low, high);
  }

  /**
   * The constant, and the sine and cosine of k · x for whole wave numbers k up to a total order.
   *
   * @param periods the period of each component, positive
   * @param order the largest sum of |k|, at least 0
   * @return the functions
   * @throws IllegalArgumentException if a number is out of range
   */
  static Dictionary fourier(double[] periods, int order) {
    return new FourierDictionary(periods, order);
  }

  /**
   * Gaussian bells exp(-|x - c|² / (2 width²)) and the constant.
   *
   * @param centers n x c
   * @param width the width of each, positive
   * @return c + 1 functions
   * @throws IllegalArgumentException if there is no center or the width is out of range
   */
  static Dictionary gaussians(Matrix centers, double width) {
    Kernel kernel = Kernel.gaussian(width);
    return constant(centers.rows()).and(new CenteredDictionary(centers, kernel));
  }

  /**
   * Thin plates r² log r with r = |x - c|, the constant and the components of the state.
   *
   * @param centers n x c
   * @return c + n + 1 functions
   * @throws IllegalArgumentException if there is no center
   */
  static Dictionary thinPlates(Matrix centers) {
    DoubleUnaryOperator plate = r -> r == 0 ? 0 : r * r * Math.log(r);
    return monomials(centers.rows(), 1).and(new CenteredDictionary(centers, Kernel.radial(plate)));
  }

  /**
   * Random cosines, whose products approximate a Gaussian kernel (Rahimi and Recht 2007), and the
   * constant.
   *
   * @param stateSize n, at least 1
   * @param count how many cosines, at least 1
   * @param width that of the kernel, positive
   * @param seed of the random numbers
   * @return count + 1 functions
   * @throws IllegalArgumentException if a number is out of range
   */
  static Dictionary randomFourier(int stateSize, int count, double width, long seed) {
    return constant(stateSize).and(new RandomFourierDictionary(stateSize, count, width, seed));
  }

  /**
   * The features of a kernel on the span of k(·, c) for some centers, orthonormal in the kernel's
   * space: extended DMD with them is kernel DMD (Williams, Rowley, Kevrekidis 2015) if the centers
   * are all states, and Nyström's approximation of it if they are some of them.
   *
   * @param kernel the kernel, symmetric and positive semidefinite
   * @param centers n x c
   * @param tolerance the share of the largest eigenvalue of the Gram matrix from which on
   *     directions are kept, in [0, 1); 1e-12 is usual
   * @return at most c functions
   * @throws IllegalArgumentException if a number is out of range
   */
  static Dictionary kernel(Kernel kernel, Matrix centers, double tolerance) {
    return KernelDictionary.of(kernel, centers, tolerance);
  }

  /**
   * Functions of the user's own.
   *
   * @param stateSize n, at least 1
   * @param size the number of functions, at least 1
   * @param functions takes a state to the values of all functions; must not keep or change it
   * @return the dictionary
   * @throws IllegalArgumentException if a number is out of range
   */
  static Dictionary of(int stateSize, int size, UnaryOperator<double[]> functions) {
    return new FunctionDictionary(stateSize, size, functions);
  }

  private static Dictionary constant(int stateSize) {
    return of(stateSize, 1, state -> new double[] {1});
  }
}
