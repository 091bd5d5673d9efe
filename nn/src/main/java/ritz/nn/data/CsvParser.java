// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes separated text apart (RFC 4180): fields may stand in double quotes, and then hold
 * separators, line ends and, doubled, quotes. Blank lines are skipped.
 */
final class CsvParser implements Closeable {
  private static final int MAXIMUM_FIELD = 1 << 16;
  private static final int MOST_FIELDS = 1 << 20;
  private static final int END = -1;

  private final Reader reader;
  private final char separator;
  private final StringBuilder field = new StringBuilder();
  private int next;
  private long line = 1;
  private long recordLine;

  CsvParser(Reader reader, char separator) throws IOException {
    this.reader = reader;
    this.separator = separator;
    this.next = reader.read();
    if (next == '\uFEFF') {
      next = reader.read();
    }
  }

  /** The fields of the next record, without surrounding blanks; null at the end. */
  List<String> nextRecord() throws IOException {
    while (next == '\n' || next == '\r') {
      endLine();
    }
    if (next == END) {
      return null;
    }
    recordLine = line;
    List<String> fields = new ArrayList<>();
    fields.add(nextField());
    while (next == separator) {
      if (fields.size() == MOST_FIELDS) {
        throw new IOException("line " + line + ": more than " + MOST_FIELDS + " fields");
      }
      next = reader.read();
      fields.add(nextField());
    }
    endLine();
    return fields;
  }

  /** The line, from 1, on which the last record started. */
  long recordLine() {
    return recordLine;
  }

  private void endLine() throws IOException {
    if (next == '\r') {
      next = reader.read();
      if (next != '\n') {
        line++;
        return;
      }
    }
    if (next == '\n') {
      line++;
      next = reader.read();
    }
  }

  private String nextField() throws IOException {
    field.setLength(0);
    if (next == '"') {
      quoted();
    }
    while (next != separator && next != '\n' && next != '\r' && next != END) {
      append();
    }
    return field.toString().strip();
  }

  private void quoted() throws IOException {
    long start = line;
    next = reader.read();
    while (true) {
      if (next == END) {
        throw new IOException("line " + start + ": a quote is not closed");
      }
      if (next == '"') {
        next = reader.read();
        if (next != '"') {
          return;
        }
      }
      if (next == '\n') {
        line++;
      }
      append();
    }
  }

  private void append() throws IOException {
    if (field.length() == MAXIMUM_FIELD) {
      throw new IOException("line " + line + ": a field is longer than " + MAXIMUM_FIELD);
    }
    field.append((char) next);
    next = reader.read();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
