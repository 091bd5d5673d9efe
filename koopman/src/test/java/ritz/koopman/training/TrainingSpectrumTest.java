// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import ritz.nn.Network;

class TrainingSpectrumTest {
  private static final Network NETWORK = Network.builder(39).dense(100).build();

  /** Two decaying modes; a shift makes other directions of the same dynamics. */
  private static TrainingSpectrum of(double fast, double slow, int shift) {
    FakeTraining training = new FakeTraining(NETWORK, 100, new float[NETWORK.parameterCount()]);
    TrainingSpectrum spectrum = new TrainingSpectrum(Observable.weights(), 3);
    for (int epoch = 0; epoch <= 20; epoch++) {
      for (int i = 0; i < training.parameters().length; i++) {
        training.parameters()[i] =
            (float)
                (Math.sin(i + shift)
                    + Math.cos(3 * i + shift) * Math.pow(fast, epoch)
                    + Math.cos(7 * i + shift) * Math.pow(slow, epoch));
      }
      if (epoch == 0) {
        spectrum.onStart(training);
      } else {
        spectrum.onEpoch(training.finishEpoch(0, Double.NaN));
      }
    }
    return spectrum;
  }

  @Test
  void theSameDynamicsInOtherDirectionsAreNoDistanceApart() {
    // weights of order 1 are rounded to float, 6e-8; three modes amplify that by some hundreds
    assertThat(of(0.5, 0.9, 0).distance(of(0.5, 0.9, 11))).isLessThan(1e-4);
  }

  @Test
  void theDistanceIsThatOfTheEigenvalues() {
    // a third of the mass moves by 0.1
    assertThat(of(0.5, 0.9, 0).distance(of(0.6, 0.9, 0))).isCloseTo(0.1 / 3, within(1e-4));
  }

  @Test
  void badInputIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrainingSpectrum(Observable.weights(), 0))
        .withMessageContaining("rank: 0");
    assertThatIllegalStateException()
        .isThrownBy(() -> new TrainingSpectrum().eigenvalues())
        .withMessageContaining("0 snapshots");
  }
}
