// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import ritz.bench.data.Samples;
import ritz.nn.Callback;
import ritz.nn.Model;
import ritz.nn.Trainer;
import ritz.nn.TrainingResult;
import ritz.nn.data.Dataset;
import ritz.nn.io.Checkpoint;
import ritz.nn.io.CheckpointWriter;

/** The options for trainings that may be interrupted. */
final class CheckpointOptions {
  @Option(
      names = "--checkpoint",
      paramLabel = "F",
      description =
          "Write the state of the training after every epoch, over the one before; 'ritz predict'"
              + " takes it for a model too.")
  private Path file;

  @Option(
      names = "--resume",
      description =
          "Go on from the checkpoint with the same options, to the same weights as without the"
              + " interruption; only --epochs may be another.")
  private boolean resume;

  /** The file, or null. */
  Path file() {
    return file;
  }

  /** Whether a training is to go on without a file that says where. */
  boolean lacksFile() {
    return resume && file == null;
  }

  /** What writes the checkpoints, if any are wanted. */
  Callback writer() {
    return file == null ? new Callback() {} : new CheckpointWriter(file);
  }

  /** The model to start with: that of the checkpoint or a new one. */
  Start start(Model fresh) throws IOException {
    if (!resume) {
      return new Start(fresh, null);
    }
    Checkpoint checkpoint = Checkpoint.load(file);
    Model model = checkpoint.model();
    if (model.network().equals(fresh.network())
        && !(model.columns().equals(fresh.columns())
            && model.classes().equals(fresh.classes())
            && model.scaling().equals(fresh.scaling()))) {
      throw new IOException(file + ": other data than those of the training to resume");
    }
    return new Start(fresh, checkpoint);
  }

  /** Where a training starts. */
  final class Start {
    private final Model fresh;
    private final Checkpoint checkpoint;

    private Start(Model fresh, Checkpoint checkpoint) {
      this.fresh = fresh;
      this.checkpoint = checkpoint;
    }

    Model model() {
      return checkpoint == null ? fresh : checkpoint.model();
    }

    TrainingResult train(Trainer trainer, Samples train, Dataset test) throws IOException {
      if (checkpoint == null) {
        return train.train(trainer, fresh, null, test);
      }
      try {
        return train.train(trainer, checkpoint.model(), checkpoint.state(), test);
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ": " + e.getMessage(), e);
      }
    }
  }
}
