// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ritz.bench.report.Figure;
import ritz.bench.report.Table;

/** What an experiment found. */
public final class Results {
  private final Experiment experiment;
  private final Map<Claim, Finding> findings = new LinkedHashMap<>();
  private final List<Section> sections = new ArrayList<>();
  private double seconds;

  Results(Experiment experiment) {
    this.experiment = experiment;
  }

  /**
   * A part of the report.
   *
   * @param heading its heading
   * @param text what is shown and how to read it
   * @param figure the plot, or nothing
   * @param table the numbers, those of the plot if there is one
   */
  public record Section(String heading, String text, Optional<Figure> figure, Table table) {}

  /** Decides a claim by the median of some numbers. */
  void decide(Claim claim, Spread spread, String beside) {
    decide(claim, spread.median(), spread, beside);
  }

  /** Decides a claim by one number that sums some numbers up, for example the worst of them. */
  void decide(Claim claim, double measured, Spread spread, String beside) {
    if (!experiment.claims().contains(claim)) {
      throw new IllegalStateException("not claimed beforehand: " + claim.text());
    }
    Finding finding =
        new Finding(claim, measured, spread.low(), spread.high(), spread.count(), beside);
    if (findings.put(claim, finding) != null) {
      throw new IllegalStateException("decided twice: " + claim.text());
    }
  }

  void plot(String heading, String text, Figure figure) {
    sections.add(new Section(heading, text, Optional.of(figure), figure.numbers()));
  }

  void table(String heading, String text, Table table) {
    sections.add(new Section(heading, text, Optional.empty(), table));
  }

  /** Ends the experiment; every claim must have been decided. */
  void finish(double elapsed) {
    for (Claim claim : experiment.claims()) {
      if (!findings.containsKey(claim)) {
        throw new IllegalStateException("not decided: " + claim.text());
      }
    }
    seconds = elapsed;
  }

  /**
   * The experiment.
   *
   * @return the experiment
   */
  public Experiment experiment() {
    return experiment;
  }

  /**
   * One finding for each claim, in the order of the claims.
   *
   * @return the findings
   */
  public List<Finding> findings() {
    return experiment.claims().stream().map(findings::get).toList();
  }

  /**
   * Plots and tables.
   *
   * @return in order
   */
  public List<Section> sections() {
    return List.copyOf(sections);
  }

  /**
   * The time it took.
   *
   * @return in seconds
   */
  public double seconds() {
    return seconds;
  }
}
