// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ritz.bench.data.MatrixFile;
import ritz.bench.report.Table;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;
import ritz.nn.io.Npy;

/** {@code ritz svd}. */
@Command(
    name = "svd",
    description = "Singular values, and vectors if asked for, by the one-sided Jacobi method.")
final class SvdCommand extends AnsweringCommand {
  @Parameters(paramLabel = "A", description = "The matrix, .npy or .csv.")
  private Path input;

  @Option(
      names = "--vectors-out",
      paramLabel = "PREFIX",
      description = "Write the left and the right vectors to PREFIX-u.npy and PREFIX-v.npy.")
  private String prefix;

  @Override
  Answer answer() throws IOException {
    MatrixFile file = MatrixFile.read(input);
    JacobiSvd svd = file.apply(prefix == null ? JacobiSvd::valuesOf : JacobiSvd::of);
    if (prefix != null) {
      Npy.write(Path.of(prefix + "-u.npy"), svd.u());
      Npy.write(Path.of(prefix + "-v.npy"), svd.v());
    }
    Json json =
        new Json()
            .put("rank", svd.rank())
            .put("singular_values", svd.singularValues())
            .put("sweeps", svd.sweeps());
    return new Answer(json, text(file.matrix(), svd));
  }

  private static String text(Matrix matrix, JacobiSvd svd) {
    Table table = new Table("i", "singular value");
    double[] values = svd.singularValues();
    for (int i = 0; i < values.length; i++) {
      table.add(i + 1, values[i]);
    }
    return String.format(
        "A matrix %s of rank %d, after %d sweeps.%n%n%s",
        matrix.shape(), svd.rank(), svd.sweeps(), table.toText());
  }
}
