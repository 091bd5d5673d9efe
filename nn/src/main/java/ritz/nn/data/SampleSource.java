// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.IOException;
import java.util.List;

/**
 * Samples that are read one after the other, as often as wanted, from where they need not fit in
 * memory. The size and the classes are known beforehand. Its text names where the samples come
 * from. Thread-safe; each cursor belongs to one thread.
 */
public interface SampleSource {
  /**
   * The number of samples.
   *
   * @return at least 1
   */
  long size();

  /**
   * The number of features.
   *
   * @return at least 1
   */
  int features();

  /**
   * The number of classes or of target values.
   *
   * @return at least 1
   */
  int outputs();

  /**
   * The names of the classes.
   *
   * @return a name for each class; none for a regression
   */
  List<String> classes();

  /**
   * The columns that the features come from.
   *
   * @return columns of numbers without names, unless the source knows more
   */
  default Columns columns() {
    return Columns.numbers(features());
  }

  /**
   * Whether each sample has a class rather than target values.
   *
   * @return true for a classification
   */
  default boolean isClassification() {
    return !classes().isEmpty();
  }

  /**
   * Starts to read.
   *
   * @return a cursor before the first sample
   * @throws IOException if the samples cannot be read
   */
  SampleCursor open() throws IOException;

  /**
   * Reads all samples into memory.
   *
   * @return the data set
   * @throws IOException if the samples cannot be read, are damaged, or exceed an array
   */
  default Dataset read() throws IOException {
    return SampleCollector.collect(this);
  }
}
