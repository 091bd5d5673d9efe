// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.kernels.Matrix;

class NpyTest {
  @TempDir Path folder;

  @Test
  void matricesComeBackAsTheyWere() throws IOException {
    Path file = folder.resolve("m.npy");
    Matrix matrix = Matrix.of(2, 3, 1, -2, 3.5, Double.MIN_VALUE, Double.NaN, 1e300);
    Npy.write(file, matrix);
    assertThat(Npy.read(file).data()).isEqualTo(matrix.data());
    assertThat(Npy.header(file)).isEqualTo(new NpyHeader("<f8", true, 2, 2, 3));
  }

  @Test
  void appendedColumnsAppearOnClosing() throws IOException {
    Path file = folder.resolve("w.npy");
    try (NpyAppender appender = new NpyAppender(file, 3)) {
      appender.append(new float[] {1, 2, 3});
      appender.append(new float[] {4, 5, 6});
      assertThat(file).doesNotExist();
    }
    assertThat(Npy.header(file)).isEqualTo(new NpyHeader("<f4", true, 2, 3, 2));
    assertThat(Npy.readFloats(file)).containsExactly(1, 2, 3, 4, 5, 6);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
