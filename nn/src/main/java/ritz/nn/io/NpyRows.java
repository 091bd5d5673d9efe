// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ritz.nn.data.SampleCursor;

/**
 * Goes through the rows of an array in blocks of about a megabyte. A block of an array in C order
 * is contiguous; in Fortran order it takes a piece of each column.
 */
final class NpyRows implements SampleCursor {
  /** Whole numbers up to here are exact in single precision. */
  static final int LARGEST_CLASS = 1 << 24;

  private static final int BLOCK_BYTES = 1 << 20;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final FileChannel channel;
  private final NpyHeader header;
  private final Path file;
  private final NpyEntries.Decoder decoder;
  private final long start;
  private final int blockRows;
  private final ByteBuffer block;
  private final float[] inputs;
  private final float[] targets;
  private final boolean labeled;
  private final Map<Integer, Integer> labels = new HashMap<>();
  private int label;
  private long row = -1;
  private long firstOfBlock;
  private int rowsInBlock;

  /** Takes over a channel that stands at the first entry, unless it throws. */
  NpyRows(FileChannel channel, NpyHeader header, Path file, int targets, List<String> classes)
      throws IOException {
    this.channel = channel;
    this.header = header;
    this.file = file;
    this.start = channel.position();
    NpyEntries.requireLength(channel.size() - start, header, file);
    this.decoder = NpyEntries.decoder(header, file);
    long rowBytes = (long) header.columns() * header.entryBytes();
    if (rowBytes > LARGEST_ARRAY) {
      throw new IOException(file + ": a row of " + rowBytes + " bytes exceeds an array");
    }
    this.blockRows = (int) Math.max(1, Math.min(header.rows(), BLOCK_BYTES / rowBytes));
    this.block = ByteBuffer.allocate((int) (blockRows * rowBytes)).order(header.byteOrder());
    this.inputs = new float[header.columns() - targets];
    this.targets = new float[targets];
    this.labeled = !classes.isEmpty();
    for (String name : classes) {
      labels.put(Integer.valueOf(name), labels.size());
    }
  }

  @Override
  public boolean advance() throws IOException {
    if (row + 1 == header.rows()) {
      return false;
    }
    row++;
    if (row == firstOfBlock + rowsInBlock) {
      fill();
    }
    for (int column = 0; column < header.columns(); column++) {
      float value = entry((int) (row - firstOfBlock), column);
      if (column < inputs.length) {
        inputs[column] = value;
      } else {
        targets[column - inputs.length] = value;
      }
    }
    if (labeled) {
      Integer known = labels.get((int) targets[0]);
      if (known == null) {
        throw new IOException(
            file + ": row " + row + ": class " + targets[0] + " was not there before");
      }
      label = known;
    }
    return true;
  }

  private float entry(int rowOfBlock, int column) throws IOException {
    int index =
        header.fortranOrder()
            ? column * rowsInBlock + rowOfBlock
            : rowOfBlock * header.columns() + column;
    block.position(index * header.entryBytes());
    float value = (float) decoder.next(block);
    if (!Float.isFinite(value)) {
      throw new IOException(
          file + ": entry (" + row + ", " + column + ") is " + value + ", expected a finite float");
    }
    return value;
  }

  private void fill() throws IOException {
    firstOfBlock = row;
    rowsInBlock = (int) Math.min(blockRows, header.rows() - row);
    int width = header.entryBytes();
    block.clear();
    if (header.fortranOrder()) {
      for (int column = 0; column < header.columns(); column++) {
        long at = column * (long) header.rows() + row;
        fill(start + at * width, rowsInBlock * width);
      }
    } else {
      fill(start + row * header.columns() * width, rowsInBlock * header.columns() * width);
    }
    block.limit(block.capacity());
  }

  private void fill(long position, int length) throws IOException {
    int from = block.position();
    block.limit(from + length);
    while (block.hasRemaining()) {
      if (channel.read(block, position + block.position() - from) < 0) {
        throw new EOFException(file + ": ends within the entries");
      }
    }
  }

  @Override
  public float[] inputs() {
    return inputs;
  }

  @Override
  public int label() {
    return label;
  }

  @Override
  public float[] targets() {
    return targets;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
