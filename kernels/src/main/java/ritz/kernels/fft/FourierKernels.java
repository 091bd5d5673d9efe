// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

/** The inner loops of Fourier transforms. */
final class FourierKernels {
  private static final double SIN_60 = 0x1.bb67ae8584caap-1;
  private static final double COS_72 = 0x1.3c6ef372fe950p-2;
  private static final double SIN_72 = 0x1.e6f0e134454ffp-1;
  private static final double COS_144 = -0x1.9e3779b97f4a8p-1;
  private static final double SIN_144 = 0x1.2cf2304755a5ep-1;

  private FourierKernels() {}

  /** The pass of a radix from 2 to 5. */
  static FourierPass pass(int radix) {
    return switch (radix) {
      case 2 -> FourierKernels::radix2;
      case 3 -> FourierKernels::radix3;
      case 4 -> FourierKernels::radix4;
      case 5 -> FourierKernels::radix5;
      default -> throw new IllegalArgumentException("radix: " + radix + ", expected 2 to 5");
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

  /**
   * Transposes rows of consecutive numbers: number {@code to + j toStride + i} of y becomes number
   * {@code at + i stride + j} of x.
   */
  static void transpose(
      int rows, int columns, double[] x, int at, int stride, double[] y, int to, int toStride) {
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        y[to + j * toStride + i] = x[at + i * stride + j];
      }
    }
  }

  /** Multiplies complex numbers one by one, x = x w, n of them from places x and w on. */
  static void multiply(int n, double[] xr, double[] xi, int x, double[] wr, double[] wi, int w) {
    for (int i = 0; i < n; i++) {
      double re = xr[x + i];
      double im = xi[x + i];
      xr[x + i] = re * wr[w + i] - im * wi[w + i];
      xi[x + i] = re * wi[w + i] + im * wr[w + i];
    }
  }
}
