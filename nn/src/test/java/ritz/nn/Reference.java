// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import ritz.nn.data.Dataset;

/**
 * Networks, activations and losses in double precision, straight from their definitions: the oracle
 * of the tests.
 */
final class Reference {
  private Reference() {}

  static double activation(Activation activation, double z) {
    return switch (activation) {
      case IDENTITY -> z;
      case RELU -> z > 0 ? z : 0;
      case LEAKY_RELU -> z > 0 ? z : 0.01f * z;
      case ELU -> z > 0 ? z : StrictMath.expm1(z);
      case GELU -> z * normalDistribution(z);
      case SILU -> z / (1 + StrictMath.exp(-z));
      case TANH -> StrictMath.tanh(z);
      case SIGMOID -> 1 / (1 + StrictMath.exp(-z));
      case SOFTPLUS -> z > 30 ? z : StrictMath.log1p(StrictMath.exp(z));
      case SINE -> StrictMath.sin(z);
    };
  }

  /**
   * The standard normal distribution function: in the middle by the series 1/2 + phi(x) sum
   * x^(2n+1) / (2n+1)!!, in the tails by Laplace's continued fraction phi(a) / (a + 1 / (a + 2 / (a
   * + …))).
   */
  static double normalDistribution(double x) {
    double density = StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * Math.PI);
    if (Math.abs(x) < 3) {
      double term = x;
      double sum = x;
      for (int n = 1; n < 60; n++) {
        term *= x * x / (2 * n + 1);
        sum += term;
      }
      return 0.5 + density * sum;
    }
    double a = Math.abs(x);
    double fraction = a;
    for (int n = 200; n > 0; n--) {
      fraction = a + n / fraction;
    }
    return x < 0 ? density / fraction : 1 - density / fraction;
  }

  /** The outputs of a network for all samples, one row each. */
  static double[][] outputs(Network network, double[] parameters, Dataset data) {
    double[][] samples = new double[data.size()][];
    for (int j = 0; j < samples.length; j++) {
      samples[j] = toDouble(data.sample(j));
    }
    return outputs(network, parameters, 0, samples);
  }

  private static double[][] outputs(
      Network network, double[] parameters, int start, double[][] samples) {
    double[][] x = samples;
    int offset = start;
    for (Layer layer : network.layers()) {
      x = outputs(layer, parameters, offset, x);
      offset += layer.parameterCount();
    }
    return x;
  }

  /** The outputs of a layer, from its definition. */
  private static double[][] outputs(Layer layer, double[] parameters, int offset, double[][] x) {
    if (layer instanceof Residual residual) {
      double[][] y = outputs(residual.block(), parameters, offset, x);
      return entries(x, (j, i) -> x[j][i] + y[j][i]);
    } else if (layer instanceof ActivationLayer alone) {
      return entries(x, (j, i) -> activation(alone.activation(), x[j][i]));
    } else if (layer instanceof Dropout dropout) {
      return entries(x, (j, i) -> x[j][i] * dropped(dropout, j * dropout.inputs() + i));
    } else if (layer instanceof BatchNorm norm) {
      return transposed(normalized(transposed(x), norm.epsilon(), parameters, offset, true));
    } else if (layer instanceof LayerNorm norm) {
      return normalized(x, norm.epsilon(), parameters, offset, false);
    }
    Dense dense = (Dense) layer;
    double[][] y = new double[x.length][];
    for (int j = 0; j < y.length; j++) {
      y[j] = dense(dense, parameters, offset, x[j]);
    }
    return y;
  }

  /** What dropout multiplies an entry of a batch by when the key is 0. */
  private static double dropped(Dropout dropout, int index) {
    double uniform = (DropoutPass.hash(index, 0) >>> 8) * 0x1p-24;
    return uniform < dropout.rate() ? 0 : 1 / (1 - dropout.rate());
  }

  /** Every row with mean 0 and variance 1, then weight and bias, by row or by column. */
  private static double[][] normalized(
      double[][] x, double epsilon, double[] parameters, int offset, boolean byRow) {
    double[][] y = new double[x.length][];
    int features = byRow ? x.length : x[0].length;
    for (int r = 0; r < x.length; r++) {
      double mean = Arrays.stream(x[r]).average().orElseThrow();
      double variance = Arrays.stream(x[r]).map(v -> (v - mean) * (v - mean)).sum() / x[r].length;
      y[r] = new double[x[r].length];
      for (int c = 0; c < y[r].length; c++) {
        int at = offset + (byRow ? r : c);
        double value = (x[r][c] - mean) / StrictMath.sqrt(variance + epsilon);
        y[r][c] = parameters[at] * value + parameters[at + features];
      }
    }
    return y;
  }

  private static double[][] transposed(double[][] x) {
    double[][] y = new double[x[0].length][x.length];
    for (int r = 0; r < x.length; r++) {
      for (int c = 0; c < y.length; c++) {
        y[c][r] = x[r][c];
      }
    }
    return y;
  }

  private static double[] dense(Dense dense, double[] parameters, int weight, double[] x) {
    int bias = weight + dense.inputs() * dense.outputs();
    double[] y = new double[dense.outputs()];
    for (int i = 0; i < y.length; i++) {
      double sum = parameters[bias + i];
      for (int k = 0; k < x.length; k++) {
        sum += parameters[weight + i * x.length + k] * x[k];
      }
      y[i] = activation(dense.activation(), sum);
    }
    return y;
  }

  private interface Entry {
    double of(int sample, int index);
  }

  private static double[][] entries(double[][] like, Entry entry) {
    double[][] y = new double[like.length][like[0].length];
    for (int j = 0; j < y.length; j++) {
      for (int i = 0; i < y[j].length; i++) {
        y[j][i] = entry.of(j, i);
      }
    }
    return y;
  }

  /** The softmax cross-entropy by its definition, for outputs that do not overflow it. */
  static double crossEntropy(double[][] outputs, Dataset data) {
    double total = 0;
    for (int j = 0; j < outputs.length; j++) {
      double sum = 0;
      for (double z : outputs[j]) {
        sum += StrictMath.exp(z);
      }
      total -= StrictMath.log(StrictMath.exp(outputs[j][data.labels()[j]]) / sum);
    }
    return total / outputs.length;
  }

  /** The mean square by its definition. */
  static double meanSquare(double[][] outputs, Dataset data) {
    double total = 0;
    for (int j = 0; j < outputs.length; j++) {
      for (int i = 0; i < outputs[j].length; i++) {
        double residual = outputs[j][i] - target(data, j, i);
        total += residual * residual;
      }
    }
    return total / (outputs.length * outputs[0].length);
  }

  /** The cross-entropy with smoothed targets by its definition; they need not sum to 1. */
  static double crossEntropy(double smoothing, double[][] outputs, Dataset data) {
    double total = 0;
    for (int j = 0; j < outputs.length; j++) {
      double sum = 0;
      for (double z : outputs[j]) {
        sum += StrictMath.exp(z);
      }
      for (int i = 0; i < outputs[j].length; i++) {
        double share = (1 - smoothing) * target(data, j, i) + smoothing / outputs[j].length;
        total -= share * StrictMath.log(StrictMath.exp(outputs[j][i]) / sum);
      }
    }
    return total / outputs.length;
  }

  /** The binary cross-entropy by its definition. */
  static double binaryCrossEntropy(double[][] outputs, Dataset data) {
    return mean(
        outputs,
        data,
        (z, t) -> {
          double p = 1 / (1 + StrictMath.exp(-z));
          return -t * StrictMath.log(p) - (1 - t) * StrictMath.log(1 - p);
        });
  }

  /** The mean absolute difference. */
  static double meanAbsolute(double[][] outputs, Dataset data) {
    return mean(outputs, data, (z, t) -> Math.abs(z - t));
  }

  /** Huber's loss by its definition. */
  static double huber(double delta, double[][] outputs, Dataset data) {
    return mean(
        outputs,
        data,
        (z, t) -> {
          double e = Math.abs(z - t);
          return e <= delta ? e * e / 2 : delta * (e - delta / 2);
        });
  }

  private static double mean(double[][] outputs, Dataset data, DoubleBinaryOperator loss) {
    double total = 0;
    for (int j = 0; j < outputs.length; j++) {
      for (int i = 0; i < outputs[j].length; i++) {
        total += loss.applyAsDouble(outputs[j][i], target(data, j, i));
      }
    }
    return total / (outputs.length * outputs[0].length);
  }

  /**
   * The definition of the norm on a grid, by sums over all points and frequencies; a reflected grid
   * is drawn out first.
   */
  static double sobolev(NegativeSobolev loss, double[] residual) {
    boolean flat = loss.shape().isEmpty();
    int rows = flat ? 1 : loss.shape().get(0);
    int columns = flat ? residual.length : loss.shape().get(1);
    boolean mirrorRows = loss.reflected() && rows > 1;
    int height = mirrorRows ? 2 * rows : rows;
    int width = loss.reflected() ? 2 * columns : columns;
    double down = loss.lengths().get(0) * (mirrorRows ? 2 : 1);
    double along = loss.lengths().get(flat ? 0 : 1) * (loss.reflected() ? 2 : 1);
    int n = height * width;
    double total = 0;
    for (int p = 0; p < height; p++) {
      for (int q = 0; q < width; q++) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < height; i++) {
          for (int j = 0; j < width; j++) {
            int row = i < rows ? i : height - 1 - i;
            int column = j < columns ? j : width - 1 - j;
            double turns = (double) (i * p % height) / height + (double) (j * q % width) / width;
            re += residual[row * columns + column] * StrictMath.cos(2 * Math.PI * turns) / n;
            im -= residual[row * columns + column] * StrictMath.sin(2 * Math.PI * turns) / n;
          }
        }
        double fp = 2 * Math.PI * (2 * p <= height ? p : p - height) / down;
        double fq = 2 * Math.PI * (2 * q <= width ? q : q - width) / along;
        double weight = StrictMath.pow(1 + fp * fp + fq * fq, -loss.order());
        total += weight * (re * re + im * im);
      }
    }
    return total;
  }

  /** The mean over the signals of {@link #sobolev(NegativeSobolev, double[])}. */
  static double sobolev(NegativeSobolev loss, double[][] outputs, Dataset data) {
    int signals = loss.alongBatch() ? data.outputs() : data.size();
    int points = loss.alongBatch() ? data.size() : data.outputs();
    double total = 0;
    for (int signal = 0; signal < signals; signal++) {
      double[] residual = new double[points];
      for (int i = 0; i < points; i++) {
        int sample = loss.alongBatch() ? i : signal;
        int output = loss.alongBatch() ? signal : i;
        residual[i] = outputs[sample][output] - target(data, sample, output);
      }
      total += sobolev(loss, residual);
    }
    return total / signals;
  }

  static double target(Dataset data, int sample, int output) {
    if (data.isClassification()) {
      return data.labels()[sample] == output ? 1 : 0;
    }
    return data.targets()[sample * data.outputs() + output];
  }

  static double[] toDouble(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
