// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import ritz.kernels.Threads;
import ritz.nn.Activation;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.Optimizer;
import ritz.nn.Trainer;
import ritz.nn.data.Dataset;

/**
 * Training steps of classifiers with ReLU: forward, backward, update. The speed counts the
 * multiplications and additions of the matrix products, so it compares with that of sgemm.
 *
 * <p>Ritz runs its whole trainer, which also shuffles, gathers and checks; PyTorch takes its steps
 * on one batch that is ready.
 */
@State(Scope.Benchmark)
public class TrainingStepBenchmark {
  private static final int BATCHES = 8;

  /** Work of one run of the trainer, far above what its start costs. */
  private static final double FLOPS_PER_RUN = 2e9;

  /** So small that the weights stay what they are, however long the benchmark runs. */
  private static final double RATE = 1e-7;

  /** The sizes of the layers and, after the colon, of the batch. */
  @Param({
    "2-16-16-2:32",
    "64-32-10:32",
    "784-128-10:64",
    "784-256-256-10:128",
    "784-1024-1024-10:256"
  })
  public String network;

  /** SGD with momentum, or Adam. */
  @Param({"momentum", "adam"})
  public String optimizer;

  /** The threads of both. */
  @Param({"1", "2"})
  public int threads;

  private double flopsPerStep;
  private Trainer trainer;
  private Model model;
  private Dataset data;
  private PyTorchTraining peer;

  /** Makes the networks and the data. */
  @Setup
  public void fill() {
    int[] numbers = Arrays.stream(network.split("[-:]", -1)).mapToInt(Integer::parseInt).toArray();
    int[] sizes = Arrays.copyOf(numbers, numbers.length - 1);
    int batch = numbers[numbers.length - 1];
    int classes = sizes[sizes.length - 1];
    flopsPerStep = 0;
    Network.Builder builder = Network.builder(sizes[0]);
    for (int i = 1; i < sizes.length; i++) {
      // Forward and the weights' gradient, and the inputs' where somebody wants it.
      flopsPerStep += (i == 1 ? 4.0 : 6.0) * sizes[i - 1] * sizes[i] * batch;
      builder.dense(sizes[i], i < sizes.length - 1 ? Activation.RELU : Activation.IDENTITY);
    }
    int epochs = (int) Math.ceil(FLOPS_PER_RUN / flopsPerStep / BATCHES);
    boolean adam = optimizer.equals("adam");
    trainer =
        Trainer.builder(builder.build())
            .optimizer(adam ? Optimizer.adam(RATE) : Optimizer.sgd(RATE).withMomentum(0.9))
            .batch(batch)
            .epochs(epochs)
            .threads(Threads.of(threads))
            .build();
    model = Model.initialize(builder.build(), 1);
    int samples = batch * BATCHES;
    float[] inputs = Uniforms.floats(samples * sizes[0], 1);
    int[] labels = new SplittableRandom(2).ints(samples, 0, classes).toArray();
    data = Dataset.classification(sizes[0], inputs, labels, classes);
    peer = new PyTorchTraining(sizes, batch, adam, RATE, inputs, labels, threads);
  }

  /**
   * Ritz.
   *
   * @param flops the counter
   * @return the number of steps
   */
  @Benchmark
  public long ritz(Flops flops) {
    long steps = trainer.fit(model, data).steps();
    flops.add(flopsPerStep * steps);
    return steps;
  }

  /**
   * PyTorch's C++ library.
   *
   * @param flops the counter
   * @return the loss before the step
   */
  @Benchmark
  public double pytorch(Flops flops) {
    flops.add(flopsPerStep);
    return peer.step();
  }
}
