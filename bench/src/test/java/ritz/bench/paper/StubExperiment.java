// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.util.List;
import java.util.function.Consumer;
import ritz.bench.report.Curve;
import ritz.bench.report.CurvePlot;
import ritz.bench.report.Table;

/** An experiment whose results are known: 1, 2 and 4 in three runs. */
public final class StubExperiment implements Experiment {
  static final Claim SMALL = Claim.atMost(2, "points", "It is small");
  static final Claim LARGE = Claim.atLeast(2.5, "", "It is large");

  private final Consumer<Results> extra;

  public StubExperiment() {
    this(
        results -> {
          results.decide(SMALL, Spread.of(4, 1, 2), "nothing");
          results.decide(LARGE, Spread.of(4, 1, 2), "nothing");
          double[] x = {1, 2};
          results.plot(
              "A plot",
              "A line.",
              new CurvePlot("line", "A line", "x", "y").of(List.of(Curve.of("it", x, x))));
          results.table("A table", "A cell.", new Table("column").add(0.5));
        });
  }

  StubExperiment(Consumer<Results> extra) {
    this.extra = extra;
  }

  @Override
  public String name() {
    return "stub";
  }

  @Override
  public String title() {
    return "A stub";
  }

  @Override
  public String setUp() {
    return "Three known numbers.";
  }

  @Override
  public List<Claim> claims() {
    return List.of(SMALL, LARGE);
  }

  @Override
  public void run(Setting setting, Results results) {
    extra.accept(results);
  }
}
