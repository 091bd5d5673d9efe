// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.function.IntConsumer;
import ritz.kernels.Threads;

/**
 * A loop over samples or units, cut into a range for each thread where it is long. A thread takes
 * the same range in every loop, so that it finds what belongs to it in the cache of its processor.
 */
final class RangeLoop {
  /** Numbers that take some microseconds, many times what it takes to hand out a part. */
  private static final int SHARED = 1 << 14;

  /** What is done with the numbers {@code from} to {@code to - 1}. */
  interface Body {
    void run(int from, int to);
  }

  private final Threads threads;
  private final Body body;

  /** Made once, since a step allocates nothing. */
  private final IntConsumer part = this::part;

  private int count;

  RangeLoop(Threads threads, Body body) {
    this.threads = threads;
    this.body = body;
  }

  /** Goes over so many samples of a given number of values each. */
  void overSamples(int samples, int width) {
    if ((long) samples * width < SHARED) {
      body.run(0, samples);
    } else {
      over(samples);
    }
  }

  /** Goes over the numbers from 0 to {@code count - 1}, on all threads. */
  void over(int count) {
    this.count = count;
    threads.forEach(threads.parallelism(), part);
  }

  private void part(int number) {
    body.run(start(number), start(number + 1));
  }

  private int start(int number) {
    return (int) ((long) count * number / threads.parallelism());
  }
}
