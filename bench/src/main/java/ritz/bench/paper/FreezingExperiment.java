// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ritz.bench.report.StripPlot;
import ritz.koopman.training.LayerFreezing;
import ritz.nn.Activation;
import ritz.nn.Model;
import ritz.nn.Trainer;

/** The time saved by freezing layers that have settled. */
final class FreezingExperiment implements Experiment {
  private static final int EPOCHS = 120;
  private static final double TOLERANCE = 0.03;

  private static final Claim FASTER =
      Claim.atLeast(1.2, "times", "Freezing layers as they settle saves wall time");
  private static final Claim AS_GOOD =
      Claim.atMost(0.2, "points", "It costs at most 0.2 points of test accuracy");
  private static final Claim FREEZES =
      Claim.atLeast(1, "layers", "A layer or more settles within the budget");

  @Override
  public String name() {
    return "freezing";
  }

  @Override
  public String title() {
    return "Freezing settled layers";
  }

  @Override
  public String setUp() {
    return "Adam at 1e-3, 120 epochs, on the digits with a wide network (64-256-64-10) and on the"
        + " images that are given. A layer is frozen when the movement it still has ahead is"
        + " below 3 % of its norm; frozen layers drop out of the forward and the"
        + " backward pass. The plain run has the same start and the same epochs. Each is"
        + " warmed up once and then timed.";
  }

  @Override
  public List<Claim> claims() {
    return List.of(FASTER, AS_GOOD, FREEZES);
  }

  @Override
  public void run(Setting setting, Results results) throws IOException {
    List<Double> faster = new ArrayList<>();
    List<Double> lost = new ArrayList<>();
    List<Double> frozen = new ArrayList<>();
    StripPlot plot = new StripPlot("freezing", "Wall time saved", "plain time over time");
    for (long seed : setting.seeds()) {
      List<Task> tasks = new ArrayList<>();
      tasks.add(Task.digits(seed, Activation.RELU, 256, 64));
      List<Task> all = setting.classifications(seed);
      tasks.addAll(all.subList(Task.DIGITS_NETWORKS, all.size()));
      for (Task task : tasks) {
        setting.progress().accept("freezing, " + task.name() + ", seed " + seed);
        if (seed == setting.seeds()[0]) {
          freezing(task, seed).fit(task.model(seed), task.train(), null);
        }
        Model plain = task.model(seed);
        double start = Clock.seconds();
        trainer(task, seed).build().fit(plain, task.train());
        double between = Clock.seconds();
        Model model = task.model(seed);
        LayerFreezing.Outcome outcome = freezing(task, seed).fit(model, task.train(), null);
        double ratio = (between - start) / (Clock.seconds() - between);
        faster.add(ratio);
        lost.add(task.testScore(plain.parameters()) - task.testScore(model.parameters()));
        frozen.add((double) outcome.frozenAfter().size());
        plot.add(task.name(), "freezing", ratio);
      }
    }
    results.decide(FASTER, Spread.of(faster), "the plain run of as many epochs");
    results.decide(AS_GOOD, Spread.of(lost), "the plain run of as many epochs");
    results.decide(FREEZES, Spread.of(frozen), "of two hidden layers");
    results.plot("Time", "Above 1 is faster; crosses: medians.", plot.figure());
  }

  private static Trainer.Builder trainer(Task task, long seed) {
    return task.trainer(seed).epochs(EPOCHS);
  }

  private static LayerFreezing freezing(Task task, long seed) {
    return new LayerFreezing(network -> task.withNetwork(network).trainer(seed), EPOCHS, TOLERANCE);
  }
}
