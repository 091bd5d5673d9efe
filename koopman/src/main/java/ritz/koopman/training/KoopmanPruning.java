// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import ritz.nn.Network;
import ritz.nn.ParameterView;
import ritz.nn.PruningMask;

/**
 * Koopman magnitude pruning: takes the weights whose value in the limit of the training is
 * smallest, rather than those whose value is smallest now (Redman and others, "An Operator
 * Theoretic View on Pruning Deep Neural Networks", ICLR 2022). The limit is {@link
 * TrainingMonitor#limitWeights}. At convergence the two are the same.
 */
public final class KoopmanPruning {
  /** Whether weights compete across the network or within their layer. */
  public enum Scope {
    /** One threshold for all layers. */
    GLOBAL,
    /** The same share of each layer. */
    LAYER
  }

  private KoopmanPruning() {}

  /**
   * Scores for gradient pruning: by how much the loss changes, to first order, when a weight goes,
   * |w · g|. With the gradient itself this is plain gradient pruning; with {@link
   * TrainingMonitor#predictedStep} it is Koopman gradient pruning, which needs no gradient and is
   * free of its noise.
   *
   * @param weights the weights
   * @param gradient for each weight the gradient, or anything proportional to it
   * @return a new array, to be given to {@link #mask} in place of the limit
   * @throws IllegalArgumentException if the lengths differ
   */
  public static float[] gradientScores(float[] weights, float[] gradient) {
    if (gradient.length != weights.length) {
      throw new IllegalArgumentException(
          "gradient: " + gradient.length + " numbers, expected " + weights.length);
    }
    float[] scores = new float[weights.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.abs(weights[i] * gradient[i]);
    }
    return scores;
  }

  /**
   * A mask for the smallest weights. Biases are never pruned.
   *
   * @param network the network
   * @param limit the limit of its parameters, or any scores whose modulus counts; not changed
   * @param fraction the share of all parameters to prune, at least 0 and at most the share that the
   *     weights have; rounded up to whole parameters
   * @param scope where weights compete
   * @return the mask
   * @throws IllegalArgumentException if the number of parameters is not the network's, a score is
   *     NaN, or the fraction is out of range
   */
  public static PruningMask mask(Network network, float[] limit, double fraction, Scope scope) {
    if (limit.length != network.parameterCount()) {
      throw new IllegalArgumentException(
          "limit: " + limit.length + " numbers, expected " + network.parameterCount());
    }
    for (int i = 0; i < limit.length; i++) {
      if (Float.isNaN(limit[i])) {
        throw new IllegalArgumentException("limit: entry " + i + " is NaN, expected a number");
      }
    }
    List<ParameterView> weights =
        network.parameters().stream().filter(view -> view.shape().size() > 1).toList();
    int prunable = weights.stream().mapToInt(ParameterView::length).sum();
    if (!(fraction >= 0 && fraction * limit.length <= prunable)) {
      throw new IllegalArgumentException(
          "fraction: "
              + fraction
              + ", expected 0 to "
              + (double) prunable / limit.length
              + ", the share of the weights");
    }
    boolean[] pruned = new boolean[limit.length];
    double share = fraction * limit.length / Math.max(1, prunable);
    for (List<ParameterView> group : groups(weights, scope)) {
      markSmallest(limit, group, share, pruned);
    }
    return PruningMask.of(pruned);
  }

  private static List<List<ParameterView>> groups(List<ParameterView> weights, Scope scope) {
    if (scope == Scope.GLOBAL) {
      return List.of(weights);
    }
    List<List<ParameterView>> groups = new ArrayList<>();
    weights.forEach(view -> groups.add(List.of(view)));
    return groups;
  }

  /** Marks a share of some tensors; of equal scores, those that come first. */
  private static void markSmallest(
      float[] scores, List<ParameterView> group, double share, boolean[] pruned) {
    Integer[] indices =
        group.stream()
            .flatMapToInt(view -> IntStream.range(view.offset(), view.offset() + view.length()))
            .boxed()
            .toArray(Integer[]::new);
    Arrays.sort(indices, Comparator.comparingDouble((Integer i) -> Math.abs(scores[i])));
    // A rounding error above a whole number must not take one more.
    int count = Math.min(indices.length, (int) Math.ceil(share * indices.length * (1 - 1e-12)));
    for (int i = 0; i < count; i++) {
      pruned[indices[i]] = true;
    }
  }
}
