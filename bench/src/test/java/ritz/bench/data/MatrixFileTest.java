// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.kernels.Matrix;
import ritz.nn.io.Npy;

class MatrixFileTest {
  @TempDir private Path dir;

  private Matrix csv(String content) throws IOException {
    return MatrixFile.read(Files.writeString(dir.resolve("m.csv"), content)).matrix();
  }

  @Test
  void aLineOfACsvFileIsARow() throws IOException {
    Matrix matrix = csv("1,2,3\n4,5,6\n");

    assertThat(matrix.shape()).isEqualTo("2 x 3");
    assertThat(matrix.column(2)).containsExactly(3, 6);
  }

  @Test
  void theHeaderTheByteOrderMarkAndEmptyLinesAreNoRows() throws IOException {
    assertThat(csv("\uFEFFx,y\r\n1,2\r\n\r\n3,4").column(1)).containsExactly(2, 4);
  }

  @Test
  void aFirstRowWithANumberIsNoHeader() throws IOException {
    assertThat(csv("-1e3\n 2.5 \n").column(0)).containsExactly(-1000, 2.5);
  }

  @Test
  void manyRowsAreKept() throws IOException {
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      content.append(i).append(',').append(-i).append('\n');
    }
    Matrix matrix = csv(content.toString());

    assertThat(matrix.shape()).isEqualTo("1000 x 2");
    assertThat(matrix.get(999, 0)).isEqualTo(999);
    assertThat(matrix.get(998, 1)).isEqualTo(-998);
  }

  @Test
  void theEndingIsReadInEitherCase() throws IOException {
    Path file = dir.resolve("M.NPY");
    Npy.write(file, new double[] {1, 2});

    assertThat(MatrixFile.read(file).matrix().shape()).isEqualTo("2 x 1");
  }
}
