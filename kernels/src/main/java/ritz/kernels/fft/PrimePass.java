// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

/**
 * The pass of an odd prime radix r by the definition of the transform. Points j and r - j are added
 * and subtracted first, which halves the products.
 */
final class PrimePass implements FourierPass {
  private final int radix;

  /** The cosines and sines of 2 pi j / r. */
  private final double[] cosines;

  private final double[] sines;

  PrimePass(int radix) {
    this.radix = radix;
    this.cosines = new double[radix];
    this.sines = new double[radix];
    for (int j = 0; j < radix; j++) {
      cosines[j] = RootsOfUnity.re(j, radix);
      sines[j] = -RootsOfUnity.im(j, radix);
    }
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
    double[] re = new double[radix];
    double[] im = new double[radix];
    for (int p = 0; p < blocks; p++) {
      for (int q = 0; q < length; q++) {
        gather(xr, x + p * xBlock + q, xLeg, re);
        gather(xi, x + p * xBlock + q, xLeg, im);
        int to = y + p * yBlock + q;
        double sumR = re[0];
        double sumI = im[0];
        for (int j = 1; 2 * j < radix; j++) {
          sumR += re[j];
          sumI += im[j];
        }
        yr[to] = sumR;
        yi[to] = sumI;
        for (int k = 1; 2 * k < radix; k++) {
          double evenR = re[0];
          double evenI = im[0];
          double oddR = 0;
          double oddI = 0;
          for (int j = 1; 2 * j < radix; j++) {
            double c = cosines[j * k % radix];
            double s = sines[j * k % radix];
            evenR += c * re[j];
            evenI += c * im[j];
            oddR += s * re[radix - j];
            oddI += s * im[radix - j];
          }
          // Terms k and radix - k are even - i odd and even + i odd.
          int factor = p * (radix - 1) + k - 1;
          store(evenR + oddI, evenI - oddR, yr, yi, to + k * yLeg, wr[factor], wi[factor]);
          factor = p * (radix - 1) + radix - k - 1;
          int other = to + (radix - k) * yLeg;
          store(evenR - oddI, evenI + oddR, yr, yi, other, wr[factor], wi[factor]);
        }
      }
    }
  }

  /** The first point, the sums of points j and r - j at j, their differences at r - j. */
  private void gather(double[] x, int at, int leg, double[] points) {
    points[0] = x[at];
    for (int j = 1; 2 * j < radix; j++) {
      double near = x[at + j * leg];
      double far = x[at + (radix - j) * leg];
      points[j] = near + far;
      points[radix - j] = near - far;
    }
  }

  private static void store(
      double re, double im, double[] yr, double[] yi, int to, double c, double s) {
    yr[to] = re * c - im * s;
    yi[to] = re * s + im * c;
  }
}
