// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** A symmetric matrix A and its quadratic form. */
interface QuadraticForm {
  /** The length of the vectors. */
  int points();

  /** Replaces two vectors e by A e and returns the sum of their two values e' A e. */
  double apply(double[] first, double[] second);
}
