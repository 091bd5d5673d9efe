// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An IDX file of unsigned bytes, its header read, its entries yet to come. Faults name the file.
 */
final class IdxStream implements Closeable {
  private static final int UNSIGNED_BYTES = 0x08;
  private static final int CHUNK = 1 << 16;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final Path file;
  private final DataInputStream stream;
  private final int[] sizes;
  private final byte[] chunk;
  private final long count;

  private IdxStream(Path file, DataInputStream stream) throws IOException {
    this.file = file;
    this.stream = stream;
    int magic = stream.readInt();
    int dimensions = magic & 0xff;
    if (magic >>> 8 != UNSIGNED_BYTES || dimensions == 0) {
      throw new IOException("not an IDX file of unsigned bytes");
    }
    this.sizes = new int[dimensions];
    for (int d = 0; d < dimensions; d++) {
      sizes[d] = stream.readInt();
    }
    this.count = requireCount(sizes, file);
    this.chunk = new byte[(int) Math.min(CHUNK, count)];
  }

  /** Opens a file of one dimension. */
  static IdxStream labels(Path file) throws IOException {
    IdxStream stream = open(file);
    if (stream.sizes.length != 1) {
      stream.close();
      throw new IOException(
          file + ": " + stream.sizes.length + " dimensions, expected 1 for labels");
    }
    return stream;
  }

  /** Opens a file of several dimensions, the first one for the images. */
  static IdxStream images(Path file) throws IOException {
    IdxStream stream = open(file);
    if (stream.sizes.length < 2) {
      stream.close();
      throw new IOException(file + ": 1 dimension, expected at least 2 for images");
    }
    return stream;
  }

  private static IdxStream open(Path file) throws IOException {
    DataInputStream stream = null;
    try {
      stream = new DataInputStream(Sources.open(file));
      return new IdxStream(file, stream);
    } catch (IOException e) {
      if (stream != null) {
        stream.close();
      }
      throw fault(file, e);
    }
  }

  private static IOException fault(Path file, IOException e) {
    return e instanceof EOFException
        ? new IOException(file + ": shorter than the sizes in its header say", e)
        : Sources.named(file, e);
  }

  /** The number of entries, refused if the file cannot hold so many. */
  private static long requireCount(int[] sizes, Path file) throws IOException {
    long most = Files.size(file) * (Sources.isGzip(file) ? Sources.MAXIMUM_EXPANSION : 1);
    long count = 1;
    for (int size : sizes) {
      if (size < 1 || size > most / count) {
        throw new IOException(
            "sizes " + Arrays.toString(sizes) + " do not fit the length of the file");
      }
      count *= size;
    }
    return count;
  }

  /** The number of labels or images. */
  int items() {
    return sizes[0];
  }

  /** The number of entries for each label or image. */
  int perItem() throws IOException {
    if (count / sizes[0] > LARGEST_ARRAY) {
      throw new IOException(file + ": " + count / sizes[0] + " entries in one exceed an array");
    }
    return (int) (count / sizes[0]);
  }

  void requireItems(int labels, Path labelFile) throws IOException {
    if (items() != labels) {
      throw new IOException(
          file + ": " + items() + " images, " + labelFile + " has " + labels + " labels");
    }
  }

  /** The number of entries, if an array can hold them. */
  int requireArray() throws IOException {
    if (count > LARGEST_ARRAY) {
      throw new IOException(file + ": " + count + " entries exceed an array");
    }
    return (int) count;
  }

  /** Fills an array with the next entries. */
  void read(float[] values) throws IOException {
    try {
      int length;
      for (int start = 0; start < values.length; start += length) {
        length = Math.min(chunk.length, values.length - start);
        stream.readFully(chunk, 0, length);
        for (int i = 0; i < length; i++) {
          values[start + i] = Byte.toUnsignedInt(chunk[i]);
        }
      }
    } catch (IOException e) {
      throw fault(file, e);
    }
  }

  /** Refuses bytes after the last entry. */
  void requireEnd() throws IOException {
    try {
      if (stream.read() >= 0) {
        throw new IOException("more bytes than the sizes in its header say");
      }
    } catch (IOException e) {
      throw fault(file, e);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
