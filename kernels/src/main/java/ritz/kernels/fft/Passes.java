// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import java.util.Arrays;
import ritz.kernels.backend.FourierKernels;
import ritz.kernels.backend.FourierPass;

/**
 * A mixed-radix transform of many columns at once, by the self-sorting passes of Stockham (Van
 * Loan, Computational Frameworks for the Fast Fourier Transform, section 1.7). Number i of column b
 * lies at i · stride + b, so every pass runs over consecutive numbers.
 */
final class Passes {
  private final int length;
  private final int[] radices;
  private final FourierPass[] passes;

  /** For every pass, the factors of its blocks; see {@link FourierPass}. */
  private final SplitArray[] factors;

  Passes(Radices radices) {
    int count = radices.count();
    this.length = radices.product();
    this.radices = new int[count];
    this.passes = new FourierPass[count];
    this.factors = new SplitArray[count];
    int done = 1;
    for (int pass = 0; pass < count; pass++) {
      int radix = radices.get(pass);
      this.radices[pass] = radix;
      passes[pass] = FourierKernels.INSTANCE.pass(radix);
      factors[pass] = pass < count - 1 ? factors(length / done, radix) : ones(length, radix);
      done *= radix;
    }
  }

  /** exp(-2 pi i p k / current) for block p and k = 1 … radix-1. */
  static SplitArray factors(int current, int radix) {
    int blocks = current / radix;
    SplitArray table = new SplitArray(blocks * (radix - 1));
    for (int p = 0; p < blocks; p++) {
      for (int k = 1; k < radix; k++) {
        table.setRoot(p * (radix - 1) + k - 1, (long) p * k, current);
      }
    }
    return table;
  }

  /** The factors of the last pass, for as many blocks as its rows. */
  private static SplitArray ones(int length, int radix) {
    SplitArray table = new SplitArray(length / radix * (radix - 1));
    Arrays.fill(table.re(), 1);
    return table;
  }

  /** The length of a column. */
  int length() {
    return length;
  }

  /**
   * Transforms columns.
   *
   * @param columns how many
   * @param fromRe the real parts, left as they are if the array is not one of the others
   * @param fromIm the imaginary parts, likewise
   * @param fromAt where they start
   * @param fromStride the distance between the numbers of a column
   * @param first workspace for length times columns numbers
   * @param second likewise
   * @param toRe receives the real parts; may be in the workspace that {@link #spare} names
   * @param toIm receives the imaginary parts, likewise
   * @param toAt where they start
   * @param toStride the distance between the numbers of a transform
   */
  void run(
      int columns,
      double[] fromRe,
      double[] fromIm,
      int fromAt,
      int fromStride,
      SplitArray first,
      SplitArray second,
      double[] toRe,
      double[] toIm,
      int toAt,
      int toStride) {
    double[] re = fromRe;
    double[] im = fromIm;
    int x = fromAt;
    int stride = fromStride;
    int done = 1;
    for (int pass = 0; pass < radices.length; pass++) {
      int radix = radices[pass];
      int blocks = length / done / radix;
      int xLeg = blocks * done * stride;
      if (pass < radices.length - 1) {
        SplitArray target = pass % 2 == 0 ? first : second;
        int leg = done * columns;
        run(
            pass,
            blocks,
            leg,
            re,
            im,
            x,
            done * stride,
            xLeg,
            target.re(),
            target.im(),
            0,
            radix * leg,
            leg);
        re = target.re();
        im = target.im();
      } else {
        // One block is left. Where its legs have gaps, their rows are taken one by one.
        boolean gapless = toStride == columns;
        int rows = gapless ? 1 : done;
        int leg = gapless ? done * columns : columns;
        run(pass, rows, leg, re, im, x, stride, xLeg, toRe, toIm, toAt, toStride, done * toStride);
      }
      x = 0;
      stride = columns;
      done *= radix;
    }
  }

  /** The workspace that is free when the last pass runs. */
  SplitArray spare(SplitArray first, SplitArray second) {
    return radices.length % 2 == 0 ? second : first;
  }

  private void run(
      int pass,
      int blocks,
      int leg,
      double[] fromRe,
      double[] fromIm,
      int x,
      int xBlock,
      int xLeg,
      double[] toRe,
      double[] toIm,
      int y,
      int yBlock,
      int yLeg) {
    double[] wr = factors[pass].re();
    double[] wi = factors[pass].im();
    passes[pass].run(
        blocks, leg, fromRe, fromIm, x, xBlock, xLeg, toRe, toIm, y, yBlock, yLeg, wr, wi);
  }
}
