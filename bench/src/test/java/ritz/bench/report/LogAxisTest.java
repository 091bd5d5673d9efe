// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChart;

class LogAxisTest {
  @Test
  void reachesOverWholeDecades() {
    assertThat(LogAxis.of(new double[] {0.02, 3}, new double[] {150}))
        .isEqualTo(new LogAxis(-2, 3));
  }

  @Test
  void aSingleValueGetsADecade() {
    assertThat(LogAxis.of(new double[] {100})).isEqualTo(new LogAxis(2, 3));
  }

  @Test
  void whatCannotBeShownDoesNotCount() {
    double[] values = {0, -1, Double.NaN, Double.POSITIVE_INFINITY};
    assertThat(LogAxis.of(values)).isEqualTo(new LogAxis(0, 1));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "10,10¹", "0.001,10⁻³", "1e12,10¹²", "20,''", "0.5,''"})
  void powersOfTenAreLabeled(double value, String label) {
    assertThat(LogAxis.label(value)).isEqualTo(label);
  }

  @Test
  void aLineLeavesOutWhatCannotBeShown() {
    XYChart chart = Charts.xy("x", "y");
    LogAxis axis = new LogAxis(0, 1);

    axis.line(chart, "some", new double[] {1, 2, 3}, new double[] {5, 0, 7}, Charts.color(0));
    axis.line(chart, "none", new double[] {1}, new double[] {Double.NaN}, Charts.color(1));

    assertThat(chart.getSeries("some").getXData()).containsExactly(1, 3);
    assertThat(chart.getSeries("some").getYData()).containsExactly(5, 7);
    assertThat(chart.getSeries("none")).isNull();
  }
}
