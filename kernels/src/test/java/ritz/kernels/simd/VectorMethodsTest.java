// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import ritz.kernels.backend.Selection;

/** The rule of {@link LaneShape}: methods that take or give vectors are short, or C2 boxes them. */
class VectorMethodsTest {
  /** HotSpot's default MaxInlineSize, in bytes. */
  private static final int LIMIT = 35;

  private static final Pattern DECLARATION = Pattern.compile("  (\\S.*\\(.*\\).*|static \\{\\});");
  private static final Pattern INSTRUCTION = Pattern.compile("\\s+(\\d+): [a-z].*");
  private static final Pattern VECTOR = Pattern.compile("\\.(Double|Float|Int|Long)Vector\\b");

  @Test
  void methodsOnVectorsAreShort() throws Exception {
    Path classes =
        Path.of(Selection.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> paths = Files.list(classes.resolve("ritz/kernels/simd"))) {
      List<String> files =
          paths.map(Path::toString).filter(path -> path.endsWith(".class")).toList();
      Map<String, Integer> lengths = lengths(javap(files));
      lengths.keySet().removeIf(method -> !VECTOR.matcher(method).find());
      assertThat(lengths).hasSizeGreaterThan(5);
      assertThat(lengths)
          .allSatisfy((method, length) -> assertThat(length).isLessThanOrEqualTo(LIMIT));
    }
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

  /** The bytes of every method; its last instruction, a return, is one byte long. */
  private static Map<String, Integer> lengths(String text) {
    Map<String, Integer> lengths = new HashMap<>();
    String method = "";
    for (String line : text.lines().toList()) {
      Matcher declaration = DECLARATION.matcher(line);
      Matcher instruction = INSTRUCTION.matcher(line);
      if (declaration.matches()) {
        method = declaration.group(1);
      } else if (instruction.matches()) {
        lengths.merge(method, Integer.parseInt(instruction.group(1)) + 1, Math::max);
      }
    }
    return lengths;
  }
}
