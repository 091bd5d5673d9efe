// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the lines of a text file into a data set. */
final class CsvTable {
  private final FloatList inputs = new FloatList();
  private final FloatList targets = new FloatList();
  private final List<String> labels = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();

  void add(CsvRow row) throws IOException {
    inputs.addAll(row.inputs());
    targets.addAll(row.targets());
    if (row.targets().length == 0) {
      labels.add(names.computeIfAbsent(row.label(), name -> name));
    }
  }

  Dataset toDataset(CsvRow row) throws IOException {
    float[] values = inputs.toArray();
    if (values.length == 0) {
      throw new IOException("no samples");
    }
    int features = row.inputs().length;
    return data(features, values, row.targets().length).withColumns(row.columns());
  }

  private Dataset data(int features, float[] values, int targetCount) {
    if (labels.isEmpty()) {
      return Dataset.regression(features, values, targetCount, targets.toArray());
    }
    CsvLabels classes = new CsvLabels(names.keySet());
    int[] numbers = labels.stream().mapToInt(classes::number).toArray();
    return Dataset.classification(features, values, numbers, classes.names());
  }
}
