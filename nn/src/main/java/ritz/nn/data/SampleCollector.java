// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.IOException;

/** Brings samples into memory. */
final class SampleCollector {
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private SampleCollector() {}

  static Dataset collect(SampleSource source) throws IOException {
    int features = source.features();
    int outputs = source.outputs();
    long size = source.size();
    boolean labeled = source.isClassification();
    if (size > LARGEST_ARRAY / Math.max(features, labeled ? 1 : outputs)) {
      throw new IOException(source + ": " + size + " samples exceed an array");
    }
    float[] inputs = new float[(int) size * features];
    float[] targets = new float[labeled ? 0 : (int) size * outputs];
    int[] labels = new int[labeled ? (int) size : 0];
    try (SampleCursor cursor = source.open()) {
      for (int sample = 0; sample < size; sample++) {
        if (!cursor.advance()) {
          throw new IOException(source + ": ends after " + sample + " samples, expected " + size);
        }
        System.arraycopy(cursor.inputs(), 0, inputs, sample * features, features);
        if (labeled) {
          labels[sample] = cursor.label();
        } else {
          System.arraycopy(cursor.targets(), 0, targets, sample * outputs, outputs);
        }
      }
    }
    Dataset data =
        labeled
            ? Dataset.classification(features, inputs, labels, source.classes())
            : Dataset.regression(features, inputs, outputs, targets);
    return data.withColumns(source.columns());
  }
}
