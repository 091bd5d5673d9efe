// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.knowm.xchart.XYChart;

/** A chart with equal scales on both axes. */
final class SquareChart extends XYChart {
  private boolean fitted;

  /**
   * An empty chart.
   *
   * @param size the height of the image
   * @param center the middle of the horizontal axis; that of the vertical one is 0
   * @param reach how far both axes go from there
   */
  SquareChart(int size, double center, double reach) {
    super(size + 200, size);
    Charts.style(getStyler());
    getStyler().setDecimalPattern("0.######");
    getStyler().setXAxisMin(center - reach).setXAxisMax(center + reach);
    getStyler().setYAxisMin(-reach).setYAxisMax(reach);
  }

  /** The width under which the area within the axes is a square, found by painting once. */
  @Override
  public int getWidth() {
    if (!fitted) {
      fitted = true;
      int width = super.getWidth();
      BufferedImage image = new BufferedImage(width, getHeight(), BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = image.createGraphics();
      paint(graphics, width, getHeight());
      graphics.dispose();
      setWidth((int) Math.round(width + area().getHeight() - area().getWidth()));
    }
    return super.getWidth();
  }

  /** Where the area within the axes lies, once painted. */
  Rectangle2D area() {
    return plot.getBounds();
  }
}
