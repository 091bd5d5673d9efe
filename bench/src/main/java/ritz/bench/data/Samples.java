// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import java.io.IOException;
import java.util.List;
import ritz.nn.Model;
import ritz.nn.Trainer;
import ritz.nn.TrainingResult;
import ritz.nn.TrainingState;
import ritz.nn.data.Columns;
import ritz.nn.data.Dataset;
import ritz.nn.data.SampleSource;

/** Samples to learn from, in memory or read anew in every epoch. */
public sealed interface Samples {
  /** The number of samples. */
  long size();

  /** The number of features. */
  int features();

  /** The number of classes or targets. */
  int outputs();

  /** The names of the classes, none for a regression. */
  List<String> classes();

  /** The columns that the features come from. */
  Columns columns();

  /** Whether each sample has a class rather than target values. */
  default boolean isClassification() {
    return !classes().isEmpty();
  }

  /** The scaling of their targets. */
  TargetScaling targetScaling() throws IOException;

  /** The same samples with scaled targets. */
  Samples scaled(TargetScaling scaling);

  /**
   * Trains on them.
   *
   * @param state the state to go on from, or null to start
   * @param test data to evaluate after every epoch, or null
   */
  TrainingResult train(Trainer trainer, Model model, TrainingState state, Dataset test)
      throws IOException;

  /** In memory. */
  record Loaded(Dataset data) implements Samples {
    @Override
    public long size() {
      return data.size();
    }

    @Override
    public int features() {
      return data.features();
    }

    @Override
    public int outputs() {
      return data.outputs();
    }

    @Override
    public List<String> classes() {
      return data.classes();
    }

    @Override
    public Columns columns() {
      return data.columns();
    }

    @Override
    public TargetScaling targetScaling() {
      return TargetScaling.of(data);
    }

    @Override
    public Samples scaled(TargetScaling scaling) {
      return new Loaded(scaling.apply(data));
    }

    @Override
    public TrainingResult train(Trainer trainer, Model model, TrainingState state, Dataset test) {
      return state == null
          ? trainer.fit(model, data, test)
          : trainer.resume(model, state, data, test);
    }
  }

  /** Read anew in every epoch. */
  record Streamed(SampleSource source) implements Samples {
    @Override
    public long size() {
      return source.size();
    }

    @Override
    public int features() {
      return source.features();
    }

    @Override
    public int outputs() {
      return source.outputs();
    }

    @Override
    public List<String> classes() {
      return source.classes();
    }

    @Override
    public Columns columns() {
      return source.columns();
    }

    @Override
    public TargetScaling targetScaling() throws IOException {
      return TargetScaling.of(source);
    }

    @Override
    public Samples scaled(TargetScaling scaling) {
      return new Streamed(scaling.apply(source));
    }

    @Override
    public TrainingResult train(Trainer trainer, Model model, TrainingState state, Dataset test)
        throws IOException {
      return state == null
          ? trainer.fit(model, source, test)
          : trainer.resume(model, state, source, test);
    }
  }
}
