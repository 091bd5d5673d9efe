// SPDX-License-Identifier: Apache-2.0
package ritz.bench.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageSessionTest {
  @TempDir private Path dir;

  private Page page(String... lines) throws IOException {
    return Page.read(Files.writeString(dir.resolve("page.md"), String.join("\n", lines)));
  }

  private static void run(Page page) {
    try (PageSession session = new PageSession(page)) {
      page.blocks().forEach(session::run);
    }
  }

  @Test
  void onlyBlocksMarkedAsJavaCount() throws IOException {
    Page page = page("# Page", "```java", "int a = 1;", "int b;", "```", "```", "text", "```");

    assertThat(page.blocks()).containsExactly(new Page.Block(3, "int a = 1;\nint b;"));
  }

  @Test
  void blocksShareTheirState() throws IOException {
    Page page =
        page(
            "```java",
            "import ritz.kernels.Matrix;",
            "var a = Matrix.identity(2);",
            "```",
            "```java",
            "if (a.columns() != 2) {",
            "  throw new IllegalStateException();",
            "}",
            "record Pair(int x, int y) {}",
            "```");

    assertThatCode(() -> run(page)).doesNotThrowAnyException();
  }

  @Test
  void importsOfALaterBlockLeaveVariablesAsTheyAre() throws IOException {
    Page page =
        page(
            "```java",
            "import java.util.*;",
            "Random random = new Random(1);",
            "```",
            "```java",
            "import ritz.kernels.*;",
            "random.nextInt();",
            "```");

    assertThatCode(() -> run(page)).doesNotThrowAnyException();
  }

  @Test
  void codeThatDoesNotCompileFailsWithItsText() throws IOException {
    Page page = page("```java", "int a = 1;", "Matrix b = a;", "```");

    assertThatThrownBy(() -> run(page))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("block at line 2")
        .hasMessageContaining("Matrix b = a;")
        .hasMessageContaining("cannot find symbol");
  }

  @Test
  void codeThatThrowsFailsWithItsTextAndTheReason() throws IOException {
    Page page = page("```java", "Object x = java.util.List.of().get(0);", "```");

    assertThatThrownBy(() -> run(page))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("java.util.List.of()")
        .hasMessageContaining("IndexOutOfBounds");
  }

  @Test
  void codeThatDoesNotEndFails() throws IOException {
    Page page = page("```java", "for (int i = 0; i < 2; i++) {", "```");

    assertThatThrownBy(() -> run(page)).isInstanceOf(AssertionError.class);
  }
}
