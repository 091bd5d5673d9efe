// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Objects;

/**
 * A fully connected layer with its activation: y = f(W x + b).
 *
 * <p>The parameters are W, stored row by row ({@code outputs} rows of {@code inputs} numbers, as in
 * PyTorch), and then b.
 *
 * @param inputs the length of x, at least 1
 * @param outputs the length of y, at least 1
 * @param activation f, entry by entry
 * @param initialization how W and b are drawn
 */
public record Dense(int inputs, int outputs, Activation activation, Initialization initialization)
    implements Layer {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if a size is less than 1 or the parameters exceed an array
   */
  public Dense {
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(initialization, "initialization");
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "dense: " + inputs + " inputs and " + outputs + " outputs, expected at least 1 of each");
    }
    if (((long) inputs + 1) * outputs > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "dense: " + inputs + " x " + outputs + " weights exceed the length of an array");
    }
  }

  @Override
  public int parameterCount() {
    return inputs * outputs + outputs;
  }
}
