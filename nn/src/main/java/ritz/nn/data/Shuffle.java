// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.util.SplittableRandom;

/** Random orders that depend on nothing but their seed. */
public final class Shuffle {
  private Shuffle() {}

  /**
   * A random order of the numbers 0 to {@code size - 1}.
   *
   * @param size how many numbers, at least 0
   * @param seed the same seed gives the same order
   * @return a new permutation
   */
  public static int[] permutation(int size, long seed) {
    int[] order = new int[size];
    fill(order, seed);
    return order;
  }

  /**
   * Writes a random order of the numbers 0 to {@code order.length - 1}, by the method of Fisher and
   * Yates. The order depends on the seed alone, not on what the array held; the departure from
   * equal probability is below {@code order.length / 2^32}.
   *
   * @param order receives the permutation
   * @param seed the same seed gives the same order
   */
  public static void fill(int[] order, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < order.length; i++) {
      int j = (int) (((random.nextLong() >>> 32) * (i + 1)) >>> 32);
      order[i] = order[j];
      order[j] = i;
    }
  }
}
