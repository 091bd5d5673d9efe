// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ritz.nn.FreezingMask;
import ritz.nn.Model;
import ritz.nn.TrainingState;

/**
 * An interrupted training: its model and its state. {@code trainer.resume(checkpoint.model(),
 * checkpoint.state(), …)} goes on with it to the same bits.
 *
 * <p>The file is a model file ({@link ModelFile#load} reads it too) with the arrays of the
 * optimizer, and long states of callbacks, beside the parameters, and everything else as JSON in
 * its metadata.
 *
 * @param model the model
 * @param state the state
 */
public record Checkpoint(Model model, TrainingState state) {
  private static final String STATE = "ritz.training";
  private static final String OPTIMIZER = "optimizer.";
  private static final String CALLBACK = "callback.";

  /** 1 for each frozen parameter and 0 for the others; left out if none is. */
  private static final String FROZEN = "frozen";

  /** States of callbacks with more numbers than this are tensors. */
  private static final int MOST_NUMBERS_IN_JSON = 64;

  /**
   * Writes a checkpoint, aside first, so that an earlier one stays whole until then.
   *
   * @param file the file, replaced if it is there
   * @throws IOException if it cannot be written
   */
  public void save(Path file) throws IOException {
    Safetensors.Builder contents = ModelFile.contents(model);
    Map<String, Object> callbacks = new LinkedHashMap<>();
    state.callbacks().forEach((name, numbers) -> callbacks.put(name, stored(numbers, contents)));
    contents.metadata(STATE, StateDescription.format(state, callbacks));
    List<float[]> arrays = state.optimizer();
    for (int i = 0; i < arrays.size(); i++) {
      contents.tensor(OPTIMIZER + i, List.of(arrays.get(i).length), arrays.get(i), 0);
    }
    FreezingMask frozen = state.frozen();
    if (frozen.frozenCount() > 0) {
      float[] flags = new float[frozen.length()];
      for (int i = 0; i < flags.length; i++) {
        flags[i] = frozen.isFrozen(i) ? 1 : 0;
      }
      contents.tensor(FROZEN, List.of(flags.length), flags, 0);
    }
    contents.write(file);
  }

  private static Object stored(double[] numbers, Safetensors.Builder contents) {
    if (numbers.length <= MOST_NUMBERS_IN_JSON) {
      return StateDescription.list(numbers);
    }
    String tensor = CALLBACK + contents.size();
    contents.tensor(tensor, numbers);
    return tensor;
  }

  /**
   * Whether a file holds the state of a training besides a model.
   *
   * @param file a model file or a checkpoint
   * @return true for a checkpoint
   * @throws IOException if it cannot be read or is damaged
   */
  public static boolean isCheckpoint(Path file) throws IOException {
    return Safetensors.read(file).metadata().containsKey(STATE);
  }

  /**
   * Reads a checkpoint.
   *
   * @param file the file
   * @return its contents
   * @throws IOException if it cannot be read, is damaged or is no checkpoint
   */
  public static Checkpoint load(Path file) throws IOException {
    Safetensors contents = Safetensors.read(file);
    String description = contents.metadata().get(STATE);
    if (description == null) {
      throw new IOException(file + ": no state of a training, expected a checkpoint");
    }
    Model model = ModelFile.model(contents, file);
    try {
      List<float[]> arrays = new ArrayList<>();
      while (contents.names().contains(OPTIMIZER + arrays.size())) {
        arrays.add(contents.values(OPTIMIZER + arrays.size()));
      }
      FreezingMask frozen = frozen(contents, model.network().parameterCount());
      TrainingState state = StateDescription.parse(description, arrays, frozen, contents::doubles);
      return new Checkpoint(model, state);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static FreezingMask frozen(Safetensors contents, int parameters) throws IOException {
    boolean[] flags = new boolean[parameters];
    if (contents.names().contains(FROZEN)) {
      float[] values = contents.values(FROZEN);
      if (values.length != parameters) {
        throw new IOException(
            FROZEN + ": " + values.length + " numbers, the network has " + parameters);
      }
      for (int i = 0; i < parameters; i++) {
        flags[i] = values[i] != 0;
      }
    }
    return FreezingMask.of(flags);
  }

  /** Whether a tensor belongs to the state rather than to the model. */
  static boolean isState(String tensor) {
    return tensor.startsWith(OPTIMIZER) || tensor.startsWith(CALLBACK) || tensor.equals(FROZEN);
  }
}
