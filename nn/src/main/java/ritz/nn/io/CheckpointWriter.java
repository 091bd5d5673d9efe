// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import ritz.nn.Callback;
import ritz.nn.TrainingView;

/**
 * Writes a {@link Checkpoint} after every so many epochs, over the one before; a checkpoint that
 * cannot be written ends the training with an {@link UncheckedIOException}.
 */
public final class CheckpointWriter implements Callback {
  private final Path file;
  private final int epochs;

  /**
   * Writes after every epoch.
   *
   * @param file the file
   */
  public CheckpointWriter(Path file) {
    this(file, 1);
  }

  /**
   * Writes after every so many epochs, and at the end of the training's epochs.
   *
   * @param file the file
   * @param epochs the number of epochs from one checkpoint to the next, at least 1
   * @throws IllegalArgumentException if the number is less than 1
   */
  public CheckpointWriter(Path file, int epochs) {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs: " + epochs + ", expected at least 1");
    }
    this.file = Objects.requireNonNull(file, "file");
    this.epochs = epochs;
  }

  @Override
  public void onCheckpoint(TrainingView training) {
    if (training.epoch() % epochs != 0 && training.epoch() != training.epochs()) {
      return;
    }
    try {
      new Checkpoint(training.model(), training.state()).save(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
