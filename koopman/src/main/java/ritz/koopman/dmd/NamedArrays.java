// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/**
 * Matrices by name in a file of NumPy's .npz format: a zip archive of .npy entries, here of type
 * float64 or complex128, two-dimensional, in Fortran order, little-endian. {@code numpy.load} reads
 * it; of what NumPy may write it reads the same kind only.
 */
@SuppressWarnings("ByteBufferBackingArray") // every buffer here is allocated here
final class NamedArrays {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int HEADER = 128;
  private static final int CHUNK = 1 << 13;
  private static final Pattern PARSED =
      Pattern.compile(
          "\\{'descr': '<(f8|c16)', 'fortran_order': True, 'shape': \\((\\d{1,9}), (\\d{1,9})\\), \\}\\s*");

  private final Map<String, Dense> arrays;

  /** What all names asked for begin with in the file. */
  private final String prefix;

  NamedArrays() {
    this(new LinkedHashMap<>(), "");
  }

  private NamedArrays(Map<String, Dense> arrays, String prefix) {
    this.arrays = arrays;
    this.prefix = prefix;
  }

  /** The arrays whose names begin so, by the rest of their names; a view. */
  NamedArrays under(String start) {
    return new NamedArrays(arrays, prefix + start);
  }

  NamedArrays put(String name, Dense array) {
    arrays.put(prefix + name, array);
    return this;
  }

  NamedArrays put(String name, double... row) {
    return put(name, Dense.of(Matrix.of(1, row.length, row.clone())));
  }

  boolean has(String name) {
    return arrays.containsKey(prefix + name);
  }

  /**
   * An array of a file.
   *
   * @throws IOException if there is none of that name
   */
  Dense get(Path file, String name) throws IOException {
    Dense found = arrays.get(prefix + name);
    if (found == null) {
      throw new IOException(file + ": has no array " + prefix + name);
    }
    return found;
  }

  /**
   * The entries of a real array with one row.
   *
   * @throws IOException if there is no such array
   */
  double[] row(Path file, String name) throws IOException {
    Dense found = get(file, name);
    if (!found.isReal() || found.rows() != 1) {
      throw new IOException(
          file + ": " + name + " is " + found.shape() + ", expected one real row");
    }
    return found.real().data().clone();
  }

  /** Writes a file, which replaces an old one when it is whole. */
  void write(Path file) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(aside));
          ZipOutputStream zip = new ZipOutputStream(out)) {
        zip.setLevel(Deflater.BEST_SPEED);
        for (Map.Entry<String, Dense> entry : arrays.entrySet()) {
          zip.putNextEntry(new ZipEntry(entry.getKey() + ".npy"));
          write(zip, entry.getValue());
          zip.closeEntry();
        }
      }
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static void write(OutputStream out, Dense array) throws IOException {
    String type = array.isReal() ? "<f8" : "<c16";
    StringBuilder text =
        new StringBuilder(
            String.format(
                "{'descr': '%s', 'fortran_order': True, 'shape': (%d, %d), }",
                type, array.rows(), array.columns()));
    while (text.length() < HEADER - MAGIC.length - 3) {
      text.append(' ');
    }
    text.append('\n');
    out.write(MAGIC);
    out.write(text.length() & 0xff);
    out.write(text.length() >> 8);
    out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    ByteBuffer buffer = buffer();
    ComplexMatrix parts = array.isReal() ? null : array.complex();
    for (int j = 0; j < array.columns(); j++) {
      for (int i = 0; i < array.rows(); i++) {
        buffer.putDouble(array.real().get(i, j));
        if (parts != null) {
          buffer.putDouble(parts.imaginary().get(i, j));
        }
        if (buffer.remaining() < 2 * Double.BYTES) {
          out.write(buffer.array(), 0, buffer.position());
          buffer.clear();
        }
      }
    }
    out.write(buffer.array(), 0, buffer.position());
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or is not of this format
   */
  static NamedArrays read(Path file) throws IOException {
    NamedArrays result = new NamedArrays();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName().replaceFirst("\\.npy$", "");
        String where = file + ", " + entry.getName();
        try (CheckedInputStream in =
            new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
          result.put(name, read(in, entry.getSize(), where));
          if (in.getChecksum().getValue() != entry.getCrc()) {
            throw new IOException(where + ": the checksum does not fit");
          }
        }
      }
    } catch (ZipException e) {
      throw new IOException(file + ": not an .npz file: " + e.getMessage(), e);
    }
    return result;
  }

  private static Dense read(InputStream in, long size, String where) throws IOException {
    byte[] head = new byte[HEADER];
    int found = in.readNBytes(head, 0, HEADER);
    String text =
        new String(head, MAGIC.length + 2, HEADER - MAGIC.length - 2, StandardCharsets.US_ASCII);
    Matcher matcher = PARSED.matcher(text);
    boolean magic = Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    if (found < HEADER || !magic || !matcher.matches()) {
      throw new IOException(where + ": not a two-dimensional array of float64 or complex128");
    }
    boolean complex = matcher.group(1).equals("c16");
    int rows = Integer.parseInt(matcher.group(2));
    int columns = Integer.parseInt(matcher.group(3));
    long bytes = (long) rows * columns * (complex ? 2 : 1) * Double.BYTES;
    if (size != HEADER + bytes) {
      throw new IOException(
          where
              + ": "
              + size
              + " bytes for "
              + rows
              + " x "
              + columns
              + " entries, expected "
              + (HEADER + bytes));
    }
    if ((long) rows * columns > Integer.MAX_VALUE - 8) {
      throw new IOException(where + ": " + rows + " x " + columns + " exceeds an array");
    }
    return readEntries(in, rows, columns, complex, where);
  }

  private static Dense readEntries(
      InputStream in, int rows, int columns, boolean complex, String where) throws IOException {
    Matrix re = new Matrix(rows, columns);
    Matrix im = complex ? new Matrix(rows, columns) : null;
    ByteBuffer buffer = buffer().limit(0);
    for (int k = 0; k < re.data().length; k++) {
      if (!buffer.hasRemaining()) {
        long left = (long) (re.data().length - k) * (complex ? 16 : 8);
        int wanted = (int) Math.min(CHUNK, left);
        if (in.readNBytes(buffer.array(), 0, wanted) < wanted) {
          throw new IOException(where + ": ends early");
        }
        buffer.position(0).limit(wanted);
      }
      re.data()[k] = buffer.getDouble();
      if (complex) {
        im.data()[k] = buffer.getDouble();
      }
    }
    return complex ? Dense.of(new ComplexMatrix(re, im)) : Dense.of(re);
  }
}
