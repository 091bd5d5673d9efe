// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * A feed-forward network: an immutable description of its layers, without numbers.
 *
 * <p>The numbers live in one contiguous {@code float[]} of {@link #parameterCount()} entries, laid
 * out as {@link #parameters()} says.
 */
public final class Network {
  private final List<Layer> layers;
  private final List<ParameterView> parameters;
  private final List<ParameterView> buffers;
  private final int parameterCount;
  private final int bufferCount;

  private Network(List<Layer> layers) {
    this.layers = List.copyOf(layers);
    List<ParameterView> trained = new ArrayList<>();
    List<ParameterView> untrained = new ArrayList<>();
    int module = 0;
    int offset = 0;
    int bufferOffset = 0;
    for (int index = 0; index < layers.size(); index++) {
      Layer layer = layers.get(index);
      place(Tensors.parameters(layer, index), module, index, offset, trained);
      place(Tensors.buffers(layer, index), module, index, bufferOffset, untrained);
      offset += layer.parameterCount();
      bufferOffset += layer.bufferCount();
      module += Tensors.modules(layer);
    }
    this.parameters = List.copyOf(trained);
    this.buffers = List.copyOf(untrained);
    this.parameterCount = offset;
    this.bufferCount = bufferOffset;
  }

  private static void place(
      List<ParameterView> tensors, int module, int layer, int offset, List<ParameterView> views) {
    for (ParameterView tensor : tensors) {
      String name = module + "." + tensor.name();
      views.add(new ParameterView(name, layer, tensor.shape(), offset + tensor.offset()));
    }
  }

  /**
   * Starts the description of a network.
   *
   * @param inputs the number of features of a sample, at least 1
   * @return a builder without layers
   * @throws IllegalArgumentException if there are no inputs
   */
  public static Builder builder(int inputs) {
    return new Builder(inputs);
  }

  /**
   * The number of features of a sample.
   *
   * @return at least 1
   */
  public int inputs() {
    return layers.get(0).inputs();
  }

  /**
   * The number of values the network gives for a sample.
   *
   * @return at least 1
   */
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /**
   * The layers, from the input to the output.
   *
   * @return an immutable list, at least one layer
   */
  public List<Layer> layers() {
    return layers;
  }

  /**
   * The tensors in the parameter array, in the order in which they lie there, without gaps.
   *
   * @return an immutable list
   */
  public List<ParameterView> parameters() {
    return parameters;
  }

  /**
   * The number of parameters.
   *
   * @return the length of the parameter array
   */
  public int parameterCount() {
    return parameterCount;
  }

  /**
   * The tensors that training changes without a gradient, in the order in which they lie in the
   * buffers of a {@link Model}: the running statistics of batch normalization.
   *
   * @return an immutable list, mostly empty
   */
  public List<ParameterView> buffers() {
    return buffers;
  }

  /**
   * The number of numbers in the buffers.
   *
   * @return the length of the array of buffers
   */
  public int bufferCount() {
    return bufferCount;
  }

  /** Whether there is batch normalization, which needs two samples in a batch. */
  boolean hasBatchNorm() {
    return bufferCount > 0;
  }

  /** Buffers that have seen no batch: running means of 0 and variances of 1. */
  float[] initialBuffers() {
    float[] values = new float[bufferCount];
    for (ParameterView view : buffers) {
      if (view.name().endsWith("running_var")) {
        Arrays.fill(values, view.offset(), view.offset() + view.length(), 1);
      }
    }
    return values;
  }

  /**
   * Draws initial parameters as the layers say. Every layer has its own stream of random numbers,
   * so its values do not depend on the sizes of the others.
   *
   * @param seed the same seed gives the same bits, everywhere
   * @return a new array
   */
  public float[] initialize(long seed) {
    float[] values = new float[parameterCount];
    fill(values, 0, new SplittableRandom(seed));
    return values;
  }

  private void fill(float[] values, int start, SplittableRandom root) {
    int offset = start;
    for (Layer layer : layers) {
      SplittableRandom random = root.split();
      if (layer instanceof Dense dense) {
        dense.initialization().fill(dense, values, offset, random);
      } else if (layer instanceof Residual residual) {
        residual.block().fill(values, offset, random);
      } else if (layer instanceof BatchNorm || layer instanceof LayerNorm) {
        Arrays.fill(values, offset, offset + layer.inputs(), 1);
      }
      offset += layer.parameterCount();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network network && layers.equals(network.layers);
  }

  @Override
  public int hashCode() {
    return layers.hashCode();
  }

  /** The sizes and activations, for example {@code "64-32 relu-10"}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(inputs());
    for (Layer layer : layers) {
      if (layer instanceof Dense dense) {
        text.append('-').append(dense.outputs());
        if (dense.activation() != Activation.IDENTITY) {
          text.append(' ').append(dense.activation().label());
        }
      } else if (layer instanceof Residual residual) {
        text.append(" residual(").append(residual.block()).append(')');
      } else if (layer instanceof ActivationLayer activation) {
        text.append(' ').append(activation.activation().label());
      } else if (layer instanceof Dropout dropout) {
        text.append(" dropout ").append(dropout.rate());
      } else {
        text.append(layer instanceof BatchNorm ? " batch_norm" : " layer_norm");
      }
    }
    return text.toString();
  }

  /** Collects the layers of a network; each takes as many inputs as the one before has outputs. */
  public static final class Builder {
    private final List<Layer> layers = new ArrayList<>();
    private int width;
    private long parameterCount;

    private Builder(int inputs) {
      if (inputs < 1) {
        throw new IllegalArgumentException("inputs: " + inputs + ", expected at least 1");
      }
      this.width = inputs;
    }

    /**
     * The number of values that the next layer takes.
     *
     * @return at least 1
     */
    public int width() {
      return width;
    }

    /**
     * Adds a dense layer without activation.
     *
     * @param outputs its number of units, at least 1
     * @return this builder
     * @throws IllegalArgumentException if there are no units, or too many parameters for an array
     */
    public Builder dense(int outputs) {
      return dense(outputs, Activation.IDENTITY);
    }

    /**
     * Adds a dense layer, initialized as suits its activation: He's uniform distribution for the
     * kin of the ReLU, Glorot's for the others.
     *
     * @param outputs its number of units, at least 1
     * @param activation its activation
     * @return this builder
     * @throws IllegalArgumentException if there are no units, or too many parameters for an array
     */
    public Builder dense(int outputs, Activation activation) {
      return dense(outputs, activation, Initialization.defaultFor(activation));
    }

    /**
     * Adds a dense layer.
     *
     * @param outputs its number of units, at least 1
     * @param activation its activation
     * @param initialization how its parameters are drawn
     * @return this builder
     * @throws IllegalArgumentException if there are no units, or too many parameters for an array
     */
    public Builder dense(int outputs, Activation activation, Initialization initialization) {
      return add(new Dense(width, outputs, activation, initialization));
    }

    /**
     * Adds an activation by itself.
     *
     * @param activation the activation
     * @return this builder
     */
    public Builder activation(Activation activation) {
      return add(new ActivationLayer(width, activation));
    }

    /**
     * Adds dropout.
     *
     * @param rate the share of the values that is dropped, at least 0 and less than 1
     * @return this builder
     * @throws IllegalArgumentException if the rate is out of range
     */
    public Builder dropout(double rate) {
      return add(new Dropout(width, rate));
    }

    /**
     * Adds batch normalization with PyTorch's defaults: momentum 0.1, epsilon 1e-5.
     *
     * @return this builder
     */
    public Builder batchNorm() {
      return add(new BatchNorm(width, 0.1, 1e-5));
    }

    /**
     * Adds layer normalization with PyTorch's default: epsilon 1e-5.
     *
     * @return this builder
     */
    public Builder layerNorm() {
      return add(new LayerNorm(width, 1e-5));
    }

    /**
     * Adds a residual block: its input is added to what its layers make of it. For example {@code
     * residual(block -> block.dense(32, Activation.RELU).dense(64))} where 64 values come in.
     *
     * @param block adds the layers of the block to the builder it is given; the last must give as
     *     many values as the block takes
     * @return this builder
     * @throws IllegalArgumentException if it does not, or there are too many parameters for an
     *     array
     */
    public Builder residual(UnaryOperator<Builder> block) {
      return add(new Residual(block.apply(new Builder(width)).build()));
    }

    /**
     * Adds a layer.
     *
     * @param layer a layer that takes as many values as the one before gives
     * @return this builder
     * @throws IllegalArgumentException if it does not, or there are too many parameters for an
     *     array
     */
    public Builder add(Layer layer) {
      if (layer.inputs() != width) {
        throw new IllegalArgumentException(
            "layer: takes " + layer.inputs() + " values, " + width + " come in");
      }
      if (parameterCount + layer.parameterCount() > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "network: the parameters exceed the length of an array with layer " + layers.size());
      }
      layers.add(layer);
      parameterCount += layer.parameterCount();
      width = layer.outputs();
      return this;
    }

    /**
     * Makes the network.
     *
     * @return the network
     * @throws IllegalStateException if there is no layer
     */
    public Network build() {
      if (layers.isEmpty()) {
        throw new IllegalStateException("a network needs at least one layer");
      }
      return new Network(layers);
    }
  }
}
