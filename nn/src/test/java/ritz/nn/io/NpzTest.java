// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.kernels.Matrix;

class NpzTest {
  private static final Matrix A = Matrix.of(2, 3, 1, 2, 3, 4, 5, 6.5);
  private static final Matrix B = Matrix.of(4, 1, -1, 0, 1e300, 0.1);

  @TempDir private Path folder;

  private Path written() throws IOException {
    Map<String, Matrix> arrays = new LinkedHashMap<>();
    arrays.put("a", A);
    arrays.put("b", B);
    Path file = folder.resolve("x.npz");
    Npz.write(file, arrays);
    return file;
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Path file = written();
    assertThat(Npz.names(file)).containsExactly("a", "b");
    assertThat(Npz.read(file, "a").minus(A).frobeniusNorm()).isZero();
    assertThat(Npz.read(file, "b").minus(B).frobeniusNorm()).isZero();
    assertThatIOException()
        .isThrownBy(() -> Npz.read(file, "c"))
        .withMessage(file + ": no array 'c' among [a, b]");
  }

  @Test
  void compressedFilesAreReadToo() throws IOException {
    Path npy = folder.resolve("a.npy");
    Npy.write(npy, A);
    Path file = folder.resolve("c.npz");
    try (OutputStream stream = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(stream)) {
      zip.putNextEntry(new ZipEntry("a.npy"));
      Files.copy(npy, zip);
      zip.closeEntry();
    }
    assertThat(Npz.read(file, "a").minus(A).frobeniusNorm()).isZero();
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    int refused =
        Hostile.refusals(whole, folder.resolve("damaged"), 3, file -> Npz.read(file, "b"));
    assertThat(refused).isGreaterThan(200);
  }
}
