// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import ritz.nn.Callback;
import ritz.nn.FreezingMask;
import ritz.nn.Layer;
import ritz.nn.Network;
import ritz.nn.TrainingView;

/**
 * Freezes the parts of the layers as they settle, and ends the training when the layers next to the
 * input have settled as a whole. The last layer never does.
 */
final class Settling implements Callback {
  private static final int WINDOW = 8;
  private static final int PATIENCE = 3;

  private final Network network;
  private final KoopmanFreezing.Granularity granularity;
  private final double tolerance;
  private final List<Watched> watched = new ArrayList<>();
  private final BitSet frozen;
  private final List<Integer> frozenCounts = new ArrayList<>();
  private int settledLayers;

  /**
   * Watches a network.
   *
   * @param frozen the parameters that are frozen already; changed
   */
  Settling(
      Network network, KoopmanFreezing.Granularity granularity, double tolerance, BitSet frozen) {
    this.network = network;
    this.granularity = granularity;
    this.tolerance = tolerance;
    this.frozen = frozen;
  }

  @Override
  public void onStart(TrainingView training) {
    for (int i = 0; i < training.parameters().length; i++) {
      if (training.frozen().isFrozen(i)) {
        frozen.set(i);
      }
    }
    int offset = 0;
    for (Layer layer : network.layers().subList(0, network.layers().size() - 1)) {
      watched.add(new Watched(layer, offset));
      offset += layer.parameterCount();
    }
    if (granularity != KoopmanFreezing.Granularity.LAYERS) {
      // An optimizer that moves all or none refuses now, not epochs later.
      training.freeze(FreezingMask.ofLayers(network, 0));
    }
    freeze(training);
    watched.forEach(layer -> layer.observe(training.parameters()));
  }

  @Override
  public void onEpoch(TrainingView training) {
    frozenCounts.add(frozen.cardinality());
    watched.forEach(layer -> layer.observe(training.parameters()));
    if (granularity != KoopmanFreezing.Granularity.LAYERS) {
      watched.forEach(Watched::freeze);
      if (frozen.cardinality() > frozenCounts.get(frozenCounts.size() - 1)) {
        freeze(training);
      }
    }
    settledLayers = 0;
    while (settledLayers < watched.size() && watched.get(settledLayers).hasSettled()) {
      settledLayers++;
    }
    // Layers without parameters go with the ones before them.
    if (watched.subList(0, settledLayers).stream().anyMatch(layer -> layer.length > 0)) {
      training.stop(KoopmanFreezing.FROZEN);
    }
  }

  private void freeze(TrainingView training) {
    boolean[] flags = new boolean[training.parameters().length];
    frozen.stream().forEach(i -> flags[i] = true);
    training.freeze(FreezingMask.of(flags));
  }

  /** How many layers next to the input have settled. */
  int settledLayers() {
    return settledLayers;
  }

  /** How many parameters were frozen in each epoch. */
  List<Integer> frozenCounts() {
    return frozenCounts;
  }

  /** A layer with a monitor of its own. */
  private final class Watched {
    private final int offset;
    private final int length;
    private final Parts parts;
    private final TrainingMonitor monitor = TrainingMonitor.builder().window(WINDOW).build();

    /** For how many epochs in a row each part had next to no way to go. */
    private final int[] calm;

    /** The parts that are frozen. */
    private BitSet still;

    private Watched(Layer layer, int offset) {
      this.offset = offset;
      this.length = layer.parameterCount();
      this.parts = length == 0 ? new Parts(0, 0, -1) : Parts.of(layer, granularity);
      this.calm = new int[parts.count()];
      this.still = parts.within(frozen, offset);
      still.stream().forEach(p -> calm[p] = PATIENCE);
    }

    private void observe(float[] parameters) {
      if (length == 0) {
        return;
      }
      monitor.observe(Arrays.copyOfRange(parameters, offset, offset + length));
      double[] remaining = monitor.remaining(parts, still);
      for (int p = still.nextClearBit(0); p < calm.length; p = still.nextClearBit(p + 1)) {
        calm[p] = remaining[p] < tolerance ? calm[p] + 1 : 0;
      }
    }

    private void freeze() {
      for (int p = still.nextClearBit(0); p < calm.length; p = still.nextClearBit(p + 1)) {
        if (calm[p] >= PATIENCE) {
          still.set(p);
          parts.addTo(frozen, p, offset);
        }
      }
    }

    private boolean hasSettled() {
      return Arrays.stream(calm).allMatch(epochs -> epochs >= PATIENCE);
    }
  }
}
