// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Rows of numbers and words under named columns, to be shown as text or kept as CSV. */
public final class Table {
  private final List<String> columns;
  private final List<Object[]> rows = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param columns the names of the columns
   */
  public Table(String... columns) {
    this.columns = List.of(columns);
  }

  /**
   * Adds a row.
   *
   * @param cells one value for each column
   * @return this table
   * @throws IllegalArgumentException if their number is not that of the columns
   */
  public Table add(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "cells: " + cells.length + " for " + columns.size() + " columns");
    }
    rows.add(cells.clone());
    return this;
  }

  /**
   * Comma-separated lines with a header; a {@code double} is written so that it is read back to the
   * bit.
   *
   * @return the text, every line with its end
   */
  public String toCsv() {
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text);
    csv.writeRecord(columns);
    for (Object[] row : rows) {
      csv.writeRecord(Arrays.stream(row).map(String::valueOf).toList());
    }
    return text.toString();
  }

  /**
   * Aligned columns, numbers to six digits.
   *
   * @return the text, every line with its end
   */
  public String toText() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns);
    lines.addAll(brief());
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      for (int c = 0; c < columns.size(); c++) {
        text.append("  ").append(" ".repeat(width(lines, c) - line.get(c).length()));
        text.append(line.get(c));
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  /** The names of the columns. */
  List<String> columns() {
    return columns;
  }

  /** The rows, numbers to six digits. */
  List<List<String>> brief() {
    return rows.stream().map(row -> Arrays.stream(row).map(Table::brief).toList()).toList();
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }

  private static String brief(Object cell) {
    return cell instanceof Double number
        ? String.format(Locale.ROOT, "%.6g", number)
        : String.valueOf(cell);
  }
}
