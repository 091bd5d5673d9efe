// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;
import ritz.nn.io.Npy;

class SvdCommandTest {
  @TempDir private Path dir;

  @Test
  void printsTheSingularValuesOfTheLibraryToTheBit() throws IOException {
    Matrix a = Matrix.fromRows(new double[][] {{1, 2, 3}, {0.1, -7, 1e-9}});
    Path file = dir.resolve("a.npy");
    Npy.write(file, a);

    Map<String, Object> json = CommandRun.json("svd", file);

    assertThat(json.keySet()).containsExactly("rank", "singular_values", "sweeps");
    assertThat(json).containsEntry("rank", 2);
    assertThat(CommandRun.numbers(json.get("singular_values")))
        .containsExactly(JacobiSvd.valuesOf(a).singularValues());
  }

  @Test
  void writesVectorsThatBuildTheMatrixAgain() throws IOException {
    Path file = Files.writeString(dir.resolve("a.csv"), "3,0\n0,4\n0,0\n");

    CommandRun.done("svd", file, "--vectors-out", dir.resolve("x"));

    Matrix u = Npy.read(dir.resolve("x-u.npy"));
    Matrix v = Npy.read(dir.resolve("x-v.npy"));
    Matrix sigma = Matrix.fromRows(new double[][] {{4, 0}, {0, 3}});
    Matrix product = u.times(sigma).times(v.transpose());
    Matrix expected = Matrix.fromRows(new double[][] {{3, 0}, {0, 4}, {0, 0}});
    // n eps |A| with a factor for the two products
    assertThat(product.minus(expected).frobeniusNorm())
        .isCloseTo(0, within(10 * 3 * Math.ulp(4.0)));
  }

  @Test
  void saysInWordsWhatItFound() throws IOException {
    Path file = Files.writeString(dir.resolve("a.csv"), "3,0\n0,0\n");

    assertThat(CommandRun.done("svd", file).out()).contains("2 x 2 of rank 1").contains("3.00000");
  }
}
