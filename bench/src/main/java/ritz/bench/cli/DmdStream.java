// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import picocli.CommandLine.Option;
import ritz.bench.data.States;
import ritz.koopman.dmd.Dmd;
import ritz.koopman.dmd.StreamingDmd;

/** The options of {@code --method streaming}. */
final class DmdStream {
  private static final int MOST_DIRECTIONS = 100;

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

  /** A stream that has seen some snapshots. */
  StreamingDmd of(States snapshots, Integer rank, Dmd options) {
    StreamingDmd.Builder builder =
        StreamingDmd.builder(snapshots.rows())
            .dmd(options)
            .forgetting(forgetting)
            .maxRank(rank == null ? MOST_DIRECTIONS : rank);
    if (window != null) {
      builder.window(window);
    }
    StreamingDmd stream = snapshots.isReal() ? builder.build() : builder.complex().build();
    if (snapshots.isReal()) {
      stream.add(snapshots.real());
    } else {
      stream.add(snapshots.complex());
    }
    return stream;
  }
}
