// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

/**
 * The transform of any length as a convolution: with jk = (j² + k² - (k - j)²) / 2 and w_j =
 * exp(-pi i j² / n), X_k = w_k · sum over j of (x_j w_j) conj(w_(k-j)) (L. Bluestein, IEEE Trans.
 * Audio Electroacoust. 18, 1970). The convolution is done by transforms of a power of two.
 */
final class Bluestein {
  private final int n;
  private final int padded;
  private final Fft fft;
  private final double[] chirpRe;
  private final double[] chirpIm;
  private final double[] filterRe;
  private final double[] filterIm;

  Bluestein(int n) {
    this.n = n;
    this.padded = Integer.highestOneBit(2 * n - 1) * 2;
    this.fft = Fft.powerOfTwo(padded);
    this.chirpRe = new double[n];
    this.chirpIm = new double[n];
    this.filterRe = new double[padded];
    this.filterIm = new double[padded];
    for (int j = 0; j < n; j++) {
      long square = (long) j * j % (2L * n);
      chirpRe[j] = RootsOfUnity.cos(square, 2L * n);
      chirpIm[j] = -RootsOfUnity.sin(square, 2L * n);
      int mirror = (padded - j) % padded;
      filterRe[j] = chirpRe[j];
      filterIm[j] = -chirpIm[j];
      filterRe[mirror] = chirpRe[j];
      filterIm[mirror] = -chirpIm[j];
    }
    fft.forward(filterRe, filterIm);
  }

  void transform(double[] re, double[] im) {
    double[] aRe = new double[padded];
    double[] aIm = new double[padded];
    for (int j = 0; j < n; j++) {
      aRe[j] = re[j] * chirpRe[j] - im[j] * chirpIm[j];
      aIm[j] = re[j] * chirpIm[j] + im[j] * chirpRe[j];
    }
    fft.forward(aRe, aIm);
    for (int j = 0; j < padded; j++) {
      double product = aRe[j] * filterRe[j] - aIm[j] * filterIm[j];
      aIm[j] = aRe[j] * filterIm[j] + aIm[j] * filterRe[j];
      aRe[j] = product;
    }
    fft.inverse(aRe, aIm);
    for (int k = 0; k < n; k++) {
      re[k] = aRe[k] * chirpRe[k] - aIm[k] * chirpIm[k];
      im[k] = aRe[k] * chirpIm[k] + aIm[k] * chirpRe[k];
    }
  }
}
