// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The lines of a text file as samples, one after the other. Faults name the file. */
final class CsvLines implements Closeable {
  private final Path file;
  private final CsvParser parser;
  private CsvRow row;
  private List<String> pending;

  private CsvLines(Path file, CsvParser parser) {
    this.file = file;
    this.parser = parser;
  }

  static CsvLines open(Path file, CsvReader settings) throws IOException {
    try {
      InputStreamReader text =
          new InputStreamReader(Sources.open(file), StandardCharsets.UTF_8.newDecoder());
      CsvLines lines = new CsvLines(file, parser(text, settings.separator()));
      try {
        lines.start(settings);
        return lines;
      } catch (IOException e) {
        lines.close();
        throw e;
      }
    } catch (IOException e) {
      throw Sources.named(file, e);
    }
  }

  private static CsvParser parser(InputStreamReader text, char separator) throws IOException {
    try {
      return new CsvParser(text, separator);
    } catch (IOException e) {
      text.close();
      throw e;
    }
  }

  private void start(CsvReader settings) throws IOException {
    List<String> first = parser.nextRecord();
    if (first == null) {
      throw new IOException("no data");
    }
    row = settings.rowFor(first);
    pending = settings.isHeader(first) ? null : first;
  }

  /** Goes on to the next line; false at the end. */
  boolean advance() throws IOException {
    try {
      List<String> record = pending == null ? parser.nextRecord() : pending;
      pending = null;
      if (record != null) {
        row.parse(record, parser.recordLine());
      }
      return record != null;
    } catch (IOException e) {
      throw Sources.named(file, e);
    }
  }

  /** The last line, taken apart. */
  CsvRow row() {
    return row;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
