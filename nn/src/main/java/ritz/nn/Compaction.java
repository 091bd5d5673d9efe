// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes out of a chain of dense layers the hidden units that a pruning left without effect, so that
 * the network becomes smaller and faster with the same outputs up to rounding.
 *
 * <p>A unit is dispensable if all weights to the next layer are zero, or if all weights from the
 * layer before are: it then gives f(b), b its bias, for every sample, which goes into the biases of
 * the next layer. Units of which nothing else is left are found by repeating that. A layer keeps at
 * least one unit.
 */
public final class Compaction {
  private Compaction() {}

  /**
   * The smaller model.
   *
   * @param model a model of dense layers alone; not changed
   * @return a new model, with the same scaling and classes
   * @throws IllegalArgumentException if the network has other layers
   */
  public static Model of(Model model) {
    List<DenseMatrix> layers = DenseMatrix.layersOf(model);
    boolean found = true;
    while (found) {
      found = false;
      for (int hidden = 0; hidden + 1 < layers.size(); hidden++) {
        DenseMatrix layer = layers.get(hidden);
        DenseMatrix next = layers.get(hidden + 1);
        int[] kept = layer.kept(next);
        if (kept.length < layer.outputs()) {
          layers.set(hidden, layer.withOutputs(kept));
          layers.set(hidden + 1, next.withInputs(kept, layer.constants()));
          found = true;
        }
      }
    }
    return DenseMatrix.modelOf(layers, model);
  }

  /** A dense layer with its numbers. */
  private record DenseMatrix(Dense layer, float[] weights, float[] biases) {
    static List<DenseMatrix> layersOf(Model model) {
      List<DenseMatrix> layers = new ArrayList<>();
      int offset = 0;
      for (Layer layer : model.network().layers()) {
        if (!(layer instanceof Dense dense)) {
          throw new IllegalArgumentException(
              "model: a layer " + layer.getClass().getSimpleName() + ", expected dense layers");
        }
        int weights = dense.inputs() * dense.outputs();
        int end = offset + dense.parameterCount();
        layers.add(
            new DenseMatrix(
                dense,
                Arrays.copyOfRange(model.parameters(), offset, offset + weights),
                Arrays.copyOfRange(model.parameters(), offset + weights, end)));
        offset = end;
      }
      return layers;
    }

    static Model modelOf(List<DenseMatrix> layers, Model origin) {
      Network.Builder builder = Network.builder(origin.network().inputs());
      for (DenseMatrix matrix : layers) {
        Dense dense = matrix.layer;
        builder.dense(dense.outputs(), dense.activation(), dense.initialization());
      }
      Network network = builder.build();
      float[] parameters = new float[network.parameterCount()];
      int at = 0;
      for (DenseMatrix matrix : layers) {
        System.arraycopy(matrix.weights, 0, parameters, at, matrix.weights.length);
        at += matrix.weights.length;
        System.arraycopy(matrix.biases, 0, parameters, at, matrix.biases.length);
        at += matrix.biases.length;
      }
      return Model.of(network, parameters)
          .withColumns(origin.columns())
          .withScaling(origin.scaling())
          .withClasses(origin.classes());
    }

    int inputs() {
      return layer.inputs();
    }

    int outputs() {
      return layer.outputs();
    }

    /** Whether a unit gives the same for every sample. */
    private boolean isConstant(int unit) {
      for (int i = unit * inputs(); i < (unit + 1) * inputs(); i++) {
        if (weights[i] != 0) {
          return false;
        }
      }
      return true;
    }

    private boolean takesFrom(int input) {
      for (int i = input; i < weights.length; i += inputs()) {
        if (weights[i] != 0) {
          return true;
        }
      }
      return false;
    }

    /** The units that the next layer needs, at least one. */
    int[] kept(DenseMatrix next) {
      int[] kept = new int[outputs()];
      int count = 0;
      for (int unit = 0; unit < outputs(); unit++) {
        if (!isConstant(unit) && next.takesFrom(unit)) {
          kept[count++] = unit;
        }
      }
      return count == 0 ? new int[1] : Arrays.copyOf(kept, count);
    }

    /** What constant units give; 0 for the others. */
    float[] constants() {
      float[] sums = new float[outputs()];
      for (int unit = 0; unit < sums.length; unit++) {
        sums[unit] = biases[unit];
      }
      float[] values = new float[sums.length];
      layer.activation().forward(sums, values, 0, sums.length);
      for (int unit = 0; unit < values.length; unit++) {
        values[unit] = isConstant(unit) ? values[unit] : 0;
      }
      return values;
    }

    DenseMatrix withOutputs(int[] kept) {
      float[] rows = new float[kept.length * inputs()];
      float[] some = new float[kept.length];
      for (int k = 0; k < kept.length; k++) {
        System.arraycopy(weights, kept[k] * inputs(), rows, k * inputs(), inputs());
        some[k] = biases[kept[k]];
      }
      return new DenseMatrix(
          new Dense(inputs(), kept.length, layer.activation(), layer.initialization()), rows, some);
    }

    /** Leaves inputs out; those that are constant go into the biases. */
    DenseMatrix withInputs(int[] kept, float[] constants) {
      float[] some = new float[kept.length * outputs()];
      float[] sums = new float[outputs()];
      for (int unit = 0; unit < outputs(); unit++) {
        double sum = biases[unit];
        for (int input = 0; input < inputs(); input++) {
          if (Arrays.binarySearch(kept, input) < 0) {
            sum += (double) weights[unit * inputs() + input] * constants[input];
          }
        }
        sums[unit] = (float) sum;
        for (int k = 0; k < kept.length; k++) {
          some[unit * kept.length + k] = weights[unit * inputs() + kept[k]];
        }
      }
      return new DenseMatrix(
          new Dense(kept.length, outputs(), layer.activation(), layer.initialization()),
          some,
          sums);
    }
  }
}
