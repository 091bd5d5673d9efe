// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** A chart with equal scales on both axes, which run from -reach to reach. */
final class SquareChart extends XYChart {
  private boolean fitted;

  SquareChart(int size) {
    super(size + 200, size);
    Charts.style(getStyler());
    getStyler().setLegendPosition(LegendPosition.OutsideE);
    getStyler().setLegendLayout(LegendLayout.Vertical);
  }

  void setReach(double reach) {
    getStyler().setXAxisMin(-reach).setXAxisMax(reach);
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
