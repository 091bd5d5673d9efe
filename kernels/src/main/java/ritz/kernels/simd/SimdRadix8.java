// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import ritz.kernels.backend.FourierPass;

/**
 * The pass of radix 8 over whole vectors, as two of radix 4 on the even and the odd legs; see
 * {@link FourierPass}.
 */
final class SimdRadix8 {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LANES = DoubleLanes.COUNT;
  private static final double SQRT_HALF = 0x1.6a09e667f3bcdp-1;

  private SimdRadix8() {}

  static void run(
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
}
