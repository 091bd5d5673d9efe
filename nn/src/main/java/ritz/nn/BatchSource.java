// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.SplittableRandom;

/** Where a training takes its batches from, epoch by epoch. */
interface BatchSource extends AutoCloseable {
  /** The number of samples in an epoch. */
  long size();

  /** The number of batches in an epoch. */
  int batches();

  /** Starts an epoch whose order depends on the seed and the number of the epoch alone. */
  void start(long seed, int epoch);

  /** A seed for each epoch, by two rounds of SplitMix64. */
  static long seed(long seed, int epoch) {
    return new SplittableRandom(new SplittableRandom(seed).nextLong() ^ epoch).nextLong();
  }

  /** Fills a batch with the next samples; false at the end of the epoch. */
  boolean next(Batch batch);

  /** Releases what is open; nothing can be taken afterwards. */
  @Override
  default void close() {}
}
