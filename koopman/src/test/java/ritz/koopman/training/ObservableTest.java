// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.kernels.Complex;
import ritz.nn.Network;

class ObservableTest {
  private static final Network NETWORK = Network.builder(2).dense(2).dense(1).build();

  /** 2 x 2 weights 3 4 / 5 12, two biases, weights 8 15, a bias. */
  private final FakeTraining training =
      new FakeTraining(NETWORK, 10, new float[] {3, 4, 5, 12, 1, 2, 8, 15, 9});

  @Test
  void partsAndSummariesOfTheWeightsCanBeWatched() {
    assertThat(Observable.weights().of(training)).isSameAs(training.parameters());
    assertThat(Observable.layer(1).of(training)).containsExactly(8, 15, 9);
    assertThat(Observable.unitNorms().of(training)).containsExactly(5, 13, 17);
    assertThat(Observable.losses().of(training)).containsExactly(0, 0);
    assertThat(Observable.losses().of(training.finishEpoch(0.5, 0.75)))
        .containsExactly(0.5f, 0.75f);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Observable.layer(7).of(training))
        .withMessageContaining("layer: 7");
    assertThatIllegalArgumentException().isThrownBy(() -> new RandomProjection(0, 1));
  }

  @Test
  void aProjectionIsLinearAndKeepsLengths() {
    WeightPath path = new WeightPath(1);
    float[] a = path.at(0);
    float[] sum = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = 2 * a[i];
    }
    RandomProjection projection = new RandomProjection(1024, 5);
    float[] image = projection.apply(a).clone();
    float[] doubled = projection.apply(sum);
    double squares = 0;
    for (int k = 0; k < image.length; k++) {
      assertThat(doubled[k]).isEqualTo(2 * image[k]);
      squares += (double) image[k] * image[k];
    }
    // a has norm 1; its square is kept to four deviations of sqrt(2 / 1024)
    assertThat(squares).isCloseTo(1, within(4 * Math.sqrt(2.0 / 1024)));
  }

  private static final List<WeightPath> PATHS =
      List.of(
          new WeightPath(1).mode(1, 0.8),
          new WeightPath(2).mode(1, 0.97),
          new WeightPath(3).mode(0.5, Complex.polar(1, 1)),
          new WeightPath(4).mode(0.01, 1.3),
          new WeightPath(5).mode(1, 0.7).noise(0.002),
          new WeightPath(6).walk(0.05));

  @Test
  void theVerdictsOnAProjectionAreThoseOnTheWeights() {
    for (WeightPath path : PATHS) {
      TrainingMonitor full = TrainingMonitor.builder().build();
      TrainingMonitor projected = TrainingMonitor.builder().build();
      RandomProjection projection = new RandomProjection(1024, 7);
      int same = 0;
      for (int k = 0; k <= 60; k++) {
        float[] weights = path.at(k);
        Verdict verdict = full.observe(weights).verdict();
        same += projected.observe(projection.apply(weights)).verdict() == verdict ? 1 : 0;
      }
      assertThat(projected.verdict()).isEqualTo(full.verdict());
      // a verdict may change some epochs earlier or later
      assertThat(same).isGreaterThanOrEqualTo(52);
    }
  }

  @Test
  void verdictsAreRecordedWhenAskedFor(@TempDir Path dir) throws IOException {
    TrainingMonitor monitor = TrainingMonitor.builder().build();
    Path file = dir.resolve("verdicts.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("ritz.Verdict").withoutThreshold();
      recording.start();
      new WeightPath(1).mode(1, 0.8).shownTo(monitor, 40);
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("ritz.Verdict"))
            .toList();
    assertThat(events).hasSize(41);
    RecordedEvent last = events.get(40);
    Assessment latest = monitor.latest().orElseThrow();
    assertThat(last.getInt("epoch")).isEqualTo(40);
    assertThat(last.getString("verdict")).isEqualTo(latest.verdict().label());
    assertThat(last.getDouble("remaining")).isEqualTo(latest.remaining());
    assertThat(last.getString("eigenvalues")).isEqualTo(latest.leadingEigenvalues(9));
  }
}
