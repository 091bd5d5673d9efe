// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Samples in memory, each with a class (classification) or with target values (regression).
 *
 * <p>Inputs are features x samples, column-major: each sample is contiguous. The arrays are shared
 * with the caller, not copied, and must not change while the data set is in use. Immutable and
 * thread-safe under that condition.
 */
public final class Dataset {
  private final Columns columns;
  private final int features;
  private final int size;
  private final float[] inputs;
  private final int[] labels;
  private final List<String> classes;
  private final int targetCount;
  private final float[] targets;

  private Dataset(
      Columns columns,
      float[] inputs,
      int[] labels,
      List<String> classes,
      int targetCount,
      float[] targets) {
    this.columns = columns;
    this.features = columns.features();
    this.size = inputs.length / features;
    this.inputs = inputs;
    this.labels = labels;
    this.classes = classes;
    this.targetCount = targetCount;
    this.targets = targets;
  }

  /**
   * Samples with a class each.
   *
   * @param features the number of features, at least 1
   * @param inputs the samples one after the other, finite, at least one sample
   * @param labels the class of each sample, an index into {@code classes}
   * @param classes the names of the classes, at least one
   * @return the data set
   * @throws IllegalArgumentException if a size, an input or a label is out of range
   */
  public static Dataset classification(
      int features, float[] inputs, int[] labels, List<String> classes) {
    int size = requireSamples(features, inputs);
    if (labels.length != size) {
      throw new IllegalArgumentException(
          "labels: " + labels.length + " for " + size + " samples, expected one for each");
    }
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("classes: empty, expected at least one");
    }
    for (int i = 0; i < size; i++) {
      if (labels[i] < 0 || labels[i] >= classes.size()) {
        throw new IllegalArgumentException(
            "labels: sample "
                + i
                + " has "
                + labels[i]
                + ", expected 0 to "
                + (classes.size() - 1));
      }
    }
    return new Dataset(Columns.numbers(features), inputs, labels, List.copyOf(classes), 0, null);
  }

  /**
   * Samples with a class each; the classes are named by their numbers.
   *
   * @param features the number of features, at least 1
   * @param inputs the samples one after the other, finite, at least one sample
   * @param labels the class of each sample, 0 to {@code classes - 1}
   * @param classes the number of classes, at least 1
   * @return the data set
   * @throws IllegalArgumentException if a size, an input or a label is out of range
   */
  public static Dataset classification(int features, float[] inputs, int[] labels, int classes) {
    return classification(
        features, inputs, labels, IntStream.range(0, classes).mapToObj(String::valueOf).toList());
  }

  /**
   * Samples with target values.
   *
   * @param features the number of features, at least 1
   * @param inputs the samples one after the other, finite, at least one sample
   * @param targetCount the number of target values of a sample, at least 1
   * @param targets the targets, sample after sample, finite
   * @return the data set
   * @throws IllegalArgumentException if a size, an input or a target is out of range
   */
  public static Dataset regression(int features, float[] inputs, int targetCount, float[] targets) {
    int size = requireSamples(features, inputs);
    if (targetCount < 1 || targets.length != (long) size * targetCount) {
      throw new IllegalArgumentException(
          "targets: "
              + targets.length
              + " for "
              + size
              + " samples, expected "
              + targetCount
              + " for each");
    }
    requireFinite("targets", targets, targetCount);
    return new Dataset(Columns.numbers(features), inputs, null, List.of(), targetCount, targets);
  }

  private static int requireSamples(int features, float[] inputs) {
    if (features < 1) {
      throw new IllegalArgumentException("features: " + features + ", expected at least 1");
    }
    if (inputs.length == 0 || inputs.length % features != 0) {
      throw new IllegalArgumentException(
          "inputs: "
              + inputs.length
              + " values, expected a positive multiple of "
              + features
              + " features");
    }
    requireFinite("inputs", inputs, features);
    return inputs.length / features;
  }

  private static void requireFinite(String name, float[] values, int perSample) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            name
                + ": value "
                + i % perSample
                + " of sample "
                + i / perSample
                + " is "
                + values[i]
                + ", expected a finite number");
      }
    }
  }

  /**
   * The same samples, over the same arrays, with what their features stand for.
   *
   * @param known the columns that the features come from
   * @return a new data set
   * @throws IllegalArgumentException if the columns have another number of features
   */
  public Dataset withColumns(Columns known) {
    if (known.features() != features) {
      throw new IllegalArgumentException(
          "known: columns of " + known.features() + " features, the samples have " + features);
    }
    return new Dataset(known, inputs, labels, classes, targetCount, targets);
  }

  /**
   * The columns that the features come from.
   *
   * @return columns of numbers without names, unless the reader of a file knew more
   */
  public Columns columns() {
    return columns;
  }

  /**
   * The number of samples.
   *
   * @return at least 1
   */
  public int size() {
    return size;
  }

  /**
   * The number of features of a sample.
   *
   * @return at least 1
   */
  public int features() {
    return features;
  }

  /**
   * Whether samples have classes rather than target values.
   *
   * @return true for classification
   */
  public boolean isClassification() {
    return labels != null;
  }

  /**
   * The number of outputs that a network for these data needs.
   *
   * @return the number of classes or of target values
   */
  public int outputs() {
    return isClassification() ? classes.size() : targetCount;
  }

  /**
   * The inputs, features x samples, not a copy.
   *
   * @return the array
   */
  public float[] inputs() {
    return inputs;
  }

  /**
   * The class of each sample, not a copy.
   *
   * @return indices into {@link #classes()}
   * @throws IllegalStateException if this is a regression
   */
  public int[] labels() {
    if (!isClassification()) {
      throw new IllegalStateException("a regression has no labels");
    }
    return labels;
  }

  /**
   * The names of the classes.
   *
   * @return the names, none for a regression
   */
  public List<String> classes() {
    return classes;
  }

  /**
   * The target values, targets x samples, not a copy.
   *
   * @return the array
   * @throws IllegalStateException if this is a classification
   */
  public float[] targets() {
    if (isClassification()) {
      throw new IllegalStateException("a classification has no target values");
    }
    return targets;
  }

  /**
   * A copy of one sample.
   *
   * @param index the number of the sample
   * @return its features
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public float[] sample(int index) {
    Objects.checkIndex(index, size);
    return Arrays.copyOfRange(inputs, index * features, (index + 1) * features);
  }

  /**
   * A copy of some samples.
   *
   * @param indices the numbers of the samples, at least one, in the order wanted
   * @return a new data set
   * @throws IllegalArgumentException if there are no indices
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public Dataset subset(int... indices) {
    if (indices.length == 0) {
      throw new IllegalArgumentException("indices: none, expected at least one");
    }
    float[] someInputs = gather(inputs, features, indices);
    if (isClassification()) {
      int[] someLabels = Arrays.stream(indices).map(i -> labels[i]).toArray();
      return new Dataset(columns, someInputs, someLabels, classes, 0, null);
    }
    float[] someTargets = gather(targets, targetCount, indices);
    return new Dataset(columns, someInputs, null, classes, targetCount, someTargets);
  }

  private float[] gather(float[] values, int perSample, int[] indices) {
    float[] result = new float[Math.multiplyExact(indices.length, perSample)];
    for (int k = 0; k < indices.length; k++) {
      int from = Objects.checkIndex(indices[k], size) * perSample;
      System.arraycopy(values, from, result, k * perSample, perSample);
    }
    return result;
  }

  /**
   * Splits the samples in two at random. In a classification each class is split in the same
   * proportion, to within one sample. Both parts keep the samples in their order.
   *
   * @param trainFraction the share of the first part, between 0 and 1
   * @param seed the same seed gives the same split
   * @return the two parts, copies
   * @throws IllegalArgumentException if the fraction is out of range or a part would be empty
   */
  public Split split(double trainFraction, long seed) {
    return Split.of(this, trainFraction, seed);
  }
}
