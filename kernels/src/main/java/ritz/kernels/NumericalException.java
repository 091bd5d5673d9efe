// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

/** A computation on valid input did not succeed, for example an iteration that did not converge. */
public final class NumericalException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what failed, on what size of input, after how much work
   */
  public NumericalException(String message) {
    super(message);
  }
}
