// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import ritz.kernels.backend.FourierPass;
import ritz.kernels.backend.ScalarPrimePass;

/** The pass of an odd prime radix over whole vectors; see {@link ScalarPrimePass}. */
final class SimdPrimePass implements FourierPass {
  private final int radix;
  private final double[] cosines;
  private final double[] sines;

  SimdPrimePass(ScalarPrimePass tables) {
    this.radix = tables.radix();
    this.cosines = tables.cosines();
    this.sines = tables.sines();
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
    for (int p = 0; p < blocks; p++) {
      for (int q = 0; q < length; q += DoubleLanes.COUNT) {
        int at = x + p * xBlock + q;
        int to = y + p * yBlock + q;
        DoubleVector sumR = SimdFourierKernels.load(xr, at);
        DoubleVector sumI = SimdFourierKernels.load(xi, at);
        for (int j = 1; j < radix; j++) {
          sumR = sumR.add(SimdFourierKernels.load(xr, at + j * xLeg));
          sumI = sumI.add(SimdFourierKernels.load(xi, at + j * xLeg));
        }
        sumR.intoArray(yr, to);
        sumI.intoArray(yi, to);
        for (int k = 1; 2 * k < radix; k++) {
          term(k, p * (radix - 1), xr, xi, at, xLeg, yr, yi, to, yLeg, wr, wi);
        }
      }
    }
  }

  /** Terms k and radix - k of one vector of transforms. */
  private void term(
      int k,
      int w,
      double[] xr,
      double[] xi,
      int at,
      int xLeg,
      double[] yr,
      double[] yi,
      int to,
      int yLeg,
      double[] wr,
      double[] wi) {
    DoubleVector evenR = SimdFourierKernels.load(xr, at);
    DoubleVector evenI = SimdFourierKernels.load(xi, at);
    DoubleVector oddR = evenR.sub(evenR);
    DoubleVector oddI = oddR;
    int half = (radix - 1) / 2;
    int table = (k - 1) * half;
    for (int j = 1; j <= half; j++) {
      DoubleVector c = DoubleVector.broadcast(DoubleLanes.SPECIES, cosines[table + j - 1]);
      DoubleVector s = DoubleVector.broadcast(DoubleLanes.SPECIES, sines[table + j - 1]);
      DoubleVector nearR = SimdFourierKernels.load(xr, at + j * xLeg);
      DoubleVector farR = SimdFourierKernels.load(xr, at + (radix - j) * xLeg);
      DoubleVector nearI = SimdFourierKernels.load(xi, at + j * xLeg);
      DoubleVector farI = SimdFourierKernels.load(xi, at + (radix - j) * xLeg);
      evenR = evenR.add(c.mul(nearR.add(farR)));
      evenI = evenI.add(c.mul(nearI.add(farI)));
      oddR = oddR.add(s.mul(nearR.sub(farR)));
      oddI = oddI.add(s.mul(nearI.sub(farI)));
    }
    store(evenR.add(oddI), evenI.sub(oddR), yr, yi, to + k * yLeg, wr, wi, w + k - 1);
    int other = radix - k;
    store(evenR.sub(oddI), evenI.add(oddR), yr, yi, to + other * yLeg, wr, wi, w + other - 1);
  }

  private static void store(
      DoubleVector u,
      DoubleVector v,
      double[] yr,
      double[] yi,
      int to,
      double[] wr,
      double[] wi,
      int w) {
    SimdFourierKernels.store(
        u,
        v,
        yr,
        yi,
        to,
        DoubleVector.broadcast(DoubleLanes.SPECIES, wr[w]),
        DoubleVector.broadcast(DoubleLanes.SPECIES, wi[w]));
  }
}
