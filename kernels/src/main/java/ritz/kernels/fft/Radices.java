// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import java.util.Arrays;

/** A length as a product of the radices of passes, and what is left of it. */
final class Radices {
  /** In the order in which they are sought; beyond the last, a convolution costs less. */
  private static final int[] CANDIDATES = {4, 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31};

  private final int[] radices;
  private final int rest;

  private Radices(int[] radices, int rest) {
    this.radices = radices;
    this.rest = rest;
  }

  /** Takes a length apart into fours and primes, as far as that is worthwhile. */
  static Radices of(int n) {
    int[] found = new int[Integer.SIZE];
    int count = 0;
    int rest = n;
    for (int radix : CANDIDATES) {
      while (rest % radix == 0) {
        found[count++] = radix;
        rest /= radix;
      }
    }
    return new Radices(Arrays.copyOf(found, count), rest);
  }

  /** The factor that has only large primes, 1 if there is none. */
  int rest() {
    return rest;
  }

  int count() {
    return radices.length;
  }

  int get(int pass) {
    return radices[pass];
  }

  int product() {
    return Arrays.stream(radices).reduce(1, (a, b) -> a * b);
  }

  /** Two parts with nearly equal products, the smaller first. */
  Radices[] halves() {
    int[] sorted = radices.clone();
    Arrays.sort(sorted);
    int[][] parts = {new int[0], new int[0]};
    int[] products = {1, 1};
    for (int i = sorted.length - 1; i >= 0; i--) {
      int smaller = products[0] <= products[1] ? 0 : 1;
      products[smaller] *= sorted[i];
      int[] longer = Arrays.copyOf(parts[smaller], parts[smaller].length + 1);
      longer[longer.length - 1] = sorted[i];
      parts[smaller] = longer;
    }
    int first = products[0] <= products[1] ? 0 : 1;
    return new Radices[] {new Radices(parts[first], 1), new Radices(parts[1 - first], 1)};
  }
}
