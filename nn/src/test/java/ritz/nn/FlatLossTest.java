// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.nn.data.Dataset;
import ritz.nn.io.Checkpoint;
import ritz.nn.io.CheckpointWriter;

class FlatLossTest {
  private static final Network ONE = Network.builder(1).dense(1).build();

  /** With input and target 0 the mean square is the bias squared. */
  private static final Dataset ZERO = Dataset.regression(1, new float[1], 1, new float[1]);

  @TempDir private Path dir;

  /** A training whose loss after each epoch is as told. */
  private static TrainingResult run(
      FlatLoss flat, int epochs, Dataset validation, DoubleUnaryOperator loss) {
    Callback script =
        new Callback() {
          @Override
          public void onStep(TrainingView training) {
            training.parameters()[1] =
                (float) Math.sqrt(loss.applyAsDouble((double) training.step()));
          }
        };
    return Trainer.builder(ONE)
        .loss(Loss.meanSquare())
        .epochs(epochs)
        .callback(script)
        .callback(flat)
        .build()
        .fit(Model.of(ONE, new float[] {0, 1}), ZERO, validation);
  }

  @Test
  void stopsWhenTheLossNoLongerFalls() {
    // The slope over twelve epochs is zero when the middle of the window, 5.5 epochs ago, is at the
    // bottom; half a percent of 2 is a tenth of what one epoch changes, so that moves it by one.
    FlatLoss flat = new FlatLoss();
    TrainingResult result = run(flat, 100, ZERO, k -> 2 + 0.1 * Math.abs(k - 40));
    assertThat(result.stoppedBy()).isEqualTo(FlatLoss.FLAT_LOSS);
    assertThat(result.epochs()).isBetween(45, 46);
    assertThat(flat.bestEpoch()).isEqualTo(40);
    assertThat(flat.bestWeights().orElseThrow()).containsExactly(0, (float) Math.sqrt(2));
  }

  @Test
  void halfAPercentInTwelveEpochsIsTheLeast() {
    TrainingResult result = run(new FlatLoss(), 60, ZERO, k -> Math.pow(0.99, k / 12));
    assertThat(result.stoppedBy()).isEqualTo(TrainingResult.EPOCHS);
    result = run(new FlatLoss(), 60, ZERO, k -> Math.pow(0.999, k / 12));
    assertThat(result.epochs()).isEqualTo(FlatLoss.WINDOW);
  }

  @Test
  void looksAtTheTrainingLossWithoutValidationData() {
    FlatLoss flat = new FlatLoss();
    assertThat(run(flat, 60, null, k -> 1).epochs()).isEqualTo(FlatLoss.WINDOW);
    assertThat(flat.bestEpoch()).isEqualTo(1);
  }

  @Test
  void nothingIsKeptBeforeTheFirstEpoch() {
    assertThat(new FlatLoss().bestWeights()).isEmpty();
    assertThat(new FlatLoss().bestEpoch()).isZero();
  }

  private static Trainer.Builder recipe(Network network, int epochs, Callback callback) {
    return Trainer.builder(network)
        .optimizer(Optimizer.adam(0.05))
        .seed(3)
        .epochs(epochs)
        .callback(callback);
  }

  @Test
  void aResumedTrainingRemembersTheLosses() throws IOException {
    Dataset data = Samples.spirals(60, 1);
    // Labels that have nothing to do with the inputs: the loss rises soon, and the window in which
    // it does reaches back before the interruption.
    Dataset validation = Samples.randomClasses(2, 90, 3, 2);
    Network network = Network.builder(2).dense(8, Activation.TANH).dense(3).build();
    FlatLoss whole = new FlatLoss();
    TrainingResult expected =
        recipe(network, 400, whole).build().fit(Model.initialize(network, 1), data, validation);
    assertThat(expected.stoppedBy()).isEqualTo(FlatLoss.FLAT_LOSS);
    assertThat(expected.epochs()).isBetween(FlatLoss.WINDOW, 8 + FlatLoss.WINDOW - 1);

    Path file = dir.resolve("c.safetensors");
    recipe(network, 8, new FlatLoss())
        .callback(new CheckpointWriter(file))
        .build()
        .fit(Model.initialize(network, 1), data, validation);
    Checkpoint checkpoint = Checkpoint.load(file);
    FlatLoss rest = new FlatLoss();
    TrainingResult result =
        recipe(network, 400, rest)
            .build()
            .resume(checkpoint.model(), checkpoint.state(), data, validation);
    assertThat(result.stoppedBy()).isEqualTo(FlatLoss.FLAT_LOSS);
    assertThat(result.epochs()).isEqualTo(expected.epochs());
    assertThat(rest.bestEpoch()).isEqualTo(whole.bestEpoch());
    assertThat(rest.bestWeights().orElseThrow()).isEqualTo(whole.bestWeights().orElseThrow());
  }

  @Test
  void joiningAResumedTrainingItSeesAWindowBeforeItJudges() throws IOException {
    Path file = dir.resolve("c.safetensors");
    Trainer.Builder recipe =
        Trainer.builder(ONE).loss(Loss.meanSquare()).callback(new CheckpointWriter(file));
    recipe.epochs(20).build().fit(Model.of(ONE, new float[] {0, 1}), ZERO, ZERO);
    Checkpoint checkpoint = Checkpoint.load(file);
    // Adam at 1e-3 lowers the bias, and the loss by some two percent in twelve epochs.
    TrainingResult result =
        recipe
            .epochs(40)
            .callback(new FlatLoss())
            .build()
            .resume(checkpoint.model(), checkpoint.state(), ZERO, ZERO);
    assertThat(result.stoppedBy()).isEqualTo(TrainingResult.EPOCHS);
  }

  @Test
  void aStateOfAnotherLengthIsRefused() {
    Callback resuming =
        new Callback() {
          @Override
          public void onStart(TrainingView training) {
            new FlatLoss().onResume(training, new double[3]);
          }
        };
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                recipe(ONE, 1, resuming)
                    .loss(Loss.meanSquare())
                    .build()
                    .fit(Model.initialize(ONE, 1), ZERO))
        .withMessageContaining("state: ");
  }
}
