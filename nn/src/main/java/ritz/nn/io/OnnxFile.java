// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import ritz.nn.Activation;
import ritz.nn.ActivationLayer;
import ritz.nn.Dense;
import ritz.nn.Layer;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.Residual;

/**
 * Writes models in the format of ONNX (opset 13), so that they run elsewhere: on a batch of raw
 * samples called {@code input}, a row for each, they give a row of outputs called {@code output}.
 * The scaling of the inputs is part of the graph; the names of classes are in the metadata under
 * {@code classes}, one a line.
 */
public final class OnnxFile {
  private static final int IR_VERSION = 7;
  private static final int OPSET = 13;

  private OnnxFile() {}

  /**
   * Writes a model. It is put together in memory, some three times its size.
   *
   * @param file the file, replaced if it is there
   * @param model a model of dense layers, activations and residual blocks of such
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if the model has other layers, or more than 2 GB
   */
  public static void save(Path file, Model model) throws IOException {
    byte[] bytes = format(model).toBytes();
    try (AsideFile aside = new AsideFile(file)) {
      LittleEndianOutput output = new LittleEndianOutput(aside.channel());
      output.writeBytes(bytes);
      aside.commit();
    }
  }

  private static ProtoWriter format(Model model) {
    Network network = model.network();
    if ((long) network.parameterCount() * Float.BYTES > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException(
          "model: " + network.parameterCount() + " parameters exceed an ONNX file");
    }
    OnnxGraph graph = new OnnxGraph();
    String scaled = "input";
    if (!model.scaling().isIdentity()) {
      scaled = graph.node("Sub", "input", constant(graph, "shift", model.scaling().shift()));
      scaled = graph.node("Mul", scaled, constant(graph, "factor", model.scaling().factor()));
    }
    String result = chain(graph, scaled, network, model.parameters(), 0, "");
    ProtoWriter opset = new ProtoWriter().text(1, "").integer(2, OPSET);
    ProtoWriter file = new ProtoWriter().integer(1, IR_VERSION).text(2, "ritz");
    file.message(7, graph.finish(result, network.inputs(), network.outputs())).message(8, opset);
    if (!model.classes().isEmpty()) {
      String names = String.join("\n", model.classes());
      file.message(14, new ProtoWriter().text(1, "classes").text(2, names));
    }
    return file;
  }

  private static String constant(OnnxGraph graph, String name, float[] values) {
    return graph.constant(name, List.of(values.length), values, 0, values.length);
  }

  /** Adds the layers of a network whose parameters start at an offset. */
  private static String chain(
      OnnxGraph graph, String input, Network network, float[] parameters, int from, String prefix) {
    String x = input;
    int offset = from;
    int index = 0;
    for (Layer layer : network.layers()) {
      String name = prefix + index++;
      if (layer instanceof Dense dense) {
        x = dense(graph, x, dense, parameters, offset, name);
      } else if (layer instanceof ActivationLayer activation) {
        x = activation(graph, x, activation.activation());
      } else if (layer instanceof Residual residual) {
        String block = chain(graph, x, residual.block(), parameters, offset, name + ".");
        x = graph.node("Add", x, block);
      } else {
        throw new IllegalArgumentException(
            "model: the export to ONNX knows no layer " + layer.getClass().getSimpleName());
      }
      offset += layer.parameterCount();
    }
    return x;
  }

  private static String dense(
      OnnxGraph graph, String x, Dense layer, float[] parameters, int offset, String name) {
    int weights = layer.inputs() * layer.outputs();
    List<Integer> shape = List.of(layer.outputs(), layer.inputs());
    String weight = graph.constant(name + ".weight", shape, parameters, offset, weights);
    String bias =
        graph.constant(
            name + ".bias",
            List.of(layer.outputs()),
            parameters,
            offset + weights,
            layer.outputs());
    return activation(graph, graph.gemm(x, weight, bias), layer.activation());
  }

  private static String activation(OnnxGraph graph, String x, Activation activation) {
    return switch (activation) {
      case IDENTITY -> x;
      case RELU -> graph.node("Relu", x);
      case LEAKY_RELU -> graph.node("LeakyRelu", "alpha", 0.01f, x);
      case ELU -> graph.node("Elu", "alpha", 1, x);
      case GELU -> gelu(graph, x);
      case SILU -> graph.node("Mul", x, graph.node("Sigmoid", x));
      case TANH -> graph.node("Tanh", x);
      case SIGMOID -> graph.node("Sigmoid", x);
      case SOFTPLUS -> graph.node("Softplus", x);
      case SINE -> graph.node("Sin", x);
    };
  }

  /** x (1 + erf(x / sqrt(2))) / 2; an operation of its own only from opset 20 on. */
  private static String gelu(OnnxGraph graph, String x) {
    String scaled = graph.node("Mul", x, graph.constant((float) Math.sqrt(0.5)));
    String sum = graph.node("Add", graph.node("Erf", scaled), graph.constant(1));
    return graph.node("Mul", graph.node("Mul", x, sum), graph.constant(0.5f));
  }
}
