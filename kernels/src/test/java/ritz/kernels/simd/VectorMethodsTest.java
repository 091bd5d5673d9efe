// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ritz.kernels.backend.Selection;

/** The rule of {@link LaneShape}: methods that take or give vectors are short, or C2 boxes them. */
class VectorMethodsTest {
  /** HotSpot's default MaxInlineSize, in bytes. */
  private static final int LIMIT = 35;

  private static final Pattern DECLARATION = Pattern.compile("  (\\S.*\\(.*\\).*);");
  private static final Pattern INSTRUCTION = Pattern.compile("\\s+(\\d+): [a-z].*");
  private static final Pattern VECTOR = Pattern.compile("\\.(Double|Float|Int|Long)Vector\\b");

  /** Declarations of the methods on vectors, with the place of their last instruction. */
  private static final List<String> TOO_LONG = new ArrayList<>();

  private static int found;

  @BeforeAll
  static void disassemble() throws Exception {
    Path classes =
        Path.of(Selection.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(classes.resolve("ritz/kernels/simd"))) {
      paths.map(Path::toString).filter(path -> path.endsWith(".class")).forEach(files::add);
    }
    scan(javap(files));
  }

  private static String javap(List<String> files) throws IOException {
    StringWriter text = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of("-c", "-p"));
    arguments.addAll(files);
    try (PrintWriter out = new PrintWriter(text)) {
      int status =
          ToolProvider.findFirst("javap")
              .orElseThrow()
              .run(out, out, arguments.toArray(String[]::new));
      assertThat(status).isZero();
    }
    return text.toString();
  }

  private static void scan(String text) {
    String method = "";
    int last = 0;
    for (String line : (text + "\n  end();").lines().toList()) {
      Matcher declaration = DECLARATION.matcher(line);
      Matcher instruction = INSTRUCTION.matcher(line);
      if (declaration.matches()) {
        note(method, last);
        method = declaration.group(1);
        last = 0;
      } else if (instruction.matches()) {
        last = Integer.parseInt(instruction.group(1));
      }
    }
  }

  /** The last instruction, a return, is one byte long. */
  private static void note(String method, int last) {
    if (VECTOR.matcher(method).find()) {
      found++;
      if (last + 1 > LIMIT) {
        TOO_LONG.add(method + ": " + (last + 1) + " bytes");
      }
    }
  }

  @Test
  void methodsOnVectorsAreShort() {
    assertThat(found).as("methods on vectors").isGreaterThan(5);
    assertThat(TOO_LONG).isEmpty();
  }
}
