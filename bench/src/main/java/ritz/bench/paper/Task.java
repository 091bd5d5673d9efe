// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ritz.bench.data.CsvDataset;
import ritz.bench.data.TargetScaling;
import ritz.bench.data.TrainingData;
import ritz.nn.Activation;
import ritz.nn.Loss;
import ritz.nn.Metrics;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.Trainer;
import ritz.nn.data.Dataset;
import ritz.nn.data.Scaling;
import ritz.nn.data.Shuffle;
import ritz.nn.data.Split;

/**
 * Something to learn: data in three parts, of which the last is looked at by no rule, and a
 * network.
 *
 * @param name data and network in a few words
 * @param train the data to learn from
 * @param validation the data that a rule may look at
 * @param test the data to judge by
 * @param scaling of the inputs
 * @param network the network
 * @param batch the usual batch
 */
record Task(
    String name,
    Dataset train,
    Dataset validation,
    Dataset test,
    Scaling scaling,
    Network network,
    int batch) {
  private static final double TRAIN_FRACTION = 0.8;

  /** The number of networks on the digits, the first tasks of every experiment. */
  static final int DIGITS_NETWORKS = 3;

  private static final int MOST_IMAGES = 10_000;

  /** Three networks on the digits: one hidden layer, two, and a narrow one with tanh. */
  static List<Task> digits(long seed) throws IOException {
    return List.of(
        digits(seed, Activation.RELU, 32),
        digits(seed, Activation.RELU, 64, 32),
        digits(seed, Activation.TANH, 16));
  }

  static Task digits(long seed, Activation activation, int... hidden) throws IOException {
    TrainingData data = TrainingData.load("digits", null, seed);
    return of("digits", data, seed, 32, activation, hidden);
  }

  /** The images of a folder, of the training set at most ten thousand. */
  static Task images(Path folder, long seed) throws IOException {
    TrainingData data = TrainingData.load(folder.toString(), null, seed);
    int[] order = Shuffle.permutation(data.train().size(), seed);
    int count = Math.min(order.length, MOST_IMAGES);
    Dataset some = data.train().subset(java.util.Arrays.copyOf(order, count));
    TrainingData fewer =
        new TrainingData(folder.getFileName().toString(), some, data.test(), data.scaling());
    return of(fewer.name(), fewer, seed, 64, Activation.RELU, 128);
  }

  /** A regression from a file whose last column is the target. */
  static Task table(Path file, long seed) throws IOException {
    TrainingData data = TrainingData.load(file.toString(), CsvDataset::byLastColumn, seed);
    String name = file.getFileName().toString();
    return of(name, scaledTargets(data), seed, 32, Activation.TANH, 16);
  }

  /** Friedman's first function (1991) of ten variables, of which five count, with unit noise. */
  static Task friedman(long seed) {
    int size = 600;
    SplittableRandom random = new SplittableRandom(seed);
    float[] inputs = new float[10 * size];
    float[] targets = new float[size];
    for (int j = 0; j < size; j++) {
      double[] x = random.doubles(10).toArray();
      for (int i = 0; i < 10; i++) {
        inputs[10 * j + i] = (float) x[i];
      }
      double noise = IntStream.range(0, 12).mapToDouble(i -> random.nextDouble()).sum() - 6;
      targets[j] =
          (float)
              (10 * Math.sin(Math.PI * x[0] * x[1])
                  + 20 * (x[2] - 0.5) * (x[2] - 0.5)
                  + 10 * x[3]
                  + 5 * x[4]
                  + noise);
    }
    Split split = Dataset.regression(10, inputs, 1, targets).split(2.0 / 3, seed);
    Scaling scaling = Scaling.standardize(split.train());
    TrainingData data = new TrainingData("friedman", split.train(), split.test(), scaling);
    return of("Friedman's function", scaledTargets(data), seed, 32, Activation.TANH, 16);
  }

  private static TrainingData scaledTargets(TrainingData data) {
    TargetScaling targets = TargetScaling.of(data.train());
    return new TrainingData(
        data.name(), targets.apply(data.train()), targets.apply(data.test()), data.scaling());
  }

  private static Task of(
      String name, TrainingData data, long seed, int batch, Activation activation, int... hidden) {
    Split split = data.train().split(TRAIN_FRACTION, seed);
    Network.Builder network = Network.builder(data.train().features());
    for (int width : hidden) {
      network.dense(width, activation);
    }
    network.dense(data.train().outputs());
    Task task =
        new Task(
            name, split.train(), split.test(), data.test(), data.scaling(), network.build(), batch);
    return task.named(name + " " + task.network);
  }

  private Task named(String newName) {
    return new Task(newName, train, validation, test, scaling, network, batch);
  }

  Task withNetwork(Network other) {
    return new Task(name, train, validation, test, scaling, other, batch);
  }

  Task withTrain(Dataset other) {
    return new Task(name, other, validation, test, scaling, network, batch);
  }

  Loss loss() {
    return train.isClassification() ? Loss.softmaxCrossEntropy() : Loss.meanSquare();
  }

  /** The loss of a model that knows nothing; the targets of a regression have variance 1. */
  double trivialLoss() {
    return train.isClassification() ? Math.log(train.outputs()) : 1;
  }

  Model model(long seed) {
    return model(network.initialize(seed));
  }

  /** A model over a copy of some parameters. */
  Model model(float[] parameters) {
    return Model.of(network, parameters.clone()).withScaling(scaling);
  }

  /** A trainer in the making, with the task's loss and batch. */
  Trainer.Builder trainer(long seed) {
    return Trainer.builder(network).loss(loss()).batch(batch).seed(seed);
  }

  /**
   * How good parameters are on some data, larger is better: the accuracy in percent, or minus the
   * mean square error in percent of the targets' variance.
   */
  double score(float[] parameters, Dataset data) {
    Model model = Model.of(network, parameters).withScaling(scaling);
    return data.isClassification()
        ? 100 * Metrics.accuracy(model, data)
        : -100 * Metrics.meanSquareError(model, data);
  }

  double testScore(float[] parameters) {
    return score(parameters, test);
  }
}
