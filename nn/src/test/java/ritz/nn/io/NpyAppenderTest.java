// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyAppenderTest {
  @TempDir Path folder;

  @Test
  void columnsAppearOnClosing() throws IOException {
    Path file = Files.writeString(folder.resolve("w.npy"), "old");
    try (NpyAppender appender = new NpyAppender(file, 3)) {
      appender.append(new float[] {1, 2, 3});
      appender.append(new float[] {4, 5, 6});
      assertThat(file).hasContent("old");
    }
    assertThat(Npy.header(file)).isEqualTo(new NpyHeader("<f4", true, 2, 3, 2));
    assertThat(Npy.readFloats(file)).containsExactly(1, 2, 3, 4, 5, 6);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void manyLongColumns() throws IOException {
    Path file = folder.resolve("w.npy");
    float[] column = new float[20_011];
    try (NpyAppender appender = new NpyAppender(file, column.length)) {
      for (int j = 0; j < 12; j++) {
        for (int i = 0; i < column.length; i++) {
          column[i] = i + 0.25f * j;
        }
        appender.append(column);
      }
    }
    float[] all = Npy.readFloats(file);
    assertThat(all).hasSize(12 * 20_011);
    for (int k = 0; k < all.length; k++) {
      int j = k / 20_011;
      assertThat(all[k]).isEqualTo(k % 20_011 + 0.25f * j);
    }
  }

  @Test
  void withoutColumnsTheFileIsEmptyButWhole() throws IOException {
    Path file = folder.resolve("w.npy");
    new NpyAppender(file, 7).close();
    assertThat(Npy.read(file).shape()).isEqualTo("7 x 0");
  }

  @Test
  void closingTwiceIsHarmlessAndNothingIsAppendedAfterwards() throws IOException {
    Path file = folder.resolve("w.npy");
    NpyAppender appender = new NpyAppender(file, 1);
    appender.append(new float[] {1});
    appender.close();
    appender.close();
    assertThat(Npy.readFloats(file)).containsExactly(1);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> appender.append(new float[] {2}))
        .withMessageContaining(file.toString());
  }

  @Test
  void refusesColumnsOfOtherLengths() throws IOException {
    Path file = folder.resolve("w.npy");
    try (NpyAppender appender = new NpyAppender(file, 2)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> appender.append(new float[3]))
          .withMessage("column: 3 entries, expected 2");
      appender.append(new float[] {1, 2});
    }
    assertThat(Npy.readFloats(file)).containsExactly(1, 2);
    assertThatIllegalArgumentException().isThrownBy(() -> new NpyAppender(file, 0));
  }
}
