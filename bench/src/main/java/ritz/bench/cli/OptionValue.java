// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.function.Supplier;

/**
 * The use of an option's value. The library complains of its own parameters, {@code learningRate:
 * -1.0, expected …}; whoever typed {@code --rate -1} is told of that.
 */
final class OptionValue {
  private OptionValue() {}

  /**
   * What is made from the value of an option.
   *
   * @throws IllegalArgumentException the fault that {@code use} finds, with the name of the option
   */
  static <T> T of(String option, Supplier<T> use) {
    try {
      return use.get();
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      String fault = message.replaceFirst("^(\\w+: )?(?!--)", option + ": ");
      throw new IllegalArgumentException(fault, e);
    }
  }
}
