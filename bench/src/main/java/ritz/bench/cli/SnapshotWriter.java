// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import ritz.nn.Callback;
import ritz.nn.Network;
import ritz.nn.TrainingView;
import ritz.nn.io.NpyAppender;

/** Writes the weights of a training to a file, the initial ones and those after every epoch. */
final class SnapshotWriter implements Callback, Closeable {
  private final NpyAppender columns;

  private SnapshotWriter(NpyAppender columns) {
    this.columns = columns;
  }

  /** A writer to the file, or one that does nothing for null. */
  static SnapshotWriter to(Path file, Network network) throws IOException {
    return new SnapshotWriter(
        file == null ? null : new NpyAppender(file, network.parameterCount()));
  }

  @Override
  public void onStart(TrainingView training) {
    append(training);
  }

  @Override
  public void onEpoch(TrainingView training) {
    append(training);
  }

  private void append(TrainingView training) {
    if (columns == null) {
      return;
    }
    try {
      columns.append(training.parameters());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (columns != null) {
      columns.close();
    }
  }
}
