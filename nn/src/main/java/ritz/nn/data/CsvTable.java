// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Collects the lines of a text file into a data set. */
final class CsvTable {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][+-]?\\d++)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");

  private final int[] targetColumns;
  private final boolean[] isTarget;
  private final boolean classification;
  private final FloatList inputs = new FloatList();
  private final FloatList targets = new FloatList();
  private final List<String> labels = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();

  CsvTable(int[] targetColumns, int columns, boolean classification) throws IOException {
    this.targetColumns = targetColumns;
    this.classification = classification;
    this.isTarget = new boolean[columns];
    for (int column : targetColumns) {
      if (isTarget[column]) {
        throw new IOException("column " + (column + 1) + " is a target twice");
      }
      isTarget[column] = true;
    }
    if (targetColumns.length == columns) {
      throw new IOException("no columns besides the " + columns + " of the target");
    }
  }

  /** Whether a text is meant as a number, finite or not. */
  static boolean isNumber(String text) {
    return DECIMAL.matcher(text).matches() || NOT_FINITE.matcher(text).matches();
  }

  void add(List<String> record, long line) throws IOException {
    if (record.size() != isTarget.length) {
      throw new IOException(
          "line " + line + ": " + record.size() + " fields, expected " + isTarget.length);
    }
    for (int column = 0; column < isTarget.length; column++) {
      if (!isTarget[column]) {
        append(inputs, record.get(column), line, column);
      }
    }
    for (int column : targetColumns) {
      String text = record.get(column);
      if (!classification) {
        append(targets, text, line, column);
      } else if (text.isEmpty()) {
        throw new IOException("line " + line + ", column " + (column + 1) + ": no class");
      } else {
        labels.add(names.computeIfAbsent(text, name -> name));
      }
    }
  }

  private static void append(FloatList list, String text, long line, int column)
      throws IOException {
    float value = DECIMAL.matcher(text).matches() ? Float.parseFloat(text) : Float.NaN;
    if (!Float.isFinite(value)) {
      throw new IOException(
          "line "
              + line
              + ", column "
              + (column + 1)
              + ": '"
              + text
              + "', expected a finite number");
    }
    if (!list.add(value)) {
      throw new IOException("line " + line + ": more numbers than an array can hold");
    }
  }

  Dataset toDataset() throws IOException {
    float[] values = inputs.toArray();
    if (values.length == 0) {
      throw new IOException("no samples");
    }
    int features = isTarget.length - targetColumns.length;
    if (!classification) {
      return Dataset.regression(features, values, targetColumns.length, targets.toArray());
    }
    List<String> classes = names.keySet().stream().sorted(order()).toList();
    Map<String, Integer> index = new HashMap<>();
    for (String name : classes) {
      index.put(name, index.size());
    }
    int[] numbers = labels.stream().mapToInt(index::get).toArray();
    return Dataset.classification(features, values, numbers, classes);
  }

  private Comparator<String> order() {
    Comparator<String> alphabet = Comparator.naturalOrder();
    boolean integers = names.keySet().stream().allMatch(name -> INTEGER.matcher(name).matches());
    return integers
        ? Comparator.<String>comparingLong(Long::parseLong).thenComparing(alphabet)
        : alphabet;
  }
}
