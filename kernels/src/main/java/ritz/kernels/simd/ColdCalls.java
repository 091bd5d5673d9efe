// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

/**
 * Counts the calls of a kernel until it can be expected to be compiled. Vector code that is not yet
 * compiled is some hundred times slower than scalar code, so a cold call does only enough of its
 * work with vectors for the compiler to see every loop turn, and leaves the rest to the scalar
 * kernel, which rounds alike. Threads that race make it one cold call more or less.
 */
final class ColdCalls {
  /** More calls than HotSpot takes to compile a method. */
  static final int USUAL = 12_000;

  private int left;

  ColdCalls(int calls) {
    this.left = calls;
  }

  /**
   * How many lanes of work to do with vectors in this call.
   *
   * @param whole all that can be, a multiple of the lane count
   * @return as many, or two vectors at most in a cold call
   */
  int vectorized(int whole) {
    if (left <= 0) {
      return whole;
    }
    left--;
    return Math.min(whole, 2 * DoubleLanes.COUNT);
  }
}
