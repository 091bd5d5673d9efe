// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** One layer of a {@link Network}: an immutable description, without numbers. */
public sealed interface Layer permits ActivationLayer, Dense, Residual {
  /**
   * The number of values a sample has before the layer.
   *
   * @return at least 1
   */
  int inputs();

  /**
   * The number of values a sample has after the layer.
   *
   * @return at least 1
   */
  int outputs();

  /**
   * The number of trained numbers.
   *
   * @return at least 0
   */
  int parameterCount();
}
