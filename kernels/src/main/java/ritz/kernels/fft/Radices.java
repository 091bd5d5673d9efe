// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import java.util.Arrays;

/** A length as a product of the radices of passes, and what is left of it. */
final class Radices {
  /** The odd primes that get passes of their own; beyond the last, a convolution costs less. */
  private static final int[] ODD_PRIMES = {3, 5, 7, 11, 13, 17, 19, 23, 29, 31};

  private final int[] radices;
  private final int rest;

  private Radices(int[] radices, int rest) {
    this.radices = radices;
    this.rest = rest;
  }

  /** Takes a length apart into eights, fours and primes, as far as that is worthwhile. */
  static Radices of(int n) {
    int[] found = new int[Integer.SIZE];
    int count = 0;
    int twos = Integer.numberOfTrailingZeros(n);
    int rest = n >> twos;
    while (twos > 0) {
      // Two fours rather than an eight and a two.
      int exponent = twos == 4 ? 2 : Math.min(twos, 3);
      found[count++] = 1 << exponent;
      twos -= exponent;
    }
    for (int radix : ODD_PRIMES) {
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

  /** The radices of two factors whose product this is, nearly equal, the smaller first. */
  Radices[] halves() {
    int[] products = {1, 1};
    for (int i = radices.length - 1; i >= 0; i--) {
      if (radices[i] % 2 != 0) {
        products[products[0] <= products[1] ? 0 : 1] *= radices[i];
      }
    }
    for (int twos = Integer.numberOfTrailingZeros(product()); twos > 0; twos--) {
      products[products[0] <= products[1] ? 0 : 1] *= 2;
    }
    return new Radices[] {
      of(Math.min(products[0], products[1])), of(Math.max(products[0], products[1]))
    };
  }
}
