// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import ritz.nn.ParameterView;
import ritz.nn.TrainingView;

/**
 * What of a training is shown to a {@link TrainingMonitor} after each epoch: any function of it
 * with as many values every time.
 */
@FunctionalInterface
public interface Observable {
  /**
   * Observes.
   *
   * @param training the training as it is now
   * @return the values; may be reused by the next call
   */
  float[] of(TrainingView training);

  /**
   * All weights.
   *
   * @return the observable
   */
  static Observable weights() {
    return TrainingView::parameters;
  }

  /**
   * The weights and biases of one layer.
   *
   * @param layer the index of the layer in the network
   * @return the observable; it throws an IllegalArgumentException for a layer without parameters
   */
  static Observable layer(int layer) {
    return training -> {
      int from = Integer.MAX_VALUE;
      int to = 0;
      for (ParameterView view : training.network().parameters()) {
        if (view.layer() == layer) {
          from = Math.min(from, view.offset());
          to = Math.max(to, view.offset() + view.length());
        }
      }
      if (to == 0) {
        throw new IllegalArgumentException("layer: " + layer + " has no parameters");
      }
      return java.util.Arrays.copyOfRange(training.parameters(), from, to);
    };
  }

  /**
   * For every unit the norm of the weights that lead into it: a short summary that does not depend
   * on the order of the inputs.
   *
   * @return the observable
   */
  static Observable unitNorms() {
    return training ->
        training.network().parameters().stream()
            .filter(view -> view.shape().size() == 2)
            .map(view -> UnitNorms.of(training.parameters(), view))
            .reduce(new float[0], UnitNorms::concatenate);
  }

  /**
   * The training loss and, where there is one, the validation loss.
   *
   * @return the observable; before the first epoch all is 0
   */
  static Observable losses() {
    return training -> {
      double validation = training.validationLoss();
      double train = training.trainLoss();
      return new float[] {
        Double.isNaN(train) ? 0 : (float) train, Double.isNaN(validation) ? 0 : (float) validation
      };
    };
  }

  /**
   * A random projection of the weights, for networks so large that a window of their weights does
   * not fit in memory: the window then takes {@code size} numbers a snapshot. Movements, angles and
   * so the verdicts are those of the weights to about 1/sqrt(size); limits and modes live in the
   * projection, and the share of frozen weights is not seen.
   *
   * @param size the number of values, at least 1; 4096 is usual
   * @param seed of the projection
   * @return the observable
   * @throws IllegalArgumentException if the size is less than 1
   */
  static Observable projection(int size, long seed) {
    RandomProjection projection = new RandomProjection(size, seed);
    return training -> projection.apply(training.parameters());
  }
}
