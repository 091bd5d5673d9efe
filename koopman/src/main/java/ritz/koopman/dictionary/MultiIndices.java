// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dictionary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Tuples of whole numbers with a bounded sum of magnitudes. */
final class MultiIndices {
  private static final int MOST = 1_000_000;

  private MultiIndices() {}

  /**
   * All tuples whose magnitudes sum up to a bound at most, by rising sum.
   *
   * @param signed whether entries may be negative
   */
  static List<int[]> upTo(int length, int bound, boolean signed) {
    List<int[]> result = new ArrayList<>();
    extend(new int[length], 0, bound, signed, result);
    result.sort(Comparator.comparingInt(index -> IntStream.of(index).map(Math::abs).sum()));
    return result;
  }

  private static void extend(
      int[] index, int position, int left, boolean signed, List<int[]> result) {
    if (position == index.length) {
      if (result.size() == MOST) {
        throw new IllegalArgumentException(
            "degree: more than " + MOST + " functions, expected a lower degree");
      }
      result.add(index.clone());
      return;
    }
    for (int value = left; value >= (signed ? -left : 0); value--) {
      index[position] = value;
      extend(index, position + 1, left - Math.abs(value), signed, result);
    }
    index[position] = 0;
  }
}
