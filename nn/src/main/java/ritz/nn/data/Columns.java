// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/**
 * The columns of a table that features come from. A column of numbers is one feature; a column of
 * words has a feature for each of its words, 1 where the field holds that word and else 0.
 * Immutable and thread-safe.
 *
 * @param columns the columns in the order of their features, at least one
 */
public record Columns(List<Column> columns) {
  /**
   * Checks the columns.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Columns {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("columns: none, expected at least one");
    }
  }

  /**
   * Columns of numbers, without names.
   *
   * @param count how many, at least 1
   * @return the columns
   * @throws IllegalArgumentException if there are none
   */
  public static Columns numbers(int count) {
    return new Columns(Collections.nCopies(count, new Column("", List.of())));
  }

  /**
   * The number of features.
   *
   * @return at least the number of columns
   */
  public int features() {
    return columns.stream().mapToInt(Column::features).sum();
  }

  /**
   * Whether a column holds words.
   *
   * @return false if each column is one feature
   */
  public boolean hasWords() {
    return columns.stream().anyMatch(Column::hasWords);
  }

  /**
   * The features of one sample.
   *
   * @param fields the text of each column, without surrounding blanks
   * @return the features
   * @throws IllegalArgumentException if there are not as many fields as columns, or one is no
   *     finite number or none of the words of its column
   */
  public float[] encode(List<String> fields) {
    if (fields.size() != columns.size()) {
      throw new IllegalArgumentException(
          "fields: " + fields.size() + ", expected " + columns.size());
    }
    float[] features = new float[features()];
    int at = 0;
    for (int k = 0; k < fields.size(); k++) {
      Column column = columns.get(k);
      try {
        at = column.encode(fields.get(k), features, at);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(place(k, column.name()) + e.getMessage(), e);
      }
    }
    return features;
  }

  /**
   * The place of a name in a header.
   *
   * @throws IOException if it is not there, or twice
   */
  static int find(String name, List<String> header) throws IOException {
    int place = header.indexOf(name);
    if (place < 0) {
      throw new IOException("no column '" + name + "' among " + header);
    }
    if (header.lastIndexOf(name) > place) {
      throw new IOException("column '" + name + "' comes twice among " + header);
    }
    return place;
  }

  /** How a message starts that is about a column, counted from 0. */
  static String place(int column, String name) {
    return "column " + (column + 1) + (name.isEmpty() ? "" : " '" + name + "'") + ": ";
  }

  /**
   * One column.
   *
   * @param name its name, empty if it has none
   * @param words the words that it may hold, all different; none for a column of numbers
   */
  public record Column(String name, List<String> words) {
    /**
     * Checks the words.
     *
     * @throws IllegalArgumentException if a word is empty or comes twice
     */
    public Column {
      words = List.copyOf(words);
      if (words.contains("") || new HashSet<>(words).size() < words.size()) {
        throw new IllegalArgumentException(
            "words of column '" + name + "': one is empty or comes twice");
      }
    }

    /**
     * Whether the column holds words.
     *
     * @return false for numbers
     */
    public boolean hasWords() {
      return !words.isEmpty();
    }

    /**
     * The number of features.
     *
     * @return the number of words, 1 for numbers
     */
    public int features() {
      return hasWords() ? words.size() : 1;
    }

    /** Whether a field is meant for such a column. */
    boolean fits(String field) {
      return hasWords() ? words.contains(field) : CsvNumbers.isNumber(field);
    }

    /**
     * Writes the features of a field.
     *
     * @return where the next column's features go
     * @throws IllegalArgumentException if the field does not fit; the message names no column
     */
    int encode(String field, float[] features, int at) {
      if (!hasWords()) {
        features[at] = CsvNumbers.finite(field);
        return at + 1;
      }
      int word = words.indexOf(field);
      if (word < 0) {
        throw new IllegalArgumentException(
            (field.isEmpty() ? "no value" : "'" + field + "'") + ", expected one of " + words);
      }
      for (int k = 0; k < words.size(); k++) {
        features[at + k] = k == word ? 1 : 0;
      }
      return at + words.size();
    }
  }
}
