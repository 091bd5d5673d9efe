// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeSet;
import ritz.nn.data.SampleCursor;
import ritz.nn.data.SampleSource;
import ritz.nn.data.TargetKind;

/**
 * The samples of an NPY file that need not fit in memory: a row for each, the features first and
 * the class or the targets in the last columns. Either order of the array is read in blocks of
 * rows; the file is gone through once beforehand, so that no fault in it comes up later. {@link
 * SampleSource#read} brings them into memory. Immutable and thread-safe.
 */
public final class NpySamples implements SampleSource {
  private final Path file;
  private final NpyHeader header;
  private final int targets;
  private final List<String> classes;

  private NpySamples(Path file, NpyHeader header, int targets, List<String> classes) {
    this.file = file;
    this.header = header;
    this.targets = targets;
    this.classes = classes;
  }

  /**
   * A regression.
   *
   * @param file the file
   * @param targets the number of columns at the end that are targets, at least 1
   * @return the samples, in the order of the rows
   * @throws IOException if the file cannot be read or is damaged, has no other columns, or holds
   *     something else than finite numbers
   * @throws IllegalArgumentException if the number of targets is less than 1
   */
  public static NpySamples regression(Path file, int targets) throws IOException {
    if (targets < 1) {
      throw new IllegalArgumentException("targets: " + targets + ", expected at least 1");
    }
    NpySamples samples = of(file, targets);
    try (SampleCursor cursor = samples.open()) {
      while (cursor.advance()) {
        // Looks for faults alone.
      }
    }
    return samples;
  }

  /**
   * A classification. The classes are the distinct whole numbers in the last column, in their
   * order.
   *
   * @param file the file
   * @return the samples, in the order of the rows
   * @throws IOException if the file cannot be read or is damaged, has no other columns, holds
   *     something else than finite numbers, or classes that are not whole numbers
   */
  public static NpySamples classification(Path file) throws IOException {
    NpySamples values = of(file, 1);
    TreeSet<Integer> kinds = new TreeSet<>();
    try (SampleCursor cursor = values.open()) {
      for (long row = 0; cursor.advance(); row++) {
        float kind = cursor.targets()[0];
        if (kind != Math.rint(kind) || Math.abs(kind) > NpyRows.LARGEST_CLASS) {
          throw new IOException(file + ": row " + row + ": class " + kind + ", no whole number");
        }
        kinds.add((int) kind);
      }
    }
    return new NpySamples(file, values.header, 1, kinds.stream().map(String::valueOf).toList());
  }

  /**
   * A classification or a regression with one target, as {@link TargetKind} tells from the last
   * column.
   *
   * @param file the file
   * @return the samples, in the order of the rows
   * @throws IOException as {@link #regression} does
   */
  public static NpySamples inferredFrom(Path file) throws IOException {
    NpySamples values = of(file, 1);
    TargetKind kind = new TargetKind();
    try (SampleCursor cursor = values.open()) {
      while (!kind.isCertain() && cursor.advance()) {
        kind.add(cursor.targets()[0]);
      }
    }
    return kind.isClasses() ? classification(file) : regression(file, 1);
  }

  private static NpySamples of(Path file, int targets) throws IOException {
    NpyHeader header = Npy.header(file);
    if (header.isComplex()) {
      throw new IOException(file + ": complex numbers, expected real ones");
    }
    if (header.rows() == 0) {
      throw new IOException(file + ": no samples");
    }
    if (header.columns() <= targets) {
      throw new IOException(
          String.format(
              "%s: %d columns, expected more than the %d of the target",
              file, header.columns(), targets));
    }
    return new NpySamples(file, header, targets, List.of());
  }

  @Override
  public long size() {
    return header.rows();
  }

  @Override
  public int features() {
    return header.columns() - targets;
  }

  @Override
  public int outputs() {
    return classes.isEmpty() ? targets : classes.size();
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public SampleCursor open() throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      if (!NpyHeader.read(channel, file).equals(header)) {
        throw new IOException(file + ": another array than before");
      }
      return new NpyRows(channel, header, file, targets, classes);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
