// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The states of several callbacks, by the names of their classes and, from the second on, a count.
 */
final class CallbackStates {
  private CallbackStates() {}

  static Map<String, double[]> of(Callback[] callbacks) {
    Map<String, double[]> states = new LinkedHashMap<>();
    String[] names = names(callbacks);
    for (int i = 0; i < callbacks.length; i++) {
      double[] state = callbacks[i].state();
      if (state.length > 0) {
        states.put(names[i], state);
      }
    }
    return states;
  }

  /** Starts the callbacks, each that has a state with it. */
  static void resume(Callback[] callbacks, Map<String, double[]> states, TrainingView training) {
    String[] names = names(callbacks);
    for (int i = 0; i < callbacks.length; i++) {
      double[] state = states.get(names[i]);
      if (state == null) {
        callbacks[i].onStart(training);
      } else {
        callbacks[i].onResume(training, state.clone());
      }
    }
  }

  private static String[] names(Callback[] callbacks) {
    Map<String, Integer> counts = new HashMap<>();
    String[] names = new String[callbacks.length];
    for (int i = 0; i < callbacks.length; i++) {
      String name = callbacks[i].getClass().getName();
      int count = counts.merge(name, 1, Integer::sum);
      names[i] = count == 1 ? name : name + " " + count;
    }
    return names;
  }
}
