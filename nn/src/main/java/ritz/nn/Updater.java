// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** An optimizer at work: its state, in arrays parallel to the parameters, and its update loop. */
abstract class Updater {
  /** The updater of an optimizer for so many parameters, with its state at zero. */
  static Updater of(Optimizer optimizer, int parameterCount) {
    if (optimizer instanceof Adam adam) {
      return new AdamUpdater(adam, parameterCount);
    }
    return new SgdUpdater((Sgd) optimizer, parameterCount);
  }

  /** Moves the parameters one step. */
  abstract void update(float[] parameters, float[] gradient);
}
