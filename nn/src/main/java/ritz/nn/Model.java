// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.List;
import java.util.Objects;
import ritz.kernels.FloatMath;
import ritz.nn.data.Columns;
import ritz.nn.data.Scaling;

/**
 * A network with its numbers: the parameters, the scaling of raw inputs, what these stand for, and
 * the names of the classes if it is a classifier.
 *
 * <p>A model takes raw samples and scales them itself, in training and in prediction alike. Its
 * parameter array is shared, not copied: a {@link Trainer} changes it in place. Predictions are
 * thread-safe as long as nobody does.
 */
public final class Model {
  private final Network network;
  private final float[] parameters;
  private final float[] buffers;
  private final Columns columns;
  private final Scaling scaling;
  private final List<String> classes;

  private Model(
      Network network,
      float[] parameters,
      float[] buffers,
      Columns columns,
      Scaling scaling,
      List<String> classes) {
    this.network = network;
    this.parameters = parameters;
    this.buffers = buffers;
    this.columns = columns;
    this.scaling = scaling;
    this.classes = classes;
  }

  /**
   * A model over the given parameters, without scaling and class names.
   *
   * @param network the network
   * @param parameters laid out as {@link Network#parameters()} says; shared, not copied
   * @return the model
   * @throws IllegalArgumentException if the number of parameters is not the network's
   */
  public static Model of(Network network, float[] parameters) {
    return of(network, parameters, network.initialBuffers());
  }

  /**
   * A model over the given parameters and buffers, without scaling and class names.
   *
   * @param network the network
   * @param parameters laid out as {@link Network#parameters()} says; shared, not copied
   * @param buffers laid out as {@link Network#buffers()} says; shared, not copied
   * @return the model
   * @throws IllegalArgumentException if the number of parameters or buffers is not the network's
   */
  public static Model of(Network network, float[] parameters, float[] buffers) {
    requireLength("parameters", parameters.length, network.parameterCount(), network);
    requireLength("buffers", buffers.length, network.bufferCount(), network);
    int features = network.inputs();
    return new Model(
        network,
        parameters,
        buffers,
        Columns.numbers(features),
        Scaling.identity(features),
        List.of());
  }

  private static void requireLength(String name, int length, int expected, Network network) {
    if (length != expected) {
      throw new IllegalArgumentException(
          name + ": " + length + " numbers, expected " + expected + " for " + network);
    }
  }

  /**
   * A model with newly drawn parameters, without scaling and class names.
   *
   * @param network the network
   * @param seed the same seed gives the same bits
   * @return the model
   */
  public static Model initialize(Network network, long seed) {
    return of(network, network.initialize(seed));
  }

  /**
   * The same model, over the same parameter array, with what its features stand for, so that it can
   * be asked about the fields of a table: {@code predict(columns().encode(fields))}.
   *
   * @param known the columns that the features come from
   * @return a new model
   * @throws IllegalArgumentException if the columns have another number of features
   */
  public Model withColumns(Columns known) {
    if (known.features() != network.inputs()) {
      throw new IllegalArgumentException(
          "known: columns of "
              + known.features()
              + " features, the network takes "
              + network.inputs());
    }
    return new Model(network, parameters, buffers, known, scaling, classes);
  }

  /**
   * The same model, over the same parameter array, with a scaling of its inputs.
   *
   * @param inputScaling the map from raw samples to what the network takes
   * @return a new model
   * @throws IllegalArgumentException if the scaling is for another number of features
   */
  public Model withScaling(Scaling inputScaling) {
    if (inputScaling.features() != network.inputs()) {
      throw new IllegalArgumentException(
          "inputScaling: for "
              + inputScaling.features()
              + " features, the network takes "
              + network.inputs());
    }
    return new Model(network, parameters, buffers, columns, inputScaling, classes);
  }

  /**
   * The same model, over the same parameter array, with names for its classes.
   *
   * @param names one name for each output of the network, or none for a regression
   * @return a new model
   * @throws IllegalArgumentException if the number of names is not the number of outputs
   */
  public Model withClasses(List<String> names) {
    if (!names.isEmpty() && names.size() != network.outputs()) {
      throw new IllegalArgumentException(
          "names: " + names.size() + " classes for " + network.outputs() + " outputs");
    }
    return new Model(network, parameters, buffers, columns, scaling, List.copyOf(names));
  }

  /**
   * The network.
   *
   * @return the description
   */
  public Network network() {
    return network;
  }

  /**
   * The parameters, not a copy.
   *
   * @return the array, laid out as {@link Network#parameters()} says
   */
  public float[] parameters() {
    return parameters;
  }

  /**
   * What training changes without a gradient, the running statistics of batch normalization; not a
   * copy.
   *
   * @return the array, laid out as {@link Network#buffers()} says; mostly empty
   */
  public float[] buffers() {
    return buffers;
  }

  /**
   * The same model over arrays of its own.
   *
   * @return a model that later changes of this one do not touch
   */
  public Model copy() {
    return new Model(network, parameters.clone(), buffers.clone(), columns, scaling, classes);
  }

  /**
   * The columns that the features come from.
   *
   * @return columns of numbers without names, unless set
   */
  public Columns columns() {
    return columns;
  }

  /**
   * The map from raw samples to what the network takes.
   *
   * @return the scaling
   */
  public Scaling scaling() {
    return scaling;
  }

  /**
   * The names of the classes.
   *
   * @return one for each output, or none
   */
  public List<String> classes() {
    return classes;
  }

  /**
   * The outputs of the network for one or more samples; for a classifier these are the logits.
   * Allocates its workspace; {@link #predictor} does not.
   *
   * @param samples raw samples, one after the other
   * @return the outputs, sample after sample
   * @throws IllegalArgumentException if the number of values is not a positive multiple of the
   *     number of features
   */
  public float[] predict(float... samples) {
    int features = network.inputs();
    if (samples.length == 0 || samples.length % features != 0) {
      throw new IllegalArgumentException(
          "samples: "
              + samples.length
              + " values, expected a positive multiple of "
              + features
              + " features");
    }
    int count = samples.length / features;
    float[] outputs = new float[Math.multiplyExact(network.outputs(), count)];
    predictor(Math.min(count, Predictor.USUAL_CAPACITY)).predict(samples, count, outputs);
    return outputs;
  }

  /**
   * The softmax of the outputs for one sample.
   *
   * @param sample a raw sample
   * @return the probability of each class
   * @throws IllegalArgumentException if the number of values is not the number of features
   */
  public float[] probabilities(float... sample) {
    float[] outputs = predict(requireOne(sample));
    float largest = outputs[Predictor.largest(outputs, 0, outputs.length)];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] -= largest;
    }
    FloatMath.exp(outputs.length, outputs, 0, outputs, 0);
    double sum = 0;
    for (float output : outputs) {
      sum += output;
    }
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = (float) (outputs[i] / sum);
    }
    return outputs;
  }

  /**
   * The class of one sample: the index of the largest output, the first of them in a tie.
   *
   * @param sample a raw sample
   * @return the index of the class
   * @throws IllegalArgumentException if the number of values is not the number of features
   */
  public int classify(float... sample) {
    float[] outputs = predict(requireOne(sample));
    return Predictor.largest(outputs, 0, outputs.length);
  }

  private float[] requireOne(float[] sample) {
    Objects.requireNonNull(sample, "sample");
    if (sample.length != network.inputs()) {
      throw new IllegalArgumentException(
          "sample: " + sample.length + " values, expected " + network.inputs());
    }
    return sample;
  }

  /**
   * A workspace for predictions that allocate nothing. One per thread; it sees later changes of the
   * parameters.
   *
   * @param capacity how many samples to compute at a time, at least 1
   * @return a new predictor
   * @throws IllegalArgumentException if the capacity is less than 1
   */
  public Predictor predictor(int capacity) {
    return new Predictor(this, capacity);
  }
}
