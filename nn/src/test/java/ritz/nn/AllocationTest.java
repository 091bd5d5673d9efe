// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.nn.data.Dataset;
import ritz.nn.data.Scaling;

/**
 * The Vector API allocates until its callers are compiled, so these tests run until nothing is
 * allocated any more, within a generous number of rounds. The build has them wait for the compiler
 * ({@code -XX:-BackgroundCompilation}), else a busy machine could get through all rounds first.
 */
class AllocationTest {
  private static final int ROUNDS = 20_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Stops after an epoch whose steps, from the end of the first on, have allocated nothing. */
  private static final class Meter implements Callback {
    private long start;

    @Override
    public void onStep(TrainingView training) {
      long stepOfEpoch = (training.step() - 1) % training.stepsPerEpoch() + 1;
      if (stepOfEpoch == 1) {
        start = THREADS.getCurrentThreadAllocatedBytes();
      } else if (stepOfEpoch == training.stepsPerEpoch()
          && THREADS.getCurrentThreadAllocatedBytes() == start) {
        training.stop("nothing allocated");
      }
    }
  }

  static List<Optimizer> optimizers() {
    return List.of(
        Optimizer.sgd(1e-3),
        Optimizer.sgd(1e-3).withMomentum(0.9),
        Optimizer.sgd(1e-3).withNesterov(0.9),
        Optimizer.adagrad(1e-3),
        Optimizer.adadelta(1e-3),
        Optimizer.rmsProp(1e-3),
        new RmsProp(1e-3, 0.99, 1e-8, 0, 0.9, true),
        Optimizer.adam(1e-3),
        Optimizer.adamW(1e-3));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void stepsAllocateNothing(Optimizer optimizer) {
    Network.Builder builder = Network.builder(20);
    for (Activation activation : Activation.values()) {
      builder.dense(12, activation);
    }
    builder.dropout(0.1).batchNorm().residual(block -> block.dense(6).layerNorm().dense(12));
    Network network = builder.activation(Activation.SILU).dense(3).build();
    Dataset data = Samples.randomClasses(20, 200, 3, 1);
    for (Loss loss : List.of(Loss.softmaxCrossEntropy(), Loss.meanSquare())) {
      Trainer trainer =
          Trainer.builder(network)
              .loss(loss)
              .optimizer(optimizer)
              .mask(PruningMask.of(new boolean[network.parameterCount()]))
              .schedule(Schedule.cosine().afterWarmUp(5, 0.1).perStep())
              .reduceOnPlateau(ReduceOnPlateau.after(3))
              .l1(1e-6)
              .clipNorm(1)
              .batch(32)
              .epochs(ROUNDS)
              .callback(new Meter())
              .build();
      Model model = Model.initialize(network, 1).withScaling(Scaling.standardize(data));
      TrainingResult result = trainer.fit(model, data);
      assertThat(result.stoppedBy()).as("with %s", loss).isEqualTo("nothing allocated");
    }
  }

  static List<Loss> losses() {
    return List.of(
        Loss.softmaxCrossEntropy().withLabelSmoothing(0.1),
        Loss.binaryCrossEntropy(),
        Loss.meanAbsolute(),
        Loss.huber(1));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void lossesAllocateNothing(Loss loss) {
    Dataset data = Samples.randomClasses(20, 200, 3, 1);
    LossPass pass = LossPass.of(loss, 3, 200);
    Batch batch = Batches.whole(data);
    float[] outputs = new float[600];
    float[] gradient = new float[600];
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && allocated != 0; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      pass.evaluate(outputs, batch, gradient);
      allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(allocated).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fullBatchStepsAllocateNothingOnceTheHistoryIsFull(boolean lineSearch) {
    Network network = Network.builder(20).dense(12, Activation.TANH).dense(3).build();
    Dataset data = Samples.randomClasses(20, 40, 3, 1);
    Lbfgs plain = Optimizer.lbfgs(1e-3).withIterations(3).withHistory(4).withTolerances(0, 0);
    Lbfgs optimizer = lineSearch ? plain.withLineSearch() : plain;
    long[] before = new long[1];
    Callback meter =
        new Callback() {
          @Override
          public void onStep(TrainingView training) {
            if (THREADS.getCurrentThreadAllocatedBytes() == before[0]) {
              training.stop("nothing allocated");
            }
          }

          @Override
          public void onEpoch(TrainingView training) {
            before[0] = THREADS.getCurrentThreadAllocatedBytes();
          }
        };
    Trainer trainer =
        Trainer.builder(network)
            .optimizer(optimizer)
            .l1(1e-3)
            .batch(40)
            .epochs(ROUNDS)
            .callback(meter)
            .build();
    TrainingResult result = trainer.fit(Model.initialize(network, 1), data);
    assertThat(result.stoppedBy()).isEqualTo("nothing allocated");
  }

  @Test
  void predictionsAllocateNothing() {
    Network network = Network.builder(20).dense(30, Activation.GELU).dense(5).build();
    Predictor predictor = Model.initialize(network, 1).predictor(16);
    float[] samples = Samples.randomClasses(20, 100, 5, 1).inputs();
    float[] outputs = new float[500];
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && allocated != 0; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      predictor.predict(samples, 100, outputs);
      predictor.predict(samples, 1, outputs);
      allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(allocated).isZero();
  }
}
