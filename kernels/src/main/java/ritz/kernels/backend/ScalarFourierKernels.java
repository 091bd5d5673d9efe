// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

/** The inner loops of Fourier transforms in plain Java. */
public final class ScalarFourierKernels implements FourierKernels {
  private static final double SIN_60 = 0x1.bb67ae8584caap-1;
  private static final double COS_72 = 0x1.3c6ef372fe950p-2;
  private static final double SIN_72 = 0x1.e6f0e134454ffp-1;
  private static final double COS_144 = -0x1.9e3779b97f4a8p-1;
  private static final double SIN_144 = 0x1.2cf2304755a5ep-1;

  private static final double SQRT_HALF = 0x1.6a09e667f3bcdp-1;

  @Override
  public FourierPass pass(int radix) {
    return switch (radix) {
      case 2 -> ScalarFourierKernels::radix2;
      case 3 -> ScalarFourierKernels::radix3;
      case 4 -> ScalarFourierKernels::radix4;
      case 5 -> ScalarFourierKernels::radix5;
      case 8 -> ScalarFourierKernels::radix8;
      default -> new ScalarPrimePass(radix);
    };
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
      double c1 = wr[p];
      double s1 = wi[p];
      for (int q = 0; q < length; q++) {
        int at = x + p * xBlock + q;
        int to = y + p * yBlock + q;
        double r0 = xr[at];
        double i0 = xi[at];
        double r1 = xr[at + xLeg];
        double i1 = xi[at + xLeg];
        yr[to] = r0 + r1;
        yi[to] = i0 + i1;
        double u1 = r0 - r1;
        double v1 = i0 - i1;
        yr[to + yLeg] = u1 * c1 - v1 * s1;
        yi[to + yLeg] = u1 * s1 + v1 * c1;
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
      double c1 = wr[p * 2];
      double s1 = wi[p * 2];
      double c2 = wr[p * 2 + 1];
      double s2 = wi[p * 2 + 1];
      for (int q = 0; q < length; q++) {
        int at = x + p * xBlock + q;
        int to = y + p * yBlock + q;
        double r0 = xr[at];
        double i0 = xi[at];
        double r1 = xr[at + xLeg];
        double i1 = xi[at + xLeg];
        double r2 = xr[at + 2 * xLeg];
        double i2 = xi[at + 2 * xLeg];
        double sr = r1 + r2;
        double si = i1 + i2;
        double dr = SIN_60 * (r1 - r2);
        double di = SIN_60 * (i1 - i2);
        double mr = r0 - 0.5 * sr;
        double mi = i0 - 0.5 * si;
        yr[to] = r0 + sr;
        yi[to] = i0 + si;
        double u1 = mr + di;
        double v1 = mi - dr;
        double u2 = mr - di;
        double v2 = mi + dr;
        yr[to + yLeg] = u1 * c1 - v1 * s1;
        yi[to + yLeg] = u1 * s1 + v1 * c1;
        yr[to + 2 * yLeg] = u2 * c2 - v2 * s2;
        yi[to + 2 * yLeg] = u2 * s2 + v2 * c2;
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
      double c1 = wr[p * 3];
      double s1 = wi[p * 3];
      double c2 = wr[p * 3 + 1];
      double s2 = wi[p * 3 + 1];
      double c3 = wr[p * 3 + 2];
      double s3 = wi[p * 3 + 2];
      for (int q = 0; q < length; q++) {
        int at = x + p * xBlock + q;
        int to = y + p * yBlock + q;
        double r0 = xr[at];
        double i0 = xi[at];
        double r1 = xr[at + xLeg];
        double i1 = xi[at + xLeg];
        double r2 = xr[at + 2 * xLeg];
        double i2 = xi[at + 2 * xLeg];
        double r3 = xr[at + 3 * xLeg];
        double i3 = xi[at + 3 * xLeg];
        double sumR = r0 + r2;
        double sumI = i0 + i2;
        double difR = r0 - r2;
        double difI = i0 - i2;
        double oddSumR = r1 + r3;
        double oddSumI = i1 + i3;
        double oddDifR = r1 - r3;
        double oddDifI = i1 - i3;
        yr[to] = sumR + oddSumR;
        yi[to] = sumI + oddSumI;
        double u1 = difR + oddDifI;
        double v1 = difI - oddDifR;
        double u2 = sumR - oddSumR;
        double v2 = sumI - oddSumI;
        double u3 = difR - oddDifI;
        double v3 = difI + oddDifR;
        yr[to + yLeg] = u1 * c1 - v1 * s1;
        yi[to + yLeg] = u1 * s1 + v1 * c1;
        yr[to + 2 * yLeg] = u2 * c2 - v2 * s2;
        yi[to + 2 * yLeg] = u2 * s2 + v2 * c2;
        yr[to + 3 * yLeg] = u3 * c3 - v3 * s3;
        yi[to + 3 * yLeg] = u3 * s3 + v3 * c3;
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
      double c1 = wr[p * 4];
      double s1 = wi[p * 4];
      double c2 = wr[p * 4 + 1];
      double s2 = wi[p * 4 + 1];
      double c3 = wr[p * 4 + 2];
      double s3 = wi[p * 4 + 2];
      double c4 = wr[p * 4 + 3];
      double s4 = wi[p * 4 + 3];
      for (int q = 0; q < length; q++) {
        int at = x + p * xBlock + q;
        int to = y + p * yBlock + q;
        double r0 = xr[at];
        double i0 = xi[at];
        double r1 = xr[at + xLeg];
        double i1 = xi[at + xLeg];
        double r2 = xr[at + 2 * xLeg];
        double i2 = xi[at + 2 * xLeg];
        double r3 = xr[at + 3 * xLeg];
        double i3 = xi[at + 3 * xLeg];
        double r4 = xr[at + 4 * xLeg];
        double i4 = xi[at + 4 * xLeg];
        double outerR = r1 + r4;
        double innerR = r2 + r3;
        double outerDR = r1 - r4;
        double innerDR = r2 - r3;
        double outerI = i1 + i4;
        double innerI = i2 + i3;
        double outerDI = i1 - i4;
        double innerDI = i2 - i3;
        double m1R = r0 + outerR * COS_72 + innerR * COS_144;
        double m2R = r0 + outerR * COS_144 + innerR * COS_72;
        double n1R = outerDR * SIN_72 + innerDR * SIN_144;
        double n2R = outerDR * SIN_144 - innerDR * SIN_72;
        double m1I = i0 + outerI * COS_72 + innerI * COS_144;
        double m2I = i0 + outerI * COS_144 + innerI * COS_72;
        double n1I = outerDI * SIN_72 + innerDI * SIN_144;
        double n2I = outerDI * SIN_144 - innerDI * SIN_72;
        yr[to] = r0 + outerR + innerR;
        yi[to] = i0 + outerI + innerI;
        double u1 = m1R + n1I;
        double v1 = m1I - n1R;
        double u2 = m2R + n2I;
        double v2 = m2I - n2R;
        double u3 = m2R - n2I;
        double v3 = m2I + n2R;
        double u4 = m1R - n1I;
        double v4 = m1I + n1R;
        yr[to + yLeg] = u1 * c1 - v1 * s1;
        yi[to + yLeg] = u1 * s1 + v1 * c1;
        yr[to + 2 * yLeg] = u2 * c2 - v2 * s2;
        yi[to + 2 * yLeg] = u2 * s2 + v2 * c2;
        yr[to + 3 * yLeg] = u3 * c3 - v3 * s3;
        yi[to + 3 * yLeg] = u3 * s3 + v3 * c3;
        yr[to + 4 * yLeg] = u4 * c4 - v4 * s4;
        yi[to + 4 * yLeg] = u4 * s4 + v4 * c4;
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
      for (int q = 0; q < length; q++) {
        int at = x + p * xBlock + q;
        int to = y + p * yBlock + q;
        double r0 = xr[at];
        double i0 = xi[at];
        double r2 = xr[at + 2 * xLeg];
        double i2 = xi[at + 2 * xLeg];
        double r4 = xr[at + 4 * xLeg];
        double i4 = xi[at + 4 * xLeg];
        double r6 = xr[at + 6 * xLeg];
        double i6 = xi[at + 6 * xLeg];
        double sr = r0 + r4;
        double si = i0 + i4;
        double dr = r0 - r4;
        double di = i0 - i4;
        double tr = r2 + r6;
        double ti = i2 + i6;
        double er = r2 - r6;
        double ei = i2 - i6;
        final double a0r = sr + tr;
        final double a0i = si + ti;
        final double a2r = sr - tr;
        final double a2i = si - ti;
        final double a1r = dr + ei;
        final double a1i = di - er;
        final double a3r = dr - ei;
        final double a3i = di + er;
        double r1 = xr[at + xLeg];
        double i1 = xi[at + xLeg];
        double r3 = xr[at + 3 * xLeg];
        double i3 = xi[at + 3 * xLeg];
        double r5 = xr[at + 5 * xLeg];
        double i5 = xi[at + 5 * xLeg];
        double r7 = xr[at + 7 * xLeg];
        double i7 = xi[at + 7 * xLeg];
        sr = r1 + r5;
        si = i1 + i5;
        dr = r1 - r5;
        di = i1 - i5;
        tr = r3 + r7;
        ti = i3 + i7;
        er = r3 - r7;
        ei = i3 - i7;
        double b0r = sr + tr;
        double b0i = si + ti;
        double b2r = si - ti;
        double b2i = tr - sr;
        double c1r = dr + ei;
        double c1i = di - er;
        double c3r = dr - ei;
        double c3i = di + er;
        double b1r = SQRT_HALF * (c1r + c1i);
        double b1i = SQRT_HALF * (c1i - c1r);
        double b3r = SQRT_HALF * (c3i - c3r);
        double b3i = -SQRT_HALF * (c3r + c3i);
        yr[to] = a0r + b0r;
        yi[to] = a0i + b0i;
        store(a1r + b1r, a1i + b1i, yr, yi, to + yLeg, wr[w], wi[w]);
        store(a2r + b2r, a2i + b2i, yr, yi, to + 2 * yLeg, wr[w + 1], wi[w + 1]);
        store(a3r + b3r, a3i + b3i, yr, yi, to + 3 * yLeg, wr[w + 2], wi[w + 2]);
        store(a0r - b0r, a0i - b0i, yr, yi, to + 4 * yLeg, wr[w + 3], wi[w + 3]);
        store(a1r - b1r, a1i - b1i, yr, yi, to + 5 * yLeg, wr[w + 4], wi[w + 4]);
        store(a2r - b2r, a2i - b2i, yr, yi, to + 6 * yLeg, wr[w + 5], wi[w + 5]);
        store(a3r - b3r, a3i - b3i, yr, yi, to + 7 * yLeg, wr[w + 6], wi[w + 6]);
      }
    }
  }

  static void store(double re, double im, double[] yr, double[] yi, int to, double c, double s) {
    yr[to] = re * c - im * s;
    yi[to] = re * s + im * c;
  }

  @Override
  public void transposeTimes(
      int rows,
      int columns,
      double[] xr,
      double[] xi,
      int x,
      int[] places,
      int from,
      double[] wr,
      double[] wi,
      int w,
      int wStride,
      double[] yr,
      double[] yi,
      int y,
      int yStride) {
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        double re = xr[x + places[from + i] + j];
        double im = xi[x + places[from + i] + j];
        store(
            re, im, yr, yi, y + j * yStride + i, wr[w + j * wStride + i], wi[w + j * wStride + i]);
      }
    }
  }

  @Override
  public void transposeTimes(
      int rows,
      int columns,
      double[] xr,
      double[] xi,
      int x,
      int[] places,
      int from,
      double[] wr,
      double[] wi,
      int w,
      int wStride,
      double[] hr,
      double[] hi,
      int h,
      double[] yr,
      double[] yi,
      int y,
      int yStride) {
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        double u = xr[x + places[from + i] + j];
        double v = xi[x + places[from + i] + j];
        double a = wr[w + j * wStride + i];
        double b = wi[w + j * wStride + i];
        double c = a * hr[h + j] - b * hi[h + j];
        double s = a * hi[h + j] + b * hr[h + j];
        yr[y + j * yStride + i] = u * c - v * s;
        yi[y + j * yStride + i] = u * s + v * c;
      }
    }
  }

  @Override
  public void multiply(int n, double[] xr, double[] xi, int x, double[] wr, double[] wi, int w) {
    for (int i = 0; i < n; i++) {
      double re = xr[x + i];
      double im = xi[x + i];
      xr[x + i] = re * wr[w + i] - im * wi[w + i];
      xi[x + i] = re * wi[w + i] + im * wr[w + i];
    }
  }
}
