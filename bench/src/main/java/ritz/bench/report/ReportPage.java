// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** One HTML page that needs nothing beside itself: plots and their numbers are inside. */
public final class ReportPage {
  private final String title;
  private final StringBuilder body = new StringBuilder();

  /**
   * A page without content.
   *
   * @param title its title, plain text
   * @param lead what it is about in a sentence or two, plain text
   */
  public ReportPage(String title, String lead) {
    this.title = title;
    body.append("<h1>%s</h1>\n<p class=\"lead\">%s</p>\n".formatted(escape(title), escape(lead)));
  }

  /** A number that matters, with its name. */
  public record Fact(String name, String value) {}

  /**
   * Adds a row of facts.
   *
   * @param facts names and values, plain text
   * @return this page
   */
  public ReportPage facts(Fact... facts) {
    body.append("<dl class=\"facts\">\n");
    for (Fact fact : facts) {
      body.append(
          "<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(escape(fact.name), escape(fact.value)));
    }
    body.append("</dl>\n");
    return this;
  }

  /**
   * Adds a section with a plot.
   *
   * @param heading its heading, plain text
   * @param text what the plot shows and how to read it, plain text
   * @param figure the plot
   * @return this page
   */
  public ReportPage section(String heading, String text, Figure figure) {
    String csv = figure.numbers().toCsv();
    body.append(
        """
        <section>
        <h2>%s</h2>
        <p>%s</p>
        <figure>
        <div class="plot"><img src="data:image/png;base64,%s" width="%d" height="%d" alt="%s"></div>
        <figcaption><details>
        <summary>The numbers behind this plot</summary>
        <p><a download="%s.csv" href="data:text/csv;base64,%s">Save as %4$s.csv</a></p>
        <pre>%s</pre>
        </details></figcaption>
        </figure>
        </section>
        """
            .replace("%4$s", escape(figure.name()))
            .formatted(
                escape(heading),
                escape(text),
                base64(figure.png()),
                figure.chart().getWidth(),
                figure.chart().getHeight(),
                escape(figure.description()),
                escape(figure.name()),
                base64(csv.getBytes(StandardCharsets.UTF_8)),
                escape(csv)));
    return this;
  }

  /**
   * Adds a part that the sections after it belong to.
   *
   * @param heading its heading, plain text
   * @param text what it is about, plain text
   * @return this page
   */
  public ReportPage part(String heading, String text) {
    body.append("<h2 class=\"part\">%s</h2>\n<p>%s</p>\n".formatted(escape(heading), escape(text)));
    return this;
  }

  /**
   * Adds a section with a table that is shown as it is.
   *
   * @param heading its heading, plain text
   * @param text what the table shows, plain text
   * @param table the table
   * @return this page
   */
  public ReportPage section(String heading, String text, Table table) {
    body.append("<section>\n<h2>%s</h2>\n<p>%s</p>\n".formatted(escape(heading), escape(text)));
    body.append("<div class=\"plot\"><table>\n");
    appendRow("th", table.columns());
    table.brief().forEach(row -> appendRow("td", row));
    body.append("</table></div>\n</section>\n");
    return this;
  }

  private void appendRow(String element, List<String> cells) {
    body.append("<tr>");
    for (String cell : cells) {
      body.append("<%1$s>%2$s</%1$s>".formatted(element, escape(cell)));
    }
    body.append("</tr>\n");
  }

  /**
   * Writes the page as {@code index.html}, aside first and then moved into place.
   *
   * @param folder the folder, made if it is not there
   * @return the file
   * @throws IOException if it cannot be written
   */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("index.html");
    Path aside = folder.resolve("index.html." + UUID.randomUUID() + ".part");
    try {
      Files.writeString(aside, html());
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
    return file;
  }

  private String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
        .formatted(escape(title), style(), body);
  }

  private static String style() {
    try (InputStream stream = ReportPage.class.getResourceAsStream("report.css")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
