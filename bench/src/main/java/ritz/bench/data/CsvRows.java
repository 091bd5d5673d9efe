// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The rows of a comma-separated file, one after the other, all of one length. A first row in which
 * no field is a number is a header. Faults become an {@link IOException} that names file and line.
 */
final class CsvRows implements Closeable {
  private final String name;
  private final CloseableIterator<CsvRecord> records;
  private final List<String> header;
  private CsvRecord next;
  private final int width;
  private CsvRecord current;

  private CsvRows(String name, InputStream stream) throws IOException {
    this.name = name;
    this.records =
        CsvReader.builder()
            .detectBomHeader(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .ofCsvRecord(stream)
            .iterator();
    this.next = fetch();
    if (next == null) {
      throw new IOException(name + ": empty, expected rows of numbers");
    }
    this.width = next.getFieldCount();
    if (next.getFields().stream().noneMatch(CsvRows::isNumber)) {
      this.header = next.getFields().stream().map(String::strip).toList();
      this.next = fetch();
    } else {
      this.header = List.of();
    }
    if (next == null) {
      throw new IOException(name + ": no rows below the header");
    }
  }

  static CsvRows open(Path file) throws IOException {
    return of(file.toString(), Files.newInputStream(file));
  }

  /** Takes over the stream. */
  static CsvRows of(String name, InputStream stream) throws IOException {
    try {
      return new CsvRows(name, stream);
    } catch (IOException e) {
      stream.close();
      throw e;
    }
  }

  private CsvRecord fetch() throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (CsvParseException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new IOException(name + ": " + e.getCause().getMessage(), e);
    }
  }

  /** Whether a field is meant as a number, finite or not. */
  static boolean isNumber(String field) {
    try {
      Double.parseDouble(field);
      return true;
    } catch (NumberFormatException e) {
      return field.strip().matches("(?i)[+-]?(nan|inf|infinity)");
    }
  }

  /** The names of the columns, none without a header. */
  List<String> header() {
    return header;
  }

  /** The number of fields in every row. */
  int width() {
    return width;
  }

  /** Goes on to the next row; false at the end. */
  boolean advance() throws IOException {
    current = next;
    if (current == null) {
      return false;
    }
    if (current.getFieldCount() != width) {
      throw fault(current.getFieldCount() + " fields, the first row has " + width);
    }
    next = fetch();
    return true;
  }

  /** A field of the current row, without the space around it. */
  String text(int field) {
    return current.getField(field).strip();
  }

  /** A field of the current row as a finite number. */
  double number(int field) throws IOException {
    String text = current.getField(field);
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw noNumber(field, e);
    }
    throw noNumber(field, null);
  }

  private IOException noNumber(int field, Exception cause) {
    return new IOException(
        where() + "field " + (field + 1) + " is '" + text(field) + "', expected a finite number",
        cause);
  }

  private IOException fault(String what) {
    return new IOException(where() + what);
  }

  private String where() {
    return name + ": line " + current.getStartingLineNumber() + ": ";
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
