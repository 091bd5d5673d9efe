// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritz.nn.Network;

class SafetensorsTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("t.safetensors");
  }

  /** A file with a given header, in which quotes are written as apostrophes, and given numbers. */
  private Path write(String header, byte... numbers) throws IOException {
    byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return write(text.length, text, numbers);
  }

  private Path write(long length, byte[] text, byte[] numbers) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(file(), bytes.putLong(length).put(text).put(numbers).array());
  }

  private static void assertRefused(Path file, String fault) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Safetensors.read(file))
        .withMessageContaining(file.toString())
        .withMessageContaining(fault);
  }

  @Test
  void tensorsAndTextsComeBackAsTheyWere() throws IOException {
    float[] values = {9, 1, 2, 3, 4, 5, 6, Float.NaN};
    Safetensors.builder()
        .tensor("b", List.of(2, 3), values, 1)
        .tensor("a", List.of(), values, 7)
        .tensor("none", List.of(0, 4), values, 0)
        .metadata("text", "line\n\"two\" \u00e9")
        .write(file());
    Safetensors read = Safetensors.read(file());
    assertThat(read.names()).containsExactly("b", "a", "none");
    assertThat(read.shape("b")).containsExactly(2, 3);
    assertThat(read.values("b")).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(read.shape("a")).isEmpty();
    assertThat(read.values("a")).containsExactly(Float.NaN);
    assertThat(read.values("none")).isEmpty();
    assertThat(read.metadata()).isEqualTo(Map.of("text", "line\n\"two\" \u00e9"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read.values("c"))
        .withMessageContaining("no tensor 'c' among [b, a, none]");
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    Safetensors.builder().tensor("x", List.of(1), new float[] {1}, 0).write(file());
    byte[] bytes = Files.readAllBytes(file());
    String header = "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    assertThat(bytes[0] % 8).isZero();
    assertThat(new String(bytes, 8, bytes[0], StandardCharsets.US_ASCII).stripTrailing())
        .isEqualTo(header);
    assertThat(ByteBuffer.wrap(bytes).getInt(8 + bytes[0])).isEqualTo(0x0000803f);
    assertThat(bytes).hasSize(8 + bytes[0] + 4);
  }

  /**
   * A file as the reference implementation lays it out: tensors by falling alignment of their types
   * and then by name, each written where the one before it ends, the header padded with spaces so
   * that the numbers start at a multiple of 8.
   */
  @Test
  void aFileByTheRulesOfTheReferenceIsAModel() throws IOException {
    float[] weights = {1, -2, 0.5f, 3, 4, -1.5f};
    String header =
        "{'__metadata__':{'format':'pt'},"
            + "'0.bias':{'dtype':'F64','shape':[2],'data_offsets':[0,16]},"
            + "'0.weight':{'dtype':'F32','shape':[2,3],'data_offsets':[16,40]}}";
    header += " ".repeat((8 - header.length() % 8) % 8);
    ByteBuffer numbers = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    numbers.putDouble(0.25).putDouble(-8);
    for (float weight : weights) {
      numbers.putFloat(weight);
    }
    Path file = write(header, numbers.array());
    Network network = Network.builder(3).dense(2).build();
    float[] outputs = ModelFile.load(file, network).predict(1, 1, 1);
    assertThat(outputs).containsExactly(1 - 2 + 0.5f + 0.25f, 3 + 4 - 1.5f - 8);
    assertThat(Safetensors.read(file).metadata()).containsEntry("format", "pt");
  }

  @ParameterizedTest
  @CsvSource({
    "F16, 0, 0, 0",
    "F16, 0, 128, -0.0",
    "F16, 1, 0, 5.9604645E-8",
    "F16, 255, 3, 6.097555E-5",
    "F16, 0, 4, 6.1035156E-5",
    "F16, 0, 60, 1",
    "F16, 1, 188, -1.0009766",
    "F16, 255, 123, 65504",
    "F16, 0, 124, Infinity",
    "F16, 0, 252, -Infinity",
    "F16, 1, 124, NaN",
    "BF16, 128, 63, 1",
    "BF16, 73, 192, -3.140625",
    "BF16, 128, 127, Infinity"
  })
  void halfPrecision(String type, int low, int high, float expected) throws IOException {
    Path file =
        write(
            "{'x':{'dtype':'" + type + "','shape':[1],'data_offsets':[0,2]}}",
            (byte) low,
            (byte) high);
    assertThat(Safetensors.read(file).values("x")).containsExactly(expected);
  }

  @Test
  void doublePrecisionIsRounded() throws IOException {
    byte[] number = new byte[8];
    ByteBuffer.wrap(number).order(ByteOrder.LITTLE_ENDIAN).putDouble(0.1);
    Path file = write("{'x':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}}", number);
    assertThat(Safetensors.read(file).values("x")).containsExactly(0.1f);
  }

  @Test
  void tensorsAreOrderedByTheirPlaces() throws IOException {
    Path file =
        write(
            "{'y':{'dtype':'F16','shape':[1],'data_offsets':[2,4]},"
                + "'x':{'dtype':'F16','shape':[1],'data_offsets':[0,2]}}   ",
            new byte[] {0, 60, 0, 64});
    assertThat(Safetensors.read(file).names()).containsExactly("x", "y");
    assertThat(Safetensors.read(file).values("y")).containsExactly(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} ; the tensors end at 4, the numbers at 8",
        "{'x':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} ; starts at 4",
        "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'y':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} ; 'y' starts at 4, the one before it ends at 8",
        "{'x':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}} ; [3] exceeds the file",
        "{'x':{'dtype':'F32','shape':[65536,65536,65536,65536],'data_offsets':[0,8]}} ; found 65536",
        "{'x':{'dtype':'F32','shape':[2,-1],'data_offsets':[0,8]}} ; found -1",
        "{'x':{'dtype':'F32','shape':[1.5],'data_offsets':[0,8]}} ; found 1.5",
        "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0,8]}} ; do not fit",
        "{'x':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} ; found 8",
        "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0]}} ; 1 data offsets",
        "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,99999999999999999999]}} ; expected an integer",
        "{'x':{'dtype':'F8','shape':[2],'data_offsets':[0,8]}} ; 'F8' are not supported",
        "{'x':{'shape':[2],'data_offsets':[0,8]}} ; no 'dtype'",
        "{'x':3} ; expected an object",
        "[] ; expected an object",
        "{'__metadata__':{'a':1}} ; expected a string",
        "{'x':{},'x':{}} ; no second 'x'",
        "{ ; at character"
      })
  void lyingHeadersAreRefused(String header, String fault) throws IOException {
    assertRefused(write(header, new byte[8]), fault);
  }

  @Test
  void lyingLengthsAreRefused() throws IOException {
    for (long length : new long[] {17, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      Path file = write(length, new byte[8], new byte[8]);
      assertRefused(file, "a header of " + Long.toUnsignedString(length) + " bytes");
    }
    assertRefused(Files.write(file(), new byte[7]), "too short");
    assertRefused(write(4, new byte[] {'{', (byte) 0xff, '}', ' '}, new byte[0]), "not UTF-8");
  }

  @Test
  void damagedFilesGiveAnIoExceptionOrTensors() throws IOException {
    Safetensors.builder()
        .tensor("first", List.of(3, 2), new float[6], 0)
        .tensor("second", List.of(4), new float[4], 0)
        .metadata("key", "text")
        .write(file());
    byte[] whole = Files.readAllBytes(file());
    int refused =
        Hostile.refusals(
            whole,
            folder.resolve("damaged"),
            3,
            file -> {
              Safetensors read = Safetensors.read(file);
              read.names().forEach(read::values);
            });
    assertThat(refused).isBetween(400, 590);
  }

  @Test
  void refusesTensorsThatDoNotFit() {
    Safetensors.Builder builder = Safetensors.builder().tensor("x", List.of(2), new float[2], 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.tensor("x", List.of(2), new float[2], 0))
        .withMessageContaining("'x' is used");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.tensor("y", List.of(2), new float[2], 1))
        .withMessageContaining("exceeds 2 values from 1");
    int huge = Integer.MAX_VALUE;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.tensor("y", List.of(huge, huge, huge, 4), new float[2], 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.tensor("y", List.of(-1), new float[2], 0));
  }
}
