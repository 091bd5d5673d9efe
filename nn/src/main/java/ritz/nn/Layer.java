// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** One layer of a {@link Network}: an immutable description, without numbers. */
public sealed interface Layer
    permits ActivationLayer, BatchNorm, Dense, Dropout, LayerNorm, Residual {
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

  /**
   * The number of numbers that training changes without a gradient: running statistics.
   *
   * @return at least 0
   */
  default int bufferCount() {
    return 0;
  }
}
