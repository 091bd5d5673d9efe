// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import java.io.IOException;
import java.util.zip.GZIPInputStream;
import ritz.nn.data.Dataset;

/** The 1797 handwritten digits that come with the program; digits.txt tells their origin. */
final class Digits {
  private static final String RESOURCE = "digits.csv.gz";
  private static final int SAMPLES = 1797;
  private static final int PIXELS = 64;
  private static final int CLASSES = 10;

  private Digits() {}

  static Dataset read() throws IOException {
    float[] inputs = new float[SAMPLES * PIXELS];
    int[] labels = new int[SAMPLES];
    try (CsvRows rows =
        CsvRows.of(RESOURCE, new GZIPInputStream(Digits.class.getResourceAsStream(RESOURCE)))) {
      for (int sample = 0; rows.advance(); sample++) {
        for (int pixel = 0; pixel < PIXELS; pixel++) {
          inputs[sample * PIXELS + pixel] = (float) rows.number(pixel);
        }
        labels[sample] = (int) rows.number(PIXELS);
      }
    }
    return Dataset.classification(PIXELS, inputs, labels, CLASSES);
  }
}
