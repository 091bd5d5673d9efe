// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Complex;

/**
 * A mode in numbers, as {@link DmdResult#select(java.util.function.Predicate)} shows it.
 *
 * @param eigenvalue lambda, the factor for one time step
 * @param exponent log(lambda) / dt: the growth rate and the angular frequency
 * @param residual |A z - lambda z|
 * @param amplitude a, at the first snapshot of the first trajectory
 * @param contribution how much the mode adds to all snapshots, a norm
 */
public record DmdMode(
    Complex eigenvalue, Complex exponent, double residual, Complex amplitude, double contribution) {
  /**
   * The growth rate log|lambda| / dt.
   *
   * @return a number, negative for a mode that decays
   */
  public double growthRate() {
    return exponent.re();
  }

  /**
   * The frequency arg(lambda) / (2 pi dt).
   *
   * @return cycles per unit of time; for real data not negative
   */
  public double frequency() {
    return exponent.im() / (2 * Math.PI);
  }
}
