// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;

/**
 * The squared norm H^-s of the residual at scattered points x_i, through a kernel.
 *
 * <p>With the weights v_i of a quadrature, V their sum and c exp(-|x|) the kernel of the operator
 * (1 - Laplace)^-t, t = (d + 1) / 2 in d dimensions, the matrix M_ij = sqrt(v_i v_j) c exp(-|x_i -
 * x_j|) stands for that operator, and M^(s/t) for (1 - Laplace)^-s. The norm of a residual e is u'
 * M^(s/t) u / V with u_i = sqrt(v_i) e_i: for s = t the double sum over the kernel, for s = 0 the
 * weighted mean square, and so a norm equivalent to that of the Sobolev space for every order
 * between and beyond. Negative orders are limited by what rounding leaves of the small eigenvalues
 * of M. The unit of length is that of the coordinates, as it is that of L in {@link
 * NegativeSobolev}; scale the coordinates to change it.
 *
 * <p>Making it costs a decomposition, some 50 n³ operations for n points, and n² numbers; a step
 * costs 2 n² operations for each signal. Immutable and thread-safe.
 */
public final class ScatteredSobolev implements Loss {
  private final double order;
  private final int dimensions;
  private final float[] coordinates;
  private final double[] weights;
  private final boolean alongBatch;
  private final KernelForm form;

  private ScatteredSobolev(
      double order,
      int dimensions,
      float[] coordinates,
      double[] weights,
      boolean alongBatch,
      KernelForm form) {
    this.order = order;
    this.dimensions = dimensions;
    this.coordinates = coordinates;
    this.weights = weights;
    this.alongBatch = alongBatch;
    this.form = form;
  }

  static ScatteredSobolev of(double order, float[] points, int dimensions) {
    Settings.requireFinite("order", order);
    double[] cells = cells(points, dimensions);
    return of(order, points.clone(), dimensions, cells, true);
  }

  private static ScatteredSobolev of(
      double order, float[] points, int dimensions, double[] weights, boolean alongBatch) {
    KernelForm form = KernelForm.of(order, points, dimensions, weights);
    return new ScatteredSobolev(order, dimensions, points, weights, alongBatch, form);
  }

  /**
   * The volume of the part of the points' bounding box that is nearer to a point than to any other.
   * Exact in one dimension; in others the box is probed at 64 places for each point, which costs 64
   * n² distances.
   *
   * @param points the coordinates, {@code dimensions} for each point; a coordinate that is the same
   *     for all points adds no volume and is left out
   * @param dimensions the number of coordinates of a point, at least 1
   * @return for each point its volume; in one dimension points at the same place share theirs
   * @throws IllegalArgumentException if a coordinate is not finite, all points coincide, or their
   *     number does not fit
   */
  public static double[] cells(float[] points, int dimensions) {
    return Cells.volumes(points, dimensions);
  }

  /**
   * The same with other weights.
   *
   * @param quadrature the volume that each point stands for, at least 0, one of them positive
   * @return a new loss
   * @throws IllegalArgumentException if their number does not fit, or one is out of range
   */
  public ScatteredSobolev withWeights(double[] quadrature) {
    if (quadrature.length != weights.length) {
      throw new IllegalArgumentException(
          "quadrature: " + quadrature.length + " weights for " + weights.length + " points");
    }
    for (double weight : quadrature) {
      Settings.requireNotNegative("quadrature", weight);
    }
    Settings.requirePositive("quadrature: the sum", Arrays.stream(quadrature).sum());
    return of(order, coordinates, dimensions, quadrature.clone(), alongBatch);
  }

  /**
   * The same with the outputs as the points and each sample a signal.
   *
   * @return a new loss
   */
  public ScatteredSobolev alongTheOutputs() {
    return new ScatteredSobolev(order, dimensions, coordinates, weights, false, form);
  }

  /**
   * The order s.
   *
   * @return a finite number
   */
  public double order() {
    return order;
  }

  /**
   * The number of points.
   *
   * @return at least 2
   */
  public int points() {
    return weights.length;
  }

  /**
   * Whether the samples are the points, in their order, and each output a signal.
   *
   * @return false if the outputs are the points
   */
  public boolean alongBatch() {
    return alongBatch;
  }

  KernelForm form() {
    return form;
  }

  @Override
  public String toString() {
    return String.format(
        "ScatteredSobolev[order=%s, points=%d, dimensions=%d, alongBatch=%s]",
        order, points(), dimensions, alongBatch);
  }
}
