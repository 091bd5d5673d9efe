// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.List;

/** The tensors of single layers, under their names in PyTorch's modules of the same kinds. */
final class Tensors {
  private Tensors() {}

  /** The trained tensors of a layer, placed and named as seen from the layer. */
  static List<ParameterView> parameters(Layer layer, int index) {
    if (layer instanceof Dense dense) {
      int weights = dense.inputs() * dense.outputs();
      return List.of(
          new ParameterView("weight", index, List.of(dense.outputs(), dense.inputs()), 0),
          new ParameterView("bias", index, List.of(dense.outputs()), weights));
    } else if (layer instanceof Residual residual) {
      return residual.block().parameters();
    }
    return List.of();
  }

  /** How many of PyTorch's modules a layer stands for: there an activation is one of its own. */
  static int modules(Layer layer) {
    return layer instanceof Dense dense && dense.activation() != Activation.IDENTITY ? 2 : 1;
  }
}
