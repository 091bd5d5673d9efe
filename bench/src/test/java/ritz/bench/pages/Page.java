// SPDX-License-Identifier: Apache-2.0
package ritz.bench.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Markdown page and the Java in it.
 *
 * @param file the page
 * @param blocks its blocks of Java, in order
 */
record Page(Path file, List<Block> blocks) {
  /**
   * What stands between a line {@code ```java} and the next line {@code ```}.
   *
   * @param line the number of the first line of code, from 1
   * @param code the code
   */
  record Block(int line, String code) {}

  static Page read(Path file) throws IOException {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().equals("```java")) {
        int start = i + 1;
        while (i + 1 < lines.size() && !lines.get(i + 1).strip().equals("```")) {
          i++;
        }
        blocks.add(new Block(start + 1, String.join("\n", lines.subList(start, i + 1))));
      }
    }
    return new Page(file, blocks);
  }
}
