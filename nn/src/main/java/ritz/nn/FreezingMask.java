// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * Which entries of a parameter array are frozen: they keep their values, and their optimizer its
 * state for them, while the others go on learning. Immutable and thread-safe.
 *
 * <p>Where all weights and the bias of a unit of a dense layer are frozen, their gradient is not
 * computed; below the lowest layer with a parameter that is not frozen there is no way back at all.
 */
public final class FreezingMask {
  private final int length;
  private final BitSet frozen;

  private FreezingMask(int length, BitSet frozen) {
    this.length = length;
    this.frozen = frozen;
  }

  /**
   * A mask from flags.
   *
   * @param frozen for each parameter whether it is frozen
   * @return the mask
   */
  public static FreezingMask of(boolean[] frozen) {
    return new FreezingMask(frozen.length, PruningMask.bits(frozen));
  }

  /**
   * The mask of whole layers.
   *
   * @param network the network
   * @param layers their indices in {@link Network#layers()}; layers without parameters count too
   * @return the mask
   * @throws IndexOutOfBoundsException if there is no such layer
   */
  public static FreezingMask ofLayers(Network network, int... layers) {
    BitSet bits = new BitSet(network.parameterCount());
    for (int layer : layers) {
      int from = offset(network, Objects.checkIndex(layer, network.layers().size()));
      bits.set(from, from + network.layers().get(layer).parameterCount());
    }
    return new FreezingMask(network.parameterCount(), bits);
  }

  /**
   * The mask of whole units of dense layers: their weights from the layer before and their biases.
   *
   * @param network the network
   * @param units for each layer of {@link Network#layers()} an empty array for none, or for each
   *     unit whether it is frozen
   * @return the mask
   * @throws IllegalArgumentException if the sizes do not fit, or units are given of a layer that is
   *     not dense
   */
  public static FreezingMask ofUnits(Network network, boolean[][] units) {
    List<Layer> layers = network.layers();
    if (units.length != layers.size()) {
      throw new IllegalArgumentException(
          "units: of " + units.length + " layers, the network has " + layers.size());
    }
    BitSet bits = new BitSet(network.parameterCount());
    for (int l = 0; l < units.length; l++) {
      if (units[l].length > 0) {
        freezeUnits(layers.get(l), l, units[l], offset(network, l), bits);
      }
    }
    return new FreezingMask(network.parameterCount(), bits);
  }

  private static void freezeUnits(
      Layer layer, int index, boolean[] units, int offset, BitSet bits) {
    if (!(layer instanceof Dense) || units.length != layer.outputs()) {
      throw new IllegalArgumentException(
          "units: " + units.length + " of layer " + index + ", which is " + layer);
    }
    int inputs = layer.inputs();
    for (int u = 0; u < units.length; u++) {
      if (units[u]) {
        bits.set(offset + u * inputs, offset + (u + 1) * inputs);
        bits.set(offset + units.length * inputs + u);
      }
    }
  }

  private static int offset(Network network, int layer) {
    return network.layers().subList(0, layer).stream().mapToInt(Layer::parameterCount).sum();
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
   * Whether a parameter is frozen.
   *
   * @param index its index in the parameter array
   * @return true if it keeps its value
   * @throws IndexOutOfBoundsException if there is no such parameter
   */
  public boolean isFrozen(int index) {
    return frozen.get(Objects.checkIndex(index, length));
  }

  /**
   * The number of frozen parameters.
   *
   * @return from 0 to {@link #length()}
   */
  public int frozenCount() {
    return frozen.cardinality();
  }

  /** The frozen ones, a copy. */
  BitSet bits() {
    return (BitSet) frozen.clone();
  }

  /** Refuses a mask for another number of parameters, or for an optimizer that moves them all. */
  void requireFit(Network network, Optimizer optimizer) {
    if (length != network.parameterCount()) {
      throw new IllegalArgumentException(
          "frozen: for " + length + " parameters, the network has " + network.parameterCount());
    }
    if (!frozen.isEmpty() && Updater.needsWholeBatch(optimizer)) {
      throw new IllegalArgumentException(
          "frozen: " + frozenCount() + " parameters, but " + optimizer + " moves all or none");
    }
  }
}
