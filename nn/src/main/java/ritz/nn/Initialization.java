// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Objects;
import java.util.SplittableRandom;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Qr;

/**
 * How the parameters of a dense layer are drawn.
 *
 * <p>With m inputs and n outputs, the weights have mean 0 and the variance 2/(m+n) (Glorot and
 * Bengio 2010), 2/m (He and others 2015), 1/m (LeCun and others 1998) or 1/(3m) (the default of
 * PyTorch's {@code nn.Linear}, whose biases are drawn likewise); all others have constant biases.
 * Every layer draws from a generator of its own, split from that of the network.
 *
 * @param scheme the distribution of the weights
 * @param scale what the weights drawn are multiplied by, finite
 * @param bias the value of the biases, finite; {@link Scheme#PYTORCH} adds it to what it draws
 */
public record Initialization(Scheme scheme, double scale, double bias) {

  /** The distribution of the weights before they are scaled. */
  public enum Scheme {
    /** Uniform with variance 2/(m+n). */
    GLOROT_UNIFORM,
    /** Normal with variance 2/(m+n). */
    GLOROT_NORMAL,
    /** Uniform with variance 2/m. */
    HE_UNIFORM,
    /** Normal with variance 2/m. */
    HE_NORMAL,
    /** Uniform with variance 1/m. */
    LECUN_UNIFORM,
    /** Normal with variance 1/m. */
    LECUN_NORMAL,
    /** Weights and biases uniform within 1/sqrt(m). */
    PYTORCH,
    /** Uniform within 1. */
    UNIFORM,
    /** Normal with variance 1. */
    NORMAL,
    /**
     * Rows that are orthonormal, or columns if there are more rows, uniformly distributed (Saxe and
     * others 2014; Mezzadri 2007). It costs a QR decomposition.
     */
    ORTHOGONAL,
    /** All 1. */
    CONSTANT
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not finite
   */
  public Initialization {
    Objects.requireNonNull(scheme, "scheme");
    if (!Float.isFinite((float) scale) || !Float.isFinite((float) bias)) {
      throw new IllegalArgumentException(
          "initialization: scale " + scale + " and bias " + bias + ", expected finite floats");
    }
  }

  /**
   * A scheme as it is, with zero biases.
   *
   * @param scheme the distribution of the weights
   * @return the initialization
   */
  public static Initialization of(Scheme scheme) {
    return new Initialization(scheme, 1, 0);
  }

  /**
   * All weights the same.
   *
   * @param value the value of every weight, finite
   * @return the initialization, with zero biases
   * @throws IllegalArgumentException if the value is not finite
   */
  public static Initialization constant(double value) {
    return new Initialization(Scheme.CONSTANT, value, 0);
  }

  /**
   * All weights 0.
   *
   * @return the initialization, with zero biases
   */
  public static Initialization zero() {
    return constant(0);
  }

  /**
   * Orthonormal rows or columns.
   *
   * @return the initialization, with zero biases
   */
  public static Initialization orthogonal() {
    return of(Scheme.ORTHOGONAL);
  }

  /**
   * Weights uniform in an interval.
   *
   * @param bound half the width of the interval around 0, finite
   * @return the initialization, with zero biases
   * @throws IllegalArgumentException if the bound is not finite
   */
  public static Initialization uniform(double bound) {
    return new Initialization(Scheme.UNIFORM, bound, 0);
  }

  /**
   * Weights from a normal distribution with mean 0.
   *
   * @param deviation the standard deviation, finite
   * @return the initialization, with zero biases
   * @throws IllegalArgumentException if the deviation is not finite
   */
  public static Initialization normal(double deviation) {
    return new Initialization(Scheme.NORMAL, deviation, 0);
  }

  /**
   * What suits an activation.
   *
   * @param activation the activation of the layer
   * @return He's uniform distribution for the kin of the ReLU, Glorot's for the others
   */
  public static Initialization defaultFor(Activation activation) {
    return of(
        switch (activation) {
          case RELU, LEAKY_RELU, ELU, GELU, SILU, SOFTPLUS -> Scheme.HE_UNIFORM;
          case IDENTITY, TANH, SIGMOID, SINE -> Scheme.GLOROT_UNIFORM;
        });
  }

  /**
   * The same with larger or smaller weights.
   *
   * @param factor what the weights are multiplied by, finite
   * @return a new initialization
   * @throws IllegalArgumentException if the product is not finite
   */
  public Initialization scaled(double factor) {
    return new Initialization(scheme, scale * factor, bias);
  }

  /**
   * The same with other biases.
   *
   * @param value the value of the biases, finite
   * @return a new initialization
   * @throws IllegalArgumentException if the value is not finite
   */
  public Initialization withBias(double value) {
    return new Initialization(scheme, scale, value);
  }

  /** Draws the weights and then the biases of a layer. */
  void fill(Dense layer, float[] values, int offset, SplittableRandom random) {
    int weights = layer.inputs() * layer.outputs();
    double deviation = scale * deviation(layer.inputs(), layer.outputs());
    if (scheme == Scheme.ORTHOGONAL) {
      orthogonal(layer, values, offset, random);
    } else {
      for (int i = offset; i < offset + weights; i++) {
        values[i] = (float) (deviation * draw(random));
      }
    }
    for (int i = offset + weights; i < offset + weights + layer.outputs(); i++) {
      values[i] = (float) (scheme == Scheme.PYTORCH ? bias + deviation * draw(random) : bias);
    }
  }

  /** Q of a matrix of normal numbers, with the signs that make R's diagonal positive. */
  private void orthogonal(Dense layer, float[] values, int offset, SplittableRandom random) {
    int inputs = layer.inputs();
    int outputs = layer.outputs();
    boolean wide = inputs >= outputs;
    Matrix normal = new Matrix(Math.max(inputs, outputs), Math.min(inputs, outputs));
    for (int j = 0; j < normal.columns(); j++) {
      for (int i = 0; i < normal.rows(); i++) {
        normal.set(i, j, gaussian(random));
      }
    }
    Qr qr = Qr.of(normal);
    Matrix q = qr.q();
    Matrix r = qr.r();
    for (int unit = 0; unit < outputs; unit++) {
      for (int input = 0; input < inputs; input++) {
        int column = wide ? unit : input;
        double entry = wide ? q.get(input, unit) : q.get(unit, input);
        double sign = r.get(column, column) < 0 ? -1 : 1;
        values[offset + unit * inputs + input] = (float) (scale * sign * entry);
      }
    }
  }

  private double deviation(double inputs, double outputs) {
    return switch (scheme) {
      case GLOROT_UNIFORM, GLOROT_NORMAL -> Math.sqrt(2 / (inputs + outputs));
      case HE_UNIFORM, HE_NORMAL -> Math.sqrt(2 / inputs);
      case LECUN_UNIFORM, LECUN_NORMAL -> Math.sqrt(1 / inputs);
      case PYTORCH -> Math.sqrt(1 / (3 * inputs));
      case UNIFORM -> Math.sqrt(1.0 / 3);
      case NORMAL, ORTHOGONAL, CONSTANT -> 1;
    };
  }

  /** A number of mean 0 and variance 1, or 1 for a constant. */
  private double draw(SplittableRandom random) {
    return switch (scheme) {
      case GLOROT_UNIFORM, HE_UNIFORM, LECUN_UNIFORM, PYTORCH, UNIFORM ->
          Math.sqrt(3) * symmetric(random);
      case GLOROT_NORMAL, HE_NORMAL, LECUN_NORMAL, NORMAL, ORTHOGONAL -> gaussian(random);
      case CONSTANT -> 1;
    };
  }

  /** A number in [-1, 1), a multiple of 2^-52. */
  private static double symmetric(SplittableRandom random) {
    return (random.nextLong() >> 11) * 0x1p-52;
  }

  /** Marsaglia's polar method, in strict arithmetic: the same bits on every machine. */
  private static double gaussian(SplittableRandom random) {
    double x;
    double square;
    do {
      x = symmetric(random);
      double y = symmetric(random);
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    return x * Math.sqrt(-2 * StrictMath.log(square) / square);
  }
}
