// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import picocli.CommandLine.Option;
import ritz.koopman.dmd.Dmd;

/** The options that say how many modes to keep; the strictest one counts. */
final class DmdRank {
  @Option(
      names = "--rank",
      paramLabel = "K",
      description = "Keep at most K modes; for optimized and bagged, fit K.")
  Integer most;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      description =
          "Keep singular values above T times the largest (default: what rounding leaves).")
  private Double tolerance;

  @Option(
      names = "--energy",
      paramLabel = "S",
      description = "Keep the fewest modes whose squared singular values sum up to the share S.")
  private Double energy;

  @Option(
      names = "--optimal-threshold",
      description = "Keep the singular values that stand out of white noise of unknown size.")
  private boolean optimalThreshold;

  void applyTo(Dmd.Builder builder) {
    if (most != null) {
      OptionValue.of("--rank", () -> builder.rank(most));
    }
    if (tolerance != null) {
      OptionValue.of("--tolerance", () -> builder.tolerance(tolerance));
    }
    if (energy != null) {
      OptionValue.of("--energy", () -> builder.energy(energy));
    }
    if (optimalThreshold) {
      builder.optimalThreshold();
    }
  }
}
