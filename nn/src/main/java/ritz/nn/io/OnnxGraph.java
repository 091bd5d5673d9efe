// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.util.List;

/**
 * The graph of an ONNX model in the making: a chain of nodes, each result with a name of its own.
 */
final class OnnxGraph {
  private static final int FLOAT = 1;
  private static final int ATTRIBUTE_FLOAT = 1;
  private static final int ATTRIBUTE_INTEGER = 2;
  private static final int ATTRIBUTE_INTEGERS = 7;

  private final ProtoWriter nodes = new ProtoWriter();
  private final ProtoWriter initializers = new ProtoWriter();
  private int names;

  /** Adds a constant tensor and returns its name. */
  String constant(String name, List<Integer> shape, float[] values, int offset, int length) {
    ProtoWriter tensor = new ProtoWriter();
    shape.forEach(size -> tensor.integer(1, size));
    tensor.integer(2, FLOAT).text(8, name);
    tensor.bytes(9, ProtoWriter.floats(values, offset, length));
    initializers.message(5, tensor);
    return name;
  }

  /** Adds a constant number and returns its name. */
  String constant(float value) {
    return constant("constant_" + names++, List.of(), new float[] {value}, 0, 1);
  }

  /** Adds an operation and returns the name of its result. */
  String node(String operator, String... inputs) {
    return node(operator, new ProtoWriter(), inputs);
  }

  /** Adds an operation with an attribute that is a float. */
  String node(String operator, String attribute, float value, String... inputs) {
    ProtoWriter description = new ProtoWriter();
    description.text(1, attribute).number(2, value).integer(20, ATTRIBUTE_FLOAT);
    return node(operator, new ProtoWriter().message(5, description), inputs);
  }

  /** Adds the mean over the features of each sample. */
  String mean(String input) {
    ProtoWriter axes = new ProtoWriter();
    axes.text(1, "axes").integer(8, -1).integer(20, ATTRIBUTE_INTEGERS);
    return node("ReduceMean", new ProtoWriter().message(5, axes), input);
  }

  /** Adds the product of a batch with the transpose of a matrix, plus a row. */
  String gemm(String input, String weight, String bias) {
    ProtoWriter transposed = new ProtoWriter();
    transposed.text(1, "transB").integer(3, 1).integer(20, ATTRIBUTE_INTEGER);
    return node("Gemm", new ProtoWriter().message(5, transposed), input, weight, bias);
  }

  private String node(String operator, ProtoWriter attributes, String... inputs) {
    String result = "value_" + names++;
    add(operator, attributes, result, inputs);
    return result;
  }

  private void add(String operator, ProtoWriter attributes, String result, String... inputs) {
    ProtoWriter node = new ProtoWriter();
    for (String input : inputs) {
      node.text(1, input);
    }
    node.text(2, result).text(3, operator + "_" + result).text(4, operator);
    node.append(attributes);
    nodes.message(1, node);
  }

  /** The graph from a batch of rows called input to one called output. */
  ProtoWriter finish(String result, int inputs, int outputs) {
    add("Identity", new ProtoWriter(), "output", result);
    return nodes
        .text(2, "ritz")
        .append(initializers)
        .message(11, batch("input", inputs))
        .message(12, batch("output", outputs));
  }

  private static ProtoWriter batch(String name, int width) {
    ProtoWriter samples = new ProtoWriter().text(2, "batch");
    ProtoWriter values = new ProtoWriter().integer(1, width);
    ProtoWriter shape = new ProtoWriter().message(1, samples).message(1, values);
    ProtoWriter tensor = new ProtoWriter().integer(1, FLOAT).message(2, shape);
    return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
  }
}
