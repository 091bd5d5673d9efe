// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the features of samples without targets. */
final class CsvFeatures {
  private final Columns columns;
  private final List<String> first;
  private final int[] places;
  private final FloatList features = new FloatList();
  private final float[] sample;

  /** For the lines of a file that starts with these fields. */
  private CsvFeatures(Columns columns, List<String> first) throws IOException {
    this.columns = columns;
    this.first = first;
    this.sample = new float[columns.features()];
    int count = columns.columns().size();
    this.places = IntStream.range(0, count).toArray();
    if (hasNames() && !first.equals(names())) {
      findPlaces();
    } else if (first.size() != count) {
      String header = hasNone() ? "" : " or a header with " + names();
      throw new IOException("line 1: " + first.size() + " fields, expected " + count + header);
    }
  }

  private void findPlaces() throws IOException {
    try {
      for (int k = 0; k < places.length; k++) {
        places[k] = Columns.find(names().get(k), first);
      }
    } catch (IOException e) {
      throw new IOException("line 1: " + e.getMessage(), e);
    }
  }

  static float[] read(Path file, Columns columns) throws IOException {
    try (CsvParser parser = CsvLines.parser(file, null)) {
      List<String> record = parser.nextRecord();
      if (record == null) {
        throw new IOException("no data");
      }
      CsvFeatures reader = new CsvFeatures(columns, record);
      if (reader.startsWithHeader()) {
        record = parser.nextRecord();
      }
      if (record == null) {
        throw new IOException("no samples");
      }
      for (; record != null; record = parser.nextRecord()) {
        reader.add(record, parser.recordLine());
      }
      return reader.features.toArray();
    } catch (IOException e) {
      throw Sources.named(file, e);
    }
  }

  private List<String> names() {
    return columns.columns().stream().map(Columns.Column::name).toList();
  }

  /** Whether the columns have no names; a single one without is found by that. */
  private boolean hasNone() {
    return names().stream().allMatch(String::isEmpty);
  }

  /** Whether the first line has all names, or some of them and nothing that is a value. */
  private boolean hasNames() {
    if (hasNone()) {
      return false;
    }
    return first.containsAll(names())
        || (names().stream().anyMatch(first::contains)
            && first.stream().noneMatch(CsvNumbers::isNumber));
  }

  /** Whether the first line has the names, or nothing in it is what its column holds. */
  private boolean startsWithHeader() {
    return hasNames()
        || IntStream.range(0, places.length)
            .noneMatch(k -> columns.columns().get(k).fits(first.get(k)));
  }

  private void add(List<String> record, long line) throws IOException {
    if (record.size() != first.size()) {
      throw new IOException(
          "line " + line + ": " + record.size() + " fields, expected " + first.size());
    }
    int at = 0;
    for (int k = 0; k < places.length; k++) {
      Columns.Column column = columns.columns().get(k);
      try {
        at = column.encode(record.get(places[k]), sample, at);
      } catch (IllegalArgumentException e) {
        throw new IOException(CsvRow.place(line, places[k], column.name()) + e.getMessage(), e);
      }
    }
    features.addAll(sample);
  }
}
