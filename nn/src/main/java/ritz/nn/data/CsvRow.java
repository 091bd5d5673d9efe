// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Takes the fields of one line for features and target. */
final class CsvRow {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][+-]?\\d++)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

  private final int[] targetColumns;
  private final boolean[] isTarget;
  private final List<String> names;
  private final float[] inputs;
  private final float[] targets;
  private String label;

  CsvRow(int[] targetColumns, int columns, boolean classification, List<String> names)
      throws IOException {
    this.names = names;
    this.targetColumns = targetColumns;
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
    this.inputs = new float[columns - targetColumns.length];
    this.targets = new float[classification ? 0 : targetColumns.length];
  }

  /** Whether a text is meant as a number, finite or not. */
  static boolean isNumber(String text) {
    return DECIMAL.matcher(text).matches() || NOT_FINITE.matcher(text).matches();
  }

  /** What a number is; NaN if it is not finite. */
  static double value(String text) {
    return DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
  }

  /** Takes a line apart. */
  void parse(List<String> record, long line) throws IOException {
    if (record.size() != isTarget.length) {
      throw new IOException(
          "line " + line + ": " + record.size() + " fields, expected " + isTarget.length);
    }
    int feature = 0;
    for (int column = 0; column < isTarget.length; column++) {
      if (!isTarget[column]) {
        inputs[feature++] = number(record.get(column), line, column);
      }
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

  private String place(long line, int column) {
    String name = names.isEmpty() ? "" : " '" + names.get(column) + "'";
    return "line " + line + ", column " + (column + 1) + name + ": ";
  }

  private float number(String text, long line, int column) throws IOException {
    float value = DECIMAL.matcher(text).matches() ? Float.parseFloat(text) : Float.NaN;
    if (!Float.isFinite(value)) {
      String found = text.isEmpty() ? "no value" : "'" + text + "'";
      throw new IOException(place(line, column) + found + ", expected a finite number");
    }
    return value;
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
