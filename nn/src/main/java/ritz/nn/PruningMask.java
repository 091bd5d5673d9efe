// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.BitSet;
import java.util.Objects;

/** Which entries of a parameter array are pruned: held at zero. Immutable and thread-safe. */
public final class PruningMask {
  private final int length;
  private final BitSet pruned;

  private PruningMask(int length, BitSet pruned) {
    this.length = length;
    this.pruned = pruned;
  }

  /**
   * A mask from flags.
   *
   * @param pruned for each parameter whether it is pruned
   * @return the mask
   */
  public static PruningMask of(boolean[] pruned) {
    BitSet bits = new BitSet(pruned.length);
    for (int i = 0; i < pruned.length; i++) {
      bits.set(i, pruned[i]);
    }
    return new PruningMask(pruned.length, bits);
  }

  /**
   * The mask of the zeros in a parameter array, so that a pruned model can be trained further.
   *
   * @param parameters the parameters
   * @return the mask that prunes each entry that is zero
   */
  public static PruningMask ofZeros(float[] parameters) {
    BitSet bits = new BitSet(parameters.length);
    for (int i = 0; i < parameters.length; i++) {
      bits.set(i, parameters[i] == 0);
    }
    return new PruningMask(parameters.length, bits);
  }

  /**
   * The length of the parameter arrays this mask is for.
   *
   * @return at least 0
   */
  public int length() {
    return length;
  }

  /**
   * Whether a parameter is pruned.
   *
   * @param index its index in the parameter array
   * @return true if it is held at zero
   * @throws IndexOutOfBoundsException if there is no such parameter
   */
  public boolean isPruned(int index) {
    return pruned.get(Objects.checkIndex(index, length));
  }

  /**
   * The number of pruned parameters.
   *
   * @return from 0 to {@link #length()}
   */
  public int prunedCount() {
    return pruned.cardinality();
  }

  /**
   * Sets the pruned entries to zero.
   *
   * @param parameters the parameters, changed in place
   * @throws IllegalArgumentException if the array has another length
   */
  public void apply(float[] parameters) {
    if (parameters.length != length) {
      throw new IllegalArgumentException(
          "parameters: " + parameters.length + " numbers, the mask is for " + length);
    }
    for (int i = pruned.nextSetBit(0); i >= 0; i = pruned.nextSetBit(i + 1)) {
      parameters[i] = 0;
    }
  }
}
