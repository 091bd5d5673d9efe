// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

/**
 * The pass of an odd prime radix r by the definition of the transform. Points j and r - j are added
 * and subtracted first, which halves the products: with x+ and x- for sums and differences,
 *
 * <pre>
 *   X(k), X(r-k) = even(k) -+ i odd(k),
 *   even(k) = x(0) + sum over j < r/2 of cos(2 pi j k / r) x+(j),
 *   odd(k) = sum over j < r/2 of sin(2 pi j k / r) x-(j).
 * </pre>
 */
public final class ScalarPrimePass implements FourierPass {
  private final int radix;

  /** The cosines and sines of 2 pi j k / r at (k - 1) (r - 1) / 2 + j - 1, j and k below r / 2. */
  private final double[] cosines;

  private final double[] sines;

  /**
   * The pass of a radix.
   *
   * @param radix an odd prime
   */
  public ScalarPrimePass(int radix) {
    this.radix = radix;
    int half = (radix - 1) / 2;
    this.cosines = new double[half * half];
    this.sines = new double[half * half];
    for (int k = 1; k <= half; k++) {
      for (int j = 1; j <= half; j++) {
        // A multiple of the angle by at most half a turn, where sine and cosine are accurate.
        int turns = j * k % radix;
        boolean beyond = 2 * turns > radix;
        double angle = 2 * Math.PI * (beyond ? radix - turns : turns) / radix;
        cosines[(k - 1) * half + j - 1] = StrictMath.cos(angle);
        sines[(k - 1) * half + j - 1] = beyond ? -StrictMath.sin(angle) : StrictMath.sin(angle);
      }
    }
  }

  /**
   * The radix.
   *
   * @return r
   */
  public int radix() {
    return radix;
  }

  /**
   * The table of cosines.
   *
   * @return cos(2 pi j k / r) at (k - 1) (r - 1) / 2 + j - 1, not a copy
   */
  public double[] cosines() {
    return cosines;
  }

  /**
   * The table of sines.
   *
   * @return sin(2 pi j k / r) in the same order, not a copy
   */
  public double[] sines() {
    return sines;
  }

  @Override
  public void run(
      int blocks,
      int length,
      double[] xr,
      double[] xi,
      int x,
      int xBlock,
      int xLeg,
      double[] yr,
      double[] yi,
      int y,
      int yBlock,
      int yLeg,
      double[] wr,
      double[] wi) {
    int half = (radix - 1) / 2;
    for (int p = 0; p < blocks; p++) {
      for (int q = 0; q < length; q++) {
        int at = x + p * xBlock + q;
        int to = y + p * yBlock + q;
        double sumR = xr[at];
        double sumI = xi[at];
        for (int j = 1; j < radix; j++) {
          sumR += xr[at + j * xLeg];
          sumI += xi[at + j * xLeg];
        }
        yr[to] = sumR;
        yi[to] = sumI;
        for (int k = 1; k <= half; k++) {
          double evenR = xr[at];
          double evenI = xi[at];
          double oddR = 0;
          double oddI = 0;
          int table = (k - 1) * half;
          for (int j = 1; j <= half; j++) {
            int near = at + j * xLeg;
            int far = at + (radix - j) * xLeg;
            double c = cosines[table + j - 1];
            double s = sines[table + j - 1];
            evenR += c * (xr[near] + xr[far]);
            evenI += c * (xi[near] + xi[far]);
            oddR += s * (xr[near] - xr[far]);
            oddI += s * (xi[near] - xi[far]);
          }
          int w = p * (radix - 1) + k - 1;
          int other = p * (radix - 1) + radix - k - 1;
          ScalarFourierKernels.store(
              evenR + oddI, evenI - oddR, yr, yi, to + k * yLeg, wr[w], wi[w]);
          ScalarFourierKernels.store(
              evenR - oddI, evenI + oddR, yr, yi, to + (radix - k) * yLeg, wr[other], wi[other]);
        }
      }
    }
  }
}
