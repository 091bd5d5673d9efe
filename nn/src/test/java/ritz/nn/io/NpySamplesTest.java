// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritz.kernels.Matrix;
import ritz.nn.data.Dataset;
import ritz.nn.data.SampleCursor;
import ritz.nn.data.SampleSource;

class NpySamplesTest {
  @TempDir private Path dir;

  private Path file(double[]... rows) throws IOException {
    Path file = dir.resolve("x.npy");
    Npy.write(file, Matrix.fromRows(rows));
    return file;
  }

  /** A float32 array in C order, as np.save writes it, large enough for several blocks. */
  private Path rowMajor(float[] values, int rows, int columns) throws IOException {
    byte[] header = new NpyHeader("<f4", false, 2, rows, columns).toBytes();
    ByteBuffer bytes =
        ByteBuffer.allocate(header.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(header);
    bytes.asFloatBuffer().put(values);
    return Files.write(dir.resolve("c.npy"), bytes.array());
  }

  @Test
  void bothOrdersGiveTheSameSamplesInManyBlocks() throws IOException {
    int rows = 30_011;
    int columns = 21;
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[rows * columns];
    Matrix matrix = new Matrix(rows, columns);
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) random.nextDouble();
      matrix.set(k / columns, k % columns, values[k]);
    }
    Path fortran = dir.resolve("f.npy");
    Npy.write(fortran, matrix);
    for (Path file : new Path[] {rowMajor(values, rows, columns), fortran}) {
      Dataset data = NpySamples.regression(file, 2).read();
      assertThat(data.size()).isEqualTo(rows);
      assertThat(data.features()).isEqualTo(columns - 2);
      for (int row = 0; row < rows; row += 997) {
        int at = row * columns;
        assertThat(data.sample(row)).isEqualTo(Arrays.copyOfRange(values, at, at + columns - 2));
        assertThat(data.targets()[2 * row + 1]).isEqualTo(values[at + columns - 1]);
      }
    }
  }

  @Test
  void wholeNumbersAreClassesInTheirOrder() throws IOException {
    Path file = file(new double[][] {{0.5, 7}, {1, -1}, {2, 7}, {3, -1}, {4, 10}, {5, 10}});
    SampleSource samples = NpySamples.inferredFrom(file);
    assertThat(samples.classes()).containsExactly("-1", "7", "10");
    assertThat(samples.read().labels()).containsExactly(1, 0, 1, 0, 2, 2);
    assertThat(samples.read().inputs()).containsExactly(0.5f, 1, 2, 3, 4, 5);
    Path values = file(new double[][] {{0.5, 7}, {1, -1.5}, {2, 7}});
    assertThat(NpySamples.inferredFrom(values).isClassification()).isFalse();
    assertThat(NpySamples.inferredFrom(values).read().targets()).containsExactly(7, -1.5f, 7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2;3,NaN|entry (1, 1) is NaN, expected a finite float",
        "1,2;1e39,2|entry (1, 0) is Infinity",
        "1,2;3,2.5|row 1: class 2.5, no whole number",
        "1,2;3,1e9|row 1: class 1.0E9, no whole number",
        "1;2|1 columns, expected more than the 1 of the target"
      })
  void faultsAreNamedWithTheirPlace(String text, String fault) throws IOException {
    double[][] rows =
        Arrays.stream(text.split(";"))
            .map(row -> Arrays.stream(row.split(",")).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    Path file = file(rows);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> NpySamples.classification(file))
        .withMessageContaining(file.toString())
        .withMessageContaining(fault);
  }

  @Test
  void filesThatChangeAreNoticed() throws IOException {
    Path file = file(new double[][] {{1, 0}, {2, 1}, {3, 0}, {4, 1}});
    SampleSource samples = NpySamples.classification(file);
    file(new double[][] {{1, 0}, {2, 1}, {3, 2}, {4, 1}});
    try (SampleCursor cursor = samples.open()) {
      assertThat(cursor.advance()).isTrue();
      assertThat(cursor.advance()).isTrue();
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(cursor::advance)
          .withMessageContaining("row 2: class 2.0 was not there before");
    }
    file(new double[][] {{1, 0}, {2, 1}});
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(samples::open)
        .withMessageContaining("another array than before");
  }

  /** A file with a hole, of which nothing has to be read. */
  @Test
  void rowsThatExceedAnArrayAreRefused() throws IOException {
    int columns = 300_000_000;
    Path file = dir.resolve("wide.npy");
    byte[] header = new NpyHeader("<f8", false, 2, 1, columns).toBytes();
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write(header);
      sparse.setLength(header.length + 8L * columns);
    }
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> NpySamples.regression(file, 1))
        .withMessage(file + ": a row of 2400000000 bytes exceeds an array");
  }

  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file(new double[][] {{1, 0}, {2, 1}, {3, 0}, {4, 1}}));
    int refused =
        Hostile.refusals(
            whole, dir.resolve("damaged"), 5, path -> NpySamples.inferredFrom(path).read());
    assertThat(refused).isGreaterThan(100);
  }
}
