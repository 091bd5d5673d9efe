// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.stream.IntStream;
import ritz.nn.data.Dataset;
import ritz.nn.data.Shuffle;

/** Batches of a data set in memory. */
final class DatasetBatches implements BatchSource {
  private final Dataset data;
  private final int[] order;
  private final boolean shuffles;
  private final int capacity;
  private int at;

  DatasetBatches(Dataset data, boolean shuffles, int capacity) {
    this.data = data;
    this.order = IntStream.range(0, data.size()).toArray();
    this.shuffles = shuffles;
    this.capacity = capacity;
  }

  @Override
  public long size() {
    return order.length;
  }

  @Override
  public int batches() {
    return (order.length - 1) / capacity + 1;
  }

  @Override
  public void start(long seed, int epoch) {
    at = 0;
    if (shuffles) {
      Shuffle.fill(order, BatchSource.seed(seed, epoch));
    }
  }

  @Override
  public boolean next(Batch batch) {
    int count = Math.min(capacity, order.length - at);
    if (count > 0) {
      batch.fill(data, order, at, count);
      at += count;
    }
    return count > 0;
  }
}
