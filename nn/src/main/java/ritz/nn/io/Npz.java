// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import ritz.kernels.Matrix;

/** Reads and writes several arrays in one file, as {@code np.load} and {@code np.savez} do. */
public final class Npz {
  private static final String SUFFIX = ".npy";

  /** More than the deflate method can expand its input. */
  private static final long MAXIMUM_EXPANSION = 1100;

  private Npz() {}

  /**
   * The names of the arrays in a file.
   *
   * @param file the file
   * @return the names in the order of the file
   * @throws IOException if it cannot be read or is no such file
   */
  public static Set<String> names(Path file) throws IOException {
    try (ZipFile zip = open(file)) {
      Set<String> names = new LinkedHashSet<>();
      zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(SUFFIX))
          .forEach(name -> names.add(name.substring(0, name.length() - SUFFIX.length())));
      return names;
    }
  }

  /**
   * Reads one array of real numbers.
   *
   * @param file the file
   * @param name the name of the array
   * @return the array; one of one dimension becomes a column
   * @throws IOException if the file cannot be read or is damaged, or has no such array of one or
   *     two dimensions
   */
  public static Matrix read(Path file, String name) throws IOException {
    try (ZipFile zip = open(file)) {
      ZipEntry entry = zip.getEntry(name + SUFFIX);
      if (entry == null) {
        throw new IOException(file + ": no array '" + name + "' among " + names(file));
      }
      requireSize(entry, file);
      try (InputStream stream = zip.getInputStream(entry);
          ReadableByteChannel channel = Channels.newChannel(stream)) {
        return Npy.read(channel, entry.getSize(), file + " '" + name + "'");
      }
    } catch (IOException | IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw new IOException(message.contains(file.toString()) ? message : file + ": " + message, e);
    }
  }

  private static ZipFile open(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException | IllegalArgumentException e) {
      throw new IOException(file + ": not an NPZ file: " + e.getMessage(), e);
    }
  }

  /** Refuses a size that the bytes of the entry cannot unpack to. */
  private static void requireSize(ZipEntry entry, Path file) throws IOException {
    long packed = Math.min(entry.getCompressedSize(), file.toFile().length());
    if (packed < 0 || entry.getSize() < 0 || entry.getSize() > packed * MAXIMUM_EXPANSION) {
      throw new IOException(
          file + ": " + packed + " bytes cannot unpack to " + entry.getSize() + " bytes");
    }
  }

  /**
   * Writes arrays, not compressed.
   *
   * @param file the file, replaced if it is there
   * @param arrays the arrays by their names
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Map<String, Matrix> arrays) throws IOException {
    try (AsideFile aside = new AsideFile(file)) {
      OutputStream stream = Channels.newOutputStream(aside);
      ZipOutputStream zip = new ZipOutputStream(stream);
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, Matrix> array : arrays.entrySet()) {
        add(zip, array.getKey(), array.getValue());
      }
      zip.finish();
      aside.commit();
    }
  }

  /** A stored entry needs its checksum first, so the array is gone through twice. */
  private static void add(ZipOutputStream zip, String name, Matrix matrix) throws IOException {
    CRC32 checksum = new CRC32();
    long[] size = new long[1];
    Npy.write(
        Channels.newChannel(
            new OutputStream() {
              @Override
              public void write(int b) {
                checksum.update(b);
                size[0]++;
              }

              @Override
              public void write(byte[] bytes, int from, int length) {
                checksum.update(bytes, from, length);
                size[0] += length;
              }
            }),
        matrix);
    ZipEntry entry = new ZipEntry(name + SUFFIX);
    entry.setSize(size[0]);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    Npy.write(Channels.newChannel(zip), matrix);
    zip.closeEntry();
  }
}
