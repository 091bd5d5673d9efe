// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.Option;
import ritz.kernels.Matrix;
import ritz.koopman.dictionary.Dictionary;
import ritz.koopman.dictionary.Kernel;
import ritz.koopman.dmd.AmplitudeFit;
import ritz.koopman.dmd.BaggedDmd;
import ritz.koopman.dmd.Compression;
import ritz.koopman.dmd.ControlledDmd;
import ritz.koopman.dmd.Dmd;
import ritz.koopman.dmd.DmdResult;
import ritz.koopman.dmd.Edmd;
import ritz.koopman.dmd.KrylovDmd;
import ritz.koopman.dmd.MultiResolutionDmd;
import ritz.koopman.dmd.OptimizedDmd;
import ritz.koopman.dmd.Scaling;

/** The options that say which decomposition to make. */
final class DmdOptions {
  private static final int MOST_CENTERS = 300;
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
              + " diagonal or upper_triangular; krylov; multi_resolution; for nonlinear dynamics edmd"
              + " or kernel (default: ${DEFAULT-VALUE}).")
  DmdMethod method;

  @Option(
      names = "--rank",
      paramLabel = "K",
      description = "Keep at most K modes; for optimized and bagged, fit K.")
  Integer rank;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      description =
          "Keep singular values above T times the largest (default: what rounding leaves).")
  private Double tolerance;

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

  @Option(
      names = "--degree",
      paramLabel = "N",
      defaultValue = "2",
      description = "The degree of the monomials of edmd (default: ${DEFAULT-VALUE}).")
  private int degree;

  @Option(
      names = "--width",
      paramLabel = "X",
      description = "The width of the Gaussian kernel (default: the median distance).")
  private Double width;

  /** The decomposition that all but optimized, bagged and krylov make or build on. */
  Dmd composed() {
    return builder().build();
  }

  private Dmd.Builder builder() {
    Dmd.Builder builder = Dmd.builder().scaling(scaling).refine(refine).delays(delays).dt(step());
    if (method.regression() != null) {
      builder.regression(method.regression());
    }
    if (rank != null) {
      builder.rank(rank);
    }
    if (tolerance != null) {
      builder.tolerance(tolerance);
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
  private Dmd composedFor(Matrix snapshots) {
    Dmd.Builder builder = builder();
    if (method == DmdMethod.RANDOMIZED) {
      int modes = rank == null ? Math.min(snapshots.columns(), MOST_RANDOMIZED) : rank;
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
  DmdOutcome fit(Matrix snapshots, double[] times) {
    return switch (method) {
      case OPTIMIZED -> DmdOutcome.of(optimized(times).fit(snapshots, times));
      case BAGGED ->
          DmdOutcome.of(new BaggedDmd(optimized(times), bags, seed).fit(snapshots, times));
      case KRYLOV -> DmdOutcome.of(new KrylovDmd(step()).fit(snapshots));
      case MULTI_RESOLUTION ->
          DmdOutcome.of(new MultiResolutionDmd(composed(), levels, cycles).fit(snapshots));
      case EDMD, KERNEL -> DmdOutcome.of(extended(snapshots).fit(snapshots).result());
      default -> DmdOutcome.of(kept(composedFor(snapshots).fit(snapshots)), snapshots, delays);
    };
  }

  /** Decomposes pairs. */
  DmdOutcome fitPairs(Matrix x, Matrix y) {
    return method == DmdMethod.EDMD || method == DmdMethod.KERNEL
        ? DmdOutcome.ofPairs(extended(x).fit(x, y).result(), y)
        : DmdOutcome.ofPairs(kept(composedFor(x).fit(x, y)), y);
  }

  /** Decomposes a trajectory or, if y is not null, pairs under inputs. */
  DmdOutcome fitControlled(Matrix x, Matrix y, Matrix inputs, Matrix future) {
    ControlledDmd controlled = new ControlledDmd(composedFor(x));
    return DmdOutcome.of(
        y == null ? controlled.fit(x, inputs) : controlled.fit(x, y, inputs),
        (y == null ? x : y),
        future);
  }

  private DmdResult kept(DmdResult result) {
    return sparse == null ? result : result.select(mode -> mode.contribution() > 0);
  }

  private OptimizedDmd optimized(double[] times) {
    if (rank == null) {
      throw new IllegalArgumentException(
          "--rank: missing, "
              + method.name().toLowerCase(Locale.ROOT)
              + " needs the number of modes");
    }
    OptimizedDmd.Builder builder = OptimizedDmd.builder(rank);
    double[] steps = new double[times.length - 1];
    Arrays.setAll(steps, i -> times[i + 1] - times[i]);
    Arrays.sort(steps);
    return builder.dt(dt == null ? steps[steps.length / 2] : dt).build();
  }

  private Edmd extended(Matrix states) {
    if (method == DmdMethod.EDMD) {
      return new Edmd(Dictionary.monomials(states.rows(), degree), composed());
    }
    int count = Math.min(MOST_CENTERS, states.columns());
    Matrix centers = new Matrix(states.rows(), count);
    for (int j = 0; j < count; j++) {
      double[] state = states.column((int) ((long) j * states.columns() / count));
      System.arraycopy(state, 0, centers.data(), centers.index(0, j), state.length);
    }
    double size = width == null ? medianDistance(centers) : width;
    Dictionary features = Dictionary.kernel(Kernel.gaussian(size), centers, 1e-10);
    return new Edmd(features, composed());
  }

  private static double medianDistance(Matrix states) {
    int count = states.columns();
    double[] distances = new double[count * (count - 1) / 2];
    int next = 0;
    for (int j = 0; j < count; j++) {
      for (int i = 0; i < j; i++) {
        distances[next++] =
            states.columns(i, i + 1).minus(states.columns(j, j + 1)).frobeniusNorm();
      }
    }
    Arrays.sort(distances);
    double median = next == 0 ? 0 : distances[next / 2];
    return median > 0 ? median : 1;
  }
}
