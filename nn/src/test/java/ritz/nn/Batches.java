// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.stream.IntStream;
import ritz.kernels.Threads;
import ritz.nn.data.Dataset;
import ritz.nn.data.Scaling;

/** Whole data sets as one batch. */
final class Batches {
  private Batches() {}

  /** All samples in their order, without scaling. */
  static Batch whole(Dataset data) {
    Batch batch =
        new Batch(Scaling.identity(data.features()), data.outputs(), data.size(), Threads.single());
    batch.fill(data, IntStream.range(0, data.size()).toArray(), 0, data.size());
    return batch;
  }
}
