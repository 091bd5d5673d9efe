// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import ritz.kernels.FloatBlas;
import ritz.kernels.Threads;

/**
 * The parameters that are not frozen, as stretches of the array that a step goes over. A stretch
 * reaches across short gaps, so that scattered frozen parameters do not break the loops into
 * pieces; what is frozen within it is put back after the update. It is no longer than a part that a
 * thread takes at a time, whatever the number of threads, so that sums do not depend on that.
 */
final class ActiveParameters {
  /** Frozen neighbors fewer than this do not end a stretch: a vector or two of floats. */
  private static final int SHORTEST_GAP = 16;

  /** A stretch takes some microseconds, many times what handing it out takes. */
  private static final int LONGEST = 1 << 15;

  private final Threads threads;
  private final int[] bounds;
  private final int[] held;
  private final int[] written;
  private final float[][] arrays;
  private final float[][] saved;
  private final float[] squares;

  /** Made once, since a step allocates nothing. */
  private final IntConsumer measure = this::measure;

  private float[] measured;

  /**
   * Those of a mask.
   *
   * @param written the frozen parameters whose gradient the way back computes nonetheless
   * @param arrays the parameters and what the optimizer keeps parallel to them
   */
  ActiveParameters(FreezingMask mask, BitSet written, List<float[]> arrays, Threads threads) {
    BitSet frozen = mask.bits();
    int n = mask.length();
    int[] found = new int[2];
    int count = 0;
    for (int from = frozen.nextClearBit(0); from < n; ) {
      int to = Math.min(n, end(frozen, from));
      if (count > 0 && from - found[count - 1] < SHORTEST_GAP) {
        found[count - 1] = to;
      } else {
        found = Arrays.copyOf(found, count < found.length ? found.length : 2 * count);
        found[count++] = from;
        found[count++] = to;
      }
      from = frozen.nextClearBit(to);
    }
    this.threads = threads;
    this.bounds = cut(Arrays.copyOf(found, count));
    this.held = within(frozen).toArray();
    this.written = written.stream().toArray();
    this.arrays = arrays.stream().filter(array -> array.length == n).toArray(float[][]::new);
    this.saved = new float[this.arrays.length][held.length];
    this.squares = new float[stretches()];
  }

  private static int[] cut(int[] bounds) {
    IntStream.Builder pieces = IntStream.builder();
    for (int s = 0; s < bounds.length; s += 2) {
      for (int from = bounds[s]; from < bounds[s + 1]; from += LONGEST) {
        pieces.add(from).add(Math.min(bounds[s + 1] - from, LONGEST) + from);
      }
    }
    return pieces.build().toArray();
  }

  private static int end(BitSet frozen, int from) {
    int next = frozen.nextSetBit(from);
    return next < 0 ? Integer.MAX_VALUE : next;
  }

  private IntStream within(BitSet frozen) {
    BitSet stretches = new BitSet();
    for (int s = 0; s < bounds.length; s += 2) {
      stretches.set(bounds[s], bounds[s + 1]);
    }
    stretches.and(frozen);
    return stretches.stream();
  }

  /** The number of stretches. */
  int stretches() {
    return bounds.length / 2;
  }

  /** Where a stretch starts. */
  int from(int stretch) {
    return bounds[2 * stretch];
  }

  /** The index after the last of a stretch. */
  int to(int stretch) {
    return bounds[2 * stretch + 1];
  }

  /** Sets to zero what the way back has written for frozen parameters. */
  void clearWritten(float[] gradient) {
    clear(written, gradient);
  }

  /** Sets to zero what a loop over the stretches has written for frozen parameters. */
  void clearHeld(float[] gradient) {
    clear(held, gradient);
  }

  private static void clear(int[] indices, float[] gradient) {
    for (int i : indices) {
      gradient[i] = 0;
    }
  }

  /** Remembers what is frozen within the stretches. */
  void hold() {
    for (int a = 0; a < arrays.length; a++) {
      gather(held, arrays[a], saved[a]);
    }
  }

  /** Puts it back. */
  void putBack() {
    for (int a = 0; a < arrays.length; a++) {
      scatter(held, saved[a], arrays[a]);
    }
  }

  private static void gather(int[] indices, float[] from, float[] to) {
    for (int k = 0; k < indices.length; k++) {
      to[k] = from[indices[k]];
    }
  }

  private static void scatter(int[] indices, float[] from, float[] to) {
    for (int k = 0; k < indices.length; k++) {
      to[indices[k]] = from[k];
    }
  }

  /** Has every stretch worked on, by whichever threads there are. */
  void forEach(IntConsumer work) {
    threads.forEach(stretches(), work);
  }

  /** The sum of the squares of the gradient. */
  float squaredNorm(float[] gradient) {
    measured = gradient;
    forEach(measure);
    float sum = 0;
    for (float square : squares) {
      sum += square;
    }
    return sum;
  }

  private void measure(int s) {
    squares[s] = FloatBlas.dot(to(s) - from(s), measured, from(s), measured, from(s));
  }

  /** Multiplies the gradient by a factor. */
  void scale(float factor, float[] gradient) {
    for (int s = 0; s < stretches(); s++) {
      FloatBlas.scal(to(s) - from(s), factor, gradient, from(s));
    }
  }
}
