// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads labeled images in the IDX format of the MNIST files, plain or gzip-compressed. Pixels are
 * the features, as numbers from 0 to 255, row after row.
 */
public final class IdxReader {
  private IdxReader() {}

  /**
   * Reads a folder with the four usual files: {@code train-images-idx3-ubyte}, {@code
   * train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte},
   * each as it is or with {@code .gz}.
   *
   * @param folder the folder
   * @return the training data and, as test data, those named t10k
   * @throws IOException if a file is missing, cannot be read or is damaged
   */
  public static Split readFolder(Path folder) throws IOException {
    Path trainLabels = find(folder, "train-labels-idx1-ubyte");
    Path testLabels = find(folder, "t10k-labels-idx1-ubyte");
    int[] train = readLabels(trainLabels);
    int[] test = readLabels(testLabels);
    int classes = Math.max(classes(train), classes(test));
    return new Split(
        join(find(folder, "train-images-idx3-ubyte"), trainLabels, train, classes),
        join(find(folder, "t10k-images-idx3-ubyte"), testLabels, test, classes));
  }

  /**
   * Reads images with their labels. There are as many classes as the largest label says.
   *
   * @param imageFile the images, unsigned bytes of two or more dimensions, the first for the images
   * @param labelFile their labels, unsigned bytes of one dimension
   * @return the data set
   * @throws IOException if a file cannot be read or is damaged, or the two do not belong together
   */
  public static Dataset read(Path imageFile, Path labelFile) throws IOException {
    int[] labels = readLabels(labelFile);
    return join(imageFile, labelFile, labels, classes(labels));
  }

  /**
   * Makes a source of images that need not fit in memory. The labels are read once here, to find
   * the classes.
   *
   * @param imageFile the images, as for {@link #read}
   * @param labelFile their labels, as for {@link #read}
   * @return the samples, in the order of the files
   * @throws IOException if a file cannot be read or is damaged, or the two do not belong together
   */
  public static SampleSource stream(Path imageFile, Path labelFile) throws IOException {
    return IdxSource.of(imageFile, labelFile, 1);
  }

  /**
   * Makes a source of the training images of a folder that need not fit in memory; the test images
   * are read into it.
   *
   * @param folder the folder, as for {@link #readFolder}
   * @return the two parts
   * @throws IOException if a file is missing, cannot be read or is damaged
   */
  public static StreamSplit streamFolder(Path folder) throws IOException {
    Path testLabels = find(folder, "t10k-labels-idx1-ubyte");
    int[] test = readLabels(testLabels);
    IdxSource train =
        IdxSource.of(
            find(folder, "train-images-idx3-ubyte"),
            find(folder, "train-labels-idx1-ubyte"),
            classes(test));
    Path testImages = find(folder, "t10k-images-idx3-ubyte");
    return new StreamSplit(train, join(testImages, testLabels, test, train.outputs()));
  }

  private static Path find(Path folder, String name) throws IOException {
    for (String candidate : List.of(name, name + ".gz")) {
      Path file = folder.resolve(candidate);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new IOException(folder + ": no file " + name + " or " + name + ".gz");
  }

  private static int classes(int[] labels) {
    int largest = 0;
    for (int label : labels) {
      largest = Math.max(largest, label);
    }
    return largest + 1;
  }

  private static int[] readLabels(Path file) throws IOException {
    try (IdxStream stream = IdxStream.labels(file)) {
      float[] values = new float[stream.requireArray()];
      stream.read(values);
      stream.requireEnd();
      int[] labels = new int[values.length];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = (int) values[i];
      }
      return labels;
    }
  }

  private static Dataset join(Path imageFile, Path labelFile, int[] labels, int classes)
      throws IOException {
    try (IdxStream stream = IdxStream.images(imageFile)) {
      stream.requireItems(labels.length, labelFile);
      float[] values = new float[stream.requireArray()];
      stream.read(values);
      stream.requireEnd();
      return Dataset.classification(stream.perItem(), values, labels, classes);
    }
  }
}
