// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ritz.nn.Callback;
import ritz.nn.Network;
import ritz.nn.ParameterView;
import ritz.nn.TrainingView;

/**
 * Says after the first epochs, by default a tenth of the budget and at least four, whether a
 * training is worth going on with, and ends it with the reason {@link #INITIALIZATION} if not. It
 * looks at how far and in how many directions the weights have moved and at where the loss is
 * heading; see {@link Outlook}. Each instance serves one training.
 *
 * <p>The cost is a copy of the initial weights and, once, inputs · units² operations for each
 * layer.
 */
public final class InitializationCheck implements Callback {
  /** The reason given. */
  public static final String INITIALIZATION = "initialization";

  private static final double SHARE = 0.1;
  private static final int LEAST_EPOCHS = 4;

  // The limits were chosen on seeds and networks other than those they are judged on.
  private static final double USUAL_MOVEMENT = 0.4;
  private static final double MOVEMENT_RATIO = 10;
  private static final double LEAST_DIVERSITY = 1.02;
  private static final double LARGEST_LOSS = 0.9;

  private final double share;
  private final double trivialLoss;
  private final boolean alwaysEnds;
  private final List<Double> losses = new ArrayList<>();
  private float[] initial;
  private Outlook outlook;

  /** Judges by the weights and the course of the loss. */
  public InitializationCheck() {
    this(SHARE, Double.NaN);
  }

  /**
   * Judges also by the value of the loss.
   *
   * @param share the share of the budget after which to judge, above 0 and at most 1
   * @param trivialLoss the loss of a model that knows nothing, for example ln(classes) for
   *     cross-entropy or the variance of the targets for the mean square; NaN if it is not known
   * @throws IllegalArgumentException if the share is out of range
   */
  public InitializationCheck(double share, double trivialLoss) {
    this(share, trivialLoss, false);
  }

  InitializationCheck(double share, double trivialLoss, boolean alwaysEnds) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share: " + share + ", expected above 0 and at most 1");
    }
    this.share = share;
    this.trivialLoss = trivialLoss;
    this.alwaysEnds = alwaysEnds;
  }

  @Override
  public void onStart(TrainingView training) {
    initial = training.parameters().clone();
  }

  @Override
  public void onEpoch(TrainingView training) {
    losses.add(training.trainLoss());
    int at = Math.min(training.epochs(), Math.max(LEAST_EPOCHS, (int) (share * training.epochs())));
    if (training.epoch() != at) {
      return;
    }
    double[] soFar = losses.stream().mapToDouble(Double::doubleValue).toArray();
    double expected = LossForecast.of(soFar, training.epochs() - at);
    outlook = judge(training.network(), training.parameters(), at, expected);
    if (alwaysEnds || !outlook.promising()) {
      training.stop(INITIALIZATION);
    }
  }

  private Outlook judge(Network network, float[] weights, int epoch, double expectedLoss) {
    double movement = movement(weights);
    double diversity = diversity(network, weights);
    double relative = expectedLoss / trivialLoss;
    double doubt =
        Math.max(
            Math.abs(Math.log(movement / USUAL_MOVEMENT)) / Math.log(MOVEMENT_RATIO),
            LEAST_DIVERSITY / diversity);
    if (!Double.isNaN(relative)) {
      doubt = Math.max(doubt, relative / LARGEST_LOSS);
    }
    return new Outlook(epoch, movement, diversity, expectedLoss, relative, doubt);
  }

  private double movement(float[] weights) {
    double moved = 0;
    double before = 0;
    for (int i = 0; i < weights.length; i++) {
      double step = (double) weights[i] - initial[i];
      moved += step * step;
      before += (double) initial[i] * initial[i];
    }
    return moved == 0 ? 0 : Math.sqrt(moved / before);
  }

  /** The least participation ratio, (sum of s²)² / sum of s⁴, of the hidden layers' movements. */
  private double diversity(Network network, float[] weights) {
    List<ParameterView> matrices =
        network.parameters().stream().filter(view -> view.shape().size() == 2).toList();
    double least = Double.POSITIVE_INFINITY;
    for (ParameterView view : matrices.subList(0, Math.max(0, matrices.size() - 1))) {
      if (view.shape().get(0) > 1) {
        least = Math.min(least, participation(view, weights));
      }
    }
    return least;
  }

  private double participation(ParameterView view, float[] weights) {
    int units = view.shape().get(0);
    int inputs = view.shape().get(1);
    double trace = 0;
    double squares = 0;
    for (int a = 0; a < units; a++) {
      for (int b = 0; b <= a; b++) {
        double product = 0;
        int rowA = view.offset() + a * inputs;
        int rowB = view.offset() + b * inputs;
        for (int i = 0; i < inputs; i++) {
          product +=
              ((double) weights[rowA + i] - initial[rowA + i])
                  * ((double) weights[rowB + i] - initial[rowB + i]);
        }
        trace += a == b ? product : 0;
        squares += (a == b ? 1 : 2) * product * product;
      }
    }
    return squares > 0 ? trace * trace / squares : 1;
  }

  /**
   * The judgement.
   *
   * @return nothing before it was made
   */
  public Optional<Outlook> outlook() {
    return Optional.ofNullable(outlook);
  }
}
