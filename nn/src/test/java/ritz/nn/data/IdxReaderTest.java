// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.nn.io.Hostile;

class IdxReaderTest {
  @TempDir Path folder;

  private static byte[] idx(int magic, int[] sizes, int... values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream stream = new DataOutputStream(bytes);
    stream.writeInt(magic);
    for (int size : sizes) {
      stream.writeInt(size);
    }
    for (int value : values) {
      stream.writeByte(value);
    }
    return bytes.toByteArray();
  }

  private static byte[] images() throws IOException {
    return idx(0x803, new int[] {3, 1, 2}, 0, 1, 127, 128, 254, 255);
  }

  private static byte[] labels(int... labels) throws IOException {
    return idx(0x801, new int[] {labels.length}, labels);
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] compress(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream stream = new GZIPOutputStream(compressed)) {
      stream.write(bytes);
    }
    return compressed.toByteArray();
  }

  @Test
  void readsImagesWithTheirLabels() throws IOException {
    Dataset data = IdxReader.read(write("i", images()), write("l", labels(2, 0, 2)));
    assertThat(data.features()).isEqualTo(2);
    assertThat(data.inputs()).containsExactly(0, 1, 127, 128, 254, 255);
    assertThat(data.labels()).containsExactly(2, 0, 2);
    assertThat(data.outputs()).isEqualTo(3);
  }

  @Test
  void readsAFolderWithPlainAndCompressedFiles() throws IOException {
    write("train-images-idx3-ubyte", images());
    write("train-labels-idx1-ubyte.gz", compress(labels(1, 0, 1)));
    write("t10k-images-idx3-ubyte.gz", compress(images()));
    write("t10k-labels-idx1-ubyte", labels(4, 4, 4));
    Split split = IdxReader.readFolder(folder);
    assertThat(split.train().labels()).containsExactly(1, 0, 1);
    assertThat(split.test().labels()).containsExactly(4, 4, 4);
    assertThat(split.train().outputs()).isEqualTo(5);
    assertThat(split.test().inputs()).isEqualTo(split.train().inputs());
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> IdxReader.readFolder(folder))
        .withMessageContaining("no file t10k-labels-idx1-ubyte");
  }

  @Test
  void largeFilesAreReadWhole() throws IOException {
    int[] values = new int[300 * 17 * 19];
    int[] labels = new int[300];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 31 % 251;
    }
    byte[] images = idx(0x803, new int[] {300, 17, 19}, values);
    Dataset data = IdxReader.read(write("i", compress(images)), write("l", labels(labels)));
    assertThat(data.features()).isEqualTo(17 * 19);
    for (int i = 0; i < values.length; i++) {
      assertThat(data.inputs()[i]).isEqualTo(values[i]);
    }
  }

  private void assertRefused(byte[] images, byte[] labels, String fault) throws IOException {
    Path imageFile = write("i", images);
    Path labelFile = write("l", labels);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> IdxReader.read(imageFile, labelFile))
        .withMessageContaining(folder.toString())
        .withMessageContaining(fault);
  }

  @Test
  void faultsAreNamed() throws IOException {
    byte[] three = labels(1, 1, 1);
    assertRefused(images(), labels(1, 1), "3 images");
    assertRefused(labels(1, 1, 1), three, "1 dimension, expected at least 2");
    assertRefused(images(), images(), "3 dimensions, expected 1");
    assertRefused(idx(0xd03, new int[] {3, 1, 2}), three, "not an IDX file");
    assertRefused(idx(0x800, new int[0]), three, "not an IDX file");
    assertRefused(Arrays.copyOf(images(), 10), three, "shorter");
    assertRefused(Arrays.copyOf(images(), 21), three, "shorter");
    assertRefused(Arrays.copyOf(images(), 40), three, "more bytes");
    assertRefused(idx(0x803, new int[] {3, 0, 2}), three, "[3, 0, 2]");
    assertRefused(idx(0x803, new int[] {3, -1, 2}), three, "[3, -1, 2]");
    int huge = Integer.MAX_VALUE;
    assertRefused(idx(0x803, new int[] {huge, huge, huge}), three, "do not fit");
    assertRefused(compress(idx(0x803, new int[] {huge, 1, 1})), three, "do not fit");
    assertRefused(compress(Arrays.copyOf(images(), 21)), three, "shorter");
  }

  @Test
  void damagedFilesGiveAnIoExceptionOrData() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    Path labelFile = write("l", labels(1, 1, 1));
    for (byte[] whole : new byte[][] {images(), compress(images())}) {
      for (int round = 0; round < 500; round++) {
        byte[] damaged = Arrays.copyOf(whole, whole.length - random.nextInt(3));
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        Path imageFile = write("i", damaged);
        try {
          assertThat(IdxReader.read(imageFile, labelFile).size()).isEqualTo(3);
        } catch (IOException e) {
          assertThat(e).hasMessageContaining(folder.toString());
        }
      }
    }
  }

  @Test
  void damagedFilesAreReadOrRefused(@TempDir Path damaged) throws IOException {
    byte[] images = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8};
    byte[] labels = {0, 0, 8, 1, 0, 0, 0, 2, 0, 1};
    Path labelFile = Files.write(damaged.resolve("labels"), labels);
    Path imageFile = damaged.resolve("images");
    assertThat(Hostile.refusals(images, imageFile, 1, file -> IdxReader.read(file, labelFile)))
        .isGreaterThan(300);
    assertThat(
            Hostile.refusals(
                images, imageFile, 2, file -> IdxReader.stream(file, labelFile).read()))
        .isGreaterThan(200);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(images);
    }
    assertThat(
            Hostile.refusals(
                packed.toByteArray(), imageFile, 3, file -> IdxReader.read(file, labelFile)))
        .isGreaterThan(300);
  }
}
