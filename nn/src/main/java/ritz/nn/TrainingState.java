// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a training holds besides its model and its data, so that {@link Trainer#resume} goes on
 * with the same bits. Taken after an epoch by {@link TrainingView#state}; {@code
 * ritz.nn.io.Checkpoint} keeps it in a file. The arrays are not copied.
 *
 * @param settings the settings of the trainer in words, by name
 * @param step the number of steps taken
 * @param history the finished epochs, in order
 * @param optimizer the arrays of the optimizer
 * @param optimizerNumbers the numbers of the optimizer
 * @param rates the numbers of the reduction on a plateau
 * @param callbacks the numbers of the callbacks that have some, by the names of their classes
 * @param frozen what is frozen
 */
public record TrainingState(
    Map<String, String> settings,
    long step,
    List<EpochSummary> history,
    List<float[]> optimizer,
    double[] optimizerNumbers,
    double[] rates,
    Map<String, double[]> callbacks,
    FreezingMask frozen) {
  /** Takes copies of the lists and maps. */
  public TrainingState {
    settings = Map.copyOf(settings);
    history = List.copyOf(history);
    optimizer = List.copyOf(optimizer);
    callbacks = Map.copyOf(callbacks);
  }

  /**
   * The number of epochs that were finished.
   *
   * @return at least 0
   */
  public int epoch() {
    return history.size();
  }

  /** Refuses other settings than those of the training whose state this is. */
  void requireSettings(Map<String, String> expected) {
    for (Map.Entry<String, String> setting : new TreeMap<>(expected).entrySet()) {
      String found = settings.get(setting.getKey());
      if (!setting.getValue().equals(found)) {
        throw new IllegalArgumentException(
            String.format(
                "%s: %s, the training to resume had %s",
                setting.getKey(), setting.getValue(), found));
      }
    }
  }
}
