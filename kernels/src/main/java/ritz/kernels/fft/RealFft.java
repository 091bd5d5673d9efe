// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import java.util.Arrays;
import ritz.kernels.backend.Spares;

/**
 * The discrete Fourier transform of n real numbers, of which only the first half is computed: X(k)
 * for k = 0 … n/2, rounded down, since X(n - k) is the conjugate of X(k).
 *
 * <p>Of even length, the numbers at even and odd places are taken as real and imaginary parts of a
 * complex transform of half the length, Z(k); then
 *
 * <pre>
 *   X(k) = E(k) + exp(-2 pi i k / n) O(k),   E, i O = (Z(k) +- conj Z(n/2 - k)) / 2
 * </pre>
 *
 * (Press et al., Numerical Recipes, section 12.3). Odd lengths cost as much as complex ones. A plan
 * is thread-safe and allocates nothing once warm.
 */
public final class RealFft {
  private final int length;
  private final Fft fft;

  /** exp(-2 pi i k / n) for k up to n/4. */
  private final SplitArray roots;

  private final Spares<SplitArray> spares = new Spares<>(this::workspace);

  private RealFft(int n) {
    length = n;
    boolean even = n % 2 == 0;
    fft = Fft.of(even ? n / 2 : n);
    roots = new SplitArray(even ? n / 4 + 1 : 0);
    for (int k = 0; k < roots.re().length; k++) {
      roots.setRoot(k, k, n);
    }
  }

  /**
   * A plan for one length.
   *
   * @param n the number of real numbers, at least 1
   * @return the plan
   * @throws IllegalArgumentException if the length is less than 1 or more than 2^26
   */
  public static RealFft of(int n) {
    Fft.requireSize(n);
    return new RealFft(n);
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
   * The number of terms that are computed.
   *
   * @return n/2 + 1, rounded down
   */
  public int terms() {
    return length / 2 + 1;
  }

  /**
   * Transforms real numbers.
   *
   * @param x n numbers, left as they are
   * @param re receives the real parts of X(0) … X(n/2)
   * @param im receives their imaginary parts
   * @throws IllegalArgumentException if an array has another length than the plan has numbers or
   *     terms, or two are the same
   */
  public void forward(double[] x, double[] re, double[] im) {
    require(x, re, im);
    SplitArray work = spares.take();
    double[] zr = work.re();
    double[] zi = work.im();
    if (length % 2 != 0) {
      System.arraycopy(x, 0, zr, 0, length);
      Arrays.fill(zi, 0);
      fft.forward(zr, zi);
      System.arraycopy(zr, 0, re, 0, terms());
      System.arraycopy(zi, 0, im, 0, terms());
    } else {
      for (int j = 0; j < length / 2; j++) {
        zr[j] = x[2 * j];
        zi[j] = x[2 * j + 1];
      }
      fft.forward(zr, zi);
      untangle(zr, zi, re, im);
    }
    spares.giveBack(work);
  }

  private SplitArray workspace() {
    return new SplitArray(fft.length());
  }

  private void untangle(double[] zr, double[] zi, double[] re, double[] im) {
    int half = length / 2;
    re[0] = zr[0] + zi[0];
    im[0] = 0;
    re[half] = zr[0] - zi[0];
    im[half] = 0;
    for (int k = 1; k <= half - k; k++) {
      int m = half - k;
      double evenR = (zr[k] + zr[m]) / 2;
      double evenI = (zi[k] - zi[m]) / 2;
      double oddR = (zi[k] + zi[m]) / 2;
      double oddI = (zr[m] - zr[k]) / 2;
      double c = roots.re()[k];
      double s = roots.im()[k];
      double turnedR = oddR * c - oddI * s;
      double turnedI = oddR * s + oddI * c;
      re[k] = evenR + turnedR;
      im[k] = evenI + turnedI;
      re[m] = evenR - turnedR;
      im[m] = turnedI - evenI;
    }
  }

  /**
   * Finds the real numbers whose transform is given, the factor 1/n included.
   *
   * @param re the real parts of X(0) … X(n/2), left as they are
   * @param im their imaginary parts; those of X(0) and, for even n, X(n/2) are taken for zero
   * @param x receives n numbers
   * @throws IllegalArgumentException if an array has another length than the plan has numbers or
   *     terms, or two are the same
   */
  public void inverse(double[] re, double[] im, double[] x) {
    require(x, re, im);
    SplitArray work = spares.take();
    double[] zr = work.re();
    double[] zi = work.im();
    if (length % 2 != 0) {
      zr[0] = re[0];
      zi[0] = 0;
      for (int k = 1; k < terms(); k++) {
        zr[k] = re[k];
        zi[k] = im[k];
        zr[length - k] = re[k];
        zi[length - k] = -im[k];
      }
      fft.inverse(zr, zi);
      System.arraycopy(zr, 0, x, 0, length);
    } else {
      tangle(re, im, zr, zi);
      fft.inverse(zr, zi);
      for (int j = 0; j < length / 2; j++) {
        x[2 * j] = zr[j];
        x[2 * j + 1] = zi[j];
      }
    }
    spares.giveBack(work);
  }

  private void tangle(double[] re, double[] im, double[] zr, double[] zi) {
    int half = length / 2;
    zr[0] = (re[0] + re[half]) / 2;
    zi[0] = (re[0] - re[half]) / 2;
    for (int k = 1; k <= half - k; k++) {
      int m = half - k;
      double evenR = (re[k] + re[m]) / 2;
      double evenI = (im[k] - im[m]) / 2;
      double turnedR = (re[k] - re[m]) / 2;
      double turnedI = (im[k] + im[m]) / 2;
      double c = roots.re()[k];
      double s = roots.im()[k];
      double oddR = turnedR * c + turnedI * s;
      double oddI = turnedI * c - turnedR * s;
      zr[k] = evenR - oddI;
      zi[k] = evenI + oddR;
      zr[m] = evenR + oddI;
      zi[m] = oddR - evenI;
    }
  }

  private void require(double[] x, double[] re, double[] im) {
    Fft.requireLength("x", x, length);
    Fft.requireLength("re", re, terms());
    Fft.requireLength("im", im, terms());
    if (re == im || x == re || x == im) {
      throw new IllegalArgumentException("x, re, im: two are the same array, expected three");
    }
  }
}
