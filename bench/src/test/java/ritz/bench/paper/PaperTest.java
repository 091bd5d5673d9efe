// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaperTest {
  private static final Setting QUICK = new Setting(true, Optional.empty(), message -> {});

  @Test
  void theMedianDecidesWhetherAClaimHolds() throws IOException {
    List<Finding> findings = Paper.run(new StubExperiment(), QUICK).findings();

    assertThat(findings).extracting(Finding::claim).isEqualTo(new StubExperiment().claims());
    assertThat(findings).extracting(Finding::measured).containsExactly(2.0, 2.0);
    assertThat(findings).extracting(Finding::holds).containsExactly(true, false);
    assertThat(findings.get(0)).extracting(Finding::low, Finding::high).containsExactly(1.0, 4.0);
    assertThat(findings.get(0).inWords()).isEqualTo("2 (1 to 4)");
  }

  @Test
  void noClaimIsLeftOpenDecidedTwiceOrMadeAfterwards() {
    Spread spread = Spread.of(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> run(results -> results.decide(StubExperiment.SMALL, spread, "")))
        .withMessageContaining("not decided: It is large");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                run(
                    results -> {
                      results.decide(StubExperiment.SMALL, spread, "");
                      results.decide(StubExperiment.SMALL, spread, "");
                    }))
        .withMessageContaining("decided twice");
    assertThatIllegalStateException()
        .isThrownBy(() -> run(results -> results.decide(Claim.atMost(1, "", "New"), spread, "")))
        .withMessageContaining("not claimed beforehand: New");
  }

  private static void run(java.util.function.Consumer<Results> body) throws IOException {
    Paper.run(new StubExperiment(body), QUICK);
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
    assertThat(Spread.of(4, 1, 3, 2)).isEqualTo(new Spread(2.5, 1, 4, 4));
    assertThat(Spread.of().median()).isNaN();
  }

  @Test
  void aLimitIsMetFromItsSide() {
    assertThat(StubExperiment.SMALL.holds(2)).isTrue();
    assertThat(StubExperiment.SMALL.holds(2.001)).isFalse();
    assertThat(StubExperiment.LARGE.holds(2.5)).isTrue();
    assertThat(StubExperiment.LARGE.holds(2.499)).isFalse();
    assertThat(StubExperiment.LARGE.holds(Double.NaN)).isFalse();
    assertThat(StubExperiment.SMALL.expected()).isEqualTo("at most 2 points");
    assertThat(StubExperiment.LARGE.expected()).isEqualTo("at least 2.5");
  }

  @Test
  void experimentsHaveNamesOfTheirOwnAndClaims() {
    assertThat(Paper.experiments()).extracting(Experiment::name).doesNotHaveDuplicates();
    assertThat(Paper.experiments())
        .allSatisfy(
            experiment -> {
              assertThat(experiment.name()).matches("[a-z]+");
              assertThat(experiment.claims()).isNotEmpty().doesNotHaveDuplicates();
              assertThat(Paper.named(experiment.name())).contains(experiment);
            });
    assertThat(Paper.named("none")).isEmpty();
  }

  @Test
  void threeSeedsAreAQuickLook() {
    assertThat(QUICK.seeds()).hasSize(3);
    assertThat(new Setting(false, Optional.empty(), message -> {}).seeds()).hasSize(10);
  }
}
