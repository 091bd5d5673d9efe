// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** All experiments. */
public final class Paper {
  private static final List<Experiment> EXPERIMENTS =
      List.of(
          new StoppingExperiment(),
          new InitializationExperiment(),
          new SobolevExperiment(),
          new AccelerationExperiment(),
          new PruningExperiment(),
          new FreezingExperiment(),
          new NoiseExperiment(),
          new ComparisonExperiment(),
          new DepthExperiment());

  private Paper() {}

  /**
   * The experiments.
   *
   * @return in the order of the report
   */
  public static List<Experiment> experiments() {
    return EXPERIMENTS;
  }

  /**
   * The experiment of a name.
   *
   * @param name its name
   * @return the experiment, or nothing
   */
  public static Optional<Experiment> named(String name) {
    return EXPERIMENTS.stream().filter(experiment -> experiment.name().equals(name)).findFirst();
  }

  /**
   * Runs an experiment.
   *
   * @param experiment what to run
   * @param setting how
   * @return what it found
   * @throws IOException if data cannot be read
   */
  public static Results run(Experiment experiment, Setting setting) throws IOException {
    Results results = new Results(experiment);
    setting.progress().accept(experiment.name());
    long start = System.nanoTime();
    experiment.run(setting, results);
    results.finish((System.nanoTime() - start) * 1e-9);
    return results;
  }
}
