// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import ritz.kernels.FloatMath;

/**
 * The function that a layer applies to each of its sums z. Definitions and constants are those of
 * PyTorch's modules of the same names.
 *
 * <p>Each constant has two loops over the entries {@code from} to {@code to - 1} of its arrays:
 * {@code forward} writes y = f(z), and {@code backward} multiplies the loss gradient for y by
 * f'(z). Where f' follows from y, z and y share an array; else they must not, and {@code backward}
 * may overwrite both.
 */
public enum Activation {
  /** z. */
  IDENTITY(true) {
    @Override
    void forward(float[] z, float[] y, int from, int to) {
      if (z != y) {
        System.arraycopy(z, from, y, from, to - from);
      }
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int from, int to) {
      // f' = 1
    }
  },

  /** max(z, 0). */
  RELU(true) {
    @Override
    void forward(float[] z, float[] y, int from, int to) {
      for (int i = from; i < to; i++) {
        y[i] = Math.max(z[i], 0);
      }
    }

    @Override
    void forward(float[] bias, int biasOffset, int width, float[] z, float[] y, int from, int to) {
      FloatMath.rectifyColumns(width, (to - from) / width, bias, biasOffset, z, from);
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int from, int to) {
      FloatMath.clearWhereNotPositive(to - from, y, from, gradient, from);
    }
  },

  /** z, or z / 100 where z is negative. */
  LEAKY_RELU(true) {
    private static final float SLOPE = 0.01f;

    @Override
    void forward(float[] z, float[] y, int from, int to) {
      for (int i = from; i < to; i++) {
        y[i] = Math.max(z[i], SLOPE * z[i]);
      }
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int from, int to) {
      for (int i = from; i < to; i++) {
        gradient[i] *= SLOPE + (1 - SLOPE) * step(y[i]);
      }
    }
  },

  /** z, or exp(z) - 1 where z is negative, which is 2t / (1 - t) with t = tanh(z / 2). */
  ELU(false) {
    @Override
    void forward(float[] z, float[] y, int from, int to) {
      for (int i = from; i < to; i++) {
        y[i] = 0.5f * Math.min(z[i], 0);
      }
      FloatMath.tanh(to - from, y, from, y, from);
      for (int i = from; i < to; i++) {
        y[i] = Math.max(z[i], 0) + 2 * y[i] / (1 - y[i]);
      }
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int from, int to) {
      for (int i = from; i < to; i++) {
        gradient[i] *= 1 + Math.min(y[i], 0);
      }
    }
  },

  /** z Phi(z), with Phi the standard normal distribution function. */
  GELU(false) {
    @Override
    void forward(float[] z, float[] y, int from, int to) {
      Gelu.forward(z, y, from, to);
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int from, int to) {
      Gelu.backward(z, y, gradient, from, to);
    }
  },

  /** z s(z), with s(z) = 1 / (1 + exp(-z)); also called swish. */
  SILU(false) {
    @Override
    void forward(float[] z, float[] y, int from, int to) {
      FloatMath.sigmoid(to - from, z, from, y, from);
      for (int i = from; i < to; i++) {
        y[i] *= z[i];
      }
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int from, int to) {
      FloatMath.sigmoid(to - from, z, from, y, from);
      for (int i = from; i < to; i++) {
        gradient[i] *= y[i] * (1 + z[i] * (1 - y[i]));
      }
    }
  },

  /** The hyperbolic tangent. */
  TANH(true) {
    @Override
    void forward(float[] z, float[] y, int from, int to) {
      FloatMath.tanh(to - from, z, from, y, from);
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int from, int to) {
      for (int i = from; i < to; i++) {
        gradient[i] *= (1 - y[i]) * (1 + y[i]);
      }
    }
  },

  /** The logistic function, 1 / (1 + exp(-z)). */
  SIGMOID(true) {
    @Override
    void forward(float[] z, float[] y, int from, int to) {
      FloatMath.sigmoid(to - from, z, from, y, from);
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int from, int to) {
      for (int i = from; i < to; i++) {
        gradient[i] *= y[i] * (1 - y[i]);
      }
    }
  },

  /** log(1 + exp(z)), which is max(z, 0) + log(1 + exp(-|z|)). */
  SOFTPLUS(false) {
    @Override
    void forward(float[] z, float[] y, int from, int to) {
      for (int i = from; i < to; i++) {
        y[i] = (float) (Math.max(z[i], 0) + Math.log1p(Math.exp(-Math.abs(z[i]))));
      }
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int from, int to) {
      FloatMath.sigmoid(to - from, z, from, z, from);
      for (int i = from; i < to; i++) {
        gradient[i] *= z[i];
      }
    }
  },

  /** sin(z), for signals. */
  SINE(false) {
    @Override
    void forward(float[] z, float[] y, int from, int to) {
      for (int i = from; i < to; i++) {
        y[i] = (float) Math.sin(z[i]);
      }
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int from, int to) {
      for (int i = from; i < to; i++) {
        gradient[i] *= (float) Math.cos(z[i]);
      }
    }
  };

  /** 1 for positive numbers, even the smallest, and 0 for others; C2 vectorizes no comparison. */
  static float step(float y) {
    return Math.min(Math.max(y * 0x1p100f * 0x1p100f, 0), 1);
  }

  private final boolean inPlace;

  Activation(boolean inPlace) {
    this.inPlace = inPlace;
  }

  /** Whether z and y share an array; otherwise they must be two. */
  boolean inPlace() {
    return inPlace;
  }

  /** Writes y = f(z). */
  abstract void forward(float[] z, float[] y, int from, int to);

  /** Adds a bias to the sums of every sample, {@code width} each, and writes y = f(z). */
  void forward(float[] bias, int biasOffset, int width, float[] z, float[] y, int from, int to) {
    FloatMath.addToColumns(width, (to - from) / width, bias, biasOffset, z, from);
    forward(z, y, from, to);
  }

  /** Multiplies the gradient for y by f'(z). */
  abstract void backward(float[] z, float[] y, float[] gradient, int from, int to);

  /**
   * The name in files and on the command line.
   *
   * @return the name in lower case, for example {@code "leaky_relu"}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The activation of a given name.
   *
   * @param label the name, as {@link #label()} gives it
   * @return the activation
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Activation named(String label) {
    for (Activation activation : values()) {
      if (activation.label().equals(label)) {
        return activation;
      }
    }
    String names = Arrays.stream(values()).map(Activation::label).collect(Collectors.joining(", "));
    throw new IllegalArgumentException("activation: '" + label + "', expected one of " + names);
  }
}
