// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import ritz.kernels.Threads;
import ritz.nn.data.Dataset;

/** What layers do differently in training and in prediction. */
class LayerModesTest {
  private static final Network DROPPED = Network.builder(1000).dropout(0.3).build();

  private static NetworkPass pass(Model model, int capacity, boolean training) {
    return new NetworkPass(model, capacity, training, Threads.single());
  }

  private static float[] dropped(long seed, long step) {
    float[] ones = new float[100 * 1000];
    Arrays.fill(ones, 1);
    NetworkPass pass = pass(Model.initialize(DROPPED, 1), 100, true);
    pass.begin(seed, step);
    return pass.forward(new float[0], ones, 100).clone();
  }

  @Test
  void dropoutDropsItsShareAndScalesTheRest() {
    float[] values = dropped(1, 0);
    int kept = 0;
    for (float value : values) {
      assertThat(value).isIn(0f, (float) (1 / 0.7));
      kept += value > 0 ? 1 : 0;
    }
    // A binomial with 1e5 draws has a deviation of 145; five of them.
    assertThat(kept).isCloseTo(70_000, within(725));
  }

  @Test
  void dropoutDiffersBetweenStepsAndSeedsOnly() {
    assertThat(dropped(1, 5)).isEqualTo(dropped(1, 5));
    for (float[] other : List.of(dropped(1, 6), dropped(2, 5))) {
      float[] values = dropped(1, 5);
      int differences = 0;
      for (int i = 0; i < values.length; i++) {
        differences += values[i] == other[i] ? 0 : 1;
      }
      // Independent choices differ with probability 2 * 0.3 * 0.7; deviation 156.
      assertThat(differences).isCloseTo(42_000, within(780));
    }
  }

  @Test
  void dropoutLayersOfANetworkDropDifferently() {
    Network network =
        Network.builder(1000).dropout(0.5).residual(b -> b.dropout(0.5)).dropout(0.5).build();
    float[] ones = new float[1000];
    Arrays.fill(ones, 1);
    NetworkPass pass = pass(Model.initialize(network, 1), 1, true);
    pass.begin(1, 1);
    float[] values = pass.forward(new float[0], ones, 1);
    long nonzero = 0;
    for (float value : values) {
      nonzero += value > 0 ? 1 : 0;
    }
    // A value survives the first and the last with probability 1/4; deviation 13.7.
    assertThat(nonzero).isCloseTo(250L, within(69L));
  }

  @Test
  void predictionsDropNothing() {
    float[] sample = new float[1000];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = i;
    }
    assertThat(Model.initialize(DROPPED, 1).predict(sample)).isEqualTo(sample);
  }

  @Test
  void batchNormPredictsByTheRunningStatistics() {
    Network network = Network.builder(2).batchNorm().build();
    Model model = Model.of(network, new float[] {2, 3, 4, 5}, new float[] {1, -1, 4, 0.25f});
    // w (x - m) / sqrt(v) + b, epsilon aside, which changes 1e-5 / 0.25 / 2 of it.
    float[] outputs = model.predict(3, 0, 1, -1);
    double[] expected = {6, 11, 4, 5};
    for (int i = 0; i < 4; i++) {
      assertThat((double) outputs[i]).isCloseTo(expected[i], within(3e-4));
    }
    assertThat(model.buffers()).containsExactly(1, -1, 4, 0.25f);
  }

  @Test
  void predictionsOfABatchAreThoseOfItsSamples() {
    Network network =
        Network.builder(7)
            .dense(9, Activation.RELU)
            .batchNorm()
            .residual(b -> b.layerNorm().dense(9, Activation.GELU).dropout(0.5))
            .activation(Activation.SILU)
            .dense(3)
            .build();
    Model model = Model.initialize(network, 3);
    Dataset data = Samples.randomClasses(7, 50, 3, 1);
    Trainer.builder(network).epochs(5).batch(10).build().fit(model, data);
    float[] together = model.predict(data.inputs());
    for (int j = 0; j < 50; j++) {
      float[] alone = model.predict(data.sample(j));
      for (int i = 0; i < 3; i++) {
        // Two dense layers of up to 9 terms, added up in another order.
        assertThat(alone[i]).isCloseTo(together[3 * j + i], within(1e-5f));
      }
    }
  }

  @Test
  void refusesABatchOfOneForBatchNorm() {
    Network network = Network.builder(2).batchNorm().dense(2).build();
    Model model = Model.initialize(network, 1);
    Dataset data = Samples.randomClasses(2, 21, 2, 1);
    for (int batch : new int[] {1, 4, 10}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Trainer.builder(network).batch(batch).build().fit(model, data))
          .withMessage(
              "batch: "
                  + batch
                  + " of 21 samples leaves a batch of one, too few for batch"
                  + " normalization");
    }
    Trainer.builder(network).batch(21).epochs(1).build().fit(model, data);
  }

  @Test
  void buffersGoBackWithTheParametersWhenTrainingFails() {
    Network network = Network.builder(2).batchNorm().dense(2, Activation.SOFTPLUS).build();
    Model model = Model.initialize(network, 1);
    Trainer trainer =
        Trainer.builder(network)
            .loss(Loss.meanSquare())
            .optimizer(Optimizer.sgd(1e30))
            .epochs(50)
            .build();
    TrainingResult result = trainer.fit(model, Samples.randomTargets(2, 64, 2, 1));
    assertThat(result.stoppedBy()).isEqualTo(TrainingResult.NON_FINITE);
    for (float number : model.buffers()) {
      assertThat(number).isFinite();
    }
  }

  /** Such a layer divides by infinity, so that the loss is finite; but no file takes it. */
  @Test
  void aRunningVarianceBeyondTheFloatsEndsTheTraining() {
    Network network = Network.builder(1).batchNorm().dense(1).build();
    Model model = Model.initialize(network, 1);
    Dataset data =
        Dataset.regression(1, new float[] {1e25f, -1e25f, 0, 1}, 1, new float[] {1, 2, 3, 4});
    TrainingResult result =
        Trainer.builder(network).loss(Loss.meanSquare()).epochs(2).build().fit(model, data);
    assertThat(result.stoppedBy()).isEqualTo(TrainingResult.NON_FINITE);
    assertThat(result.detail()).isEqualTo("a running statistic is Infinity in epoch 1, step 1");
    assertThat(model.buffers()).containsExactly(0, 1);
  }

  @Test
  void aCopyIsNotTouchedByTraining() {
    Network network = Network.builder(2).dense(4).batchNorm().dense(2).build();
    Model model = Model.initialize(network, 1);
    Model copy = model.copy();
    Trainer.builder(network).epochs(1).build().fit(model, Samples.randomClasses(2, 64, 2, 1));
    assertThat(copy.parameters()).isEqualTo(network.initialize(1));
    assertThat(copy.buffers()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
    assertThat(model.buffers()).isNotEqualTo(copy.buffers());
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.builder(3).dropout(1))
        .withMessageContaining("rate: 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchNorm(3, 2, 1e-5))
        .withMessageContaining("momentum: 2.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LayerNorm(3, 0))
        .withMessageContaining("epsilon: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Model.of(Network.builder(2).batchNorm().build(), new float[4], new float[3]))
        .withMessageContaining("buffers: 3 numbers, expected 4");
  }
}
