// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import ritz.kernels.Matrix;

/**
 * Reads a real NPY file that need not fit into memory, some columns at a time.
 *
 * <p>Of a file in Fortran order the columns lie together and it is read once from beginning to end.
 * Of a file in C order a block of columns is a piece of every row: it is read whole for every
 * block, so save large files in Fortran order ({@code numpy.asfortranarray}).
 */
public final class NpyColumns implements Closeable {
  private static final int BUFFER_LENGTH = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final NpyHeader header;
  private final NpyEntries.Decoder decoder;
  private final long start;
  private final int blockColumns;
  private final ByteBuffer buffer;
  private int next;

  /**
   * Opens a file.
   *
   * @param file the file
   * @param most how many numbers a block holds at most, but for a single column
   * @throws IOException if the file cannot be read, is damaged or holds complex numbers
   */
  public NpyColumns(Path file, int most) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      this.header = NpyHeader.read(channel, file);
      if (header.isComplex()) {
        throw new IOException(file + ": complex numbers, expected real ones");
      }
      this.start = channel.position();
      NpyEntries.requireLength(channel.size() - start, header, file);
      this.decoder = NpyEntries.decoder(header, file);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    this.blockColumns = Math.max(1, most / Math.max(1, header.rows()));
    this.buffer = ByteBuffer.allocate(BUFFER_LENGTH).order(header.byteOrder());
  }

  /**
   * The length of a column.
   *
   * @return the number of rows
   */
  public int rows() {
    return header.rows();
  }

  /**
   * The next columns.
   *
   * @return a new matrix; without columns after the last one
   * @throws IOException if the file cannot be read or a number is not finite
   */
  public Matrix next() throws IOException {
    int count = Math.min(blockColumns, header.columns() - next);
    Matrix block = new Matrix(header.rows(), count);
    if (header.fortranOrder()) {
      read((long) next * header.rows(), block.data(), 0, 1, header.rows() * count);
    } else {
      for (int i = 0; i < header.rows() && count > 0; i++) {
        read((long) i * header.columns() + next, block.data(), i, header.rows(), count);
      }
    }
    for (int j = 0; j < count; j++) {
      for (int i = 0; i < header.rows(); i++) {
        if (!Double.isFinite(block.get(i, j))) {
          throw new IOException(
              file
                  + ": entry ("
                  + i
                  + ", "
                  + (next + j)
                  + ") is "
                  + block.get(i, j)
                  + ", expected a finite number");
        }
      }
    }
    next += count;
    return block;
  }

  /** Reads entries that lie together in the file to places that are a stride apart. */
  private void read(long entry, double[] to, int first, int stride, int count) throws IOException {
    int width = header.entryBytes();
    long position = start + entry * width;
    int done = 0;
    while (done < count) {
      int some = Math.min(count - done, buffer.capacity() / width);
      buffer.clear().limit(some * width);
      while (buffer.hasRemaining()) {
        int got = channel.read(buffer, position);
        if (got < 0) {
          throw new EOFException(file + ": ends early");
        }
        position += got;
      }
      buffer.flip();
      for (int k = 0; k < some; k++) {
        to[first + (done + k) * stride] = decoder.next(buffer);
      }
      done += some;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
