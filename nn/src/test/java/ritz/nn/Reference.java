// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

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
      case GELU -> z * (1 + erf(z / StrictMath.sqrt(2))) / 2;
      case SILU -> z / (1 + StrictMath.exp(-z));
      case TANH -> StrictMath.tanh(z);
      case SIGMOID -> 1 / (1 + StrictMath.exp(-z));
      case SOFTPLUS -> z > 30 ? z : StrictMath.log1p(StrictMath.exp(z));
      case SINE -> StrictMath.sin(z);
    };
  }

  /** The error function by its series 2/sqrt(pi) exp(-x^2) sum 2^n x^(2n+1) / (2n+1)!!. */
  static double erf(double x) {
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / StrictMath.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
  }

  /** The outputs of a network for one sample. */
  static double[] outputs(Network network, double[] parameters, double[] sample) {
    double[] x = sample;
    for (int l = 0; l < network.layers().size(); l++) {
      Dense dense = (Dense) network.layers().get(l);
      int weight = network.parameters().get(2 * l).offset();
      int bias = network.parameters().get(2 * l + 1).offset();
      double[] y = new double[dense.outputs()];
      for (int i = 0; i < y.length; i++) {
        double sum = parameters[bias + i];
        for (int k = 0; k < x.length; k++) {
          sum += parameters[weight + i * x.length + k] * x[k];
        }
        y[i] = activation(dense.activation(), sum);
      }
      x = y;
    }
    return x;
  }

  /** The outputs of a network for all samples, one row each. */
  static double[][] outputs(Network network, double[] parameters, Dataset data) {
    double[][] outputs = new double[data.size()][];
    for (int j = 0; j < outputs.length; j++) {
      outputs[j] = outputs(network, parameters, toDouble(data.sample(j)));
    }
    return outputs;
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
