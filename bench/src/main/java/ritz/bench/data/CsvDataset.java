// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ritz.nn.data.CsvReader;
import ritz.nn.data.Dataset;

/** Reads a data set from a {@code .csv} file, a sample per line, with an optional header. */
public final class CsvDataset {
  private static final int MOST_CLASSES = 100;

  private CsvDataset() {}

  /**
   * Reads a classification.
   *
   * @param file the file
   * @param label the name of the column with the class, as the header has it
   * @return the data set
   * @throws IOException if the file cannot be read, is damaged or has no such column
   */
  public static Dataset classification(Path file, String label) throws IOException {
    return CsvReader.classification().withTargets(label).read(file);
  }

  /**
   * Reads a regression.
   *
   * @param file the file
   * @param targets the names of the columns with the targets, as the header has them
   * @return the data set
   * @throws IOException if the file cannot be read, is damaged or has no such columns
   */
  public static Dataset regression(Path file, List<String> targets) throws IOException {
    return CsvReader.regression().withTargets(targets.toArray(String[]::new)).read(file);
  }

  /**
   * Reads a data set whose last column is the class or the target. It is a classification if the
   * column holds words, or whole numbers of at most 100 kinds each of which comes twice on average.
   *
   * @param file the file
   * @return the data set
   * @throws IOException if the file cannot be read or is damaged
   */
  public static Dataset byLastColumn(Path file) throws IOException {
    return lastColumnHasClasses(file)
        ? CsvReader.classification().read(file)
        : CsvReader.regression().read(file);
  }

  private static boolean lastColumnHasClasses(Path file) throws IOException {
    try (CsvRows rows = CsvRows.open(file)) {
      int last = rows.width() - 1;
      Set<Double> kinds = new HashSet<>();
      int count = 0;
      while (rows.advance()) {
        if (!CsvRows.isNumber(rows.text(last))) {
          return true;
        }
        double value = rows.number(last);
        kinds.add(value);
        count++;
        if (value != Math.rint(value) || kinds.size() > MOST_CLASSES) {
          return false;
        }
      }
      return 2 * kinds.size() <= count;
    }
  }
}
