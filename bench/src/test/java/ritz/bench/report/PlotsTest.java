// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.nn.Activation;
import ritz.nn.EpochSummary;
import ritz.nn.Network;
import ritz.nn.PruningMask;

class PlotsTest {
  private static final Color VIRIDIS_DARK = new Color(0x44, 0x01, 0x54);
  private static final Color VIRIDIS_LIGHT = new Color(0xfd, 0xe7, 0x25);
  private static final Color PALE_GREEN = new Color(0xcb, 0xee, 0xd8);

  private static BufferedImage image(Figure figure) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(figure.png()));
  }

  private static long pixels(Figure figure, Color color) throws IOException {
    BufferedImage image = image(figure);
    int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return java.util.Arrays.stream(all).filter(pixel -> pixel == color.getRGB()).count();
  }

  @Test
  void theLossesAreDrawnAndTabled() throws IOException {
    List<EpochSummary> history =
        List.of(new EpochSummary(1, 2.5, 2.75, 0.25, 0.1), new EpochSummary(2, 0.5, 0.7, 0.9, 0.2));

    Figure figure = LossPlot.of(history, "stopped");

    assertThat(figure.numbers().toCsv().lines())
        .containsExactly(
            "epoch,training loss,validation loss,validation accuracy",
            "1,2.5,2.75,0.25",
            "2,0.5,0.7,0.9");
    // lines are two pixels wide, four in the image, and hundreds long
    assertThat(pixels(figure, Charts.color(0))).isGreaterThan(1000);
    assertThat(pixels(figure, Charts.color(1))).isGreaterThan(1000);
    assertThat(pixels(figure, Color.DARK_GRAY)).isGreaterThan(500);
  }

  @Test
  void lossesThatCannotBeShownLeaveTheRest() throws IOException {
    List<EpochSummary> history =
        List.of(new EpochSummary(1, 2, Double.NaN, Double.NaN, 1), new EpochSummary(2, 1, 0, 0, 2));

    assertThat(pixels(LossPlot.of(history, "stopped"), Charts.color(0))).isGreaterThan(1000);
  }

  @Test
  void eigenvaluesAreColoredByResidual() throws IOException {
    Complex[] eigenvalues = {Complex.ONE, new Complex(0, 0.5), new Complex(0, -0.5)};

    Figure figure = SpectrumPlot.of(eigenvalues, new double[] {1e-9, 0.5, 0.5});

    // a disk of 7 pixels covers 4 · 38 pixels of the image; beside the points there is the legend
    assertThat(pixels(figure, VIRIDIS_DARK)).isBetween(200L, 400L);
    assertThat(pixels(figure, VIRIDIS_LIGHT)).isBetween(300L, 600L);
    assertThat(figure.numbers().toCsv().lines()).hasSize(4).contains("0.0,-0.5,0.5,0.5");
  }

  @Test
  void bothAxesOfTheSpectrumHaveOneScale() {
    SquareChart chart =
        (SquareChart) SpectrumPlot.of(new Complex[] {Complex.ONE}, new double[] {0}).chart();
    int width = chart.getWidth();
    Graphics2D graphics =
        new BufferedImage(width, chart.getHeight(), BufferedImage.TYPE_INT_RGB).createGraphics();
    chart.paint(graphics, width, chart.getHeight());
    graphics.dispose();

    // the width is rounded to whole pixels
    assertThat(chart.area().getWidth()).isCloseTo(chart.area().getHeight(), within(0.5));
  }

  @Test
  void verdictsAreBandsBehindTheMovement() throws IOException {
    Figure figure =
        MonitorPlot.of(
            List.of(
                new MonitorPlot.Point(1, Double.NaN, "warming_up"),
                new MonitorPlot.Point(2, 0.1, "converged"),
                new MonitorPlot.Point(3, 0.01, "converged"),
                new MonitorPlot.Point(4, 0.02, "stalled"),
                new MonitorPlot.Point(5, 0.001, "converged")));

    assertThat(pixels(figure, PALE_GREEN)).isGreaterThan(10000);
    assertThat(pixels(figure, Charts.color(0))).isGreaterThan(1000);
    assertThat(figure.numbers().toCsv().lines()).contains("1,NaN,warming_up", "4,0.02,stalled");
  }

  @Test
  void everyLayerHasALineOverTheModes() throws IOException {
    Complex[] eigenvalues = {Complex.ONE, new Complex(0.5, 0)};
    double[][] magnitudes = {{1, 0.1}, {2, 0.01}};

    Figure figure = ModePlot.of(eigenvalues, List.of("first", "second"), magnitudes);

    assertThat(pixels(figure, Charts.color(0))).isGreaterThan(1000);
    assertThat(pixels(figure, Charts.color(1))).isGreaterThan(1000);
    assertThat(figure.numbers().toCsv().lines()).hasSize(5).contains("2,0.5,0.0,second,0.01");
  }

  @Test
  void whatWasPrunedIsCountedByTensor() throws IOException {
    Network network = Network.builder(2).dense(1, Activation.TANH).dense(1).build();
    boolean[] pruned = {true, false, false, true, false};

    Figure figure = PruningPlot.of(network.parameters(), PruningMask.of(pruned));

    assertThat(figure.numbers().toCsv().lines())
        .containsExactly(
            "tensor,entries,kept,pruned",
            "0.weight,2,1,1",
            "0.bias,1,1,0",
            "2.weight,1,0,1",
            "2.bias,1,1,0");
    assertThat(pixels(figure, Charts.color(0))).isGreaterThan(10000);
  }

  @Test
  void imagesHaveTwoPixelsForEachOfThePlot() throws IOException {
    Figure figure = SpectrumPlot.of(new Complex[] {Complex.ONE}, new double[] {0});

    assertThat(image(figure).getWidth()).isEqualTo(2 * figure.chart().getWidth());
    assertThat(image(figure).getHeight()).isEqualTo(2 * figure.chart().getHeight());
  }
}
