// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import ritz.kernels.backend.FourierKernels;
import ritz.kernels.backend.FourierPass;
import ritz.kernels.backend.ScalarFourierKernels;
import ritz.kernels.backend.ScalarPrimePass;

/**
 * The inner loops of Fourier transforms on the Vector API. Each pass runs over as many whole
 * vectors of a leg as there are, and leaves the rest of the leg to the scalar pass.
 */
public final class SimdFourierKernels implements FourierKernels {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LANES = DoubleLanes.COUNT;
  private static final double SIN_60 = 0x1.bb67ae8584caap-1;
  private static final double COS_72 = 0x1.3c6ef372fe950p-2;
  private static final double SIN_72 = 0x1.e6f0e134454ffp-1;
  private static final double COS_144 = -0x1.9e3779b97f4a8p-1;
  private static final double SIN_144 = 0x1.2cf2304755a5ep-1;
  private static final double SQRT_HALF = 0x1.6a09e667f3bcdp-1;

  private final FourierKernels scalar = new ScalarFourierKernels();

  /** For every radix; those above 8 share one. */
  private final ColdCalls[] coldCalls = new ColdCalls[10];

  private final ColdCalls coldTransposes;
  private final ColdCalls coldProducts;

  /** Makes kernels that are still cold. */
  public SimdFourierKernels() {
    this(ColdCalls.USUAL);
  }

  /**
   * Makes kernels.
   *
   * @param cold how many calls of each are left, for the most part, to scalar code
   */
  public SimdFourierKernels(int cold) {
    Arrays.setAll(coldCalls, radix -> new ColdCalls(cold));
    coldTransposes = new ColdCalls(cold);
    coldProducts = new ColdCalls(cold);
  }

  @Override
  public FourierPass pass(int radix) {
    FourierPass whole =
        switch (radix) {
          case 2 -> SimdFourierKernels::radix2;
          case 3 -> SimdFourierKernels::radix3;
          case 4 -> SimdFourierKernels::radix4;
          case 5 -> SimdFourierKernels::radix5;
          case 8 -> SimdFourierKernels::radix8;
          default -> new SimdPrimePass(new ScalarPrimePass(radix));
        };
    return new WithTail(whole, scalar.pass(radix), coldCalls[Math.min(radix, 9)]);
  }

  /**
   * A pass over whole vectors, and the scalar one for the rest of each leg.
   *
   * @param whole the pass over vectors
   * @param rest the scalar pass
   * @param cold counts the first calls, in which most of the legs is left to the scalar pass
   */
  private record WithTail(FourierPass whole, FourierPass rest, ColdCalls cold)
      implements FourierPass {
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
      int lanes = length - length % LANES;
      int warm = cold.vectorized(lanes);
      if (warm > 0) {
        int some = warm < lanes ? Math.min(2, blocks) : blocks;
        whole.run(some, warm, xr, xi, x, xBlock, xLeg, yr, yi, y, yBlock, yLeg, wr, wi);
      }
      // After a cold call nothing is taken for done.
      int done = warm < lanes ? 0 : lanes;
      if (done < length) {
        int others = length - done;
        int from = x + done;
        int to = y + done;
        rest.run(blocks, others, xr, xi, from, xBlock, xLeg, yr, yi, to, yBlock, yLeg, wr, wi);
      }
    }
  }

  private static void radix2(
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
      DoubleVector c1 = DoubleVector.broadcast(SPECIES, wr[p]);
      DoubleVector s1 = DoubleVector.broadcast(SPECIES, wi[p]);
      boolean twiddled = wr[p] != 1;
      for (int q = 0; q < length; q += LANES) {
        int at = x + p * xBlock + q;
        int to = y + p * yBlock + q;
        DoubleVector r0 = DoubleVector.fromArray(SPECIES, xr, at);
        DoubleVector i0 = DoubleVector.fromArray(SPECIES, xi, at);
        DoubleVector r1 = DoubleVector.fromArray(SPECIES, xr, at + xLeg);
        DoubleVector i1 = DoubleVector.fromArray(SPECIES, xi, at + xLeg);
        r0.add(r1).intoArray(yr, to);
        i0.add(i1).intoArray(yi, to);
        DoubleVector u1 = r0.sub(r1);
        DoubleVector v1 = i0.sub(i1);
        if (twiddled) {
          u1.mul(c1).sub(v1.mul(s1)).intoArray(yr, to + yLeg);
          u1.mul(s1).add(v1.mul(c1)).intoArray(yi, to + yLeg);
        } else {
          u1.intoArray(yr, to + yLeg);
          v1.intoArray(yi, to + yLeg);
        }
      }
    }
  }

  private static void radix3(
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
      int w = p * 2;
      DoubleVector c1 = DoubleVector.broadcast(SPECIES, wr[w]);
      DoubleVector s1 = DoubleVector.broadcast(SPECIES, wi[w]);
      DoubleVector c2 = DoubleVector.broadcast(SPECIES, wr[w + 1]);
      DoubleVector s2 = DoubleVector.broadcast(SPECIES, wi[w + 1]);
      boolean twiddled = wr[w] != 1;
      for (int q = 0; q < length; q += LANES) {
        int at = x + p * xBlock + q;
        int to = y + p * yBlock + q;
        DoubleVector r0 = DoubleVector.fromArray(SPECIES, xr, at);
        DoubleVector i0 = DoubleVector.fromArray(SPECIES, xi, at);
        DoubleVector r1 = DoubleVector.fromArray(SPECIES, xr, at + xLeg);
        DoubleVector i1 = DoubleVector.fromArray(SPECIES, xi, at + xLeg);
        DoubleVector r2 = DoubleVector.fromArray(SPECIES, xr, at + 2 * xLeg);
        DoubleVector i2 = DoubleVector.fromArray(SPECIES, xi, at + 2 * xLeg);
        DoubleVector sr = r1.add(r2);
        DoubleVector si = i1.add(i2);
        DoubleVector dr = r1.sub(r2).mul(SIN_60);
        DoubleVector di = i1.sub(i2).mul(SIN_60);
        DoubleVector mr = r0.sub(sr.mul(0.5));
        DoubleVector mi = i0.sub(si.mul(0.5));
        r0.add(sr).intoArray(yr, to);
        i0.add(si).intoArray(yi, to);
        DoubleVector u1 = mr.add(di);
        DoubleVector v1 = mi.sub(dr);
        DoubleVector u2 = mr.sub(di);
        DoubleVector v2 = mi.add(dr);
        if (twiddled) {
          u1.mul(c1).sub(v1.mul(s1)).intoArray(yr, to + yLeg);
          u1.mul(s1).add(v1.mul(c1)).intoArray(yi, to + yLeg);
          u2.mul(c2).sub(v2.mul(s2)).intoArray(yr, to + 2 * yLeg);
          u2.mul(s2).add(v2.mul(c2)).intoArray(yi, to + 2 * yLeg);
        } else {
          u1.intoArray(yr, to + yLeg);
          v1.intoArray(yi, to + yLeg);
          u2.intoArray(yr, to + 2 * yLeg);
          v2.intoArray(yi, to + 2 * yLeg);
        }
      }
    }
  }

  private static void radix4(
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
      int w = p * 3;
      DoubleVector c1 = DoubleVector.broadcast(SPECIES, wr[w]);
      DoubleVector s1 = DoubleVector.broadcast(SPECIES, wi[w]);
      DoubleVector c2 = DoubleVector.broadcast(SPECIES, wr[w + 1]);
      DoubleVector s2 = DoubleVector.broadcast(SPECIES, wi[w + 1]);
      DoubleVector c3 = DoubleVector.broadcast(SPECIES, wr[w + 2]);
      DoubleVector s3 = DoubleVector.broadcast(SPECIES, wi[w + 2]);
      boolean twiddled = wr[w] != 1;
      for (int q = 0; q < length; q += LANES) {
        int at = x + p * xBlock + q;
        int to = y + p * yBlock + q;
        DoubleVector r0 = DoubleVector.fromArray(SPECIES, xr, at);
        DoubleVector i0 = DoubleVector.fromArray(SPECIES, xi, at);
        DoubleVector r1 = DoubleVector.fromArray(SPECIES, xr, at + xLeg);
        DoubleVector i1 = DoubleVector.fromArray(SPECIES, xi, at + xLeg);
        DoubleVector r2 = DoubleVector.fromArray(SPECIES, xr, at + 2 * xLeg);
        DoubleVector i2 = DoubleVector.fromArray(SPECIES, xi, at + 2 * xLeg);
        DoubleVector r3 = DoubleVector.fromArray(SPECIES, xr, at + 3 * xLeg);
        DoubleVector i3 = DoubleVector.fromArray(SPECIES, xi, at + 3 * xLeg);
        DoubleVector sr = r0.add(r2);
        DoubleVector si = i0.add(i2);
        DoubleVector dr = r0.sub(r2);
        DoubleVector di = i0.sub(i2);
        DoubleVector tr = r1.add(r3);
        DoubleVector ti = i1.add(i3);
        DoubleVector er = r1.sub(r3);
        DoubleVector ei = i1.sub(i3);
        sr.add(tr).intoArray(yr, to);
        si.add(ti).intoArray(yi, to);
        DoubleVector u1 = dr.add(ei);
        DoubleVector v1 = di.sub(er);
        DoubleVector u2 = sr.sub(tr);
        DoubleVector v2 = si.sub(ti);
        DoubleVector u3 = dr.sub(ei);
        DoubleVector v3 = di.add(er);
        if (twiddled) {
          u1.mul(c1).sub(v1.mul(s1)).intoArray(yr, to + yLeg);
          u1.mul(s1).add(v1.mul(c1)).intoArray(yi, to + yLeg);
          u2.mul(c2).sub(v2.mul(s2)).intoArray(yr, to + 2 * yLeg);
          u2.mul(s2).add(v2.mul(c2)).intoArray(yi, to + 2 * yLeg);
          u3.mul(c3).sub(v3.mul(s3)).intoArray(yr, to + 3 * yLeg);
          u3.mul(s3).add(v3.mul(c3)).intoArray(yi, to + 3 * yLeg);
        } else {
          u1.intoArray(yr, to + yLeg);
          v1.intoArray(yi, to + yLeg);
          u2.intoArray(yr, to + 2 * yLeg);
          v2.intoArray(yi, to + 2 * yLeg);
          u3.intoArray(yr, to + 3 * yLeg);
          v3.intoArray(yi, to + 3 * yLeg);
        }
      }
    }
  }

  private static void radix5(
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
      int w = p * 4;
      DoubleVector c1 = DoubleVector.broadcast(SPECIES, wr[w]);
      DoubleVector s1 = DoubleVector.broadcast(SPECIES, wi[w]);
      DoubleVector c2 = DoubleVector.broadcast(SPECIES, wr[w + 1]);
      DoubleVector s2 = DoubleVector.broadcast(SPECIES, wi[w + 1]);
      DoubleVector c3 = DoubleVector.broadcast(SPECIES, wr[w + 2]);
      DoubleVector s3 = DoubleVector.broadcast(SPECIES, wi[w + 2]);
      DoubleVector c4 = DoubleVector.broadcast(SPECIES, wr[w + 3]);
      DoubleVector s4 = DoubleVector.broadcast(SPECIES, wi[w + 3]);
      boolean twiddled = wr[w] != 1;
      for (int q = 0; q < length; q += LANES) {
        int at = x + p * xBlock + q;
        int to = y + p * yBlock + q;
        DoubleVector r0 = DoubleVector.fromArray(SPECIES, xr, at);
        DoubleVector i0 = DoubleVector.fromArray(SPECIES, xi, at);
        DoubleVector r1 = DoubleVector.fromArray(SPECIES, xr, at + xLeg);
        DoubleVector i1 = DoubleVector.fromArray(SPECIES, xi, at + xLeg);
        DoubleVector r2 = DoubleVector.fromArray(SPECIES, xr, at + 2 * xLeg);
        DoubleVector i2 = DoubleVector.fromArray(SPECIES, xi, at + 2 * xLeg);
        DoubleVector r3 = DoubleVector.fromArray(SPECIES, xr, at + 3 * xLeg);
        DoubleVector i3 = DoubleVector.fromArray(SPECIES, xi, at + 3 * xLeg);
        DoubleVector r4 = DoubleVector.fromArray(SPECIES, xr, at + 4 * xLeg);
        DoubleVector i4 = DoubleVector.fromArray(SPECIES, xi, at + 4 * xLeg);
        DoubleVector outerR = r1.add(r4);
        DoubleVector innerR = r2.add(r3);
        DoubleVector outerDR = r1.sub(r4);
        DoubleVector innerDR = r2.sub(r3);
        DoubleVector outerI = i1.add(i4);
        DoubleVector innerI = i2.add(i3);
        DoubleVector outerDI = i1.sub(i4);
        DoubleVector innerDI = i2.sub(i3);
        DoubleVector m1R = r0.add(outerR.mul(COS_72)).add(innerR.mul(COS_144));
        DoubleVector m2R = r0.add(outerR.mul(COS_144)).add(innerR.mul(COS_72));
        DoubleVector n1R = outerDR.mul(SIN_72).add(innerDR.mul(SIN_144));
        DoubleVector n2R = outerDR.mul(SIN_144).sub(innerDR.mul(SIN_72));
        DoubleVector m1I = i0.add(outerI.mul(COS_72)).add(innerI.mul(COS_144));
        DoubleVector m2I = i0.add(outerI.mul(COS_144)).add(innerI.mul(COS_72));
        DoubleVector n1I = outerDI.mul(SIN_72).add(innerDI.mul(SIN_144));
        DoubleVector n2I = outerDI.mul(SIN_144).sub(innerDI.mul(SIN_72));
        r0.add(outerR).add(innerR).intoArray(yr, to);
        i0.add(outerI).add(innerI).intoArray(yi, to);
        DoubleVector u1 = m1R.add(n1I);
        DoubleVector v1 = m1I.sub(n1R);
        DoubleVector u2 = m2R.add(n2I);
        DoubleVector v2 = m2I.sub(n2R);
        DoubleVector u3 = m2R.sub(n2I);
        DoubleVector v3 = m2I.add(n2R);
        DoubleVector u4 = m1R.sub(n1I);
        DoubleVector v4 = m1I.add(n1R);
        if (twiddled) {
          u1.mul(c1).sub(v1.mul(s1)).intoArray(yr, to + yLeg);
          u1.mul(s1).add(v1.mul(c1)).intoArray(yi, to + yLeg);
          u2.mul(c2).sub(v2.mul(s2)).intoArray(yr, to + 2 * yLeg);
          u2.mul(s2).add(v2.mul(c2)).intoArray(yi, to + 2 * yLeg);
          u3.mul(c3).sub(v3.mul(s3)).intoArray(yr, to + 3 * yLeg);
          u3.mul(s3).add(v3.mul(c3)).intoArray(yi, to + 3 * yLeg);
          u4.mul(c4).sub(v4.mul(s4)).intoArray(yr, to + 4 * yLeg);
          u4.mul(s4).add(v4.mul(c4)).intoArray(yi, to + 4 * yLeg);
        } else {
          u1.intoArray(yr, to + yLeg);
          v1.intoArray(yi, to + yLeg);
          u2.intoArray(yr, to + 2 * yLeg);
          v2.intoArray(yi, to + 2 * yLeg);
          u3.intoArray(yr, to + 3 * yLeg);
          v3.intoArray(yi, to + 3 * yLeg);
          u4.intoArray(yr, to + 4 * yLeg);
          v4.intoArray(yi, to + 4 * yLeg);
        }
      }
    }
  }

  private static void radix8(
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
      int w = p * 7;
      DoubleVector c1 = DoubleVector.broadcast(SPECIES, wr[w]);
      DoubleVector s1 = DoubleVector.broadcast(SPECIES, wi[w]);
      DoubleVector c2 = DoubleVector.broadcast(SPECIES, wr[w + 1]);
      DoubleVector s2 = DoubleVector.broadcast(SPECIES, wi[w + 1]);
      DoubleVector c3 = DoubleVector.broadcast(SPECIES, wr[w + 2]);
      DoubleVector s3 = DoubleVector.broadcast(SPECIES, wi[w + 2]);
      DoubleVector c4 = DoubleVector.broadcast(SPECIES, wr[w + 3]);
      DoubleVector s4 = DoubleVector.broadcast(SPECIES, wi[w + 3]);
      DoubleVector c5 = DoubleVector.broadcast(SPECIES, wr[w + 4]);
      DoubleVector s5 = DoubleVector.broadcast(SPECIES, wi[w + 4]);
      DoubleVector c6 = DoubleVector.broadcast(SPECIES, wr[w + 5]);
      DoubleVector s6 = DoubleVector.broadcast(SPECIES, wi[w + 5]);
      DoubleVector c7 = DoubleVector.broadcast(SPECIES, wr[w + 6]);
      DoubleVector s7 = DoubleVector.broadcast(SPECIES, wi[w + 6]);
      boolean twiddled = wr[w] != 1;
      for (int q = 0; q < length; q += LANES) {
        int at = x + p * xBlock + q;
        int to = y + p * yBlock + q;
        DoubleVector r0 = DoubleVector.fromArray(SPECIES, xr, at);
        DoubleVector i0 = DoubleVector.fromArray(SPECIES, xi, at);
        DoubleVector r2 = DoubleVector.fromArray(SPECIES, xr, at + 2 * xLeg);
        DoubleVector i2 = DoubleVector.fromArray(SPECIES, xi, at + 2 * xLeg);
        DoubleVector r4 = DoubleVector.fromArray(SPECIES, xr, at + 4 * xLeg);
        DoubleVector i4 = DoubleVector.fromArray(SPECIES, xi, at + 4 * xLeg);
        DoubleVector r6 = DoubleVector.fromArray(SPECIES, xr, at + 6 * xLeg);
        DoubleVector i6 = DoubleVector.fromArray(SPECIES, xi, at + 6 * xLeg);
        DoubleVector sr = r0.add(r4);
        DoubleVector si = i0.add(i4);
        DoubleVector dr = r0.sub(r4);
        DoubleVector di = i0.sub(i4);
        DoubleVector tr = r2.add(r6);
        DoubleVector ti = i2.add(i6);
        DoubleVector er = r2.sub(r6);
        DoubleVector ei = i2.sub(i6);
        final DoubleVector a0r = sr.add(tr);
        final DoubleVector a0i = si.add(ti);
        final DoubleVector a2r = sr.sub(tr);
        final DoubleVector a2i = si.sub(ti);
        final DoubleVector a1r = dr.add(ei);
        final DoubleVector a1i = di.sub(er);
        final DoubleVector a3r = dr.sub(ei);
        final DoubleVector a3i = di.add(er);
        DoubleVector r1 = DoubleVector.fromArray(SPECIES, xr, at + xLeg);
        DoubleVector i1 = DoubleVector.fromArray(SPECIES, xi, at + xLeg);
        DoubleVector r3 = DoubleVector.fromArray(SPECIES, xr, at + 3 * xLeg);
        DoubleVector i3 = DoubleVector.fromArray(SPECIES, xi, at + 3 * xLeg);
        DoubleVector r5 = DoubleVector.fromArray(SPECIES, xr, at + 5 * xLeg);
        DoubleVector i5 = DoubleVector.fromArray(SPECIES, xi, at + 5 * xLeg);
        DoubleVector r7 = DoubleVector.fromArray(SPECIES, xr, at + 7 * xLeg);
        DoubleVector i7 = DoubleVector.fromArray(SPECIES, xi, at + 7 * xLeg);
        sr = r1.add(r5);
        si = i1.add(i5);
        dr = r1.sub(r5);
        di = i1.sub(i5);
        tr = r3.add(r7);
        ti = i3.add(i7);
        er = r3.sub(r7);
        ei = i3.sub(i7);
        DoubleVector b0r = sr.add(tr);
        DoubleVector b0i = si.add(ti);
        DoubleVector b2r = si.sub(ti);
        DoubleVector b2i = tr.sub(sr);
        DoubleVector d1r = dr.add(ei);
        DoubleVector d1i = di.sub(er);
        DoubleVector d3r = dr.sub(ei);
        DoubleVector d3i = di.add(er);
        DoubleVector b1r = d1r.add(d1i).mul(SQRT_HALF);
        DoubleVector b1i = d1i.sub(d1r).mul(SQRT_HALF);
        DoubleVector b3r = d3i.sub(d3r).mul(SQRT_HALF);
        DoubleVector b3i = d3r.add(d3i).mul(-SQRT_HALF);
        a0r.add(b0r).intoArray(yr, to);
        a0i.add(b0i).intoArray(yi, to);
        DoubleVector u1 = a1r.add(b1r);
        DoubleVector v1 = a1i.add(b1i);
        DoubleVector u2 = a2r.add(b2r);
        DoubleVector v2 = a2i.add(b2i);
        DoubleVector u3 = a3r.add(b3r);
        DoubleVector v3 = a3i.add(b3i);
        DoubleVector u4 = a0r.sub(b0r);
        DoubleVector v4 = a0i.sub(b0i);
        DoubleVector u5 = a1r.sub(b1r);
        DoubleVector v5 = a1i.sub(b1i);
        DoubleVector u6 = a2r.sub(b2r);
        DoubleVector v6 = a2i.sub(b2i);
        DoubleVector u7 = a3r.sub(b3r);
        DoubleVector v7 = a3i.sub(b3i);
        if (twiddled) {
          u1.mul(c1).sub(v1.mul(s1)).intoArray(yr, to + yLeg);
          u1.mul(s1).add(v1.mul(c1)).intoArray(yi, to + yLeg);
          u2.mul(c2).sub(v2.mul(s2)).intoArray(yr, to + 2 * yLeg);
          u2.mul(s2).add(v2.mul(c2)).intoArray(yi, to + 2 * yLeg);
          u3.mul(c3).sub(v3.mul(s3)).intoArray(yr, to + 3 * yLeg);
          u3.mul(s3).add(v3.mul(c3)).intoArray(yi, to + 3 * yLeg);
          u4.mul(c4).sub(v4.mul(s4)).intoArray(yr, to + 4 * yLeg);
          u4.mul(s4).add(v4.mul(c4)).intoArray(yi, to + 4 * yLeg);
          u5.mul(c5).sub(v5.mul(s5)).intoArray(yr, to + 5 * yLeg);
          u5.mul(s5).add(v5.mul(c5)).intoArray(yi, to + 5 * yLeg);
          u6.mul(c6).sub(v6.mul(s6)).intoArray(yr, to + 6 * yLeg);
          u6.mul(s6).add(v6.mul(c6)).intoArray(yi, to + 6 * yLeg);
          u7.mul(c7).sub(v7.mul(s7)).intoArray(yr, to + 7 * yLeg);
          u7.mul(s7).add(v7.mul(c7)).intoArray(yi, to + 7 * yLeg);
        } else {
          u1.intoArray(yr, to + yLeg);
          v1.intoArray(yi, to + yLeg);
          u2.intoArray(yr, to + 2 * yLeg);
          v2.intoArray(yi, to + 2 * yLeg);
          u3.intoArray(yr, to + 3 * yLeg);
          v3.intoArray(yi, to + 3 * yLeg);
          u4.intoArray(yr, to + 4 * yLeg);
          v4.intoArray(yi, to + 4 * yLeg);
          u5.intoArray(yr, to + 5 * yLeg);
          v5.intoArray(yi, to + 5 * yLeg);
          u6.intoArray(yr, to + 6 * yLeg);
          v6.intoArray(yi, to + 6 * yLeg);
          u7.intoArray(yr, to + 7 * yLeg);
          v7.intoArray(yi, to + 7 * yLeg);
        }
      }
    }
  }

  static DoubleVector load(double[] x, int at) {
    return DoubleVector.fromArray(SPECIES, x, at);
  }

  /** Stores (u + i v) (c + i s). */
  static void store(
      DoubleVector u,
      DoubleVector v,
      double[] yr,
      double[] yi,
      int to,
      DoubleVector c,
      DoubleVector s) {
    u.mul(c).sub(v.mul(s)).intoArray(yr, to);
    u.mul(s).add(v.mul(c)).intoArray(yi, to);
  }

  @Override
  public void transposeTimes(
      int rows,
      int columns,
      double[] xr,
      double[] xi,
      int x,
      int xStride,
      double[] wr,
      double[] wi,
      int w,
      int wStride,
      double[] yr,
      double[] yi,
      int y,
      int yStride) {
    int vectors = coldTransposes.vectorized(rows - rows % LANES);
    int[] legs = new int[LANES];
    for (int i = 0; i < LANES; i++) {
      legs[i] = i * xStride;
    }
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < vectors; i += LANES) {
        int at = x + i * xStride + j;
        DoubleVector u = DoubleVector.fromArray(SPECIES, xr, at, legs, 0);
        DoubleVector v = DoubleVector.fromArray(SPECIES, xi, at, legs, 0);
        DoubleVector c = DoubleVector.fromArray(SPECIES, wr, w + j * wStride + i);
        DoubleVector s = DoubleVector.fromArray(SPECIES, wi, w + j * wStride + i);
        u.mul(c).sub(v.mul(s)).intoArray(yr, y + j * yStride + i);
        u.mul(s).add(v.mul(c)).intoArray(yi, y + j * yStride + i);
      }
    }
    scalar.transposeTimes(
        rows - vectors,
        columns,
        xr,
        xi,
        x + vectors * xStride,
        xStride,
        wr,
        wi,
        w + vectors,
        wStride,
        yr,
        yi,
        y + vectors,
        yStride);
  }

  @Override
  public void multiply(int n, double[] xr, double[] xi, int x, double[] wr, double[] wi, int w) {
    int vectors = coldProducts.vectorized(n - n % LANES);
    for (int i = 0; i < vectors; i += LANES) {
      store(load(xr, x + i), load(xi, x + i), xr, xi, x + i, load(wr, w + i), load(wi, w + i));
    }
    scalar.multiply(n - vectors, xr, xi, x + vectors, wr, wi, w + vectors);
  }
}
