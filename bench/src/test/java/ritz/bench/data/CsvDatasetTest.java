// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.nn.data.Dataset;

class CsvDatasetTest {
  @TempDir private Path dir;

  private Path file(String content) throws IOException {
    return Files.writeString(dir.resolve("d.csv"), content);
  }

  @ParameterizedTest
  @CsvSource({"3,1,3,1", "cat,dog,cat,cat", "0.0,1.0,0.0,1.0", "a,1,2,3"})
  void wordsAndRepeatedWholeNumbersAreClasses(String a, String b, String c, String d)
      throws IOException {
    Path file = file("x,y\n1," + a + "\n2," + b + "\n3," + c + "\n4," + d + "\n");

    assertThat(CsvDataset.byLastColumn(file).isClassification()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1,2,3,4", "0.5,0.5,0.5,0.5", "1,1,1,1.5"})
  void otherNumbersAreTargets(float a, float b, float c, float d) throws IOException {
    Dataset data =
        CsvDataset.byLastColumn(file("1," + a + "\n2," + b + "\n3," + c + "\n4," + d + "\n"));

    assertThat(data.isClassification()).isFalse();
    assertThat(data.targets()).containsExactly(a, b, c, d);
  }

  @Test
  void manyKindsOfWholeNumbersAreTargets() throws IOException {
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      content.append(i).append(',').append(i % 101).append('\n');
    }
    assertThat(CsvDataset.byLastColumn(file(content.toString())).isClassification()).isFalse();
  }

  @Test
  void columnsCanBeNamed() throws IOException {
    Path file = file("kind,size,weight\n1,2,3\n2,4,5\n");

    Dataset kinds = CsvDataset.classification(file, "kind");
    Dataset sizes = CsvDataset.regression(file, List.of("weight", "size"));

    assertThat(kinds.classes()).containsExactly("1", "2");
    assertThat(kinds.inputs()).containsExactly(2, 3, 4, 5);
    assertThat(sizes.targets()).containsExactly(3, 2, 5, 4);
    assertThat(sizes.inputs()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,nan\n2,3\n", "1,2\n2,inf\n", "1,2\n2\n", "1,2\nx,4\n"})
  void whatIsNoNumberIsRefused(String content) throws IOException {
    Path file = file(content);

    assertThatThrownBy(() -> CsvDataset.byLastColumn(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("d.csv: line ");
  }
}
