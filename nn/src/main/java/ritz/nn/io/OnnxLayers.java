// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.util.List;
import ritz.nn.Activation;
import ritz.nn.ActivationLayer;
import ritz.nn.BatchNorm;
import ritz.nn.Dense;
import ritz.nn.Dropout;
import ritz.nn.Layer;
import ritz.nn.LayerNorm;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.Residual;

/** Adds the layers of a model to a graph, in their order. */
final class OnnxLayers {
  private final OnnxGraph graph;
  private final float[] parameters;
  private final float[] buffers;
  private int parameter;
  private int buffer;

  OnnxLayers(OnnxGraph graph, Model model) {
    this.graph = graph;
    this.parameters = model.parameters();
    this.buffers = model.buffers();
  }

  /** Adds the layers of a network and returns the name of what they give. */
  String chain(String input, Network network, String prefix) {
    String x = input;
    int index = 0;
    for (Layer layer : network.layers()) {
      x = layer(x, layer, prefix + index++);
    }
    return x;
  }

  private String layer(String x, Layer layer, String name) {
    if (layer instanceof Dense dense) {
      String weight = next(name + ".weight", dense.outputs(), dense.inputs());
      String bias = next(name + ".bias", dense.outputs());
      return activation(graph.gemm(x, weight, bias), dense.activation());
    } else if (layer instanceof ActivationLayer activation) {
      return activation(x, activation.activation());
    } else if (layer instanceof Residual residual) {
      return graph.node("Add", x, chain(x, residual.block(), name + "."));
    } else if (layer instanceof BatchNorm norm) {
      return batchNorm(x, norm, name);
    } else if (layer instanceof LayerNorm norm) {
      return layerNorm(x, norm, name);
    } else if (layer instanceof Dropout) {
      return x;
    }
    throw new IllegalArgumentException(
        "model: the export to ONNX knows no layer " + layer.getClass().getSimpleName());
  }

  /** The next parameters as a constant. */
  private String next(String name, Integer... shape) {
    int length = 1;
    for (int size : shape) {
      length *= size;
    }
    parameter += length;
    return graph.constant(name, List.of(shape), parameters, parameter - length, length);
  }

  private String nextBuffer(String name, int length) {
    buffer += length;
    return graph.constant(name, List.of(length), buffers, buffer - length, length);
  }

  private String batchNorm(String x, BatchNorm norm, String name) {
    int width = norm.inputs();
    return graph.node(
        "BatchNormalization",
        "epsilon",
        (float) norm.epsilon(),
        x,
        next(name + ".weight", width),
        next(name + ".bias", width),
        nextBuffer(name + ".running_mean", width),
        nextBuffer(name + ".running_var", width));
  }

  /** By its definition; an operation of its own only from opset 17 on. */
  private String layerNorm(String x, LayerNorm norm, String name) {
    String centered = graph.node("Sub", x, graph.mean(x));
    String variance = graph.mean(graph.node("Mul", centered, centered));
    String shifted = graph.node("Add", variance, graph.constant((float) norm.epsilon()));
    String scaled = graph.node("Div", centered, graph.node("Sqrt", shifted));
    String weighted = graph.node("Mul", scaled, next(name + ".weight", norm.inputs()));
    return graph.node("Add", weighted, next(name + ".bias", norm.inputs()));
  }

  private String activation(String x, Activation activation) {
    return switch (activation) {
      case IDENTITY -> x;
      case RELU -> graph.node("Relu", x);
      case LEAKY_RELU -> graph.node("LeakyRelu", "alpha", 0.01f, x);
      case ELU -> graph.node("Elu", "alpha", 1, x);
      case GELU -> gelu(x);
      case SILU -> graph.node("Mul", x, graph.node("Sigmoid", x));
      case TANH -> graph.node("Tanh", x);
      case SIGMOID -> graph.node("Sigmoid", x);
      case SOFTPLUS -> graph.node("Softplus", x);
      case SINE -> graph.node("Sin", x);
    };
  }

  /** x (1 + erf(x / sqrt(2))) / 2; an operation of its own only from opset 20 on. */
  private String gelu(String x) {
    String scaled = graph.node("Mul", x, graph.constant((float) Math.sqrt(0.5)));
    String sum = graph.node("Add", graph.node("Erf", scaled), graph.constant(1));
    return graph.node("Mul", graph.node("Mul", x, sum), graph.constant(0.5f));
  }
}
