// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import ritz.nn.data.Dataset;
import ritz.nn.data.IdxReader;
import ritz.nn.data.Scaling;
import ritz.nn.data.Split;

/**
 * Data to learn from, and data held out to test what was learned.
 *
 * @param name what the data are called
 * @param train the part to learn from
 * @param test the part held out; same features and outputs
 * @param scaling what brings the features to the order of 1
 */
public record TrainingData(String name, Dataset train, Dataset test, Scaling scaling) {
  private static final double DIGITS_WHITE = 16;
  private static final double BYTE_WHITE = 255;
  private static final double TRAIN_FRACTION = 2.0 / 3;

  /**
   * Loads data: {@code digits}, which come with the program; a folder with the four IDX files of
   * MNIST or its kin, plain or gzip-compressed; or a file of samples. Data that do not bring a test
   * set of their own are split at random, a third of each class held out. Images are scaled to gray
   * values from 0 to 1, the columns of a file to mean 0 and variance 1.
   *
   * @param source the name, the folder or the file
   * @param file reads a file
   * @param seed the seed of the split
   * @return the data
   * @throws IOException if there are no such data, they cannot be read or are damaged
   */
  public static TrainingData load(String source, Reader file, long seed) throws IOException {
    if (source.equals("digits")) {
      Split split = split(source, Digits.read(), seed);
      return new TrainingData(source, split.train(), split.test(), gray(split, DIGITS_WHITE));
    }
    Path path = Path.of(source);
    if (Files.isDirectory(path)) {
      Split split = IdxReader.readFolder(path);
      return new TrainingData(source, split.train(), split.test(), gray(split, BYTE_WHITE));
    }
    requireFile(source);
    Split split = split(source, file.read(path), seed);
    Scaling scaling = Scaling.standardize(split.train());
    return new TrainingData(source, split.train(), split.test(), scaling);
  }

  /**
   * Whether a source is a file of text with a sample per line, by its name.
   *
   * @param source a name, a folder or a file
   * @return true if it ends in {@code .csv}, {@code .tsv} or one of them and {@code .gz}, in either
   *     case
   */
  public static boolean isCsv(String source) {
    return source.toLowerCase(Locale.ROOT).matches("(?s).*\\.[ct]sv(\\.gz)?");
  }

  /** Whether a source is an array with a sample per row, by its name. */
  static boolean isNpy(String source) {
    return source.toLowerCase(Locale.ROOT).endsWith(".npy");
  }

  /**
   * Whether a source is a file of samples, by its name.
   *
   * @param source a name, a folder or a file
   * @return true for text and for arrays
   */
  public static boolean isFile(String source) {
    return isCsv(source) || isNpy(source);
  }

  static void requireFile(String source) throws IOException {
    if (!isFile(source)) {
      throw new IOException(
          source + ": expected 'digits', a folder or a file that ends in .csv, .tsv or .npy");
    }
  }

  /** The scaling of images. */
  static Scaling gray(int pixels) {
    return Scaling.uniform(pixels, 0, 1 / BYTE_WHITE);
  }

  private static Scaling gray(Split split, double white) {
    return Scaling.uniform(split.train().features(), 0, 1 / white);
  }

  private static Split split(String name, Dataset data, long seed) throws IOException {
    try {
      return data.split(TRAIN_FRACTION, seed);
    } catch (IllegalArgumentException e) {
      throw new IOException(name + ": too few samples to hold a third out: " + data.size(), e);
    }
  }

  /** Reads a data set from a file. */
  public interface Reader {
    /**
     * Reads the file.
     *
     * @param file the file
     * @return the data set
     * @throws IOException if the file cannot be read or is damaged
     */
    Dataset read(Path file) throws IOException;
  }
}
