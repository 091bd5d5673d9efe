// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.bench.report.ReportPage.Fact;
import ritz.kernels.Complex;

class ReportPageTest {
  private static final Figure FIGURE =
      SpectrumPlot.of(new Complex[] {new Complex(0.25, 0)}, new double[] {0.125});

  @TempDir private Path dir;

  private static ReportPage page() {
    return new ReportPage("A <title>", "Lead & more")
        .facts(new Fact("epochs", "7 of \"9\""))
        .section("Spectrum", "How to read it", FIGURE);
  }

  @Test
  void holdsWhatItWasGivenAsPlainText() throws IOException {
    String html = Files.readString(page().write(dir.resolve("new/folder")));

    assertThat(html)
        .contains("<title>A &lt;title&gt;</title>")
        .contains("<h1>A &lt;title&gt;</h1>")
        .contains("Lead &amp; more")
        .contains("<dt>epochs</dt><dd>7 of &quot;9&quot;</dd>")
        .contains("<h2>Spectrum</h2>", "How to read it")
        .contains("alt=\"Eigenvalues beside the unit circle, colored by residual\"");
  }

  @Test
  void needsNothingBesideItself() throws IOException {
    String html = Files.readString(page().write(dir));

    Matcher reference = Pattern.compile("(src|href)=\"([^\"]{0,30})|url\\(|@import").matcher(html);
    assertThat(reference.results()).isNotEmpty().allMatch(r -> r.group(2).startsWith("data:"));
  }

  @Test
  void theNumbersCanBeReadAndSaved() throws IOException {
    String html = Files.readString(page().write(dir));

    String csv = FIGURE.numbers().toCsv();
    assertThat(csv).contains("0.25,0.0,0.25,0.125");
    assertThat(html).contains("<pre>" + csv + "</pre>").contains("download=\"eigenvalues.csv\"");
    Matcher link = Pattern.compile("data:text/csv;base64,([^\"]*)\"").matcher(html);
    assertThat(link.find()).isTrue();
    assertThat(new String(Base64.getDecoder().decode(link.group(1)), StandardCharsets.UTF_8))
        .isEqualTo(csv);
  }

  @Test
  void replacesAnEarlierPageAndLeavesNothingElse() throws IOException {
    Files.writeString(dir.resolve("index.html"), "old");

    page().write(dir);

    assertThat(dir).isDirectoryContaining("glob:**/index.html");
    assertThat(Files.readString(dir.resolve("index.html"))).startsWith("<!DOCTYPE html>");
    try (var files = Files.list(dir)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aFileInTheWayIsLeftAlone() throws IOException {
    Path file = Files.writeString(dir.resolve("taken"), "content");

    assertThatThrownBy(() -> page().write(file)).isInstanceOf(IOException.class);
    assertThat(file).hasContent("content");
  }
}
