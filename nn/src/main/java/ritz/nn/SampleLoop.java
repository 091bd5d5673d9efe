// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.function.IntConsumer;
import ritz.kernels.Threads;

/**
 * A loop over the samples of a batch, shared among threads where it is long. A thread takes the
 * same samples in every loop, as in a product, so that it finds them in the cache of its processor.
 */
final class SampleLoop {
  /** Numbers that take some microseconds, many times what it takes to hand out a part. */
  private static final int SHARED = 1 << 14;

  /** What is done with the samples {@code from} to {@code to - 1}. */
  interface Body {
    void run(int from, int to);
  }

  private final Threads threads;
  private final Body body;

  /** Made once, since a step allocates nothing. */
  private final IntConsumer part = this::part;

  private int samples;

  SampleLoop(Threads threads, Body body) {
    this.threads = threads;
    this.body = body;
  }

  /** Goes over so many samples of a given number of values each. */
  void run(int count, int width) {
    if (threads.parallelism() == 1 || (long) count * width < SHARED) {
      body.run(0, count);
    } else {
      samples = count;
      threads.forEach(threads.parallelism(), part);
    }
  }

  private void part(int number) {
    body.run(start(number), start(number + 1));
  }

  private int start(int number) {
    return (int) ((long) samples * number / threads.parallelism());
  }
}
