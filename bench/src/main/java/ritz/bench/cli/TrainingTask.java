// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import ritz.bench.data.LearningData;
import ritz.bench.data.Samples;
import ritz.bench.data.TargetScaling;
import ritz.kernels.Threads;
import ritz.koopman.training.KoopmanPruning;
import ritz.koopman.training.KoopmanStopping;
import ritz.nn.Callback;
import ritz.nn.Loss;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.ParameterView;
import ritz.nn.PruningMask;
import ritz.nn.Trainer;
import ritz.nn.TrainingResult;
import ritz.nn.data.Dataset;

/**
 * A training under the Koopman monitor, followed by pruning and a short retraining of what is left.
 *
 * @param data the data
 * @param network a network for them, its last layer without activation
 * @param buffer how many samples of a stream are in memory at a time
 * @param patience stops the training where the test loss does not fall, or does nothing
 * @param pruning the share of the parameters to prune, from 0 to 1
 */
record TrainingTask(
    LearningData data,
    Network network,
    Loss loss,
    RecipeOptions recipe,
    int batch,
    int buffer,
    int epochs,
    Callback patience,
    long seed,
    Threads threads,
    double pruning) {
  /** The retraining after the pruning is brief: so many times fewer epochs than before it. */
  private static final int EPOCHS_PER_RETRAINING_EPOCH = 4;

  /**
   * Runs it all.
   *
   * @param snapshots where to write the weights after every epoch, or null
   * @param checkpoints whether checkpoints are written, and whether to go on from one
   */
  TrainingOutcome run(Path snapshots, CheckpointOptions checkpoints) throws IOException {
    long start = System.nanoTime();
    TargetScaling targets = data.train().targetScaling();
    Samples train = data.train().scaled(targets);
    Dataset test = targets.apply(data.test());
    CheckpointOptions.Start origin =
        checkpoints.start(
            Model.initialize(network, seed)
                .withColumns(data.train().columns())
                .withScaling(data.scaling())
                .withClasses(data.train().classes()));
    Model model = origin.model();
    KoopmanStopping koopman = new KoopmanStopping();
    TargetNote note = new TargetNote(targets);
    TrainingResult result;
    try (SnapshotWriter writer = SnapshotWriter.to(snapshots, network);
        ProgressLine progress = ProgressLine.of(epochs, koopman.monitor())) {
      Callback saver = checkpoints.writer();
      result =
          origin.train(
              trainer(epochs, note, koopman, writer, progress, saver, patience).build(),
              train,
              test);
    }
    PruningMask mask = mask(koopman.monitor().limitWeights());
    Model pruned = model.copy();
    if (mask.prunedCount() > 0) {
      int most = Math.max(1, result.epochs() / EPOCHS_PER_RETRAINING_EPOCH);
      train.train(trainer(most).mask(mask).build(), pruned, null, null);
    }
    targets.undo(model);
    targets.undo(pruned);
    double seconds = (System.nanoTime() - start) * 1e-9;
    return new TrainingOutcome(this, result, koopman, model, mask, pruned, seconds);
  }

  /**
   * A trainer in the making.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  Trainer.Builder trainer(int most, Callback... callbacks) {
    Trainer.Builder builder = Trainer.builder(network).loss(loss).seed(seed).threads(threads);
    OptionValue.of("--batch", () -> builder.batch(batch));
    OptionValue.of("--buffer", () -> builder.buffer(buffer));
    OptionValue.of("--epochs", () -> builder.epochs(most));
    recipe.apply(builder, most);
    for (Callback callback : callbacks) {
      builder.callback(callback);
    }
    return builder;
  }

  /** Prunes the fraction asked for, or all weights if they are less than that. */
  private PruningMask mask(float[] limit) {
    double weights =
        network.parameters().stream()
            .filter(tensor -> tensor.shape().size() > 1)
            .mapToInt(ParameterView::length)
            .sum();
    double fraction = Math.min(pruning, weights / network.parameterCount());
    return KoopmanPruning.mask(network, limit, fraction, KoopmanPruning.Scope.GLOBAL);
  }
}
