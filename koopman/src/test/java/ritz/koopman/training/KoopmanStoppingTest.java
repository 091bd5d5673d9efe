// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.nn.Activation;
import ritz.nn.Callback;
import ritz.nn.Loss;
import ritz.nn.Metrics;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.Optimizer;
import ritz.nn.Trainer;
import ritz.nn.TrainingResult;
import ritz.nn.TrainingView;
import ritz.nn.data.Dataset;
import ritz.nn.io.Checkpoint;
import ritz.nn.io.CheckpointWriter;

/**
 * Linear regression by full-batch gradient descent, a linear system with a known limit, and a small
 * classifier trained by mini-batches.
 */
class KoopmanStoppingTest {
  @TempDir private Path dir;

  private static final Network NETWORK = Network.builder(3).dense(1).build();
  private static final float[] SOLUTION = {1, -2, 0.5f, 3};

  private static Dataset data() {
    SplittableRandom random = new SplittableRandom(1);
    float[] inputs = new float[3 * 200];
    float[] targets = new float[200];
    for (int j = 0; j < 200; j++) {
      targets[j] = SOLUTION[3];
      for (int i = 0; i < 3; i++) {
        inputs[3 * j + i] = (float) (2 * random.nextDouble() - 1);
        targets[j] += SOLUTION[i] * inputs[3 * j + i];
      }
    }
    return Dataset.regression(3, inputs, 1, targets);
  }

  private static Trainer.Builder gradientDescent(double rate) {
    return Trainer.builder(NETWORK)
        .loss(Loss.meanSquare())
        .optimizer(Optimizer.sgd(rate))
        .batch(200)
        .epochs(400);
  }

  @Test
  void stopsWhenTheWeightsAreThereAndKnowsTheLimit() {
    KoopmanStopping stopping = new KoopmanStopping();
    Model model = Model.initialize(NETWORK, 1);
    TrainingResult result = gradientDescent(0.2).callback(stopping).build().fit(model, data());
    assertThat(result.stoppedBy()).isEqualTo(KoopmanStopping.KOOPMAN);
    assertThat(result.epochs()).isBetween(20, 100);
    assertThat(stopping.convergedAt()).hasValue(result.epochs());
    assertThat(stopping.history()).hasSize(result.epochs() + 1);
    double[] solution = {1, -2, 0.5, 3};
    double norm = WeightPath.distance(new float[4], solution);
    double distance = WeightPath.distance(model.parameters(), solution);
    assertThat(distance).isLessThan(0.01 * norm);
    assertThat(WeightPath.distance(stopping.monitor().limitWeights(), solution))
        .isLessThan(distance / 10);
    assertThat(stopping.overhead()).isBetween(0.0, 1.0).isPositive();
  }

  @Test
  void aReplayOfTheSnapshotsGivesTheSameAssessments() {
    List<float[]> snapshots = new ArrayList<>();
    Callback recorder =
        new Callback() {
          @Override
          public void onStart(TrainingView training) {
            snapshots.add(training.parameters().clone());
          }

          @Override
          public void onEpoch(TrainingView training) {
            snapshots.add(training.parameters().clone());
          }
        };
    KoopmanStopping stopping = new KoopmanStopping();
    gradientDescent(0.2)
        .callback(recorder)
        .callback(stopping)
        .build()
        .fit(Model.initialize(NETWORK, 2), data());
    TrainingMonitor monitor = TrainingMonitor.builder().build();
    List<Assessment> replay = snapshots.stream().map(monitor::observe).toList();
    assertThat(replay).isEqualTo(stopping.history());
  }

  @Test
  void aRateTooSmallToGetAnywhereRunsOn() {
    KoopmanStopping stopping = new KoopmanStopping();
    TrainingResult result =
        gradientDescent(1e-5).callback(stopping).build().fit(Model.initialize(NETWORK, 3), data());
    assertThat(result.stoppedBy()).isEqualTo(TrainingResult.EPOCHS);
    assertThat(stopping.monitor().verdict()).isEqualTo(Verdict.STALLED);
    assertThat(stopping.convergedAt()).isEmpty();
  }

  @Test
  void divergenceStopsWhenAsked() {
    // The largest eigenvalue of the Hessian of the bias is 2, so rates above 1 diverge.
    KoopmanStopping watching = new KoopmanStopping();
    gradientDescent(1.05)
        .epochs(60)
        .callback(watching)
        .build()
        .fit(Model.initialize(NETWORK, 4), data());
    assertThat(watching.monitor().verdict()).isNotEqualTo(Verdict.CONVERGED);
    KoopmanStopping stopping = new KoopmanStopping(TrainingMonitor.builder().build(), true);
    TrainingResult result =
        gradientDescent(1.05)
            .epochs(60)
            .callback(stopping)
            .build()
            .fit(Model.initialize(NETWORK, 4), data());
    assertThat(result.stoppedBy()).isEqualTo(KoopmanStopping.KOOPMAN);
    assertThat(stopping.monitor().verdict()).isEqualTo(Verdict.DIVERGING);
  }

  private static final Network CLASSIFIER =
      Network.builder(8).dense(16, Activation.RELU).dense(4).build();

  /** Four classes around four points of the cube, some of them on the wrong side. */
  private static Dataset clouds(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] inputs = new float[8 * size];
    int[] labels = new int[size];
    for (int j = 0; j < size; j++) {
      labels[j] = j % 4;
      for (int i = 0; i < 8; i++) {
        double center = (labels[j] >> (i % 2) & 1) == 0 ? -0.5 : 0.5;
        inputs[8 * j + i] = (float) (center + 1.6 * (2 * random.nextDouble() - 1));
      }
    }
    return Dataset.classification(8, inputs, labels, 4);
  }

  private static KoopmanStopping classified(Optimizer optimizer, int epochs, Model model) {
    KoopmanStopping stopping = new KoopmanStopping();
    Trainer.builder(CLASSIFIER)
        .optimizer(optimizer)
        .batch(16)
        .epochs(epochs)
        .seed(5)
        .callback(stopping)
        .build()
        .fit(model, clouds(400, 1));
    return stopping;
  }

  @Test
  void miniBatchTrainingStopsAsGoodAsItGets() {
    Model model = Model.initialize(CLASSIFIER, 1);
    KoopmanStopping stopping = classified(Optimizer.adam(3e-3), 400, model);
    assertThat(stopping.convergedAt()).isPresent();
    Dataset held = clouds(2000, 2);
    double accuracy = Metrics.accuracy(model, held);
    Trainer.builder(CLASSIFIER)
        .optimizer(Optimizer.adam(3e-3))
        .batch(16)
        .epochs(200)
        .build()
        .fit(model, clouds(400, 1));
    // Of 2000 samples, the accuracy has a standard deviation of about 0.01.
    assertThat(Metrics.accuracy(model, held)).isLessThan(accuracy + 0.02);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 11, 25})
  void aResumedTrainingStopsAtTheSameEpochWithTheSameVerdicts(int interruption) throws IOException {
    KoopmanStopping whole = new KoopmanStopping();
    Model expected = Model.initialize(CLASSIFIER, 1);
    TrainingResult uninterrupted = trained(whole, 400).fit(expected, clouds(400, 1));
    assertThat(uninterrupted.stoppedBy()).isEqualTo(KoopmanStopping.KOOPMAN);
    Path file = dir.resolve("c.safetensors");
    Callback writer = new CheckpointWriter(file);
    trained(new KoopmanStopping(), interruption, writer)
        .fit(Model.initialize(CLASSIFIER, 1), clouds(400, 1));

    Checkpoint checkpoint = Checkpoint.load(file);
    KoopmanStopping rest = new KoopmanStopping();
    TrainingResult result =
        trained(rest, 400, writer)
            .resume(checkpoint.model(), checkpoint.state(), clouds(400, 1), null);
    assertThat(result.epochs()).isEqualTo(uninterrupted.epochs());
    assertThat(result.stoppedBy()).isEqualTo(KoopmanStopping.KOOPMAN);
    assertThat(checkpoint.model().parameters()).isEqualTo(expected.parameters());
    List<Assessment> all = whole.history();
    assertThat(rest.history()).isEqualTo(all.subList(interruption, all.size()));
    assertThat(rest.convergedAt()).isEqualTo(whole.convergedAt());
    assertThat(rest.monitor().limitWeights()).isEqualTo(whole.monitor().limitWeights());

    Checkpoint last = Checkpoint.load(file);
    TrainingResult nothing =
        trained(new KoopmanStopping(), 400)
            .resume(last.model(), last.state(), clouds(400, 1), null);
    assertThat(nothing.epochs()).isEqualTo(uninterrupted.epochs());
  }

  /** Each trainer has a monitor of its own. */
  private static Trainer trained(KoopmanStopping stopping, int epochs, Callback... others) {
    Trainer.Builder builder =
        Trainer.builder(CLASSIFIER)
            .optimizer(Optimizer.adam(3e-3))
            .batch(16)
            .seed(5)
            .epochs(epochs)
            .callback(stopping);
    for (Callback other : others) {
      builder.callback(other);
    }
    return builder.build();
  }

  @Test
  void theStateDoesNotGrowAndIsNotTakenByAnotherMonitor() {
    KoopmanStopping stopping =
        classified(Optimizer.adam(1e-5), 40, Model.initialize(CLASSIFIER, 1));
    double[] early = stopping.state();
    double[] late = classified(Optimizer.adam(1e-5), 80, Model.initialize(CLASSIFIER, 1)).state();
    assertThat(late).hasSameSizeAs(early);
    assertThat(late.length).isLessThan(12 * CLASSIFIER.parameterCount() + 30);
    TrainingMonitor other = TrainingMonitor.builder().window(8).build();
    double[] state = stopping.monitor().state();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> other.restore(state))
        .withMessageContaining("window: 8.0, the monitor to resume had 12.0");
    for (int length : new int[] {0, 5, 20, state.length - 1}) {
      TrainingMonitor monitor = TrainingMonitor.builder().build();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> monitor.restore(Arrays.copyOf(state, length)))
          .withMessageContaining("state: ");
    }
  }

  @Test
  void stepsFarTooSmallOrLargeAreNotTakenForConvergence() {
    for (double rate : new double[] {1e-6, 1e-5, 1, 3}) {
      KoopmanStopping stopping =
          classified(Optimizer.adam(rate), 120, Model.initialize(CLASSIFIER, 1));
      assertThat(stopping.convergedAt()).as("learning rate %s", rate).isEmpty();
    }
  }
}
