// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an NPY file says about its array.
 *
 * @param type the type of the entries as NumPy writes it, for example {@code "<f8"}
 * @param fortranOrder whether columns are contiguous rather than rows
 * @param dimensions 1 or 2
 * @param rows the length of a one-dimensional array, or the first size of a two-dimensional one
 * @param columns 1 for a one-dimensional array, or the second size
 */
public record NpyHeader(String type, boolean fortranOrder, int dimensions, int rows, int columns) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAXIMUM_LENGTH = 1 << 16;
  private static final int LENGTH_WRITTEN = 128;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");

  /**
   * Whether the entries are complex numbers.
   *
   * @return true for complex64 and complex128
   */
  public boolean isComplex() {
    return type.charAt(1) == 'c';
  }

  /** The byte order of the entries. */
  ByteOrder byteOrder() {
    return type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** The kind and size of the entries without their byte order, for example {@code "f8"}. */
  String kind() {
    return type.substring(1);
  }

  /** The bytes of an entry. */
  int entryBytes() {
    return Integer.parseInt(type, 2, type.length(), 10);
  }

  /** The number of entries. */
  long count() {
    return (long) rows * columns;
  }

  /** Reads a header and leaves the channel at the first entry. */
  static NpyHeader read(ReadableByteChannel channel, Object file) throws IOException {
    ByteBuffer start = readFully(channel, 10, file);
    byte[] magic = new byte[MAGIC.length];
    start.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new IOException(file + ": not an NPY file");
    }
    int version = start.get();
    start.get();
    int length;
    if (version == 1) {
      length = Short.toUnsignedInt(start.getShort());
    } else if (version == 2 || version == 3) {
      int low = Short.toUnsignedInt(start.getShort());
      int high = Short.toUnsignedInt(readFully(channel, 2, file).getShort());
      length = high > 0 ? Integer.MAX_VALUE : low;
    } else {
      throw new IOException(file + ": NPY version " + version + ", expected 1, 2 or 3");
    }
    if (length > MAXIMUM_LENGTH) {
      throw new IOException(file + ": the header is longer than " + MAXIMUM_LENGTH + " bytes");
    }
    byte[] text = readFully(channel, length, file).array();
    return parse(new String(text, StandardCharsets.UTF_8), file);
  }

  private static ByteBuffer readFully(ReadableByteChannel channel, int length, Object file)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException(file + ": ends within the header");
      }
    }
    return bytes.flip();
  }

  private static NpyHeader parse(String text, Object file) throws IOException {
    String type = find(TYPE, text, "type", file);
    if (!type.matches("[<>|][a-z][0-9]{1,2}")) {
      throw new IOException(file + ": entries of type '" + type + "' are not supported");
    }
    boolean fortranOrder = find(ORDER, text, "order", file).equals("True");
    String shape = find(SHAPE, text, "shape", file).strip();
    String[] sizes = shape.isEmpty() ? new String[0] : shape.split(",");
    if (sizes.length != 1 && sizes.length != 2) {
      throw new IOException(
          file + ": an array of " + sizes.length + " dimensions, expected 1 or 2");
    }
    int rows = size(sizes[0], file);
    int columns = sizes.length == 1 ? 1 : size(sizes[1], file);
    return new NpyHeader(type, fortranOrder, sizes.length, rows, columns);
  }

  private static String find(Pattern pattern, String text, String what, Object file)
      throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException(file + ": the header gives no " + what + " that could be read");
    }
    return matcher.group(1);
  }

  private static int size(String digits, Object file) throws IOException {
    try {
      return Integer.parseInt(digits.strip());
    } catch (NumberFormatException e) {
      throw new IOException(file + ": size '" + digits + "' is out of range", e);
    }
  }

  /**
   * The bytes of the header, version 1, padded with spaces to a multiple of 64 in which any sizes
   * fit, so that it keeps its length while columns are appended.
   */
  byte[] toBytes() {
    String shape = dimensions == 1 ? "(" + rows + ",)" : "(" + rows + ", " + columns + ")";
    String text =
        "{'descr': '"
            + type
            + "', 'fortran_order': "
            + (fortranOrder ? "True" : "False")
            + ", 'shape': "
            + shape
            + ", }";
    byte[] bytes = new byte[LENGTH_WRITTEN];
    Arrays.fill(bytes, (byte) ' ');
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) (LENGTH_WRITTEN - 10))
        .put(text.getBytes(StandardCharsets.US_ASCII));
    bytes[LENGTH_WRITTEN - 1] = '\n';
    return bytes;
  }
}
