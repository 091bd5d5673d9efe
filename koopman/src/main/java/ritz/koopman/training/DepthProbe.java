// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.koopman.dmd.Dmd;
import ritz.koopman.dmd.DmdResult;
import ritz.nn.Layer;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.Residual;
import ritz.nn.data.Dataset;

/**
 * How many layers a classification needs, from one deep network of residual blocks: its hidden
 * states are snapshots along the layer index, and the representation settles along it.
 *
 * <p>The advice is the first depth from which on the part of the way still to go is below a
 * tolerance. With u_l = sum of a_j lambda_j^l z_j that part is the sum of all components with an
 * eigenvalue other than 1, u_l less its limit. It is taken whole, relative to the limit, for which
 * the state after the last block stands: six or so snapshots fix a sum far better than its terms.
 * The state u_l is what a linear function of the hidden states after block l tells of the classes,
 * since a readout is what follows the blocks. {@link #decomposition} has the single components, for
 * the classes' mean hidden states, less the mean of all, scaled to norm 1.
 *
 * <p>Experimental: in {@code ritz paper depth} the advice was within one block of the smallest
 * depth that tests well in 26 of thirty runs on three data sets, against ten for the advice to take
 * the deepest network.
 */
public final class DepthProbe {
  private static final int RANK = 4;
  private static final double NOISE = 1e-3;

  private final DmdResult decomposition;
  private final double[] settling;
  private final double[] remainder;
  private final int blocks;

  private DepthProbe(DmdResult decomposition, double[] remainder) {
    int blocks = remainder.length - 1;
    this.decomposition = decomposition;
    this.remainder = remainder;
    this.blocks = blocks;
    this.settling = new double[blocks + 1];
    double unitRadius = 1.0 / (2 * (blocks + 1));
    for (int j = 0; j < decomposition.rank(); j++) {
      Complex eigenvalue = decomposition.eigenvalues()[j];
      boolean unit = eigenvalue.minus(Complex.ONE).abs() <= unitRadius;
      if (!unit) {
        double amplitude = decomposition.amplitudes()[j].abs();
        for (int depth = 0; depth <= blocks; depth++) {
          settling[depth] =
              Math.max(settling[depth], amplitude * Math.pow(eigenvalue.abs(), depth));
        }
      }
    }
  }

  /**
   * Looks at a trained network.
   *
   * @param model a classifier with at least three residual blocks one after the other
   * @param data samples of all its classes, best those it was not trained on
   * @return what the hidden states do
   * @throws IllegalArgumentException if there are fewer blocks, the data do not fit, or the means
   *     of the classes coincide before the last block
   */
  public static DepthProbe of(Model model, Dataset data) {
    if (!data.isClassification() || data.features() != model.network().inputs()) {
      throw new IllegalArgumentException(
          "data: expected a classification of "
              + model.network().inputs()
              + " features, found "
              + data.features());
    }
    List<float[]> hidden = hiddenStates(model, data);
    List<double[]> states = hidden.stream().map(values -> state(values, data)).toList();
    if (states.size() < 4) {
      throw new IllegalArgumentException(
          "model: "
              + model.network()
              + " has "
              + Math.max(0, states.size() - 1)
              + " residual blocks in a row, expected at least 3");
    }
    Matrix snapshots = new Matrix(states.get(0).length, states.size());
    for (int l = 0; l < states.size(); l++) {
      for (int i = 0; i < snapshots.rows(); i++) {
        snapshots.set(i, l, states.get(l)[i]);
      }
    }
    return new DepthProbe(
        Dmd.builder().rank(RANK).tolerance(NOISE).build().fit(snapshots), remainder(hidden, data));
  }

  private static double[] remainder(List<float[]> hidden, Dataset data) {
    int blocks = hidden.size() - 1;
    Matrix limit = LinearReadout.of(hidden.get(blocks), data);
    double norm = limit.frobeniusNorm();
    double[] remainder = new double[blocks + 1];
    for (int depth = 0; depth < blocks; depth++) {
      Matrix readout = LinearReadout.of(hidden.get(depth), data);
      remainder[depth] = norm > 0 ? readout.minus(limit).frobeniusNorm() / norm : 1;
    }
    return remainder;
  }

  /**
   * The depth for data that come from a dynamical system, which needs no probe: a network whose
   * blocks do what the system does in a step needs as many as it takes until every component with
   * an eigenvalue other than 1 is below the tolerance.
   *
   * @param map the decomposition of the system's snapshots
   * @param tolerance the size below which a component does not matter, relative to the largest, in
   *     (0, 1)
   * @return the number of steps, from 0; nothing if a component does not decay, by less than a
   *     thousandth in a step
   * @throws IllegalArgumentException if the tolerance is out of range
   */
  public static OptionalInt steps(DmdResult map, double tolerance) {
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance: " + tolerance + ", expected within (0, 1)");
    }
    double largest = 0;
    for (Complex amplitude : map.amplitudes()) {
      largest = Math.max(largest, amplitude.abs());
    }
    double steps = 0;
    for (int j = 0; j < map.rank(); j++) {
      double share = map.amplitudes()[j].abs() / largest;
      double modulus = map.eigenvalues()[j].abs();
      boolean unit = map.eigenvalues()[j].minus(Complex.ONE).abs() <= NOISE;
      if (share > tolerance && !unit) {
        if (modulus >= 1 - NOISE) {
          return OptionalInt.empty();
        }
        steps = Math.max(steps, Math.log(tolerance / share) / Math.log(modulus));
      }
    }
    // A rounding error above a whole number must not take one more.
    return OptionalInt.of((int) Math.ceil(steps - 1e-9));
  }

  /** The state before the first block and after each one. */
  private static List<float[]> hiddenStates(Model model, Dataset data) {
    List<float[]> states = new ArrayList<>();
    float[] values = data.inputs();
    int offset = 0;
    boolean first = true;
    for (Layer layer : model.network().layers()) {
      if (layer instanceof Residual && states.isEmpty()) {
        states.add(values);
      } else if (!(layer instanceof Residual) && !states.isEmpty()) {
        break;
      }
      Network alone = Network.builder(layer.inputs()).add(layer).build();
      int end = offset + layer.parameterCount();
      float[] parameters = java.util.Arrays.copyOfRange(model.parameters(), offset, end);
      Model step = Model.of(alone, parameters);
      values = (first ? step.withScaling(model.scaling()) : step).predict(values);
      first = false;
      offset = end;
      if (layer instanceof Residual) {
        states.add(values);
      }
    }
    return states;
  }

  /** The class means, centered and scaled to norm 1, one after the other. */
  private static double[] state(float[] values, Dataset data) {
    int width = values.length / data.size();
    int classes = data.outputs();
    double[] means = new double[width * classes];
    int[] counts = new int[classes];
    for (int sample = 0; sample < data.size(); sample++) {
      int label = data.labels()[sample];
      counts[label]++;
      for (int i = 0; i < width; i++) {
        means[label * width + i] += values[sample * width + i];
      }
    }
    double[] center = new double[width];
    for (int k = 0; k < means.length; k++) {
      means[k] /= Math.max(1, counts[k / width]);
      center[k % width] += means[k] / classes;
    }
    double norm = 0;
    for (int k = 0; k < means.length; k++) {
      means[k] -= center[k % width];
      norm = Math.hypot(norm, means[k]);
    }
    for (int k = 0; k < means.length && norm > 0; k++) {
      means[k] /= norm;
    }
    return means;
  }

  /**
   * The decomposition over the layers.
   *
   * @return eigenvalues, modes, residuals
   */
  public DmdResult decomposition() {
    return decomposition;
  }

  /**
   * The largest component with an eigenvalue other than 1 after each block, relative to the
   * representation.
   *
   * @return one number for each depth, from 0 to the number of blocks
   */
  public double[] settling() {
    return settling.clone();
  }

  /**
   * How far what can be read out linearly after each block is from what can be after the last,
   * relative to that: 0 after the last; 1 before it if nothing can be read out at all.
   *
   * @return one number for each depth, from 0 to the number of blocks
   */
  public double[] remainder() {
    return remainder.clone();
  }

  /**
   * The number of blocks advised.
   *
   * @param tolerance the {@link #remainder} that does not matter, at least 0; 0.55 is right most
   *     often for a probe trained as long as the network that is wanted
   * @return the first depth from which on the remainder is within the tolerance, from 0 to the
   *     number of blocks
   * @throws IllegalArgumentException if the tolerance is negative or NaN
   */
  public int advised(double tolerance) {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance: " + tolerance + ", expected at least 0");
    }
    int depth = blocks;
    while (depth > 0 && remainder[depth - 1] <= tolerance) {
      depth--;
    }
    return depth;
  }
}
