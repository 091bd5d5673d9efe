// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ritz.bench.data.MatrixFile;
import ritz.kernels.Matrix;
import ritz.koopman.dmd.Dmd;
import ritz.koopman.dmd.DmdResult;
import ritz.koopman.dmd.Scaling;
import ritz.nn.io.Npy;

/** {@code ritz dmd}. */
@Command(
    name = "dmd",
    description = "Dynamic mode decomposition of snapshots, or of pairs of snapshots.")
final class DmdCommand extends AnsweringCommand {
  @Parameters(paramLabel = "X", description = "The snapshots, state x time, .npy or .csv.")
  private Path input;

  @Option(
      names = "--next",
      paramLabel = "Y",
      description = "What each snapshot of X became; X is then no trajectory.")
  private Path next;

  @Option(names = "--rank", paramLabel = "K", description = "Keep at most K modes.")
  private Integer rank;

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
      names = "--modes-out",
      paramLabel = "FILE",
      description = "Write the modes, state x mode, complex .npy.")
  private Path modesFile;

  @ArgGroup(exclusive = false)
  private Forecast forecast;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write DIR/index.html with the plots and their numbers.")
  private Path report;

  /** Where the model goes after the last snapshot. */
  private static final class Forecast {
    @Option(
        names = "--forecast",
        paramLabel = "N",
        required = true,
        description = "Forecast N steps after the last snapshot.")
    private int steps;

    @Option(
        names = "--forecast-out",
        paramLabel = "FILE",
        required = true,
        description = "Write the forecast, state x time, .npy.")
    private Path file;
  }

  @Override
  Answer answer() throws IOException {
    if (forecast != null && forecast.steps < 1) {
      throw misuse("--forecast: " + forecast.steps + ", expected at least 1");
    }
    Dmd dmd = fromOptions(this::options);
    MatrixFile x = MatrixFile.read(input);
    MatrixFile y = next == null ? null : MatrixFile.read(next);
    DmdResult result =
        y == null ? x.apply(dmd::fit) : x.apply(first -> y.apply(second -> dmd.fit(first, second)));
    if (modesFile != null) {
      Npy.write(modesFile, result.modes());
    }
    if (forecast != null) {
      Npy.write(forecast.file, forecast(result, y));
    }
    if (report != null) {
      DmdReport.of(input, result).write(report);
    }
    Json json =
        new Json()
            .put("rank", result.rank())
            .put("eigenvalues", result.eigenvalues())
            .put("residuals", result.residuals())
            .put("amplitudes", result.amplitudes())
            .put("reconstruction_error", result.reconstructionError());
    return new Answer(json, result.summary());
  }

  private Dmd options() {
    Dmd.Builder builder = Dmd.builder().scaling(scaling).refine(refine);
    if (rank != null) {
      builder.rank(rank);
    }
    if (tolerance != null) {
      builder.tolerance(tolerance);
    }
    return builder.build();
  }

  /** The steps after the last snapshot, which with pairs is the last column of Y. */
  private Matrix forecast(DmdResult result, MatrixFile y) {
    if (y == null) {
      return result.forecast(forecast.steps);
    }
    Matrix last = y.matrix().columns(y.matrix().columns() - 1, y.matrix().columns());
    Matrix states = new Matrix(last.rows(), forecast.steps);
    for (int step = 0; step < forecast.steps; step++) {
      double[] state = result.advance(last, step + 1).column(0);
      System.arraycopy(state, 0, states.data(), states.index(0, step), state.length);
    }
    return states;
  }
}
