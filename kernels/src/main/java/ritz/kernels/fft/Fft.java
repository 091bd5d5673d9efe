// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import java.util.ArrayList;
import java.util.List;

/**
 * The discrete Fourier transform of one length, X_k = sum over j of x_j exp(-2 pi i j k / n).
 *
 * <p>Lengths whose prime factors are 2, 3 and 5 go by Stockham's autosort method in mixed radix;
 * others become a convolution of such a length (Bluestein 1970). The relative error in the 2-norm
 * is of order eps log n. The cost is about 5 n log2(n) operations, four to six times that by
 * Bluestein's method; each call allocates its workspace. Immutable and thread-safe.
 */
public final class Fft {
  private static final int LARGEST = 1 << 26;

  private static final int[] RADICES = {4, 2, 3, 5};

  private final int n;
  private final int[] factors;
  private final double[] cos;
  private final double[] sin;
  private final Bluestein bluestein;

  private Fft(int n) {
    this.n = n;
    this.factors = factors(n);
    this.bluestein = factors == null ? new Bluestein(n) : null;
    this.cos = new double[n];
    this.sin = new double[n];
    for (int k = 0; k < n; k++) {
      cos[k] = RootsOfUnity.cos(k, n);
      sin[k] = RootsOfUnity.sin(k, n);
    }
  }

  /**
   * A plan for one length.
   *
   * @param n the length, at least 1
   * @return the plan
   * @throws IllegalArgumentException if the length is less than 1 or its workspace exceeds an array
   */
  public static Fft of(int n) {
    if (n < 1 || n > LARGEST) {
      throw new IllegalArgumentException("n: " + n + ", expected 1 to " + LARGEST);
    }
    return new Fft(n);
  }

  /** A plan of a power of two for the convolutions of {@link Bluestein}. */
  static Fft powerOfTwo(int n) {
    return new Fft(n);
  }

  /**
   * The length.
   *
   * @return n
   */
  public int length() {
    return n;
  }

  /**
   * Replaces x by its transform X.
   *
   * @param re the real parts
   * @param im the imaginary parts
   * @throws IllegalArgumentException if an array has another length than the plan
   */
  public void forward(double[] re, double[] im) {
    requireLength("re", re);
    requireLength("im", im);
    transform(re, im);
  }

  /**
   * Replaces X by the x whose transform it is: the inverse of {@link #forward}, the factor 1/n
   * included.
   *
   * @param re the real parts
   * @param im the imaginary parts
   * @throws IllegalArgumentException if an array has another length than the plan
   */
  public void inverse(double[] re, double[] im) {
    requireLength("re", re);
    requireLength("im", im);
    transform(im, re);
    for (int i = 0; i < n; i++) {
      re[i] /= n;
      im[i] /= n;
    }
  }

  private void requireLength(String name, double[] array) {
    if (array.length != n) {
      throw new IllegalArgumentException(
          name + ": " + array.length + " numbers, the plan is for " + n);
    }
  }

  private void transform(double[] re, double[] im) {
    if (bluestein != null) {
      bluestein.transform(re, im);
      return;
    }
    double[] fromRe = re;
    double[] fromIm = im;
    double[] toRe = new double[n];
    double[] toIm = new double[n];
    int stride = 1;
    for (int radix : factors) {
      pass(radix, stride, fromRe, fromIm, toRe, toIm);
      double[] held = fromRe;
      fromRe = toRe;
      toRe = held;
      held = fromIm;
      fromIm = toIm;
      toIm = held;
      stride *= radix;
    }
    if (fromRe != re) {
      System.arraycopy(fromRe, 0, re, 0, n);
      System.arraycopy(fromIm, 0, im, 0, n);
    }
  }

  /**
   * One pass of Stockham's method: {@code stride} interleaved transforms of length n / stride are
   * each split into {@code radix} of a shorter length.
   */
  private void pass(int radix, int stride, double[] xRe, double[] xIm, double[] yRe, double[] yIm) {
    int shorter = n / stride / radix;
    int rotation = n / radix;
    double[] aRe = new double[radix];
    double[] aIm = new double[radix];
    for (int p = 0; p < shorter; p++) {
      for (int q = 0; q < stride; q++) {
        for (int k = 0; k < radix; k++) {
          aRe[k] = xRe[q + stride * (p + shorter * k)];
          aIm[k] = xIm[q + stride * (p + shorter * k)];
        }
        for (int j = 0; j < radix; j++) {
          double sumRe = aRe[0];
          double sumIm = aIm[0];
          for (int k = 1; k < radix; k++) {
            int root = j * k % radix * rotation;
            sumRe += aRe[k] * cos[root] + aIm[k] * sin[root];
            sumIm += aIm[k] * cos[root] - aRe[k] * sin[root];
          }
          int twiddle = p * j * stride;
          int at = q + stride * (radix * p + j);
          yRe[at] = sumRe * cos[twiddle] + sumIm * sin[twiddle];
          yIm[at] = sumIm * cos[twiddle] - sumRe * sin[twiddle];
        }
      }
    }
  }

  /** The radices of the passes, or null if a prime factor above 5 is left. */
  private static int[] factors(int n) {
    List<Integer> factors = new ArrayList<>();
    int rest = n;
    for (int radix : RADICES) {
      while (rest % radix == 0) {
        factors.add(radix);
        rest /= radix;
      }
    }
    return rest == 1 ? factors.stream().mapToInt(Integer::intValue).toArray() : null;
  }
}
