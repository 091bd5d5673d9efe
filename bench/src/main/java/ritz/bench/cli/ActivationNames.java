// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import ritz.nn.Activation;

/** The activations by the names that the library gives them. */
final class ActivationNames implements ITypeConverter<Activation>, Iterable<String> {
  @Override
  public Activation convert(String name) {
    try {
      return Activation.named(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(Activation.values()).map(Activation::label).iterator();
  }
}
