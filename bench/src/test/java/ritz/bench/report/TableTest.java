// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TableTest {
  private final Table table = new Table("epoch", "loss").add(1, 1.0 / 3).add(10, Double.NaN);

  @Test
  void csvKeepsEveryDigit() {
    assertThat(table.toCsv().lines())
        .containsExactly("epoch,loss", "1,0.3333333333333333", "10,NaN");
  }

  @Test
  void csvQuotesWhatNeedsIt() {
    assertThat(new Table("a,b").add("say \"x\"").toCsv().lines())
        .containsExactly("\"a,b\"", "\"say \"\"x\"\"\"");
  }

  @Test
  void textIsAlignedAndBrief() {
    assertThat(table.toText().lines())
        .containsExactly("  epoch      loss", "      1  0.333333", "     10       NaN");
  }

  @Test
  void aRowHasOneCellForEachColumn() {
    assertThatIllegalArgumentException().isThrownBy(() -> table.add(1)).withMessageContaining("2");
  }
}
