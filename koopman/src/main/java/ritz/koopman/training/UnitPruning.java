// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import ritz.nn.Dense;
import ritz.nn.Layer;
import ritz.nn.Model;
import ritz.nn.Network;

/**
 * Structured pruning: takes whole units of the hidden layers away and makes the network smaller,
 * and so faster, by them. A unit is scored by the norm of the weights that lead into it times that
 * of the weights that lead out of it, in the limit of the training or in any other weights.
 */
public final class UnitPruning {
  private UnitPruning() {}

  /**
   * A smaller model without the units of least score.
   *
   * @param model the model; a chain of dense layers, not changed
   * @param scores what the units are scored by, for example {@link TrainingMonitor#limitWeights};
   *     laid out as the parameters
   * @param fraction the share of the units of each hidden layer to take away, at least 0 and below
   *     1; rounded down, so that one unit or more is left
   * @return a new model with the weights of the units kept
   * @throws IllegalArgumentException if a layer is not dense, the number of scores does not fit or
   *     the fraction is out of range
   */
  public static Model compact(Model model, float[] scores, double fraction) {
    Network network = model.network();
    if (scores.length != network.parameterCount()) {
      throw new IllegalArgumentException(
          "scores: " + scores.length + " numbers, expected " + network.parameterCount());
    }
    if (!(fraction >= 0 && fraction < 1)) {
      throw new IllegalArgumentException("fraction: " + fraction + ", expected 0 to below 1");
    }
    List<Dense> layers = new ArrayList<>();
    for (Layer layer : network.layers()) {
      if (!(layer instanceof Dense dense)) {
        throw new IllegalArgumentException("model: layer " + layer + ", expected dense ones alone");
      }
      layers.add(dense);
    }
    return build(model, layers, kept(layers, scores, fraction));
  }

  /** The values of each stage, inputs and outputs included, that are kept. */
  private static int[][] kept(List<Dense> layers, float[] scores, double fraction) {
    int[][] kept = new int[layers.size() + 1][];
    kept[0] = IntStream.range(0, layers.get(0).inputs()).toArray();
    int offset = 0;
    for (int l = 0; l < layers.size(); l++) {
      Dense layer = layers.get(l);
      int next = offset + layer.parameterCount();
      int[] all = IntStream.range(0, layer.outputs()).toArray();
      kept[l + 1] =
          l == layers.size() - 1
              ? all
              : largest(unitScores(layer, layers.get(l + 1), scores, offset, next), fraction);
      offset = next;
    }
    return kept;
  }

  private static double[] unitScores(
      Dense layer, Dense after, float[] scores, int offset, int next) {
    double[] result = new double[layer.outputs()];
    for (int unit = 0; unit < result.length; unit++) {
      double into = 0;
      for (int i = 0; i < layer.inputs(); i++) {
        into = Math.hypot(into, scores[offset + unit * layer.inputs() + i]);
      }
      double out = 0;
      for (int o = 0; o < after.outputs(); o++) {
        out = Math.hypot(out, scores[next + o * after.inputs() + unit]);
      }
      result[unit] = into * out;
    }
    return result;
  }

  private static int[] largest(double[] scores, double fraction) {
    int count = scores.length - (int) (fraction * scores.length);
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(unit -> -scores[unit]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private static Model build(Model model, List<Dense> layers, int[][] kept) {
    Network.Builder builder = Network.builder(kept[0].length);
    for (int l = 0; l < layers.size(); l++) {
      Dense layer = layers.get(l);
      builder.dense(kept[l + 1].length, layer.activation(), layer.initialization());
    }
    Network smaller = builder.build();
    float[] values = new float[smaller.parameterCount()];
    int at = 0;
    int offset = 0;
    for (int l = 0; l < layers.size(); l++) {
      Dense layer = layers.get(l);
      for (int unit : kept[l + 1]) {
        for (int input : kept[l]) {
          values[at++] = model.parameters()[offset + unit * layer.inputs() + input];
        }
      }
      int biases = offset + layer.inputs() * layer.outputs();
      for (int unit : kept[l + 1]) {
        values[at++] = model.parameters()[biases + unit];
      }
      offset += layer.parameterCount();
    }
    return Model.of(smaller, Arrays.copyOf(values, at))
        .withScaling(model.scaling())
        .withClasses(model.classes());
  }
}
