// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import ritz.nn.Loss;
import ritz.nn.NegativeSobolev;

class GridOptionsTest {
  private static final NegativeSobolev CURVE = Loss.negativeSobolev(0.5).alongTheBatch();

  private static Loss loss(String... options) {
    return CommandLine.populateCommand(new GridOptions(), options).loss(48);
  }

  @Test
  void samplesAreACurveThatIsReflectedAtItsEnds() {
    assertThat(loss()).isEqualTo(CURVE.withReflection());
    assertThat(loss("--columns", "1")).isEqualTo(CURVE.withReflection());
  }

  @Test
  void orderAndPeriodAreThoseAskedFor() {
    assertThat(loss("--periodic")).isEqualTo(CURVE);
    assertThat(loss("--order", "-1.5", "--periodic"))
        .isEqualTo(Loss.negativeSobolev(-1.5).alongTheBatch());
  }

  @Test
  void samplesOfAnImageAreItsRows() {
    assertThat(loss("--columns", "8")).isEqualTo(CURVE.onGrid(6, 8).withReflection());
    assertThat(loss("--columns", "8", "--periodic")).isEqualTo(CURVE.onGrid(6, 8));
  }
}
