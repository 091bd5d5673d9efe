// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Objects;

/**
 * An activation by itself, for example after a {@link Residual} block: y = f(x), entry by entry. A
 * {@link Dense} layer has its own.
 *
 * @param inputs the length of x and y, at least 1
 * @param activation f
 */
public record ActivationLayer(int inputs, Activation activation) implements Layer {
  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public ActivationLayer {
    Settings.requirePositive("inputs", inputs);
    Objects.requireNonNull(activation, "activation");
  }

  @Override
  public int outputs() {
    return inputs;
  }

  @Override
  public int parameterCount() {
    return 0;
  }
}
