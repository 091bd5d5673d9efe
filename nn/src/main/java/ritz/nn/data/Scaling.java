// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.IOException;
import java.util.Arrays;

/**
 * An affine map of each feature: scaled = (raw - shift) * factor.
 *
 * <p>A feature that is constant in the data a scaling was made from carries nothing; it gets the
 * factor 0 and so is mapped to 0 whatever it is later. Immutable and thread-safe.
 */
public final class Scaling {
  private final float[] shift;
  private final float[] factor;
  private final boolean identity;

  private Scaling(float[] shift, float[] factor) {
    this.shift = shift;
    this.factor = factor;
    boolean unchanged = true;
    for (int i = 0; i < shift.length; i++) {
      unchanged &= shift[i] == 0 && factor[i] == 1;
    }
    this.identity = unchanged;
  }

  /**
   * A scaling given by its numbers.
   *
   * @param shift what is subtracted from each feature, finite
   * @param factor what each feature is then multiplied by, finite, of the same length
   * @return the scaling
   * @throws IllegalArgumentException if the lengths differ or a number is not finite
   */
  public static Scaling of(float[] shift, float[] factor) {
    if (shift.length == 0 || shift.length != factor.length) {
      throw new IllegalArgumentException(
          "factor: " + factor.length + " factors for " + shift.length + " shifts");
    }
    for (int i = 0; i < shift.length; i++) {
      if (!Float.isFinite(shift[i]) || !Float.isFinite(factor[i])) {
        throw new IllegalArgumentException(
            "feature "
                + i
                + ": shift "
                + shift[i]
                + " and factor "
                + factor[i]
                + ", expected finite numbers");
      }
    }
    return new Scaling(shift.clone(), factor.clone());
  }

  /**
   * The same map for every feature.
   *
   * @param features the number of features, at least 1
   * @param shift what is subtracted, finite
   * @param factor what the difference is multiplied by, finite
   * @return the scaling
   * @throws IllegalArgumentException if a number is out of range
   */
  public static Scaling uniform(int features, double shift, double factor) {
    float[] shifts = new float[features];
    float[] factors = new float[features];
    Arrays.fill(shifts, (float) shift);
    Arrays.fill(factors, (float) factor);
    return of(shifts, factors);
  }

  /**
   * The map that leaves everything as it is.
   *
   * @param features the number of features, at least 1
   * @return the scaling
   * @throws IllegalArgumentException if there are no features
   */
  public static Scaling identity(int features) {
    return uniform(features, 0, 1);
  }

  /**
   * The map to mean 0 and variance 1 on the given data.
   *
   * @param data the training data
   * @return the scaling
   */
  public static Scaling standardize(Dataset data) {
    return FeatureStatistics.of(data).standardize();
  }

  /**
   * The map to mean 0 and variance 1 on a stream of samples, which is read once.
   *
   * @param source the training data
   * @return the scaling
   * @throws IOException if the samples cannot be read
   */
  public static Scaling standardize(SampleSource source) throws IOException {
    return FeatureStatistics.of(source).standardize();
  }

  /**
   * The map of the smallest value in the given data to 0 and of the largest to 1.
   *
   * @param data the training data
   * @return the scaling
   */
  public static Scaling minMax(Dataset data) {
    return FeatureStatistics.of(data).minMax();
  }

  /**
   * The map of the smallest value in a stream of samples, which is read once, to 0 and of the
   * largest to 1.
   *
   * @param source the training data
   * @return the scaling
   * @throws IOException if the samples cannot be read
   */
  public static Scaling minMax(SampleSource source) throws IOException {
    return FeatureStatistics.of(source).minMax();
  }

  /**
   * The number of features.
   *
   * @return at least 1
   */
  public int features() {
    return shift.length;
  }

  /**
   * Whether this map leaves everything as it is.
   *
   * @return true if all shifts are 0 and all factors 1
   */
  public boolean isIdentity() {
    return identity;
  }

  /**
   * What is subtracted from each feature.
   *
   * @return a copy
   */
  public float[] shift() {
    return shift.clone();
  }

  /**
   * What each feature is then multiplied by.
   *
   * @return a copy
   */
  public float[] factor() {
    return factor.clone();
  }

  /**
   * Scales consecutive samples; allocates nothing.
   *
   * @param source holds the raw samples
   * @param sourceOffset where the first one starts
   * @param target receives the scaled samples; may be the source
   * @param targetOffset where the first one goes
   * @param count the number of samples
   * @throws IndexOutOfBoundsException if an array is too short
   */
  public void apply(float[] source, int sourceOffset, float[] target, int targetOffset, int count) {
    int features = features();
    if (identity) {
      System.arraycopy(source, sourceOffset, target, targetOffset, count * features);
      return;
    }
    for (int j = 0; j < count; j++) {
      int from = sourceOffset + j * features;
      int to = targetOffset + j * features;
      for (int f = 0; f < features; f++) {
        target[to + f] = (source[from + f] - shift[f]) * factor[f];
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scaling scaling
        && Arrays.equals(shift, scaling.shift)
        && Arrays.equals(factor, scaling.factor);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shift) + Arrays.hashCode(factor);
  }
}
