// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import ritz.kernels.backend.FourierPass;

/** The passes of radix 2 to 5 over whole vectors; see {@link FourierPass}. */
final class SimdSmallRadices {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LANES = DoubleLanes.COUNT;
  private static final double SIN_60 = 0x1.bb67ae8584caap-1;
  private static final double COS_72 = 0x1.3c6ef372fe950p-2;
  private static final double SIN_72 = 0x1.e6f0e134454ffp-1;
  private static final double COS_144 = -0x1.9e3779b97f4a8p-1;
  private static final double SIN_144 = 0x1.2cf2304755a5ep-1;

  private SimdSmallRadices() {}

  static void radix2(
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

  static void radix3(
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

  static void radix4(
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

  static void radix5(
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
}
