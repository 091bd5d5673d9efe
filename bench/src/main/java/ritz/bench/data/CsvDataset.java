// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import ritz.nn.data.CsvReader;
import ritz.nn.data.Dataset;
import ritz.nn.data.SampleSource;
import ritz.nn.io.NpySamples;

/**
 * Reads samples from a file: text with a sample per line and an optional header, or an array with a
 * sample per row.
 */
public final class CsvDataset {
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
    return TrainingData.isNpy(file.toString())
        ? NpySamples.inferredFrom(file).read()
        : CsvReader.inferredFrom(file).read(file);
  }

  /**
   * Makes a source of a file that need not fit in memory.
   *
   * @param file the file
   * @param label the name of the column with the class, or null
   * @param targets the names of the columns with the targets, or null; without label and targets
   *     the last column tells, as for {@link #byLastColumn}
   * @return its samples
   * @throws IOException if the file cannot be read, is damaged or has no such columns
   */
  public static SampleSource stream(Path file, String label, List<String> targets)
      throws IOException {
    if (label != null) {
      return CsvReader.classification().withTargets(label).stream(file);
    } else if (targets != null) {
      return CsvReader.regression().withTargets(targets.toArray(String[]::new)).stream(file);
    }
    return TrainingData.isNpy(file.toString())
        ? NpySamples.inferredFrom(file)
        : CsvReader.inferredFrom(file).stream(file);
  }
}
