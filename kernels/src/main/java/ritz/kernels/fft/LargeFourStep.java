// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import ritz.kernels.backend.FourierKernels;
import ritz.kernels.backend.Spares;

/**
 * The two steps of {@link FourStep} for lengths whose arrays fill the second-level cache several
 * times. What bounds those is how much memory is touched, and in how short runs; so the numbers
 * pass twice between the caller's arrays and one workspace of the same size, a panel of columns at
 * a time, and the factors exp(-2 pi i k1 i2 / n) are products of two, from small tables.
 */
final class LargeFourStep implements Transform {
  private static final int WIDTH = BlockedColumns.WIDTH;
  private static final FourierKernels KERNELS = FourierKernels.INSTANCE;

  private final BlockedColumns first;
  private final BlockedColumns second;
  private final int n1;
  private final int n2;

  /** Where the terms of the first transforms lie. */
  private final int[] places;

  /** exp(-2 pi i k i2 / n) at i2 WIDTH + k, for k less than WIDTH. */
  private final SplitArray low;

  /** exp(-2 pi i k1 i2 / n) at k1 / WIDTH n2 + i2, for k1 that are multiples of WIDTH. */
  private final SplitArray high;

  private final Spares<Workspace> spares = new Spares<>(this::workspace);

  LargeFourStep(Radices radices) {
    Radices[] halves = radices.halves();
    first = new BlockedColumns(halves[0]);
    second = new BlockedColumns(halves[1]);
    n1 = first.length();
    n2 = second.length();
    places = first.places();
    long n = (long) n1 * n2;
    low = new SplitArray(n2 * WIDTH);
    high = new SplitArray(panels(n1) * n2);
    for (int i2 = 0; i2 < n2; i2++) {
      for (int k = 0; k < WIDTH; k++) {
        low.setRoot(i2 * WIDTH + k, (long) k * i2, n);
      }
      for (int k1 = 0; k1 < n1; k1 += WIDTH) {
        high.setRoot(k1 / WIDTH * n2 + i2, (long) k1 * i2, n);
      }
    }
  }

  /** Whether a length can be taken apart so. */
  static boolean suits(Radices radices) {
    Radices[] halves = radices.halves();
    return BlockedColumns.suits(halves[0]) && BlockedColumns.suits(halves[1]);
  }

  private static int panels(int columns) {
    return (columns + WIDTH - 1) / WIDTH;
  }

  /** The matrix between the steps, transposed, as panels; a panel; and parts of one. */
  private record Workspace(
      SplitArray[] whole, SplitArray panel, SplitArray group, SplitArray block, SplitArray other) {}

  private Workspace workspace() {
    SplitArray[] whole = new SplitArray[panels(n1)];
    for (int panel = 0; panel < whole.length; panel++) {
      whole[panel] = new SplitArray(second.size());
    }
    int blockSize = Math.max(first.blockSize(), second.blockSize());
    return new Workspace(
        whole,
        new SplitArray(Math.max(first.size(), second.size())),
        new SplitArray(first.radix() * BlockedColumns.GROUP_LEG),
        new SplitArray(blockSize),
        new SplitArray(blockSize));
  }

  @Override
  public void forward(double[] re, double[] im, int at, double[] toRe, double[] toIm, int toAt) {
    Workspace work = spares.take();
    for (int from = 0; from < n2; from += WIDTH) {
      int columns = Math.min(WIDTH, n2 - from);
      firstStep(re, im, at + from, columns, work);
      transpose(from, columns, work);
    }
    for (int from = 0; from < n1; from += WIDTH) {
      int columns = Math.min(WIDTH, n1 - from);
      secondStep(work.whole[from / WIDTH], columns, toRe, toIm, toAt + from, work);
    }
    spares.giveBack(work);
  }

  /** The first transform of a panel of columns. */
  private void firstStep(double[] re, double[] im, int at, int columns, Workspace work) {
    for (int group = 0; group < first.groups(); group++) {
      int row = at + group * BlockedColumns.GROUP * n2;
      copyGroup(re, row, first.groupRows(group), columns, work.group.re());
      copyGroup(im, row, first.groupRows(group), columns, work.group.im());
      first.firstPass(group, columns, work.group, 0, BlockedColumns.GROUP_LEG, work.panel);
    }
    for (int block = 0; block < first.radix(); block++) {
      first.otherPasses(block, columns, work.panel, work.block, work.other);
    }
  }

  /** Copies a group of rows from each leg of a panel. */
  private void copyGroup(double[] x, int at, int rows, int columns, double[] group) {
    for (int leg = 0; leg < first.radix(); leg++) {
      for (int i = 0; i < rows; i++) {
        int from = at + (leg * first.blockLength() + i) * n2;
        int to = leg * BlockedColumns.GROUP_LEG + i * WIDTH;
        System.arraycopy(x, from, group, to, columns);
      }
    }
  }

  /** Moves a panel of columns i2 into the rows i2 of all panels of the transposed matrix. */
  private void transpose(int from, int columns, Workspace work) {
    SplitArray panel = work.panel;
    for (int k1 = 0; k1 < n1; k1 += WIDTH) {
      SplitArray whole = work.whole[k1 / WIDTH];
      int done = 0;
      while (done < columns) {
        // As many columns as become consecutive rows.
        int i2 = from + done;
        int some = Math.min(columns - done, second.consecutiveRows(i2));
        KERNELS.transposeTimes(
            Math.min(WIDTH, n1 - k1),
            some,
            panel.re(),
            panel.im(),
            done,
            places,
            k1,
            low.re(),
            low.im(),
            i2 * WIDTH,
            WIDTH,
            high.re(),
            high.im(),
            k1 / WIDTH * n2 + i2,
            whole.re(),
            whole.im(),
            second.row(i2),
            WIDTH);
        done += some;
      }
    }
  }

  /** The second transform of a panel of columns. */
  private void secondStep(
      SplitArray from, int columns, double[] toRe, double[] toIm, int toAt, Workspace work) {
    SplitArray panel = work.panel;
    for (int group = 0; group < second.groups(); group++) {
      int at = group * BlockedColumns.GROUP * WIDTH;
      second.firstPass(group, columns, from, at, second.leg(), panel);
    }
    int radix = second.radix();
    for (int block = 0; block < radix; block++) {
      second.otherPasses(block, columns, panel, work.block, work.other);
      for (int k2 = 0; k2 < second.blockLength(); k2++) {
        int row = block * second.leg() + k2 * WIDTH;
        int to = toAt + (block + radix * k2) * n1;
        System.arraycopy(panel.re(), row, toRe, to, columns);
        System.arraycopy(panel.im(), row, toIm, to, columns);
      }
    }
  }
}
