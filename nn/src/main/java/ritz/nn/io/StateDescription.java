// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import ritz.nn.EpochSummary;
import ritz.nn.FreezingMask;
import ritz.nn.TrainingState;

/**
 * All of the state of a training but the arrays of its optimizer, as JSON. Numbers that may be NaN
 * or infinite are strings, in the form of {@link Double#toString}, which comes back to the bit.
 */
final class StateDescription {
  private static final int VERSION = 1;
  private static final int NUMBERS_PER_EPOCH = 4;
  private static final double MOST_STEPS = 0x1p53;

  private StateDescription() {}

  /** Formats a state; of the callbacks it takes what is stored of each. */
  static String format(TrainingState state, Map<String, Object> callbacks) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("version", VERSION);
    description.put("settings", state.settings());
    description.put("step", state.step());
    description.put("history", list(history(state.history())));
    description.put("optimizer", list(state.optimizerNumbers()));
    description.put("rates", list(state.rates()));
    description.put("callbacks", callbacks);
    return JsonWriter.write(description);
  }

  private static double[] history(List<EpochSummary> epochs) {
    double[] numbers = new double[NUMBERS_PER_EPOCH * epochs.size()];
    int at = 0;
    for (EpochSummary epoch : epochs) {
      numbers[at++] = epoch.trainLoss();
      numbers[at++] = epoch.validationLoss();
      numbers[at++] = epoch.validationAccuracy();
      numbers[at++] = epoch.seconds();
    }
    return numbers;
  }

  static List<String> list(double[] numbers) {
    List<String> list = new ArrayList<>();
    for (double number : numbers) {
      list.add(Double.toString(number));
    }
    return list;
  }

  /**
   * Reads a description.
   *
   * @param tensors gives the numbers that are stored as a tensor
   * @throws IOException if it is not one; the message does not name the file
   */
  static TrainingState parse(
      String text, List<float[]> optimizer, FreezingMask frozen, Function<String, double[]> tensors)
      throws IOException {
    Map<String, Object> description = Json.object(JsonParser.parse(text));
    Json.integer(Json.member(description, "version"), VERSION, VERSION);
    Map<String, String> settings = new LinkedHashMap<>();
    for (var setting : Json.object(Json.member(description, "settings")).entrySet()) {
      settings.put(setting.getKey(), Json.string(setting.getValue()));
    }
    Map<String, double[]> callbacks = new LinkedHashMap<>();
    for (var callback : Json.object(Json.member(description, "callbacks")).entrySet()) {
      double[] numbers =
          callback.getValue() instanceof String tensor
              ? tensors.apply(tensor)
              : numbers(callback.getValue());
      callbacks.put(callback.getKey(), numbers);
    }
    return new TrainingState(
        settings,
        step(Json.number(Json.member(description, "step"))),
        epochs(numbers(Json.member(description, "history"))),
        optimizer,
        numbers(Json.member(description, "optimizer")),
        numbers(Json.member(description, "rates")),
        callbacks,
        frozen);
  }

  private static long step(double number) throws IOException {
    if (number != Math.rint(number) || number < 0 || number > MOST_STEPS) {
      throw new IOException("step: " + number + ", expected a whole number from 0 up");
    }
    return (long) number;
  }

  private static List<EpochSummary> epochs(double[] numbers) throws IOException {
    if (numbers.length % NUMBERS_PER_EPOCH != 0) {
      throw new IOException("a history of " + numbers.length + " numbers");
    }
    List<EpochSummary> epochs = new ArrayList<>();
    for (int at = 0; at < numbers.length; at += NUMBERS_PER_EPOCH) {
      epochs.add(
          new EpochSummary(
              epochs.size() + 1, numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]));
    }
    return epochs;
  }

  private static double[] numbers(Object array) throws IOException {
    List<Object> list = Json.array(array);
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      String text = Json.string(list.get(i));
      try {
        numbers[i] = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new IOException("found '" + text + "', expected a number", e);
      }
    }
    return numbers;
  }
}
