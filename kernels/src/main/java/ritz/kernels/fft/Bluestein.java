// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import java.util.Arrays;
import ritz.kernels.DoubleBlas;
import ritz.kernels.backend.FourierKernels;
import ritz.kernels.backend.Spares;

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
  private static final FourierKernels KERNELS = FourierKernels.INSTANCE;

  private final int length;
  private final int cyclicLength;
  private final Transform cyclic;

  /** w(0), …, w(n-1). */
  private final SplitArray chirp;

  /** The transform of conj(w) over the cyclic length, divided by it. */
  private final SplitArray filter;

  private final Spares<SplitArray> spares = new Spares<>(this::workspace);

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
    transform(filter.re(), filter.im());
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

  private void transform(double[] re, double[] im) {
    cyclic.forward(re, im, 0, re, im, 0);
  }

  @Override
  public void forward(double[] re, double[] im, int at, double[] toRe, double[] toIm, int toAt) {
    SplitArray work = spares.take();
    copy(re, at, work.re());
    copy(im, at, work.im());
    KERNELS.multiply(length, work.re(), work.im(), 0, chirp.re(), chirp.im(), 0);
    transform(work.re(), work.im());
    KERNELS.multiply(cyclicLength, work.re(), work.im(), 0, filter.re(), filter.im(), 0);
    // With the parts exchanged, this is the transform back.
    transform(work.im(), work.re());
    KERNELS.multiply(length, work.re(), work.im(), 0, chirp.re(), chirp.im(), 0);
    System.arraycopy(work.re(), 0, toRe, toAt, length);
    System.arraycopy(work.im(), 0, toIm, toAt, length);
    spares.giveBack(work);
  }

  /** Fills up with zeros behind the numbers. */
  private void copy(double[] part, int at, double[] work) {
    System.arraycopy(part, at, work, 0, length);
    Arrays.fill(work, length, cyclicLength, 0);
  }

  private SplitArray workspace() {
    return new SplitArray(cyclicLength);
  }
}
