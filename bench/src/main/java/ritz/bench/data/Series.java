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
   * @return the snapshots, state x time, complex if the file holds complex numbers
   * @throws IOException if they cannot be read or a number is not finite
   */
  public static States read(Path source) throws IOException {
    return NAMES.contains(source.toString()) && !Files.exists(source)
        ? States.of(builtIn(source + ".csv").transpose())
        : MatrixFile.readStates(source);
  }

  /**
   * Reads a series of single numbers, in one row or one column.
   *
   * @param source as for {@link #read}
   * @return the series; a matrix of several rows and columns as it is
   * @throws IOException if it cannot be read or a number is not finite
   */
  public static States readRow(Path source) throws IOException {
    States read = read(source);
    return read.columns() == 1
        ? new States(read.real().transpose(), read.isReal() ? null : read.imaginary().transpose())
        : read;
  }

  private static Matrix builtIn(String resource) throws IOException {
    try (CsvRows rows = CsvRows.of(resource, Series.class.getResourceAsStream(resource))) {
      return MatrixFile.matrix(rows);
    }
  }
}
