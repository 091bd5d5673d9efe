// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

class NpyTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("a.npy");
  }

  /** A file of version 1, 2 or 3 with a given header and given bytes of numbers. */
  private Path write(int version, String header, ByteBuffer numbers) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(12 + text.length + numbers.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) version).put((byte) 0);
    if (version == 1) {
      bytes.putShort((short) text.length);
    } else {
      bytes.putInt(text.length);
    }
    bytes.put(text).put(numbers.duplicate().clear()).flip();
    byte[] exact = new byte[bytes.limit()];
    bytes.get(exact);
    return Files.write(file(), exact);
  }

  private static String header(String type, String order, String shape) {
    return "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
  }

  @Test
  void matricesComeBackAsTheyWere() throws IOException {
    Matrix matrix = Matrix.of(2, 3, 1, -2, 3.5, Double.MIN_VALUE, Double.NaN, 1e300);
    Npy.write(file(), matrix);
    assertThat(Npy.read(file()).data()).isEqualTo(matrix.data());
    assertThat(Npy.header(file())).isEqualTo(new NpyHeader("<f8", true, 2, 2, 3));
    Npy.write(file(), matrix.block(1, 1, 1, 2));
    assertThat(Npy.read(file()).data()).containsExactly(Double.MIN_VALUE, 1e300);
    Npy.write(file(), new Matrix(0, 5));
    assertThat(Npy.read(file()).shape()).isEqualTo("0 x 5");
  }

  @Test
  void complexMatricesComeBackAsTheyWere() throws IOException {
    ComplexMatrix matrix =
        new ComplexMatrix(Matrix.of(2, 2, 1, 2, 3, 4), Matrix.of(2, 2, -1, 0, 1e-9, 8));
    Npy.write(file(), matrix);
    ComplexMatrix read = Npy.readComplex(file());
    assertThat(read.real().data()).isEqualTo(matrix.real().data());
    assertThat(read.imaginary().data()).isEqualTo(matrix.imaginary().data());
    assertThat(Npy.header(file()).isComplex()).isTrue();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Npy.read(file()))
        .withMessageContaining("complex numbers");
    Npy.write(file(), matrix.real());
    assertThat(Npy.readComplex(file()).imaginary().data()).containsOnly(0);
  }

  @Test
  void arraysOfOneDimensionAreColumns() throws IOException {
    Npy.write(file(), new double[] {1, 2, 3});
    assertThat(Npy.header(file())).isEqualTo(new NpyHeader("<f8", true, 1, 3, 1));
    assertThat(Npy.read(file()).shape()).isEqualTo("3 x 1");
    Npy.write(file(), new float[] {0.1f, Float.MAX_VALUE});
    assertThat(Npy.header(file()).type()).isEqualTo("<f4");
    assertThat(Npy.readFloats(file())).containsExactly(0.1f, Float.MAX_VALUE);
  }

  /** Larger than the buffers, so that numbers straddle their ends. */
  @Test
  void longArraysComeBackAsTheyWere() throws IOException {
    Matrix matrix = new Matrix(1237, 31);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = 1.0 / (i + 1);
    }
    Npy.write(file(), matrix);
    assertThat(Npy.read(file()).data()).isEqualTo(matrix.data());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void allVersionsAndBothOrders(int version) throws IOException {
    ByteBuffer numbers = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 6; i++) {
      numbers.putDouble(i);
    }
    Path rows = write(version, header("<f8", "False", "(2, 3)"), numbers);
    assertThat(Npy.read(rows).data()).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(Npy.readFloats(rows)).containsExactly(0, 3, 1, 4, 2, 5);
    Path columns = write(version, header("<f8", "True", "(2, 3)"), numbers);
    assertThat(Npy.read(columns).data()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  /** What np.save of NumPy 2 wrote for [[1, -2], [3, 4]]. */
  @Test
  void filesOfNumPy() throws IOException {
    for (String name : List.of("big-endian-float32.npy", "fortran-float64.npy", "int16.npy")) {
      Path file = folder.resolve(name);
      try (var stream = NpyTest.class.getResourceAsStream(name)) {
        Files.copy(stream, file);
      }
      assertThat(Npy.read(file).data()).as(name).containsExactly(1, 3, -2, 4);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "i1, -128",
    "i2, -32768",
    "i4, -2147483648",
    "i8, -9223372036854775808",
    "u1, 128",
    "u2, 32768",
    "u4, 2147483648",
    "u8, 9223372036854775808",
    "b1, 128"
  })
  void integersOfBothByteOrders(String kind, double expected) throws IOException {
    int width = kind.charAt(1) - '0';
    ByteBuffer big = ByteBuffer.allocate(width).put(0, (byte) 0x80);
    assertThat(Npy.read(write(1, header(">" + kind, "False", "(1,)"), big)).data())
        .containsExactly(expected);
    ByteBuffer little = ByteBuffer.allocate(width).put(width - 1, (byte) 0x80);
    assertThat(Npy.read(write(1, header("<" + kind, "False", "(1,)"), little)).data())
        .containsExactly(expected);
  }

  @Test
  void largeUnsignedNumbersAreRoundedToTheNearestDouble() throws IOException {
    ByteBuffer numbers = ByteBuffer.allocate(8).putLong(0, -1L);
    assertThat(Npy.read(write(1, header(">u8", "False", "(1,)"), numbers)).data())
        .containsExactly(0x1p64);
  }

  @Test
  void singleComplexNumbersOfTheOtherByteOrder() throws IOException {
    ByteBuffer numbers = ByteBuffer.allocate(16).putFloat(1).putFloat(2).putFloat(3).putFloat(4);
    ComplexMatrix matrix = Npy.readComplex(write(1, header(">c8", "False", "(2,)"), numbers));
    assertThat(matrix.real().data()).containsExactly(1, 3);
    assertThat(matrix.imaginary().data()).containsExactly(2, 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<f8; (3,); take 24 bytes, found 16",
        "<f8; (1,); take 8 bytes, found 16",
        "<f8; (2147483647, 2147483647); exceed",
        "<f8; (99999999999,); out of range",
        "<f8; (2, 1, 1); 3 dimensions",
        "<f8; (2 1); size '2 1' is out of range",
        "<f8; (1 , 3); take 24 bytes, found 16",
        "<f8; (); 0 dimensions",
        "<f8; (-2,); no shape",
        "<f2; (8,); '<f2' are not supported",
        "<c4; (4,); complex numbers",
        "|O; (2,); '|O' are not supported",
        "<U4; (1,); '<U4' are not supported"
      })
  void lyingAndForeignHeadersAreRefused(String type, String shape, String fault)
      throws IOException {
    Path file = write(1, header(type, "False", shape), ByteBuffer.allocate(16));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Npy.read(file))
        .withMessageContaining(file.toString())
        .withMessageContaining(fault);
  }

  @Test
  void otherFaults() throws IOException {
    Path text = Files.writeString(folder.resolve("text.npy"), "1,2,3\n4,5,6\n");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Npy.read(text))
        .withMessageContaining("not an NPY file");
    Path future = write(4, header("<f8", "False", "(2,)"), ByteBuffer.allocate(16));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Npy.read(future))
        .withMessageContaining("version 4");
    Path longHeader = write(2, " ".repeat(70_000), ByteBuffer.allocate(16));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Npy.header(longHeader))
        .withMessageContaining("longer than");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Npy.read(folder.resolve("absent.npy")));
  }

  @Test
  void damagedFilesGiveAnIoExceptionOrNumbers() throws IOException {
    Npy.write(file(), new Matrix(5, 4));
    byte[] whole = Files.readAllBytes(file());
    Path damaged = folder.resolve("damaged.npy");
    assertThat(Hostile.refusals(whole, damaged, 1, Npy::read)).isBetween(300, 590);
    assertThat(Hostile.refusals(whole, damaged, 2, Npy::readComplex)).isBetween(300, 590);
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNoOther() throws IOException {
    Path target = Files.createDirectory(folder.resolve("taken"));
    Path inside = Files.writeString(target.resolve("inside"), "old");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Npy.write(target, new Matrix(2, 2)));
    assertThat(inside).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(target);
    }
  }
}
