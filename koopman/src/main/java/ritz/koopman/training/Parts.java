// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.BitSet;
import ritz.nn.Dense;
import ritz.nn.Layer;

/**
 * The parts that settle by themselves, of the parameters of a layer. Part p is the stretch of
 * {@code length} entries from {@code p · length} on, and the entry {@code extras + p} if there are
 * extras.
 *
 * @param count the number of parts
 * @param length the length of a stretch
 * @param extras the index of the first part's further entry, or -1
 */
record Parts(int count, int length, int extras) {
  /** Those of a layer with parameters; a layer that is not dense has no units. */
  static Parts of(Layer layer, KoopmanFreezing.Granularity granularity) {
    int all = layer.parameterCount();
    if (granularity == KoopmanFreezing.Granularity.WEIGHTS) {
      return new Parts(all, 1, -1);
    }
    return granularity == KoopmanFreezing.Granularity.UNITS && layer instanceof Dense
        ? new Parts(layer.outputs(), layer.inputs(), layer.outputs() * layer.inputs())
        : new Parts(1, all, -1);
  }

  /** The number of entries of a part. */
  int entries() {
    return extras < 0 ? length : length + 1;
  }

  /** The index of an entry of a part. */
  int index(int part, int entry) {
    return entry < length ? part * length + entry : extras + part;
  }

  /** The norm of a part of a vector. */
  double norm(int part, double[] vector) {
    double squares = 0;
    for (int e = 0; e < entries(); e++) {
      double value = vector[index(part, e)];
      squares += value * value;
    }
    return Math.sqrt(squares);
  }

  /**
   * What a movement of a part is compared with: the norm of its weights, but no less than that of
   * as many average ones of the layer, so that weights near zero settle too; 1 if all are zero.
   */
  double size(int part, float[] weights, double norm) {
    double squares = 0;
    for (int e = 0; e < entries(); e++) {
      double value = weights[index(part, e)];
      squares += value * value;
    }
    double average = norm * Math.sqrt((double) entries() / weights.length);
    double size = Math.max(Math.sqrt(squares), average);
    return size > 0 ? size : 1;
  }

  /** The parts all of whose entries, counted from an offset, are in a set. */
  BitSet within(BitSet entries, int offset) {
    BitSet parts = new BitSet(count);
    for (int p = 0; p < count; p++) {
      int e = 0;
      while (e < entries() && entries.get(offset + index(p, e))) {
        e++;
      }
      parts.set(p, e == entries());
    }
    return parts;
  }

  /** Adds the entries of a part, counted from an offset, to a set. */
  void addTo(BitSet entries, int part, int offset) {
    for (int e = 0; e < entries(); e++) {
      entries.set(offset + index(part, e));
    }
  }
}
