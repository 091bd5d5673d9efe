// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

/**
 * A sparse random projection: each entry of a vector is added, with a random sign, to four random
 * entries of its image (Kane and Nelson, "Sparser Johnson-Lindenstrauss transforms", 2014). Inner
 * products are kept to about |a| |b| / sqrt(size). Where an entry goes is computed, not stored, so
 * that the memory is that of the image alone; the cost is four additions and a hash for each entry.
 * Not thread-safe: the image is reused by the next call.
 */
public final class RandomProjection {
  private static final int COPIES = 4;

  private final long seed;
  private final double[] sums;
  private final float[] image;

  /**
   * A projection.
   *
   * @param size the length of images, at least 1
   * @param seed the same seed gives the same projection
   * @throws IllegalArgumentException if the size is less than 1
   */
  public RandomProjection(int size, long seed) {
    if (size < 1) {
      throw new IllegalArgumentException("size: " + size + ", expected at least 1");
    }
    this.seed = seed;
    this.sums = new double[size];
    this.image = new float[size];
  }

  /**
   * The image of a vector.
   *
   * @param vector of any length
   * @return its image, valid until the next call
   */
  public float[] apply(float[] vector) {
    java.util.Arrays.fill(sums, 0);
    for (int i = 0; i < vector.length; i++) {
      long hash = seed + i * 0x9e3779b97f4a7c15L;
      for (int copy = 0; copy < COPIES; copy++) {
        hash = mix(hash + copy);
        int at = (int) (((hash >>> 32) * sums.length) >>> 32);
        sums[at] += (hash & 1) == 0 ? vector[i] : -vector[i];
      }
    }
    for (int k = 0; k < image.length; k++) {
      image[k] = (float) (sums[k] / Math.sqrt(COPIES));
    }
    return image;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
