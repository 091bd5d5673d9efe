// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
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
import ritz.koopman.dmd.StreamingDmd;

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
      description =
          "Scale each snapshot to unit norm or not (default: columns, with --control none).")
  private Scaling scaling;

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
    Dmd.Builder builder = Dmd.builder().refine(refine);
    OptionValue.of("--delays", () -> builder.delays(delays));
    OptionValue.of("--dt", () -> builder.dt(step()));
    if (method.regression() != null) {
      builder.regression(method.regression());
    }
    if (scaling != null) {
      builder.scaling(scaling);
    }
    rank.applyTo(builder);
    if (truncate != null) {
      OptionValue.of("--truncate", () -> builder.compression(Compression.truncated(truncate)));
    }
    if (sparse != null) {
      OptionValue.of("--sparse", () -> builder.amplitudes(AmplitudeFit.sparseUpTo(sparse)));
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

  /**
   * Refuses options that the method has no use for.
   *
   * @param given whether an option was given
   * @throws IllegalArgumentException if one was that it does not take
   */
  void require(Predicate<String> given) {
    DmdTable.require(method, given);
    if (method == DmdMethod.EDMD) {
      dictionary.require(given);
    }
    if (method.takesTimes() && rank.most == null) {
      throw new IllegalArgumentException(
          "--rank: missing, " + method.label() + " needs the number of modes");
    }
  }

  /** Decomposes what was given. */
  DmdOutcome fit(DmdInput input) {
    if (input.inputs() != null) {
      return fitControlled(input);
    }
    return input.next() == null ? fitRuns(input) : fitPairs(input.last(), input.next());
  }

  private DmdOutcome fitRuns(DmdInput input) {
    List<double[]> times = input.timesOr(step());
    double[] first = times.get(0);
    return switch (method) {
      case OPTIMIZED -> {
        OptimizedDmd dmd = optimized(first);
        DmdResult result =
            input.apply(
                x -> dmd.fit(x, first),
                x -> dmd.fit(x, first),
                x -> dmd.fit(x, times),
                x -> dmd.fitComplex(x, times));
        yield DmdOutcome.of(result, input, 1);
      }
      case BAGGED -> {
        BaggedDmd dmd = new BaggedDmd(optimized(first), bags, seed);
        yield DmdOutcome.ofBagged(
            input.apply(
                x -> dmd.fit(x, first),
                x -> dmd.fit(x, first),
                x -> dmd.fit(x, times),
                x -> dmd.fitComplex(x, times)),
            input);
      }
      case KRYLOV -> {
        KrylovDmd dmd = new KrylovDmd(step());
        yield DmdOutcome.of(input.last().apply(dmd::fit, dmd::fit), input, 1);
      }
      case MULTI_RESOLUTION -> {
        MultiResolutionDmd dmd = new MultiResolutionDmd(composed(), levels, cycles);
        yield DmdOutcome.of(input.last().apply(dmd::fit, dmd::fit), input.last().isReal());
      }
      case STREAMING -> outcome(stream.of(input.runs(), rank.most, composed()));
      case EDMD, KERNEL -> {
        Edmd dmd = extended(input.last());
        EdmdResult result = input.apply(dmd::fit, dmd::fit, dmd::fit, dmd::fitComplex);
        yield DmdOutcome.of(result.result(), input, 1).ofExtended(result);
      }
      default -> {
        Dmd dmd = composedFor(input.last());
        DmdResult result = input.apply(dmd::fit, dmd::fit, dmd::fit, dmd::fitComplex);
        yield DmdOutcome.of(kept(result), input, delays);
      }
    };
  }

  /** Decomposes files of real numbers as a stream, a block of columns at a time. */
  DmdOutcome fitStream(List<Path> files) throws IOException {
    return outcome(stream.ofFiles(files, rank.most, composed()));
  }

  private DmdOutcome outcome(StreamingDmd seen) {
    return DmdOutcome.ofStream(seen, kept(seen.result()));
  }

  private DmdOutcome fitPairs(States x, States y) {
    if (method.isExtended()) {
      Edmd dmd = extended(x);
      EdmdResult result =
          x.apply(first -> dmd.fit(first, y.real()), first -> dmd.fit(first, y.complex()));
      return DmdOutcome.ofPairs(result.result(), y).ofExtended(result);
    }
    Dmd dmd = composedFor(x);
    DmdResult result =
        x.apply(first -> dmd.fit(first, y.real()), first -> dmd.fit(first, y.complex()));
    return DmdOutcome.ofPairs(kept(result), y);
  }

  private DmdOutcome fitControlled(DmdInput input) {
    ControlledDmd dmd = new ControlledDmd(composedFor(input.last()));
    States y = input.next();
    States only = input.inputs().get(0);
    List<States> inputs = input.inputs();
    ControlledDmdResult result =
        y == null
            ? input.apply(
                x -> dmd.fit(x, only.real()),
                x -> dmd.fit(x, only.complex()),
                x -> dmd.fit(x, inputs.stream().map(States::real).toList()),
                x -> dmd.fitComplex(x, inputs.stream().map(States::complex).toList()))
            : input
                .last()
                .apply(
                    first -> dmd.fit(first, y.real(), only.real()),
                    first -> dmd.fit(first, y.complex(), only.complex()));
    return DmdOutcome.of(result, input.future());
  }

  private DmdResult kept(DmdResult result) {
    return sparse == null ? result : result.select(mode -> mode.contribution() > 0);
  }

  private OptimizedDmd optimized(double[] times) {
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
