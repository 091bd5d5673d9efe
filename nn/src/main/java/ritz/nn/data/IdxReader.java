// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads labeled images in the IDX format of the MNIST files, plain or gzip-compressed. Pixels are
 * the features, as numbers from 0 to 255, row after row.
 */
public final class IdxReader {
  private static final int UNSIGNED_BYTES = 0x08;
  private static final int CHUNK = 1 << 16;

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
    Idx labels = readIdx(file);
    if (labels.sizes.length != 1) {
      throw new IOException(
          file + ": " + labels.sizes.length + " dimensions, expected 1 for labels");
    }
    int[] result = new int[labels.values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (int) labels.values[i];
    }
    return result;
  }

  private static Dataset join(Path imageFile, Path labelFile, int[] labels, int classes)
      throws IOException {
    Idx images = readIdx(imageFile);
    if (images.sizes.length < 2) {
      throw new IOException(imageFile + ": 1 dimension, expected at least 2 for images");
    }
    if (images.sizes[0] != labels.length) {
      throw new IOException(
          imageFile
              + ": "
              + images.sizes[0]
              + " images, "
              + labelFile
              + " has "
              + labels.length
              + " labels");
    }
    int pixels = images.values.length / labels.length;
    return Dataset.classification(pixels, images.values, labels, classes);
  }

  /** An array as it stands in a file; it has at least one entry. */
  private record Idx(int[] sizes, float[] values) {}

  private static Idx readIdx(Path file) throws IOException {
    try (DataInputStream stream = new DataInputStream(Sources.open(file))) {
      int magic = stream.readInt();
      int dimensions = magic & 0xff;
      if (magic >>> 8 != UNSIGNED_BYTES || dimensions == 0) {
        throw new IOException("not an IDX file of unsigned bytes");
      }
      int[] sizes = new int[dimensions];
      for (int d = 0; d < dimensions; d++) {
        sizes[d] = stream.readInt();
      }
      float[] values = new float[requireCount(sizes, file)];
      readBytes(stream, values);
      if (stream.read() >= 0) {
        throw new IOException("more bytes than the sizes in its header say");
      }
      return new Idx(sizes, values);
    } catch (EOFException e) {
      throw new IOException(file + ": shorter than the sizes in its header say", e);
    } catch (IOException e) {
      throw Sources.named(file, e);
    }
  }

  /** The number of entries, refused before memory is taken if the file cannot hold so many. */
  private static int requireCount(int[] sizes, Path file) throws IOException {
    long bytes = Files.size(file) * (Sources.isGzip(file) ? Sources.MAXIMUM_EXPANSION : 1);
    long most = Math.min(bytes, Integer.MAX_VALUE - 8);
    long count = 1;
    for (int size : sizes) {
      count *= size;
      if (size < 1 || count > most) {
        throw new IOException(
            "sizes " + Arrays.toString(sizes) + " do not fit the length of the file");
      }
    }
    return (int) count;
  }

  private static void readBytes(DataInputStream stream, float[] values) throws IOException {
    byte[] chunk = new byte[Math.min(CHUNK, values.length)];
    for (int start = 0; start < values.length; start += CHUNK) {
      int length = Math.min(CHUNK, values.length - start);
      stream.readFully(chunk, 0, length);
      for (int i = 0; i < length; i++) {
        values[start + i] = Byte.toUnsignedInt(chunk[i]);
      }
    }
  }
}
