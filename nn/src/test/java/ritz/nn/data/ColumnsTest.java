// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import ritz.nn.data.Columns.Column;

class ColumnsTest {
  private static final Columns COLUMNS =
      new Columns(
          List.of(new Column("color", List.of("blue", "red", "white")), new Column("", List.of())));

  @Test
  void wordsAreMarkedAndNumbersAreTaken() {
    assertThat(COLUMNS.features()).isEqualTo(4);
    assertThat(COLUMNS.hasWords()).isTrue();
    assertThat(COLUMNS.encode(List.of("red", "-2.5e1"))).containsExactly(0, 1, 0, -25);
    assertThat(Columns.numbers(2).encode(List.of("1", "2"))).containsExactly(1, 2);
    assertThat(Columns.numbers(2).hasWords()).isFalse();
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COLUMNS.encode(List.of("red")))
        .withMessage("fields: 1, expected 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COLUMNS.encode(List.of("Red", "1")))
        .withMessage("column 1 'color': 'Red', expected one of [blue, red, white]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COLUMNS.encode(List.of("red", "inf")))
        .withMessage("column 2: 'inf', expected a finite number");
    assertThatIllegalArgumentException().isThrownBy(() -> new Columns(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Column("color", List.of("red", "red")))
        .withMessageContaining("comes twice");
    Dataset data = Dataset.regression(1, new float[] {1}, 1, new float[] {1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.withColumns(COLUMNS))
        .withMessage("known: columns of 4 features, the samples have 1");
  }
}
