// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.nn.data.Dataset;

class TrainingDataTest {
  @TempDir private Path dir;

  private static TrainingData load(String source, long seed) throws IOException {
    return TrainingData.load(source, CsvDataset::byLastColumn, seed);
  }

  @Test
  void theDigitsAreSplitInProportionToTheirClasses() throws IOException {
    TrainingData digits = load("digits", 7);

    assertThat(digits.train().size()).isEqualTo(1198);
    assertThat(digits.test().size()).isEqualTo(599);
    assertThat(digits.train().features()).isEqualTo(64);
    assertThat(digits.train().outputs()).isEqualTo(10);
    for (int digit = 0; digit < 10; digit++) {
      int train = count(digits.train(), digit);
      int test = count(digits.test(), digit);
      // to within one sample; the data set has 174 to 183 of each
      assertThat(2 * test - train).isBetween(-3, 3);
      assertThat(train + test).isBetween(174, 183);
    }
  }

  private static int count(Dataset data, int label) {
    return (int) Arrays.stream(data.labels()).filter(each -> each == label).count();
  }

  @Test
  void theFirstDigitLooksLikeAZero() throws IOException {
    Dataset digits = Digits.read();

    assertThat(digits.labels()[0]).isZero();
    assertThat(Arrays.copyOf(digits.sample(0), 8)).containsExactly(0, 0, 5, 13, 9, 1, 0, 0);
    float[] pixels = digits.inputs();
    assertThat(IntStream.range(0, pixels.length).mapToDouble(i -> pixels[i]).max()).hasValue(16);
  }

  @Test
  void theSeedDecidesTheSplit() throws IOException {
    assertThat(load("digits", 7).test().inputs()).isEqualTo(load("digits", 7).test().inputs());
    assertThat(load("digits", 8).test().inputs()).isNotEqualTo(load("digits", 7).test().inputs());
  }

  @Test
  void aFolderOfIdxFilesBringsItsOwnTestSet() throws IOException {
    writeIdx("train", 3);
    writeIdx("t10k", 2);

    TrainingData data = load(dir.toString(), 1);

    assertThat(data.train().size()).isEqualTo(3);
    assertThat(data.test().size()).isEqualTo(2);
    assertThat(data.train().features()).isEqualTo(4);
  }

  private void writeIdx(String name, int count) throws IOException {
    ByteBuffer images = ByteBuffer.allocate(16 + 4 * count);
    images.putInt(0x803).putInt(count).putInt(2).putInt(2);
    ByteBuffer labels = ByteBuffer.allocate(8 + count);
    labels.putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      labels.put((byte) i);
    }
    Files.write(dir.resolve(name + "-images-idx3-ubyte"), images.array());
    Files.write(dir.resolve(name + "-labels-idx1-ubyte"), labels.array());
  }

  @Test
  void tooFewSamplesAreRefused() throws IOException {
    Path file = Files.writeString(dir.resolve("one.csv"), "1,a\n");

    assertThatThrownBy(() -> load(file.toString(), 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("one.csv: too few samples");
  }

  @Test
  void otherFilesAreRefused() {
    assertThatThrownBy(() -> load("digit", 1))
        .isInstanceOf(IOException.class)
        .hasMessage("digit: expected 'digits', a folder or a file that ends in .csv, .tsv or .npy");
  }
}
