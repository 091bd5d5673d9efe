// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import ritz.kernels.DoubleBlas;

/**
 * The discrete Fourier transform of one length, which may be any: X(k) = sum over j of x(j) exp(-2
 * pi i j k / n).
 *
 * <p>Lengths without prime factors above 31 are taken apart into passes of radix 8, 4, 2, 3, 5 and
 * the other primes; all others become a convolution of such a length (Bluestein 1970). The error is
 * of order eps log n relative to the 2-norm of the numbers. The cost is about 5 n log2(n)
 * operations, four to six times that for a convolution.
 *
 * <p>A plan is thread-safe. It holds about 2 n numbers and keeps the workspaces of past transforms,
 * at most one for each processor, so make it once and use it often: then a transform allocates
 * nothing.
 */
public final class Fft {
  private static final int LARGEST = 1 << 26;

  /** The length up to which splitting a transform costs more than it gains. */
  private static final int LARGEST_SMALL = 20;

  /** The length from which on it pays to touch as little memory as can be. */
  private static final int SMALLEST_LARGE = 1 << 17;

  private final int length;
  private final Transform transform;

  private Fft(int length, Transform transform) {
    this.length = length;
    this.transform = transform;
  }

  /**
   * A plan for one length.
   *
   * @param n the length, at least 1
   * @return the plan
   * @throws IllegalArgumentException if the length is less than 1 or more than 2^26
   */
  public static Fft of(int n) {
    requireSize(n);
    return new Fft(n, transform(n));
  }

  static void requireSize(int n) {
    if (n < 1 || n > LARGEST) {
      throw new IllegalArgumentException("n: " + n + ", expected 1 to " + LARGEST);
    }
  }

  static Transform transform(int n) {
    if (n == 1) {
      return Fft::copyOne;
    }
    Radices radices = Radices.of(n);
    return radices.rest() == 1 ? smooth(radices) : new Bluestein(n);
  }

  private static void copyOne(
      double[] re, double[] im, int at, double[] toRe, double[] toIm, int toAt) {
    toRe[toAt] = re[at];
    toIm[toAt] = im[at];
  }

  /** A transform whose length is a product of radices. */
  static Transform smooth(Radices radices) {
    if (radices.product() <= LARGEST_SMALL || radices.count() == 1) {
      return new SmallTransform(radices);
    }
    boolean large = radices.product() >= SMALLEST_LARGE && LargeFourStep.suits(radices);
    return large ? new LargeFourStep(radices) : new FourStep(radices);
  }

  /**
   * The length.
   *
   * @return n
   */
  public int length() {
    return length;
  }

  /**
   * Replaces x by its transform X.
   *
   * @param re the real parts
   * @param im the imaginary parts, in another array
   * @throws IllegalArgumentException if an array has another length than the plan, or both are the
   *     same
   */
  public void forward(double[] re, double[] im) {
    requireParts("re", re, "im", im);
    transform.forward(re, im, 0, re, im, 0);
  }

  /**
   * Computes the transform X and leaves x as it is.
   *
   * @param re the real parts of x
   * @param im the imaginary parts of x
   * @param toRe receives the real parts of X
   * @param toIm receives the imaginary parts of X
   * @throws IllegalArgumentException if an array has another length than the plan, or two are the
   *     same
   */
  public void forward(double[] re, double[] im, double[] toRe, double[] toIm) {
    requireApart(re, im, toRe, toIm);
    transform.forward(re, im, 0, toRe, toIm, 0);
  }

  /**
   * Replaces X by the x whose transform it is: the inverse of {@link #forward}, the factor 1/n
   * included.
   *
   * @param re the real parts
   * @param im the imaginary parts, in another array
   * @throws IllegalArgumentException if an array has another length than the plan, or both are the
   *     same
   */
  public void inverse(double[] re, double[] im) {
    requireParts("re", re, "im", im);
    inverse(re, im, 0, re, im, 0);
  }

  /**
   * Computes the x whose transform is X and leaves X as it is.
   *
   * @param re the real parts of X
   * @param im the imaginary parts of X
   * @param toRe receives the real parts of x
   * @param toIm receives the imaginary parts of x
   * @throws IllegalArgumentException if an array has another length than the plan, or two are the
   *     same
   */
  public void inverse(double[] re, double[] im, double[] toRe, double[] toIm) {
    requireApart(re, im, toRe, toIm);
    inverse(re, im, 0, toRe, toIm, 0);
  }

  /** The transform at any place of an array; nothing is checked. */
  void forward(double[] re, double[] im, int at) {
    transform.forward(re, im, at, re, im, at);
  }

  /** Its inverse. */
  void inverse(double[] re, double[] im, int at, double[] toRe, double[] toIm, int toAt) {
    // Exchanging the parts, conjugation times i, before and after turns the transform round.
    transform.forward(im, re, at, toIm, toRe, toAt);
    DoubleBlas.scal(length, 1.0 / length, toRe, toAt);
    DoubleBlas.scal(length, 1.0 / length, toIm, toAt);
  }

  private void requireApart(double[] re, double[] im, double[] toRe, double[] toIm) {
    requireParts("re", re, "im", im);
    requireParts("toRe", toRe, "toIm", toIm);
    if (toRe == re || toRe == im || toIm == re || toIm == im) {
      throw new IllegalArgumentException("toRe, toIm: an array of x, expected others");
    }
  }

  private void requireParts(String reName, double[] re, String imName, double[] im) {
    requireLength(reName, re, length);
    requireLength(imName, im, length);
    if (re == im) {
      throw new IllegalArgumentException(
          imName + ": the same array as " + reName + ", expected another");
    }
  }

  static void requireLength(String name, double[] part, int length) {
    if (part.length != length) {
      throw new IllegalArgumentException(
          name + ": " + part.length + " numbers, the plan is for " + length);
    }
  }
}
