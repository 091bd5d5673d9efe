// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A transform of length n1 n2 as two sets of shorter ones (Bailey, "FFTs in external or
 * hierarchical memory", J. Supercomput. 4, 1990): the numbers, written row by row into an n1 x n2
 * matrix, are transformed along the columns, multiplied by exp(-2 pi i k1 i2 / n), transposed, and
 * transformed along the columns again. Columns are taken a panel at a time, so that all passes over
 * a panel run in cache.
 */
final class FourStep implements Transform {
  /** The columns of a panel; no power of two, since such strides share few lines of a cache. */
  private static final int PANEL = 40;

  private final Passes first;
  private final Passes second;
  private final int n1;
  private final int n2;

  /** exp(-2 pi i k1 i2 / n) at k1 n2 + i2. */
  private final SplitArray factors;

  private final AtomicReference<Workspace> spare = new AtomicReference<>();

  FourStep(Radices radices) {
    Radices[] halves = radices.halves();
    first = new Passes(halves[0]);
    second = new Passes(halves[1]);
    n1 = first.length();
    n2 = second.length();
    factors = new SplitArray(n1 * n2);
    for (int k1 = 0; k1 < n1; k1++) {
      for (int i2 = 0; i2 < n2; i2++) {
        factors.setRoot(k1 * n2 + i2, (long) k1 * i2, (long) n1 * n2);
      }
    }
  }

  /** The whole matrix between the steps, and two panels. */
  private record Workspace(SplitArray whole, SplitArray panel, SplitArray other) {}

  private Workspace workspace() {
    int points = PANEL * Math.max(n1, n2);
    return new Workspace(new SplitArray(n1 * n2), new SplitArray(points), new SplitArray(points));
  }

  @Override
  public void forward(double[] re, double[] im) {
    SplitArray data = new SplitArray(re, im);
    Workspace kept = spare.getAndSet(null);
    Workspace work = kept != null ? kept : workspace();
    for (int from = 0; from < n2; from += PANEL) {
      transformColumns(data, from, Math.min(PANEL, n2 - from), work);
    }
    for (int from = 0; from < n1; from += PANEL) {
      int columns = Math.min(PANEL, n1 - from);
      second.run(columns, work.whole, from, n1, work.panel, work.other, data, from, n1);
    }
    spare.set(work);
  }

  /** The first transform, the factors and the transposition for a panel of columns. */
  private void transformColumns(SplitArray data, int from, int columns, Workspace work) {
    SplitArray panel = first.spare(work.panel, work.other);
    first.run(columns, data, from, n2, work.panel, work.other, panel, 0, columns);
    for (int k1 = 0; k1 < n1; k1++) {
      int at = k1 * n2 + from;
      FourierKernels.multiply(
          columns, panel.re(), panel.im(), k1 * columns, factors.re(), factors.im(), at);
    }
    FourierKernels.transpose(n1, columns, panel.re(), 0, columns, work.whole.re(), from * n1, n1);
    FourierKernels.transpose(n1, columns, panel.im(), 0, columns, work.whole.im(), from * n1, n1);
  }
}
