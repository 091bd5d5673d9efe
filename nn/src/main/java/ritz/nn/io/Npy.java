// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/**
 * NumPy's array files (NEP 1), with one or two dimensions.
 *
 * <p>Read are versions 1 to 3, either byte order, C and Fortran order, and the types float32,
 * float64, complex64, complex128, bool and the integers, which become the nearest {@code double}. A
 * one-dimensional array is a matrix of one column. Written are little-endian float32, float64 and
 * complex128. {@link NpyAppender} writes a matrix column by column.
 */
public final class Npy {
  /** The largest array, in entries, that the usual virtual machines can hold. */
  private static final int MAXIMUM_COUNT = Integer.MAX_VALUE - 8;

  private Npy() {}

  /**
   * Reads what a file says about its array.
   *
   * @param file the file
   * @return its header
   * @throws IOException if it cannot be read or is not an NPY file of one or two dimensions
   */
  public static NpyHeader header(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return NpyHeader.read(channel, file);
    }
  }

  /**
   * Reads real numbers.
   *
   * @param file the file
   * @return a new matrix
   * @throws IOException if the file cannot be read, is damaged, is too large for an array or holds
   *     complex numbers
   */
  public static Matrix read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      NpyHeader header = realHeader(channel, file);
      return matrix(header, new NpyEntries(channel, rest(channel), header, file));
    }
  }

  /** Reads a matrix from a channel that has so many bytes; the name is for messages. */
  static Matrix read(ReadableByteChannel channel, long length, Object name) throws IOException {
    CountingChannel counting = new CountingChannel(channel);
    NpyHeader header = realHeader(counting, name);
    long rest = length - counting.count();
    return matrix(header, new NpyEntries(counting, rest, header, name));
  }

  private static Matrix matrix(NpyHeader header, NpyEntries entries) throws IOException {
    Matrix result = new Matrix(header.rows(), header.columns());
    double[] data = result.data();
    for (int k = 0; k < data.length; k++) {
      data[target(header, k)] = entries.next();
    }
    return result;
  }

  private static long rest(FileChannel channel) throws IOException {
    return channel.size() - channel.position();
  }

  /**
   * Reads real numbers in single precision.
   *
   * @param file the file; {@link #header} tells the shape
   * @return the entries, column after column
   * @throws IOException if the file cannot be read, is damaged, is too large for an array or holds
   *     complex numbers
   */
  public static float[] readFloats(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      NpyHeader header = realHeader(channel, file);
      NpyEntries entries = new NpyEntries(channel, rest(channel), header, file);
      float[] data = new float[header.rows() * header.columns()];
      for (int k = 0; k < data.length; k++) {
        data[target(header, k)] = (float) entries.next();
      }
      return data;
    }
  }

  /**
   * Reads complex numbers; real ones get zero imaginary parts.
   *
   * @param file the file
   * @return a new matrix
   * @throws IOException if the file cannot be read, is damaged or is too large for an array
   */
  public static ComplexMatrix readComplex(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      NpyHeader header = boundedHeader(channel, file);
      NpyEntries entries = new NpyEntries(channel, rest(channel), header, file);
      ComplexMatrix result = new ComplexMatrix(header.rows(), header.columns());
      double[] real = result.real().data();
      double[] imaginary = result.imaginary().data();
      for (int k = 0; k < real.length; k++) {
        int at = target(header, k);
        real[at] = entries.next();
        imaginary[at] = header.isComplex() ? entries.next() : 0;
      }
      return result;
    }
  }

  private static NpyHeader realHeader(ReadableByteChannel channel, Object file) throws IOException {
    NpyHeader header = boundedHeader(channel, file);
    if (header.isComplex()) {
      throw new IOException(file + ": complex numbers, expected real ones");
    }
    return header;
  }

  private static NpyHeader boundedHeader(ReadableByteChannel channel, Object file)
      throws IOException {
    NpyHeader header = NpyHeader.read(channel, file);
    if (header.count() > MAXIMUM_COUNT) {
      throw new IOException(file + ": " + header.count() + " entries exceed an array");
    }
    return header;
  }

  /** Where the k-th entry of the file belongs in column-major order. */
  private static int target(NpyHeader header, int k) {
    return header.fortranOrder() ? k : k / header.columns() + k % header.columns() * header.rows();
  }

  /**
   * Writes a matrix as float64 in Fortran order.
   *
   * @param file the file, replaced if it is there
   * @param matrix the matrix
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, Matrix matrix) throws IOException {
    write(file, header(matrix), output -> writeEntries(output, matrix));
  }

  /** Writes a matrix to a channel. */
  static void write(WritableByteChannel channel, Matrix matrix) throws IOException {
    LittleEndianOutput output = new LittleEndianOutput(channel);
    output.writeBytes(header(matrix).toBytes());
    writeEntries(output, matrix);
    output.flush();
  }

  private static NpyHeader header(Matrix matrix) {
    return new NpyHeader("<f8", true, 2, matrix.rows(), matrix.columns());
  }

  private static void writeEntries(LittleEndianOutput output, Matrix matrix) throws IOException {
    for (int j = 0; j < matrix.columns(); j++) {
      for (int i = 0; i < matrix.rows(); i++) {
        output.writeDouble(matrix.get(i, j));
      }
    }
  }

  /**
   * Writes a complex matrix as complex128 in Fortran order.
   *
   * @param file the file, replaced if it is there
   * @param matrix the matrix
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, ComplexMatrix matrix) throws IOException {
    NpyHeader header = new NpyHeader("<c16", true, 2, matrix.rows(), matrix.columns());
    write(
        file,
        header,
        output -> {
          for (int j = 0; j < matrix.columns(); j++) {
            for (int i = 0; i < matrix.rows(); i++) {
              output.writeDouble(matrix.real().get(i, j));
              output.writeDouble(matrix.imaginary().get(i, j));
            }
          }
        });
  }

  /**
   * Writes a one-dimensional array of float64.
   *
   * @param file the file, replaced if it is there
   * @param values the entries
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, double[] values) throws IOException {
    NpyHeader header = new NpyHeader("<f8", true, 1, values.length, 1);
    write(
        file,
        header,
        output -> {
          for (double value : values) {
            output.writeDouble(value);
          }
        });
  }

  /**
   * Writes a one-dimensional array of float32.
   *
   * @param file the file, replaced if it is there
   * @param values the entries
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, float[] values) throws IOException {
    NpyHeader header = new NpyHeader("<f4", true, 1, values.length, 1);
    write(file, header, output -> output.writeFloats(values, 0, values.length));
  }

  /** Writes the entries of an array. */
  private interface Entries {
    void writeTo(LittleEndianOutput output) throws IOException;
  }

  private static void write(Path file, NpyHeader header, Entries entries) throws IOException {
    try (AsideFile aside = new AsideFile(file)) {
      LittleEndianOutput output = new LittleEndianOutput(aside);
      output.writeBytes(header.toBytes());
      entries.writeTo(output);
      output.flush();
      aside.commit();
    }
  }
}
