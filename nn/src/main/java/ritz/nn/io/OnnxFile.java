// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import ritz.nn.Model;
import ritz.nn.Network;

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
   * @param model the model; dropout, which only training knows, is left out
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if the model has more than 1 GB
   */
  public static void save(Path file, Model model) throws IOException {
    byte[] bytes = format(model).toBytes();
    try (AsideFile aside = new AsideFile(file)) {
      LittleEndianOutput output = new LittleEndianOutput(aside);
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
    String result = new OnnxLayers(graph, model).chain(scaled, network, "");
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
}
