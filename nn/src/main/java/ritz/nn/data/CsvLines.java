// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The lines of a text file as samples, one after the other. Faults name the file. */
final class CsvLines implements Closeable {
  private static final String SEPARATORS = ",;\t";
  private static final int FIRST_LINE = 1 << 16;

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
      CsvLines lines = new CsvLines(file, parser(file, settings.separator()));
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

  /**
   * What takes a file apart whose fields have this separator, or that which its first line tells.
   */
  static CsvParser parser(Path file, Character separator) throws IOException {
    Reader text =
        new BufferedReader(
            new InputStreamReader(Sources.open(file), StandardCharsets.UTF_8.newDecoder()),
            FIRST_LINE);
    try {
      return new CsvParser(text, separator == null ? mostFrequent(text) : separator);
    } catch (IOException e) {
      text.close();
      throw e;
    }
  }

  /** The separator that is most frequent in the first line, quoted fields apart. */
  private static char mostFrequent(Reader text) throws IOException {
    int[] counts = new int[SEPARATORS.length()];
    boolean quoted = false;
    text.mark(FIRST_LINE);
    int next = text.read();
    for (int i = 1; i < FIRST_LINE && next >= 0 && (quoted || !isLineEnd(next)); i++) {
      quoted ^= next == '"';
      int kind = quoted ? -1 : SEPARATORS.indexOf(next);
      if (kind >= 0) {
        counts[kind]++;
      }
      next = text.read();
    }
    text.reset();
    int most = 0;
    for (int kind = 1; kind < counts.length; kind++) {
      most = counts[kind] > counts[most] ? kind : most;
    }
    return SEPARATORS.charAt(most);
  }

  private static boolean isLineEnd(int character) {
    return character == '\n' || character == '\r';
  }

  private void start(CsvReader settings) throws IOException {
    List<String> first = parser.nextRecord();
    if (first == null) {
      throw new IOException("no data");
    }
    pending = settings.isHeader(first) ? parser.nextRecord() : first;
    row = settings.rowFor(first, pending == null ? List.of() : pending);
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
