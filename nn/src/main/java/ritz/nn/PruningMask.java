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
    return new PruningMask(pruned.length, bits(pruned));
  }

  static BitSet bits(boolean[] flags) {
    BitSet bits = new BitSet(flags.length);
    for (int i = 0; i < flags.length; i++) {
      bits.set(i, flags[i]);
    }
    return bits;
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
   * The mask of whole hidden units: their weights from the layer before, their biases and their
   * weights to the layer after. {@link Compaction} then takes them out.
   *
   * @param network a network of dense layers alone
   * @param units for each hidden layer and each of its units whether it is pruned
   * @return the mask
   * @throws IllegalArgumentException if the network has other layers or the sizes do not fit
   */
  public static PruningMask ofUnits(Network network, boolean[][] units) {
    return UnitPruning.mask(network, units);
  }

  /**
   * The mask of those hidden units that matter least by the product of the norm of their weights
   * from the layer before, the bias included, with that of their weights to the layer after. Each
   * hidden layer loses the same share and keeps at least one unit.
   *
   * @param network a network of dense layers alone
   * @param parameters its parameters
   * @param share the share of the units of each hidden layer to prune, from 0 to 1
   * @return the mask
   * @throws IllegalArgumentException if the network has other layers, or an argument does not fit
   */
  public static PruningMask ofWeakestUnits(Network network, float[] parameters, double share) {
    return UnitPruning.mask(network, UnitPruning.weakest(network, parameters, share));
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
