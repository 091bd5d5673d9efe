// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Eigen;

class EigCommandTest {
  @TempDir private Path dir;

  @Test
  void printsTheEigenvaluesOfTheLibraryToTheBit() throws IOException {
    Path file = Files.writeString(dir.resolve("a.csv"), "0.1,-2,0\n3,0.3,0\n0,0,-0.7\n");
    Matrix a = Matrix.fromRows(new double[][] {{0.1, -2, 0}, {3, 0.3, 0}, {0, 0, -0.7}});

    Map<String, Object> json = CommandRun.json("eig", file);

    assertThat(json.keySet()).containsExactly("eigenvalues");
    List<?> pairs = (List<?>) json.get("eigenvalues");
    Complex[] expected = Eigen.valuesOf(a).values();
    assertThat(pairs).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(CommandRun.numbers(pairs.get(i)))
          .containsExactly(expected[i].re(), expected[i].im());
    }
  }

  @Test
  void saysInWordsWhatItFound() throws IOException {
    Path file = Files.writeString(dir.resolve("a.csv"), "0,-2\n2,0\n");

    assertThat(CommandRun.done("eig", file).out()).contains("modulus").contains("-2.00000");
  }
}
