// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ritz.kernels.Matrix;

/** Snapshots in time: from a file, or one of the series that come with the program. */
public final class Series {
  /** The names of the series that come with the program; series.txt tells their origin. */
  private static final List<String> NAMES = List.of("ecg", "sunspots", "elnino");

  private Series() {}

  /**
   * Reads snapshots.
   *
   * @param source a file as for {@link MatrixFile#read}; {@code ecg}, {@code sunspots} or {@code
   *     elnino} unless there is a file of that name
   * @return the snapshots, state x time
   * @throws IOException if they cannot be read or a number is not finite
   */
  public static MatrixFile read(Path source) throws IOException {
    return NAMES.contains(source.toString()) && !Files.exists(source)
        ? new MatrixFile(source, builtIn(source + ".csv").transpose())
        : MatrixFile.read(source);
  }

  /**
   * Reads a series of single numbers, in one row or one column.
   *
   * @param source as for {@link #read}
   * @return the series; a matrix of several rows and columns as it is
   * @throws IOException if it cannot be read or a number is not finite
   */
  public static MatrixFile readRow(Path source) throws IOException {
    MatrixFile read = read(source);
    return read.matrix().columns() == 1 ? new MatrixFile(source, read.matrix().transpose()) : read;
  }

  private static Matrix builtIn(String resource) throws IOException {
    try (CsvRows rows = CsvRows.of(resource, Series.class.getResourceAsStream(resource))) {
      return MatrixFile.matrix(rows);
    }
  }
}
