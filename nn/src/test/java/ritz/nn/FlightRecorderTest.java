// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.nn.data.Dataset;

class FlightRecorderTest {
  private static final Network NETWORK = Network.builder(4).dense(5).dense(3).build();

  @TempDir private Path folder;

  @Test
  void epochsAndStepsAreRecordedWhenAskedFor() throws IOException {
    Dataset data = Samples.randomClasses(4, 20, 3, 1);
    List<Double> losses = new ArrayList<>();
    List<Double> norms = new ArrayList<>();
    Callback witness =
        new Callback() {
          @Override
          public void onStep(TrainingView training) {
            losses.add(training.batchLoss());
            double squares = 0;
            for (float entry : training.gradient()) {
              squares += entry * entry;
            }
            norms.add(Math.sqrt(squares));
          }
        };
    Trainer trainer = Trainer.builder(NETWORK).batch(8).epochs(2).callback(witness).build();
    List<RecordedEvent> steps = new ArrayList<>();
    List<RecordedEvent> epochs = new ArrayList<>();
    TrainingResult result;
    try (Recording recording = new Recording()) {
      recording.enable("ritz.Epoch");
      recording.enable("ritz.Step");
      recording.start();
      result = trainer.fit(Model.initialize(NETWORK, 1), data, data);
      recording.stop();
      Path file = folder.resolve("r.jfr");
      recording.dump(file);
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        (event.getEventType().getName().equals("ritz.Step") ? steps : epochs).add(event);
      }
    }
    assertThat(steps).extracting(e -> e.getLong("step")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(steps).extracting(e -> e.getDouble("loss")).isEqualTo(losses);
    for (int i = 0; i < 6; i++) {
      // Sums of 38 squares in floats.
      assertThat(steps.get(i).getDouble("gradientNorm") / norms.get(i)).isBetween(0.99999, 1.00001);
      assertThat(steps.get(i).getDouble("learningRate")).isEqualTo(1e-3);
      assertThat(steps.get(i).getDuration()).isPositive();
    }
    assertThat(epochs).hasSize(2);
    for (int i = 0; i < 2; i++) {
      EpochSummary summary = result.history().get(i);
      assertThat(epochs.get(i).getInt("epoch")).isEqualTo(i + 1);
      assertThat(epochs.get(i).getDouble("trainLoss")).isEqualTo(summary.trainLoss());
      assertThat(epochs.get(i).getDouble("validationLoss")).isEqualTo(summary.validationLoss());
      assertThat(epochs.get(i).getDouble("validationAccuracy"))
          .isEqualTo(summary.validationAccuracy());
      assertThat(epochs.get(i).getDuration()).isPositive();
    }
  }

  @Test
  void nothingIsRecordedUnasked() throws IOException {
    try (Recording recording = new Recording()) {
      recording.start();
      Dataset data = Samples.randomClasses(4, 20, 3, 1);
      Trainer.builder(NETWORK).epochs(2).build().fit(Model.initialize(NETWORK, 1), data);
      recording.stop();
      Path file = folder.resolve("r.jfr");
      recording.dump(file);
      assertThat(RecordingFile.readAllEvents(file))
          .extracting(event -> event.getEventType().getName())
          .doesNotContain("ritz.Epoch", "ritz.Step");
    }
  }
}
