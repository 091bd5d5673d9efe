// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import java.util.Arrays;
import ritz.kernels.backend.FourierKernels;
import ritz.kernels.backend.FourierPass;

/**
 * The transform of a panel of columns that are too long for the first-level cache: one pass over
 * the whole panel leaves as many shorter transforms as its radix, decimated in frequency, and all
 * passes of each of these run before the next is begun.
 *
 * <p>A panel has {@link #WIDTH} columns. Number i of all of them lies together at {@link #row}; the
 * blocks of the first pass lie {@link #leg} apart.
 */
final class BlockedColumns {
  /** The columns of a panel. */
  static final int WIDTH = 32;

  /** The rows that the first pass takes at a time from each leg. */
  static final int GROUP = 4;

  /** Keeps distances from being multiples of 4096 bytes, after which lines of a cache collide. */
  private static final int PADDING = 8;

  /** The distance between legs where only a group of each is kept. */
  static final int GROUP_LEG = GROUP * WIDTH + PADDING;

  private final int radix;
  private final int blockLength;
  private final FourierPass pass;
  private final Passes rest;

  /** The factors of the first pass, for every group of rows. */
  private final SplitArray[] factors;

  BlockedColumns(Radices radices) {
    radix = radices.get(0);
    blockLength = radices.product() / radix;
    pass = FourierKernels.INSTANCE.pass(radix);
    rest = new Passes(Radices.of(blockLength));
    SplitArray all = Passes.factors(radices.product(), radix);
    factors = new SplitArray[(blockLength + GROUP - 1) / GROUP];
    for (int group = 0; group < factors.length; group++) {
      int from = group * GROUP * (radix - 1);
      int to = Math.min((group + 1) * GROUP, blockLength) * (radix - 1);
      factors[group] =
          new SplitArray(
              Arrays.copyOfRange(all.re(), from, to), Arrays.copyOfRange(all.im(), from, to));
    }
  }

  /** Whether a length leaves two passes or more after the first, so that none is in place. */
  static boolean suits(Radices radices) {
    return radices.count() > 2;
  }

  /** The length of a column. */
  int length() {
    return radix * blockLength;
  }

  /** The radix of the first pass, which is the number of blocks after it. */
  int radix() {
    return radix;
  }

  /** The rows of a block. */
  int blockLength() {
    return blockLength;
  }

  /** The numbers that a panel takes. */
  int size() {
    return radix * leg();
  }

  /** The numbers that a block takes. */
  int blockSize() {
    return blockLength * WIDTH;
  }

  /** The distance between blocks of a panel. */
  int leg() {
    return blockSize() + PADDING;
  }

  /** Where row i of a panel lies. */
  int row(int i) {
    return i / blockLength * leg() + i % blockLength * WIDTH;
  }

  /** How many rows from i on lie WIDTH apart. */
  int consecutiveRows(int i) {
    return blockLength - i % blockLength;
  }

  /** Where all terms of the transforms lie in a panel after all passes. */
  int[] places() {
    int[] places = new int[length()];
    for (int k = 0; k < places.length; k++) {
      places[k] = k % radix * leg() + k / radix * WIDTH;
    }
    return places;
  }

  /** The groups of rows that the first pass takes one after another. */
  int groups() {
    return factors.length;
  }

  /** The rows of a group, fewer in the last one. */
  int groupRows(int group) {
    return Math.min(GROUP, blockLength - group * GROUP);
  }

  /**
   * The first pass for a group of rows.
   *
   * @param group which
   * @param columns the columns of the panel that are in use
   * @param from the rows of the group, those of a leg consecutive
   * @param at where they start
   * @param fromLeg the distance between legs
   * @param panel receives the rows
   */
  void firstPass(int group, int columns, SplitArray from, int at, int fromLeg, SplitArray panel) {
    int to = group * GROUP * WIDTH;
    SplitArray w = factors[group];
    pass.run(
        groupRows(group),
        columns,
        from.re(),
        from.im(),
        at,
        WIDTH,
        fromLeg,
        panel.re(),
        panel.im(),
        to,
        WIDTH,
        leg(),
        w.re(),
        w.im());
  }

  /**
   * All other passes for a block. Row k2 of block k is number k + radix · k2 of the transforms.
   *
   * @param block which
   * @param columns the columns of the panel that are in use
   * @param panel the panel after the first pass
   * @param first workspace for a block
   * @param second likewise
   */
  void otherPasses(int block, int columns, SplitArray panel, SplitArray first, SplitArray second) {
    double[] re = panel.re();
    double[] im = panel.im();
    int at = block * leg();
    rest.run(columns, re, im, at, WIDTH, first, second, re, im, at, WIDTH);
  }
}
