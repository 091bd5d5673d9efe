// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of the tests in a JVM of their own, which has compiled nothing yet. */
public final class FreshJvm {
  private FreshJvm() {}

  /** The flags for vectors of a width in bits, or of the machine's for "auto", or for "scalar". */
  public static List<String> flags(String width) {
    String property = "-Dritz.simd=" + width;
    return width.equals("scalar")
        ? List.of(property)
        : List.of("--add-modules=jdk.incubator.vector", property);
  }

  /** The first line that a program prints. */
  public static String firstLine(List<String> flags, Class<?> program, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    try (BufferedReader lines = process.inputReader()) {
      String line = lines.readLine();
      assertThat(line).as("output of %s", command).isNotNull();
      return line;
    }
  }
}
