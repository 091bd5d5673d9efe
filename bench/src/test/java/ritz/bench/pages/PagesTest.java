// SPDX-License-Identifier: Apache-2.0
package ritz.bench.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java in the pages compiles and runs as it stands there. */
class PagesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  static Stream<Path> pages() {
    return Stream.of("README.md", "kernels/README.md", "nn/README.md", "koopman/README.md")
        .map(ROOT::resolve)
        .filter(Files::exists);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theJavaOfThePageRuns(Path file) throws IOException {
    Page page = Page.read(file);
    assertThat(page.blocks()).as("blocks of Java in " + file).isNotEmpty();
    try (PageSession session = new PageSession(page)) {
      page.blocks().forEach(session::run);
    }
  }
}
