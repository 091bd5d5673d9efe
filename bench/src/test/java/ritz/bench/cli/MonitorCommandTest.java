// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.kernels.Matrix;
import ritz.nn.io.Npy;

/** Weights that move along one direction by a known law: limit + factor^epoch · direction. */
class MonitorCommandTest {
  private static final int EPOCHS = 40;

  @TempDir private Path dir;

  private Path weights(double factor, int epochs) throws IOException {
    Matrix weights = new Matrix(5, epochs + 1);
    for (int epoch = 0; epoch <= epochs; epoch++) {
      for (int i = 0; i < 5; i++) {
        weights.set(i, epoch, 1 + i + Math.pow(factor, epoch) * Math.sin(i + 1));
      }
    }
    Path file = dir.resolve("w.npy");
    Npy.write(file, weights);
    return file;
  }

  @Test
  void weightsThatSettleHaveConverged() throws IOException {
    Map<String, Object> json = CommandRun.json("monitor", weights(0.7, EPOCHS));

    assertThat(json.keySet())
        .containsExactly("verdict", "eigenvalues", "residuals", "converged_at", "history");
    assertThat(json).containsEntry("verdict", "converged");
    double[] first = CommandRun.numbers(((List<?>) json.get("eigenvalues")).get(0));
    // the weights are rounded to float, 6e-8, before they are decomposed
    assertThat(first[0]).isCloseTo(1, within(1e-5));
    assertThat(first[1]).isZero();

    List<?> history = (List<?>) json.get("history");
    int convergedAt = (Integer) json.get("converged_at");
    assertThat(history).hasSize(EPOCHS + 1);
    assertThat(((Map<?, ?>) history.get(convergedAt)).get("verdict")).isEqualTo("converged");
    assertThat(((Map<?, ?>) history.get(convergedAt - 1)).get("verdict")).isNotEqualTo("converged");
    assertThat(((Map<?, ?>) history.get(0)).get("epoch")).isEqualTo(0);
  }

  @Test
  void weightsThatRunAwayDiverge() throws IOException {
    Map<String, Object> json = CommandRun.json("monitor", weights(1.3, EPOCHS));

    assertThat(json).containsEntry("verdict", "diverging").containsEntry("converged_at", null);
  }

  @Test
  void tooFewEpochsAreToldFromAVerdict() throws IOException {
    Map<String, Object> json = CommandRun.json("monitor", weights(0.7, 5));

    assertThat(json).containsEntry("verdict", "warming_up").containsEntry("eigenvalues", List.of());
    assertThat(CommandRun.json("monitor", weights(0.7, 12), "--window", 4))
        .doesNotContainEntry("verdict", "warming_up");
  }

  @Test
  void aFileOfTextIsReadToo() throws IOException {
    Path csv = Files.writeString(dir.resolve("w.csv"), "1,2,3\n4,5,6\n");

    assertThat((List<?>) CommandRun.json("monitor", csv).get("history")).hasSize(3);
  }

  @Test
  void saysInWordsWhatItFound() throws IOException {
    assertThat(CommandRun.done("monitor", weights(0.7, EPOCHS)).out())
        .contains("Verdict after 40 epochs: converged; converged at epoch ")
        .contains("warming up");
  }

  @Test
  void theReportShowsTheHistoryAndTheSpectrum() throws IOException {
    CommandRun.done("monitor", weights(0.7, EPOCHS), "--report", dir.resolve("report"));

    assertThat(Files.readString(dir.resolve("report/index.html")))
        .contains("<h2>What the monitor saw</h2>", "<h2>Koopman eigenvalues</h2>", "w.npy");
  }
}
