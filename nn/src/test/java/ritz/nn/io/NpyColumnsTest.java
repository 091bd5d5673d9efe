// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

class NpyColumnsTest {
  @TempDir private Path dir;

  private static Matrix numbers(int rows, int columns) {
    Matrix result = new Matrix(rows, columns);
    for (int k = 0; k < result.data().length; k++) {
      result.data()[k] = k - 3.5;
    }
    return result;
  }

  private static Matrix read(Path file, int most) throws IOException {
    double[] all = new double[0];
    try (NpyColumns columns = new NpyColumns(file, most)) {
      for (Matrix block = columns.next(); block.columns() > 0; block = columns.next()) {
        assertThat(block.columns()).isLessThanOrEqualTo(Math.max(1, most / columns.rows()));
        int before = all.length;
        all = Arrays.copyOf(all, before + block.data().length);
        System.arraycopy(block.data(), 0, all, before, block.data().length);
      }
      assertThat(columns.next().columns()).isZero();
      return Matrix.of(columns.rows(), all.length / columns.rows(), all);
    }
  }

  @Test
  void blocksAreTheWholeInEitherOrder() throws IOException {
    Matrix matrix = numbers(7, 23);
    Path fortran = dir.resolve("f.npy");
    Npy.write(fortran, matrix);
    // C order is the Fortran order of the transpose
    Path c = dir.resolve("c.npy");
    Npy.write(c, matrix.transpose());
    byte[] bytes = Files.readAllBytes(c);
    String header = new String(bytes, 0, 128, StandardCharsets.ISO_8859_1);
    String turned =
        header
            .replace("'fortran_order': True, ", "'fortran_order': False,")
            .replace("(23, 7)", "(7, 23)");
    System.arraycopy(turned.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 0, 128);
    Files.write(c, bytes);
    for (int most : new int[] {1, 7, 20, 70, 1000}) {
      assertThat(read(fortran, most).data()).containsExactly(matrix.data());
      assertThat(read(c, most).data()).containsExactly(matrix.data());
    }
  }

  /** More than the buffer holds at once. */
  @Test
  void longColumnsAreReadInPieces() throws IOException {
    Matrix matrix = numbers(300_000, 2);
    Path file = dir.resolve("long.npy");
    Npy.write(file, matrix);
    assertThat(read(file, 10).data()).containsExactly(matrix.data());
  }

  @Test
  void whatIsNoMatrixOfNumbersIsRefused() throws IOException {
    Path complex = dir.resolve("z.npy");
    Npy.write(complex, ComplexMatrix.of(numbers(2, 2)));
    assertThatThrownBy(() -> new NpyColumns(complex, 10))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("z.npy: complex numbers");
    Path file = dir.resolve("short.npy");
    Npy.write(file, numbers(3, 4));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 5));
    assertThatThrownBy(() -> new NpyColumns(file, 10))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("found 91");
    Matrix infinite = numbers(2, 3);
    infinite.set(1, 2, Double.POSITIVE_INFINITY);
    Npy.write(file, infinite);
    assertThatThrownBy(() -> read(file, 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("entry (1, 2) is Infinity");
  }
}
