// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.koopman.training.Assessment;
import ritz.koopman.training.Verdict;
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
    return Arrays.stream(all).filter(pixel -> pixel == color.getRGB()).count();
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
  void eigenvaluesNearOneAreShownOnTheirOwn() throws IOException {
    Complex[] eigenvalues = {Complex.ONE, new Complex(0.5, 0), new Complex(0.99, 0.001)};
    double[] residuals = {1e-9, 1e-9, 0.5};

    Figure figure = SpectrumPlot.nearOne(eigenvalues, residuals).orElseThrow();

    assertThat(figure.numbers().toCsv().lines()).hasSize(3).contains("1.0,0.0,1.0,1.0E-9");
    assertThat(pixels(figure, VIRIDIS_DARK)).isBetween(200L, 400L);
    assertThat(pixels(figure, VIRIDIS_LIGHT)).isBetween(200L, 400L);
    assertThat(pixels(figure, Color.GRAY)).isPositive();
    assertThat(SpectrumPlot.nearOne(new Complex[] {Complex.ONE}, new double[] {0})).isEmpty();
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
                assessment(0, Verdict.WARMING_UP, Double.NaN, Double.NaN),
                assessment(1, Verdict.CONVERGED, 0.1, 0.2),
                assessment(2, Verdict.CONVERGED, 0.01, 0.02),
                assessment(3, Verdict.STALLED, Double.POSITIVE_INFINITY, 0.03),
                assessment(4, Verdict.CONVERGED, 0.001, 0.002)));

    assertThat(pixels(figure, PALE_GREEN)).isGreaterThan(10000);
    assertThat(pixels(figure, Charts.color(0))).isGreaterThan(1000);
    assertThat(pixels(figure, Charts.color(1))).isGreaterThan(1000);
    assertThat(figure.numbers().toCsv().lines())
        .contains("0,warming_up,warming_up,NaN,NaN,0.5,7.0")
        .contains("3,stalled,stalled,Infinity,0.03,0.5,7.0");
  }

  private static Assessment assessment(int epoch, Verdict verdict, double remaining, double step) {
    return new Assessment(epoch, verdict, verdict, List.of(), step, 0.5, remaining, 0, 1, 7, 0);
  }

  @Test
  void everyLayerHasALineOverTheModes() throws IOException {
    Network network = Network.builder(2).dense(4).dense(1).build();
    Complex[] eigenvalues = {Complex.ONE, new Complex(0.5, 0)};
    // norms in 0.weight, 0.bias, 1.weight and 1.bias, of 8 + 4 and 4 + 1 entries
    Matrix norms = Matrix.fromRows(new double[][] {{3, 0}, {4, 12}, {6, 0}, {8, 0.5}});

    Figure figure = ModePlot.of(network, eigenvalues, norms);

    assertThat(pixels(figure, Charts.color(0))).isGreaterThan(1000);
    assertThat(pixels(figure, Charts.color(1))).isGreaterThan(1000);
    assertThat(figure.numbers().toCsv().lines())
        .containsExactly(
            "mode,real part,imaginary part,layer,root mean square",
            "1,1.0,0.0,\"layer 1, 2 to 4\"," + 5 / Math.sqrt(12),
            "1,1.0,0.0,\"layer 2, 4 to 1\"," + 10 / Math.sqrt(5),
            "2,0.5,0.0,\"layer 1, 2 to 4\"," + 12 / Math.sqrt(12),
            "2,0.5,0.0,\"layer 2, 4 to 1\"," + 0.5 / Math.sqrt(5));
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
  void longLegendsAndManyLabelsStayWithinTheImage() throws IOException {
    List<Assessment> history = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      history.add(assessment(history.size(), verdict, 1, 0.1));
    }
    Network.Builder builder = Network.builder(1000);
    for (int i = 0; i < 12; i++) {
      builder.dense(1000, Activation.TANH);
    }
    Network deep = builder.build();
    Complex[] eigenvalues = new Complex[11];
    Arrays.fill(eigenvalues, Complex.ONE);
    Matrix norms = new Matrix(24, 11);
    Arrays.fill(norms.data(), 1);

    requireWhiteMargin(MonitorPlot.of(history));
    requireWhiteMargin(ModePlot.of(deep, eigenvalues, norms));
    requireWhiteMargin(
        PruningPlot.of(deep.parameters(), PruningMask.of(new boolean[deep.parameterCount()])));
  }

  private static void requireWhiteMargin(Figure figure) throws IOException {
    BufferedImage image = image(figure);
    int width = image.getWidth();
    int height = image.getHeight();
    int margin = 8;
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        boolean atEdge = Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y)) < margin;
        if (atEdge && image.getRGB(x, y) != Color.WHITE.getRGB()) {
          fail("%s: something at %d, %d", figure.name(), x, y);
        }
      }
    }
  }

  @Test
  void imagesHaveTwoPixelsForEachOfThePlot() throws IOException {
    Figure figure = SpectrumPlot.of(new Complex[] {Complex.ONE}, new double[] {0});

    assertThat(image(figure).getWidth()).isEqualTo(2 * figure.chart().getWidth());
    assertThat(image(figure).getHeight()).isEqualTo(2 * figure.chart().getHeight());
  }

  @Test
  void curvesAreDrawnWithTheirSpread() throws IOException {
    double[] x = {1, 10, 100};
    Curve curve =
        new Curve(
            "it", x, new double[] {1, 2, 3}, new double[] {0.5, 1, 2}, new double[] {2, 3, 4});
    Curve broken = Curve.of("broken", x, new double[] {1, Double.NaN, 0});

    Figure figure =
        new CurvePlot("c", "curves", "x", "y")
            .logarithmicX()
            .logarithmicY()
            .of(List.of(curve, broken));

    assertThat(figure.numbers().toCsv().lines())
        .hasSize(7)
        .contains("it,10.0,2.0,1.0,3.0", "broken,100.0,0.0,0.0,0.0");
    assertThat(pixels(figure, Charts.color(0))).isGreaterThan(1000);
  }

  @Test
  void everyRunIsAPoint() throws IOException {
    StripPlot plot = new StripPlot("s", "points", "value");
    plot.add("one", "a", 1).add("one", "b", 2).add("two", "a", 3).add("two", "b", Double.NaN);

    Figure figure = plot.figure();

    assertThat(figure.numbers().toCsv().lines())
        .containsExactly("case,method,value", "one,a,1.0", "one,b,2.0", "two,a,3.0", "two,b,NaN");
    // a marker is seven pixels wide, fourteen in the image; a cross covers part of it
    assertThat(pixels(figure, Charts.color(0))).isGreaterThan(60);
    assertThat(pixels(figure, Charts.color(1))).isGreaterThan(30);
  }

  @Test
  void significantEigenvaluesAreDrawnByEpoch() throws IOException {
    List<Assessment.Mode> modes =
        List.of(
            new Assessment.Mode(Complex.ONE, 0, 1, true, true),
            new Assessment.Mode(new Complex(0, 0.5), 0.01, 0.1, true, false),
            new Assessment.Mode(new Complex(0.3, 0), 0.5, 0.1, false, false));
    Verdict verdict = Verdict.CONVERGING;
    Assessment epoch = new Assessment(3, verdict, verdict, modes, 0, 0, 0, 0, 0, 0, 0);

    Figure figure = EigenvalueHistoryPlot.of(List.of(epoch)).orElseThrow();

    assertThat(figure.numbers().toCsv().lines())
        .containsExactly(
            "epoch,real part,imaginary part,modulus,kind",
            "3,1.0,0.0,1.0,counts as 1",
            "3,0.0,0.5,0.5,swings");
    assertThat(pixels(figure, Charts.color(2))).isGreaterThan(60);
    assertThat(EigenvalueHistoryPlot.of(List.of())).isEmpty();
  }

  @Test
  void theSpectrumOverTimeIsColoredByEpoch() throws IOException {
    List<Assessment> history = new ArrayList<>();
    for (int epoch = 3; epoch <= 12; epoch++) {
      Complex value = new Complex(0.5, 0.05 * epoch);
      List<Assessment.Mode> modes =
          List.of(
              new Assessment.Mode(value, 0.01, 0.1, true, false),
              new Assessment.Mode(value.conjugate(), 0.01, 0.1, true, false),
              new Assessment.Mode(new Complex(0.3, 0), 0.5, 0.1, false, false));
      history.add(
          new Assessment(
              epoch, Verdict.CONVERGING, Verdict.CONVERGING, modes, 0, 0, 0, 0, 0, 0, 0));
    }
    Figure figure = SpectrumPlot.overTime(history).orElseThrow();

    assertThat(figure.numbers().toCsv().lines()).hasSize(1 + 30);
    // ten epochs in five colors: "epochs 3 to 4" the darkest, "epochs 11 to 12" the brightest
    assertThat(pixels(figure, new Color(0x44, 0x01, 0x54))).isGreaterThan(60);
    assertThat(pixels(figure, new Color(0xfd, 0xe7, 0x25))).isGreaterThan(60);
    for (String epochs : new String[] {"3 to 4", "5 to 6", "7 to 8", "9 to 10", "11 to 12"}) {
      assertThat(((XYChart) figure.chart()).getSeries("epochs " + epochs).getXData()).hasSize(6);
    }
    assertThat(SpectrumPlot.overTime(List.of())).isEmpty();
    // 0.5 is farther from 1 than what is drawn on the larger scale
    assertThat(SpectrumPlot.overTimeNearOne(history)).isEmpty();
  }
}
