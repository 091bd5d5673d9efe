// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a two-dimensional float32 array in Fortran order column by column, for example the
 * parameters of a network after every epoch. Memory for one buffer is all it takes.
 *
 * <p>The file appears under its name when the appender is closed, with all columns appended by then
 * and only those; if appending failed, it does not appear. Not thread-safe.
 */
public final class NpyAppender implements Closeable {
  private final Path file;
  private final int rows;
  private final AsideFile aside;
  private final LittleEndianOutput output;
  private int columns;
  private boolean intact;

  /**
   * Starts a file without columns.
   *
   * @param file the file, replaced on closing if it is there
   * @param rows the length of a column, at least 1
   * @throws IllegalArgumentException if the length is less than 1
   * @throws IOException if the file cannot be written
   */
  public NpyAppender(Path file, int rows) throws IOException {
    if (rows < 1) {
      throw new IllegalArgumentException("rows: " + rows + ", expected at least 1");
    }
    this.file = file;
    this.rows = rows;
    this.aside = new AsideFile(file);
    this.output = new LittleEndianOutput(aside);
    try {
      output.writeBytes(header());
    } catch (IOException e) {
      aside.close();
      throw e;
    }
    intact = true;
  }

  private byte[] header() {
    return new NpyHeader("<f4", true, 2, rows, columns).toBytes();
  }

  /**
   * Appends a column.
   *
   * @param column its entries
   * @throws IllegalArgumentException if their number is not the number of rows
   * @throws IOException if the file cannot be written, or an earlier attempt failed
   */
  public void append(float[] column) throws IOException {
    if (column.length != rows) {
      throw new IllegalArgumentException("column: " + column.length + " entries, expected " + rows);
    }
    if (!intact) {
      throw new IOException(file + ": an earlier column could not be written");
    }
    intact = false;
    output.writeFloats(column, 0, rows);
    columns = Math.addExact(columns, 1);
    intact = true;
  }

  /** Completes the header and moves the file into place. */
  @Override
  public void close() throws IOException {
    try (aside) {
      if (intact) {
        intact = false;
        output.flush();
        aside.rewind();
        output.writeBytes(header());
        aside.commit();
      }
    }
  }
}
