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
import java.util.regex.Pattern;

/** The lines of a text file as samples, one after the other. Faults name the file. */
final class CsvLines implements Closeable {
  private static final String SEPARATORS = ",;\t";
  private static final Pattern DECIMAL_COMMA = Pattern.compile("(?<=\\d),(?=\\d)");
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

  /**
   * The separator that is most frequent in the first line, quoted fields apart. Beside others a
   * comma between digits is a decimal comma.
   */
  private static char mostFrequent(Reader text) throws IOException {
    String line = unquotedLine(text);
    if (line.indexOf(';') >= 0 || line.indexOf('\t') >= 0) {
      line = DECIMAL_COMMA.matcher(line).replaceAll("");
    }
    char most = SEPARATORS.charAt(0);
    for (int kind = 1; kind < SEPARATORS.length(); kind++) {
      char other = SEPARATORS.charAt(kind);
      most = count(other, line) > count(most, line) ? other : most;
    }
    return most;
  }

  private static long count(char separator, String line) {
    return line.chars().filter(character -> character == separator).count();
  }

  /** The start of the first line without what is in quotes; the reader stays where it is. */
  private static String unquotedLine(Reader text) throws IOException {
    StringBuilder line = new StringBuilder();
    boolean quoted = false;
    text.mark(FIRST_LINE);
    int next = text.read();
    for (int i = 1; i < FIRST_LINE && next >= 0 && (quoted || !isLineEnd(next)); i++) {
      quoted ^= next == '"';
      if (!quoted) {
        line.append((char) next);
      }
      next = text.read();
    }
    text.reset();
    return line.toString();
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
