// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import ritz.kernels.DoubleBlas;

/**
 * A transform of any length as a convolution (L. Bluestein, IEEE Trans. Audio Electroacoust. 18,
 * 1970): since j k = (j² + k² - (k - j)²) / 2, with w(j) = exp(-pi i j² / n) it is
 *
 * <pre>
 *   X(k) = w(k) sum over j of (x(j) w(j)) conj(w(k - j)),
 * </pre>
 *
 * a convolution that fits a cyclic one of any length from 2 n - 1 on.
 */
final class Bluestein implements Transform {
  private final int length;
  private final int cyclicLength;
  private final Transform cyclic;

  /** w(0), …, w(n-1). */
  private final SplitArray chirp;

  /** The transform of conj(w) over the cyclic length, divided by it. */
  private final SplitArray filter;

  private final AtomicReference<SplitArray> spare = new AtomicReference<>();

  Bluestein(int length) {
    this.length = length;
    this.cyclicLength = smoothFrom(2L * length - 1);
    this.cyclic = Fft.smooth(Radices.of(cyclicLength));
    this.chirp = new SplitArray(length);
    this.filter = new SplitArray(cyclicLength);
    for (int j = 0; j < length; j++) {
      chirp.setRoot(j, (long) j * j % (2L * length), 2L * length);
      int mirror = (cyclicLength - j) % cyclicLength;
      filter.re()[j] = chirp.re()[j];
      filter.im()[j] = -chirp.im()[j];
      filter.re()[mirror] = chirp.re()[j];
      filter.im()[mirror] = -chirp.im()[j];
    }
    cyclic.forward(filter.re(), filter.im());
    DoubleBlas.scal(cyclicLength, 1.0 / cyclicLength, filter.re(), 0);
    DoubleBlas.scal(cyclicLength, 1.0 / cyclicLength, filter.im(), 0);
  }

  /** The smallest number from a bound on that is a power of two, or 3 or 5 times one. */
  private static int smoothFrom(long bound) {
    long best = Long.MAX_VALUE;
    for (int odd : new int[] {1, 3, 5}) {
      long candidate = odd;
      while (candidate < bound) {
        candidate *= 2;
      }
      best = Math.min(best, candidate);
    }
    return Math.toIntExact(best);
  }

  @Override
  public void forward(double[] re, double[] im) {
    SplitArray kept = spare.getAndSet(null);
    SplitArray work = kept != null ? kept : new SplitArray(cyclicLength);
    FourierKernels.multiply(length, re, im, 0, chirp.re(), chirp.im(), 0);
    copy(re, work.re());
    copy(im, work.im());
    cyclic.forward(work.re(), work.im());
    FourierKernels.multiply(cyclicLength, work.re(), work.im(), 0, filter.re(), filter.im(), 0);
    // With the parts exchanged, this is the transform back.
    cyclic.forward(work.im(), work.re());
    FourierKernels.multiply(length, work.re(), work.im(), 0, chirp.re(), chirp.im(), 0);
    System.arraycopy(work.re(), 0, re, 0, length);
    System.arraycopy(work.im(), 0, im, 0, length);
    spare.set(work);
  }

  /** Fills up with zeros behind the numbers. */
  private void copy(double[] part, double[] work) {
    System.arraycopy(part, 0, work, 0, length);
    Arrays.fill(work, length, cyclicLength, 0);
  }
}
