// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Locale;

/**
 * The function that a layer applies to each of its sums z. Definitions and constants are those of
 * PyTorch's modules of the same names.
 *
 * <p>Each constant has two loops over the first {@code n} entries of its arrays: {@code forward}
 * writes f(z), and {@code backward} multiplies the loss gradient for f(z) by f'(z). Where f'
 * follows from f(z), z and f(z) may share an array.
 */
public enum Activation {
  /** z. */
  IDENTITY(true) {
    @Override
    void forward(float[] z, float[] y, int n) {
      if (z != y) {
        System.arraycopy(z, 0, y, 0, n);
      }
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int n) {
      // f' = 1
    }
  },

  /** max(z, 0). */
  RELU(true) {
    @Override
    void forward(float[] z, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = Math.max(z[i], 0);
      }
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int n) {
      for (int i = 0; i < n; i++) {
        gradient[i] *= step(y[i]);
      }
    }
  },

  /** z, or z / 100 where z is negative. */
  LEAKY_RELU(true) {
    private static final float SLOPE = 0.01f;

    @Override
    void forward(float[] z, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = Math.max(z[i], SLOPE * z[i]);
      }
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int n) {
      for (int i = 0; i < n; i++) {
        gradient[i] *= SLOPE + (1 - SLOPE) * step(y[i]);
      }
    }
  },

  /** z, or exp(z) - 1 where z is negative. */
  ELU(true) {
    @Override
    void forward(float[] z, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = z[i] < 0 ? (float) Elementary.expm1(z[i]) : z[i];
      }
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int n) {
      for (int i = 0; i < n; i++) {
        gradient[i] *= 1 + Math.min(y[i], 0);
      }
    }
  },

  /** z times the standard normal distribution function of z. */
  GELU(false) {
    @Override
    void forward(float[] z, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = (float) (z[i] * Elementary.normalDistribution(z[i]));
      }
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int n) {
      for (int i = 0; i < n; i++) {
        double slope = Elementary.normalDistribution(z[i]) + z[i] * Elementary.normalDensity(z[i]);
        gradient[i] *= (float) slope;
      }
    }
  },

  /** z / (1 + exp(-z)), also called swish. */
  SILU(false) {
    @Override
    void forward(float[] z, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = (float) (z[i] * Elementary.sigmoid(z[i]));
      }
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int n) {
      for (int i = 0; i < n; i++) {
        double s = Elementary.sigmoid(z[i]);
        gradient[i] *= (float) (s + z[i] * s * (1 - s));
      }
    }
  },

  /** The hyperbolic tangent. */
  TANH(true) {
    @Override
    void forward(float[] z, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = (float) Elementary.tanh(z[i]);
      }
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int n) {
      for (int i = 0; i < n; i++) {
        gradient[i] *= (1 - y[i]) * (1 + y[i]);
      }
    }
  },

  /** The logistic function, 1 / (1 + exp(-z)). */
  SIGMOID(true) {
    @Override
    void forward(float[] z, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = (float) Elementary.sigmoid(z[i]);
      }
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int n) {
      for (int i = 0; i < n; i++) {
        gradient[i] *= y[i] * (1 - y[i]);
      }
    }
  },

  /** log(1 + exp(z)). */
  SOFTPLUS(false) {
    @Override
    void forward(float[] z, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = (float) Elementary.softplus(z[i]);
      }
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int n) {
      for (int i = 0; i < n; i++) {
        gradient[i] *= (float) Elementary.sigmoid(z[i]);
      }
    }
  },

  /** sin(z), for signals. */
  SINE(false) {
    @Override
    void forward(float[] z, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = (float) Math.sin(z[i]);
      }
    }

    @Override
    void backward(float[] z, float[] y, float[] gradient, int n) {
      for (int i = 0; i < n; i++) {
        gradient[i] *= (float) Math.cos(z[i]);
      }
    }
  };

  /** 1 for positive numbers, even the smallest, and 0 for others; C2 vectorizes no comparison. */
  private static float step(float y) {
    return Math.min(Math.max(y * 0x1p100f * 0x1p100f, 0), 1);
  }

  private final boolean inPlace;

  Activation(boolean inPlace) {
    this.inPlace = inPlace;
  }

  /** Whether f' follows from f(z), so that z need not be kept. */
  boolean inPlace() {
    return inPlace;
  }

  /** Writes y = f(z). */
  abstract void forward(float[] z, float[] y, int n);

  /** Multiplies the gradient for y by f'(z). */
  abstract void backward(float[] z, float[] y, float[] gradient, int n);

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
    throw new IllegalArgumentException("activation: '" + label + "' is not one of the known names");
  }
}
