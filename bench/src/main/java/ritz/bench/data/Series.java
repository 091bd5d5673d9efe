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
   * Reads snapshots. A matrix of a single column is a series of single numbers.
   *
   * @param source a file as for {@link MatrixFile#read}; {@code ecg}, {@code sunspots} or {@code
   *     elnino} unless there is a file of that name
   * @return the snapshots, state x time
   * @throws IOException if they cannot be read or a number is not finite
   */
  public static MatrixFile read(Path source) throws IOException {
    MatrixFile read =
        NAMES.contains(source.toString()) && !Files.exists(source)
            ? new MatrixFile(source, builtIn(source + ".csv"))
            : MatrixFile.read(source);
    boolean series = read.matrix().columns() == 1 && read.matrix().rows() > 1;
    return series ? new MatrixFile(source, read.matrix().transpose()) : read;
  }

  private static Matrix builtIn(String resource) throws IOException {
    try (CsvRows rows = CsvRows.of(resource, Series.class.getResourceAsStream(resource))) {
      return MatrixFile.matrix(rows);
    }
  }
}
