// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;
import java.util.SplittableRandom;
import ritz.kernels.FloatBlas;
import ritz.kernels.Threads;
import ritz.nn.data.Dataset;

/**
 * Compares the gradients of a model by backpropagation with differences of its loss: for each
 * tensor along its own gradient, where the loss changes most, and along random directions.
 *
 * <p>Differences are central, (f(w + h d) - f(w - h d)) / 2h, extrapolated from two steps. The
 * forward pass is in floats, so that they agree to some three digits where the loss is smooth; a
 * kink of an activation or a loss between the two sides shows too.
 *
 * @param name the tensor for which the difference was largest
 * @param expected the slope by differences
 * @param found the slope by the gradient
 * @param relativeError their difference over the norm of the tensor's gradient and the direction,
 *     or over that of the direction alone where the gradient is 0; infinite if it is not a number;
 *     below 1e-2 for a correct gradient in all but pathological cases, usually below 1e-3
 */
public record GradientCheck(String name, double expected, double found, double relativeError) {
  private static final int RANDOM_DIRECTIONS = 2;
  private static final double STEP = 0x1p-8;

  /**
   * Checks a model.
   *
   * @param model the model; not changed
   * @param loss the loss
   * @param data samples, taken in one batch
   * @return the worst agreement among all tensors and directions
   * @throws IllegalArgumentException if model, loss and data do not fit
   */
  public static GradientCheck worst(Model model, Loss loss, Dataset data) {
    FitCheck.requireShape(model, data, "data");
    TargetCheck.require(loss, data, "data");
    Slopes slopes = new Slopes(model, loss, data);
    SplittableRandom random = new SplittableRandom(1);
    GradientCheck worst = new GradientCheck("", 0, 0, 0);
    for (ParameterView view : model.network().parameters()) {
      for (int k = 0; k <= RANDOM_DIRECTIONS; k++) {
        float[] direction = new float[view.length()];
        for (int i = 0; i < direction.length; i++) {
          direction[i] =
              k == 0 ? slopes.gradient[view.offset() + i] : random.nextBoolean() ? 1 : -1;
        }
        GradientCheck check = slopes.compare(view, direction);
        worst = check.relativeError > worst.relativeError ? check : worst;
      }
    }
    return worst;
  }

  /** The loss along lines through the parameters. */
  private static final class Slopes {
    private final Batch batch;
    private final NetworkPass pass;
    private final LossPass loss;
    private final float[] start;
    private final float[] parameters;
    private final float[] gradient;

    Slopes(Model model, Loss loss, Dataset data) {
      int outputs = model.network().outputs();
      int[] order = new int[data.size()];
      Arrays.setAll(order, i -> i);
      this.batch = new Batch(model.scaling(), outputs, data.size(), Threads.single());
      batch.fill(data, order, 0, data.size());
      this.pass = new NetworkPass(model.copy(), data.size(), true, Threads.single());
      this.loss = LossPass.of(loss, outputs, data.size());
      this.start = model.parameters().clone();
      this.parameters = start.clone();
      this.gradient = new float[start.length];
      value();
      pass.backward(parameters, batch.inputs(), batch.size(), gradient);
    }

    private double value() {
      float[] outputs = pass.forward(parameters, batch.inputs(), batch.size());
      return loss.evaluate(outputs, batch, pass.outputDelta());
    }

    GradientCheck compare(ParameterView view, float[] direction) {
      int n = direction.length;
      float norm = FloatBlas.nrm2(n, direction, 0);
      double steepness = FloatBlas.nrm2(n, gradient, view.offset());
      if (norm == 0) {
        return new GradientCheck(view.name(), 0, 0, 0);
      }
      FloatBlas.scal(n, 1 / norm, direction, 0);
      double found = FloatBlas.dot(n, gradient, view.offset(), direction, 0);
      double scale = Math.max(FloatBlas.nrm2(n, start, view.offset()), 1);
      double wide = difference(view, direction, 2 * STEP * scale);
      double narrow = difference(view, direction, STEP * scale);
      double expected = narrow + (narrow - wide) / 3;
      double error = Math.abs(found - expected) / (steepness == 0 ? 1 : steepness);
      double known = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
      return new GradientCheck(view.name(), expected, found, known);
    }

    private double difference(ParameterView view, float[] direction, double step) {
      double above = valueAt(view, direction, (float) step);
      double below = valueAt(view, direction, (float) -step);
      return (above - below) / (2 * (float) step);
    }

    private double valueAt(ParameterView view, float[] direction, float step) {
      FloatBlas.axpy(direction.length, step, direction, 0, parameters, view.offset());
      double value = value();
      System.arraycopy(start, view.offset(), parameters, view.offset(), direction.length);
      return value;
    }
  }
}
