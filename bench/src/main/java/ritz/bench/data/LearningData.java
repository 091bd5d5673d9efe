// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import ritz.nn.data.Dataset;
import ritz.nn.data.IdxReader;
import ritz.nn.data.SampleSource;
import ritz.nn.data.Scaling;
import ritz.nn.data.StreamSplit;

/**
 * Samples to learn from, wherever they are, and data in memory to test what was learned.
 *
 * @param name what the data are called
 * @param train the samples to learn from
 * @param test the part held out; same features and outputs
 * @param scaling what brings the features to the order of 1
 */
public record LearningData(String name, Samples train, Dataset test, Scaling scaling) {
  private static final int MOST_HELD_OUT = 10_000;

  /**
   * Data in memory.
   *
   * @param data the data
   * @return the same
   * @throws IOException if there is one class alone
   */
  public static LearningData of(TrainingData data) throws IOException {
    return checked(
        new LearningData(
            data.name(), new Samples.Loaded(data.train()), data.test(), data.scaling()));
  }

  /**
   * Data that need not fit in memory: a folder with IDX files, which has a test set of its own, or
   * the samples of a file, of which a third is held out, but at most 10 000.
   *
   * @param source the folder or the file
   * @param file makes a source of a file
   * @param seed the seed of the split
   * @return the data
   * @throws IOException if they cannot be read or are damaged
   */
  public static LearningData stream(String source, Opener file, long seed) throws IOException {
    Path path = Path.of(source);
    if (Files.isDirectory(path)) {
      StreamSplit split = IdxReader.streamFolder(path);
      Scaling gray = TrainingData.gray(split.train().features());
      return checked(
          new LearningData(source, new Samples.Streamed(split.train()), split.test(), gray));
    }
    TrainingData.requireFile(source);
    SampleSource all = file.open(path);
    int heldOut = (int) Math.min(MOST_HELD_OUT, all.size() / 3);
    if (heldOut == 0) {
      throw new IOException(source + ": too few samples to hold a third out: " + all.size());
    }
    StreamSplit split = StreamSplit.of(all, heldOut, seed);
    return checked(
        new LearningData(
            source,
            new Samples.Streamed(split.train()),
            split.test(),
            Scaling.standardize(split.train())));
  }

  /**
   * Samples that are the points of a uniform grid, row after row: every second row is held out, so
   * that the others are a uniform grid too. In two dimensions both parts have the same number of
   * rows; of an odd number the last is left out.
   *
   * @param name what the data are called
   * @param points the points
   * @param columns the points of a row, at least 1; 1 for a grid in one dimension
   * @return the data
   * @throws IOException if there are fewer than four rows or the last is not whole
   */
  public static LearningData onGrid(String name, Dataset points, int columns) throws IOException {
    if (points.size() % columns != 0) {
      throw new IOException(
          name + ": " + points.size() + " samples, no grid with " + columns + " columns");
    }
    if (points.size() / columns < 4) {
      throw new IOException(
          name + ": " + points.size() / columns + " points or rows, a grid takes at least 4");
    }
    int rows = points.size() / columns;
    int size = columns == 1 ? rows : (rows - rows % 2) * columns;
    Dataset train = points.subset(everySecondRow(0, size, columns));
    Dataset test = points.subset(everySecondRow(1, size, columns));
    return new LearningData(name, new Samples.Loaded(train), test, Scaling.standardize(train));
  }

  private static int[] everySecondRow(int first, int size, int columns) {
    return IntStream.range(0, size).filter(i -> i / columns % 2 == first).toArray();
  }

  private static LearningData checked(LearningData data) throws IOException {
    if (data.train.classes().size() == 1) {
      throw new IOException(
          data.name + ": one class alone, '" + data.train.classes().get(0) + "', expected several");
    }
    return data;
  }

  /** Makes a source of a file. */
  public interface Opener {
    /**
     * Makes the source.
     *
     * @param file the file
     * @return its samples
     * @throws IOException if the file cannot be read or is damaged
     */
    SampleSource open(Path file) throws IOException;
  }
}
