// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Complex;
import ritz.kernels.fft.Fft;

/**
 * Circulant maps: the Fourier transform makes them diagonal, and each entry is the least-squares
 * ratio of the transforms of Y to those of X.
 */
final class CirculantStructure extends Structure {
  @Override
  boolean needsStates() {
    return true;
  }

  @Override
  Dense fit(Dense x, Dense y) {
    int n = x.rows();
    Fft fft = Fft.of(n);
    double[] size = new double[n];
    double[] re = new double[n];
    double[] im = new double[n];
    for (int k = 0; k < x.columns(); k++) {
      double[] xRe = x.real().column(k);
      double[] xIm = x.isReal() ? new double[n] : x.complex().imaginary().column(k);
      double[] yRe = y.real().column(k);
      double[] yIm = y.isReal() ? new double[n] : y.complex().imaginary().column(k);
      fft.forward(xRe, xIm);
      fft.forward(yRe, yIm);
      for (int w = 0; w < n; w++) {
        size[w] += xRe[w] * xRe[w] + xIm[w] * xIm[w];
        re[w] += yRe[w] * xRe[w] + yIm[w] * xIm[w];
        im[w] += yIm[w] * xRe[w] - yRe[w] * xIm[w];
      }
    }
    for (int w = 0; w < n; w++) {
      re[w] = size[w] > 0 ? re[w] / size[w] : 0;
      im[w] = size[w] > 0 ? im[w] / size[w] : 0;
    }
    fft.inverse(re, im);
    Dense result = x.zeros(n, n);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        int shift = Math.floorMod(i - j, n);
        result.set(i, j, new Complex(re[shift], im[shift]));
      }
    }
    return result;
  }
}
