// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import ritz.bench.data.MatrixFile;
import ritz.bench.data.States;
import ritz.kernels.Matrix;
import ritz.koopman.dmd.Dmd;
import ritz.koopman.dmd.StreamingDmd;
import ritz.nn.io.Npy;
import ritz.nn.io.NpyColumns;

/** The options of {@code --method streaming}. */
final class DmdStream {
  private static final int MOST_DIRECTIONS = 100;

  /** 8 MB. */
  private static final int BLOCK_ENTRIES = 1 << 20;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "For streaming: the latest N steps only.")
  private Integer window;

  @Option(
      names = "--forgetting",
      paramLabel = "F",
      defaultValue = "1",
      description =
          "For streaming: the weight of a step's error after each further one"
              + " (default: ${DEFAULT-VALUE}).")
  private double forgetting;

  /** A stream that has seen some trajectories. */
  StreamingDmd of(List<States> runs, Integer rank, Dmd options) {
    StreamingDmd stream = empty(runs.get(0).rows(), runs.get(0).isReal(), rank, options);
    for (int i = 0; i < runs.size(); i++) {
      if (i > 0) {
        stream.endTrajectory();
      }
      if (runs.get(i).isReal()) {
        stream.add(runs.get(i).real());
      } else {
        stream.add(runs.get(i).complex());
      }
    }
    return stream;
  }

  /**
   * A stream that has seen the snapshots of files, of which it holds a block of columns at a time.
   *
   * @param files .npy of real numbers, as many rows in each
   * @throws IOException if one cannot be read, is damaged, or has other rows than the first
   */
  StreamingDmd ofFiles(List<Path> files, Integer rank, Dmd options) throws IOException {
    int rows = Npy.header(files.get(0)).rows();
    StreamingDmd stream = empty(rows, true, rank, options);
    for (Path file : files) {
      try (NpyColumns columns = new NpyColumns(file, BLOCK_ENTRIES)) {
        if (columns.rows() != rows) {
          throw new IOException(file + ": " + columns.rows() + " rows, expected " + rows);
        }
        stream.endTrajectory();
        for (Matrix block = columns.next(); block.columns() > 0; block = columns.next()) {
          Matrix some = block;
          MatrixFile.naming(
              file,
              () -> {
                stream.add(some);
                return null;
              });
        }
      }
    }
    return stream;
  }

  private StreamingDmd empty(int rows, boolean real, Integer rank, Dmd options) {
    StreamingDmd.Builder builder =
        StreamingDmd.builder(rows)
            .dmd(options)
            .forgetting(forgetting)
            .maxRank(rank == null ? MOST_DIRECTIONS : rank);
    if (window != null) {
      builder.window(window);
    }
    return real ? builder.build() : builder.complex().build();
  }
}
