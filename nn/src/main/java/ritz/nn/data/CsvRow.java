// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes the fields of one line for features and target. In a file with columns of words the lines
 * first only give those words; they have features once {@link #columns} was called, or {@link
 * #use}.
 */
final class CsvRow {
  private static final int MOST_WORDS = 1000;

  private final int[] targetColumns;
  private final boolean[] isTarget;
  private final List<String> names;
  private final Map<Integer, Set<String>> words = new TreeMap<>();
  private final float[] targets;
  private Columns columns;
  private float[] inputs;
  private String label;

  /**
   * For the lines of a file.
   *
   * @param names the names of the columns, empty ones without a header
   * @param first the first line, which tells words from numbers
   */
  CsvRow(int[] targetColumns, List<String> names, List<String> first, boolean classification)
      throws IOException {
    this.names = names;
    this.targetColumns = targetColumns;
    this.isTarget = new boolean[names.size()];
    for (int column : targetColumns) {
      if (isTarget[column]) {
        throw new IOException("column " + (column + 1) + " is a target twice");
      }
      isTarget[column] = true;
    }
    if (targetColumns.length == isTarget.length) {
      throw new IOException("no columns besides the " + isTarget.length + " of the target");
    }
    for (int column = 0; column < Math.min(isTarget.length, first.size()); column++) {
      if (!isTarget[column] && isWord(first.get(column))) {
        words.put(column, new TreeSet<>());
      }
    }
    this.targets = new float[classification ? 0 : targetColumns.length];
    if (!hasWords()) {
      use(found());
    }
  }

  private static boolean isWord(String text) {
    return !CsvNumbers.isNumber(text)
        && !CsvNumbers.isMissing(text)
        && !CsvNumbers.hasDecimalComma(text);
  }

  /** How many columns the features come from. */
  int featureColumns() {
    return isTarget.length - targetColumns.length;
  }

  /** Whether a column holds words. */
  boolean hasWords() {
    return !words.isEmpty();
  }

  /** The columns of the features, with the words of the lines so far; those of later ones too. */
  Columns columns() {
    if (columns == null) {
      use(found());
    }
    return columns;
  }

  private Columns found() {
    List<Columns.Column> list = new ArrayList<>();
    for (int column = 0; column < isTarget.length; column++) {
      if (!isTarget[column]) {
        Set<String> known = words.getOrDefault(column, Set.of());
        list.add(new Columns.Column(names.get(column), List.copyOf(known)));
      }
    }
    return new Columns(list);
  }

  /** Takes features from these columns. */
  void use(Columns known) {
    columns = known;
    inputs = new float[known.features()];
  }

  /** Takes a line apart. */
  void parse(List<String> record, long line) throws IOException {
    if (record.size() != isTarget.length) {
      throw new IOException(
          "line " + line + ": " + record.size() + " fields, expected " + isTarget.length);
    }
    if (columns == null) {
      collect(record, line);
    } else {
      encode(record, line);
    }
    if (targets.length == 0) {
      label = record.get(targetColumns[0]);
      if (label.isEmpty()) {
        throw new IOException(place(line, targetColumns[0]) + "no class");
      }
    }
    for (int k = 0; k < targets.length; k++) {
      targets[k] = number(record.get(targetColumns[k]), line, targetColumns[k]);
    }
  }

  private void collect(List<String> record, long line) throws IOException {
    for (int column = 0; column < isTarget.length; column++) {
      String text = record.get(column);
      Set<String> known = words.get(column);
      if (known == null && !isTarget[column]) {
        number(text, line, column);
      } else if (known != null && (text.isEmpty() || CsvNumbers.isNumber(text))) {
        String found = text.isEmpty() ? "no value" : "'" + text + "'";
        throw new IOException(
            place(line, column) + found + ", expected a word, as in the first line of the data");
      } else if (known != null && known.add(text) && known.size() > MOST_WORDS) {
        throw new IOException(
            place(line, column) + "more than " + MOST_WORDS + " words, expected fewer or numbers");
      }
    }
  }

  private void encode(List<String> record, long line) throws IOException {
    int at = 0;
    int feature = 0;
    for (int column = 0; column < isTarget.length; column++) {
      if (!isTarget[column]) {
        try {
          at = columns.columns().get(feature++).encode(record.get(column), inputs, at);
        } catch (IllegalArgumentException e) {
          throw new IOException(place(line, column) + e.getMessage(), e);
        }
      }
    }
  }

  private String place(long line, int column) {
    return place(line, column, names.get(column));
  }

  /** How a message starts that is about a field. */
  static String place(long line, int column, String name) {
    return "line " + line + ", " + Columns.place(column, name);
  }

  private float number(String text, long line, int column) throws IOException {
    try {
      return CsvNumbers.finite(text);
    } catch (IllegalArgumentException e) {
      throw new IOException(place(line, column) + e.getMessage(), e);
    }
  }

  /** The features of the last line, overwritten by the next. */
  float[] inputs() {
    return inputs;
  }

  /** The target values of the last line, overwritten by the next; none in a classification. */
  float[] targets() {
    return targets;
  }

  /** The class of the last line, in a classification. */
  String label() {
    return label;
  }
}
