// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.bench.paper.Paper;
import ritz.bench.paper.Results;
import ritz.bench.paper.Setting;
import ritz.bench.paper.StubExperiment;

class PaperCommandTest {
  @TempDir private Path dir;

  private static Results results() throws IOException {
    return Paper.run(new StubExperiment(), new Setting(true, Optional.empty(), message -> {}));
  }

  @Test
  void everyClaimIsAnsweredInJson() throws IOException {
    Map<String, Object> json = JSON.std.mapFrom(PaperCommand.json(results()).toString());

    assertThat(json).containsEntry("name", "stub");
    List<?> claims = (List<?>) json.get("claims");
    assertThat(claims).hasSize(2);
    Map<?, ?> large = (Map<?, ?>) claims.get(1);
    assertThat(large.get("claim")).isEqualTo("It is large");
    assertThat(large.get("measured")).isEqualTo(2);
    assertThat(large.get("expected")).isEqualTo("at least 2.5");
    assertThat(large.get("holds")).isEqualTo(false);
    assertThat(large.get("runs")).isEqualTo(3);
  }

  @Test
  void aClaimThatFailsIsSaidToFail() throws IOException {
    assertThat(PaperCommand.text(results()))
        .contains("  Holds: It is small.")
        .contains("  DOES NOT HOLD: It is large.")
        .contains("Measured 2 (1 to 4) in 3 runs, expected at least 2.5.");
  }

  @Test
  void theReportHasTheClaimsThePlotsAndTheTables() throws IOException {
    PaperReport.of(List.of(results()), true).write(dir);

    assertThat(Files.readString(dir.resolve("index.html")))
        .contains("<dd>1 of 2</dd>", "A stub", "Three known numbers.", "<td>It is large</td>")
        .contains("<td>NO</td>", "<h2>A plot</h2>", "<h2>A table</h2>", "<td>0.500000</td>");
  }

  @Test
  void aWrongNameListsTheExperiments() {
    CommandRun run = CommandRun.of("paper", "nothing");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("no experiment 'nothing', expected all or one of stopping")
        .hasLineCount(1);
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    CommandRun run = CommandRun.of("paper", "stopping", "--data", dir.resolve("none"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("none: no such folder").hasLineCount(1);
  }
}
