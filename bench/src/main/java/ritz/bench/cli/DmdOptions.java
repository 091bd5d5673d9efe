// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ritz.bench.data.States;
import ritz.koopman.dmd.AmplitudeFit;
import ritz.koopman.dmd.BaggedDmd;
import ritz.koopman.dmd.Compression;
import ritz.koopman.dmd.ControlledDmd;
import ritz.koopman.dmd.ControlledDmdResult;
import ritz.koopman.dmd.Dmd;
import ritz.koopman.dmd.DmdResult;
import ritz.koopman.dmd.Edmd;
import ritz.koopman.dmd.EdmdResult;
import ritz.koopman.dmd.KrylovDmd;
import ritz.koopman.dmd.MultiResolutionDmd;
import ritz.koopman.dmd.OptimizedDmd;
import ritz.koopman.dmd.Scaling;

/** The options that say which decomposition to make. */
final class DmdOptions {
  private static final int MOST_RANDOMIZED = 40;
  private static final int SURPLUS = 10;
  private static final int ROWS_PER_SNAPSHOT = 8;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      defaultValue = "standard",
      description =
          "standard; against noise forward_backward, total_least_squares, optimized or, with"
              + " uncertainties, bagged; for large data randomized or compressed; for a map of a"
              + " known kind orthogonal, symmetric, skew_symmetric, circulant, toeplitz, tridiagonal,"
              + " diagonal or upper_triangular; krylov; multi_resolution; streaming; for nonlinear"
              + " dynamics edmd or kernel (default: ${DEFAULT-VALUE}).")
  DmdMethod method;

  @Mixin DmdRank rank;

  @Option(
      names = "--scaling",
      paramLabel = "columns|none",
      description = "Scale each snapshot to unit norm or not (default: columns).")
  private Scaling scaling = Scaling.COLUMNS;

  @Option(names = "--refine", description = "Refine each mode to the one of least residual.")
  private boolean refine;

  @Option(
      names = "--delays",
      paramLabel = "D",
      defaultValue = "1",
      description = "Make states of D consecutive snapshots (default: ${DEFAULT-VALUE}).")
  int delays;

  @Option(
      names = "--truncate",
      paramLabel = "S",
      description =
          "Before all else keep what the singular vectors above the share S of the largest show of"
              + " the snapshots; with --delays the higher-order method.")
  private Double truncate;

  @Option(
      names = "--sparse",
      paramLabel = "K",
      description = "Keep amplitudes of the K modes that matter most, and drop the others.")
  private Integer sparse;

  @Option(
      names = "--dt",
      paramLabel = "X",
      description = "The time from one snapshot to the next (default: 1, or that of --times).")
  Double dt;

  @Option(
      names = "--bags",
      paramLabel = "N",
      defaultValue = "100",
      description = "The number of random halves for bagged (default: ${DEFAULT-VALUE}).")
  private int bags;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The seed of random numbers (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--levels",
      paramLabel = "N",
      defaultValue = "4",
      description = "The levels of multi_resolution (default: ${DEFAULT-VALUE}).")
  private int levels;

  @Option(
      names = "--cycles",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "How often a slow mode swings in a window of multi_resolution (default:"
              + " ${DEFAULT-VALUE}).")
  private int cycles;

  @Mixin private DmdDictionary dictionary;

  @Mixin private DmdStream stream;

  /** The decomposition that all but optimized, bagged and krylov make or build on. */
  Dmd composed() {
    return builder().build();
  }

  private Dmd.Builder builder() {
    Dmd.Builder builder = Dmd.builder().scaling(scaling).refine(refine).delays(delays).dt(step());
    if (method.regression() != null) {
      builder.regression(method.regression());
    }
    rank.applyTo(builder);
    if (truncate != null) {
      builder.compression(Compression.truncated(truncate));
    }
    if (sparse != null) {
      builder.amplitudes(AmplitudeFit.sparseUpTo(sparse));
    }
    return builder;
  }

  private double step() {
    return dt == null ? 1 : dt;
  }

  /** The compression goes in when the size of the snapshots is known. */
  private Dmd composedFor(States snapshots) {
    Dmd.Builder builder = builder();
    if (method == DmdMethod.RANDOMIZED) {
      int modes = rank.most == null ? Math.min(snapshots.columns(), MOST_RANDOMIZED) : rank.most;
      builder.compression(Compression.randomized(modes + SURPLUS, 1, seed));
    } else if (method == DmdMethod.COMPRESSED) {
      builder.compression(Compression.sketched(ROWS_PER_SNAPSHOT * snapshots.columns(), seed));
    }
    return builder.build();
  }

  /** Whether a single column can only be a series in time. */
  boolean takesSeries() {
    return delays > 1 || method.takesTimes();
  }

  /** Decomposes a trajectory. */
  DmdOutcome fit(States snapshots, double[] times) {
    return switch (method) {
      case OPTIMIZED -> {
        OptimizedDmd dmd = optimized(times);
        yield DmdOutcome.of(snapshots.apply(x -> dmd.fit(x, times), x -> dmd.fit(x, times)));
      }
      case BAGGED -> {
        BaggedDmd dmd = new BaggedDmd(optimized(times), bags, seed);
        yield DmdOutcome.ofBagged(snapshots.apply(x -> dmd.fit(x, times), x -> dmd.fit(x, times)));
      }
      case KRYLOV -> {
        KrylovDmd dmd = new KrylovDmd(step());
        yield DmdOutcome.of(snapshots.apply(dmd::fit, dmd::fit));
      }
      case MULTI_RESOLUTION -> {
        MultiResolutionDmd dmd = new MultiResolutionDmd(composed(), levels, cycles);
        yield DmdOutcome.of(snapshots.apply(dmd::fit, dmd::fit), snapshots.isReal());
      }
      case STREAMING -> DmdOutcome.ofStream(stream.of(snapshots, rank.most, composed()));
      case EDMD, KERNEL -> {
        Edmd dmd = extended(snapshots);
        yield DmdOutcome.ofExtended(snapshots.apply(dmd::fit, dmd::fit));
      }
      default -> {
        Dmd dmd = composedFor(snapshots);
        yield DmdOutcome.of(kept(snapshots.apply(dmd::fit, dmd::fit)), snapshots, delays);
      }
    };
  }

  /** Decomposes pairs of one kind. */
  DmdOutcome fitPairs(States x, States y) {
    if (method == DmdMethod.EDMD || method == DmdMethod.KERNEL) {
      Edmd dmd = extended(x);
      EdmdResult result =
          x.apply(first -> dmd.fit(first, y.real()), first -> dmd.fit(first, y.complex()));
      return DmdOutcome.ofPairs(result.result(), y).withSaving(result::save);
    }
    Dmd dmd = composedFor(x);
    DmdResult result =
        x.apply(first -> dmd.fit(first, y.real()), first -> dmd.fit(first, y.complex()));
    return DmdOutcome.ofPairs(kept(result), y);
  }

  /** Decomposes a trajectory or, if y is not null, pairs under inputs, all of one kind. */
  DmdOutcome fitControlled(States x, States y, States inputs, States future) {
    ControlledDmd dmd = new ControlledDmd(composedFor(x));
    ControlledDmdResult result =
        y == null
            ? x.apply(
                states -> dmd.fit(states, inputs.real()),
                states -> dmd.fit(states, inputs.complex()))
            : x.apply(
                first -> dmd.fit(first, y.real(), inputs.real()),
                first -> dmd.fit(first, y.complex(), inputs.complex()));
    return DmdOutcome.of(result, future);
  }

  private DmdResult kept(DmdResult result) {
    return sparse == null ? result : result.select(mode -> mode.contribution() > 0);
  }

  private OptimizedDmd optimized(double[] times) {
    if (rank.most == null) {
      throw new IllegalArgumentException(
          "--rank: missing, "
              + method.name().toLowerCase(Locale.ROOT)
              + " needs the number of modes");
    }
    OptimizedDmd.Builder builder = OptimizedDmd.builder(rank.most);
    double[] steps = new double[times.length - 1];
    Arrays.setAll(steps, i -> times[i + 1] - times[i]);
    Arrays.sort(steps);
    return builder.dt(dt == null ? steps[steps.length / 2] : dt).build();
  }

  private Edmd extended(States snapshots) {
    return new Edmd(dictionary.of(snapshots, method == DmdMethod.KERNEL, seed), composed());
  }
}
