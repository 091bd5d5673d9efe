// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ritz.bench.data.MatrixFile;
import ritz.bench.report.Table;
import ritz.kernels.Complex;
import ritz.kernels.linalg.Eigen;

/** {@code ritz eig}. */
@Command(name = "eig", description = "Eigenvalues of a general real matrix.")
final class EigCommand extends AnsweringCommand {
  @Parameters(paramLabel = "A", description = "The square matrix, .npy or .csv.")
  private Path input;

  @Override
  Answer answer() throws IOException {
    Complex[] values = MatrixFile.read(input).apply(Eigen::valuesOf).values();
    Table table = new Table("i", "real part", "imaginary part", "modulus");
    for (int i = 0; i < values.length; i++) {
      table.add(i + 1, values[i].re(), values[i].im(), values[i].abs());
    }
    return new Answer(new Json().put("eigenvalues", values), table.toText());
  }
}
