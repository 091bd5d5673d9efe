// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The masks of whole hidden units in a chain of dense layers. */
final class UnitPruning {
  private UnitPruning() {}

  /** A hidden layer, the one after it, and where their parameters start. */
  private record Place(Dense layer, int offset, Dense next, int nextOffset) {
    static List<Place> of(Network network) {
      List<Place> places = new ArrayList<>();
      Dense before = null;
      int offset = 0;
      for (Layer layer : network.layers()) {
        if (!(layer instanceof Dense dense)) {
          throw new IllegalArgumentException(
              "network: a layer " + layer.getClass().getSimpleName() + ", expected dense layers");
        }
        if (before != null) {
          places.add(new Place(before, offset - before.parameterCount(), dense, offset));
        }
        before = dense;
        offset += dense.parameterCount();
      }
      return places;
    }

    int weight(int unit, int input) {
      return offset + unit * layer.inputs() + input;
    }

    int bias(int unit) {
      return offset + layer.inputs() * layer.outputs() + unit;
    }

    int nextWeight(int nextUnit, int unit) {
      return nextOffset + nextUnit * next.inputs() + unit;
    }
  }

  static PruningMask mask(Network network, boolean[][] units) {
    List<Place> places = Place.of(network);
    if (units.length != places.size()) {
      throw new IllegalArgumentException(
          "units: for " + units.length + " hidden layers, " + network + " has " + places.size());
    }
    boolean[] pruned = new boolean[network.parameterCount()];
    for (int hidden = 0; hidden < units.length; hidden++) {
      Place place = places.get(hidden);
      if (units[hidden].length != place.layer.outputs()) {
        throw new IllegalArgumentException(
            String.format(
                "units: %d in hidden layer %d, which has %d",
                units[hidden].length, hidden, place.layer.outputs()));
      }
      for (int unit = 0; unit < units[hidden].length; unit++) {
        if (units[hidden][unit]) {
          mark(pruned, place, unit);
        }
      }
    }
    return PruningMask.of(pruned);
  }

  private static void mark(boolean[] pruned, Place place, int unit) {
    Arrays.fill(pruned, place.weight(unit, 0), place.weight(unit + 1, 0), true);
    pruned[place.bias(unit)] = true;
    for (int nextUnit = 0; nextUnit < place.next.outputs(); nextUnit++) {
      pruned[place.nextWeight(nextUnit, unit)] = true;
    }
  }

  static boolean[][] weakest(Network network, float[] parameters, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share: " + share + ", expected a number from 0 to 1");
    }
    if (parameters.length != network.parameterCount()) {
      throw new IllegalArgumentException(
          "parameters: " + parameters.length + " numbers, expected " + network.parameterCount());
    }
    List<Place> places = Place.of(network);
    boolean[][] units = new boolean[places.size()][];
    for (int hidden = 0; hidden < units.length; hidden++) {
      Place place = places.get(hidden);
      int count = place.layer.outputs();
      double[] weight = new double[count];
      Integer[] order = new Integer[count];
      for (int unit = 0; unit < count; unit++) {
        weight[unit] = weight(place, parameters, unit);
        order[unit] = unit;
      }
      Arrays.sort(order, Comparator.comparingDouble(unit -> weight[unit]));
      units[hidden] = new boolean[count];
      for (int k = 0; k < Math.min(Math.round(share * count), count - 1); k++) {
        units[hidden][order[k]] = true;
      }
    }
    return units;
  }

  private static double weight(Place place, float[] parameters, int unit) {
    double in = Math.abs(parameters[place.bias(unit)]);
    for (int input = 0; input < place.layer.inputs(); input++) {
      in = Math.hypot(in, parameters[place.weight(unit, input)]);
    }
    double out = 0;
    for (int nextUnit = 0; nextUnit < place.next.outputs(); nextUnit++) {
      out = Math.hypot(out, parameters[place.nextWeight(nextUnit, unit)]);
    }
    return in * out;
  }
}
