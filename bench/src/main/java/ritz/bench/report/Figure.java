// SPDX-License-Identifier: Apache-2.0
package ritz.bench.report;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * A plot and the numbers behind it.
 *
 * @param name a short name, that of the CSV file
 * @param description what the plot shows, for those who do not see it
 * @param chart the plot
 * @param numbers all that is plotted
 */
public record Figure(String name, String description, Chart<?, ?> chart, Table numbers) {
  /** Pixels of the image for each pixel of the plot, so that it is crisp on dense screens too. */
  private static final int DENSITY = 2;

  /** The plot as a PNG image. */
  byte[] png() {
    int width = chart.getWidth();
    int height = chart.getHeight();
    BufferedImage image =
        new BufferedImage(DENSITY * width, DENSITY * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(DENSITY, DENSITY);
    chart.paint(graphics, width, height);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
