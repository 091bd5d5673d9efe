// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import java.util.Arrays;
import ritz.kernels.backend.FourierKernels;
import ritz.kernels.backend.Spares;

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

  private static final FourierKernels KERNELS = FourierKernels.INSTANCE;

  private final Passes first;
  private final Passes second;
  private final int n1;
  private final int n2;

  /** The distance between rows of the transposed matrix, no power of two. */
  private final int stride;

  /** exp(-2 pi i k1 i2 / n) at i2 n1 + k1. */
  private final SplitArray factors;

  /** Where the rows of a panel start, and of the last one. */
  private final int[] places;

  private final int[] lastPlaces;

  private final Spares<Workspace> spares = new Spares<>(this::workspace);

  FourStep(Radices radices) {
    Radices[] halves = radices.halves();
    first = new Passes(halves[0]);
    second = new Passes(halves[1]);
    n1 = first.length();
    n2 = second.length();
    stride = n1 + 8;
    places = places(PANEL);
    lastPlaces = places(n2 % PANEL);
    factors = new SplitArray(n1 * n2);
    for (int k1 = 0; k1 < n1; k1++) {
      for (int i2 = 0; i2 < n2; i2++) {
        factors.setRoot(i2 * n1 + k1, (long) k1 * i2, (long) n1 * n2);
      }
    }
  }

  private int[] places(int columns) {
    int[] starts = new int[n1];
    Arrays.setAll(starts, row -> row * columns);
    return starts;
  }

  /** The whole matrix between the steps, transposed, and two panels. */
  private record Workspace(SplitArray whole, SplitArray panel, SplitArray other) {}

  private Workspace workspace() {
    int points = PANEL * Math.max(n1, n2);
    return new Workspace(
        new SplitArray(n2 * stride), new SplitArray(points), new SplitArray(points));
  }

  @Override
  public void forward(double[] re, double[] im, int at, double[] toRe, double[] toIm, int toAt) {
    Workspace work = spares.take();
    SplitArray whole = work.whole;
    for (int from = 0; from < n2; from += PANEL) {
      transformColumns(re, im, at + from, from, Math.min(PANEL, n2 - from), work);
    }
    for (int from = 0; from < n1; from += PANEL) {
      second.run(
          Math.min(PANEL, n1 - from),
          whole.re(),
          whole.im(),
          from,
          stride,
          work.panel,
          work.other,
          toRe,
          toIm,
          toAt + from,
          n1);
    }
    spares.giveBack(work);
  }

  /** The first transform, the factors and the transposition for a panel of columns. */
  private void transformColumns(
      double[] re, double[] im, int at, int from, int columns, Workspace work) {
    SplitArray panel = first.spare(work.panel, work.other);
    first.run(columns, re, im, at, n2, work.panel, work.other, panel.re(), panel.im(), 0, columns);
    KERNELS.transposeTimes(
        n1,
        columns,
        panel.re(),
        panel.im(),
        0,
        columns == PANEL ? places : lastPlaces,
        0,
        factors.re(),
        factors.im(),
        from * n1,
        n1,
        work.whole.re(),
        work.whole.im(),
        from * stride,
        stride);
  }
}
