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
    } else if (layer instanceof BatchNorm || layer instanceof LayerNorm) {
      return pair("weight", "bias", layer.inputs(), index);
    }
    return List.of();
  }

  /** The buffers of a layer, likewise. */
  static List<ParameterView> buffers(Layer layer, int index) {
    if (layer instanceof Residual residual) {
      return residual.block().buffers();
    } else if (layer instanceof BatchNorm) {
      return pair("running_mean", "running_var", layer.inputs(), index);
    }
    return List.of();
  }

  private static List<ParameterView> pair(String first, String second, int length, int index) {
    List<Integer> shape = List.of(length);
    return List.of(
        new ParameterView(first, index, shape, 0), new ParameterView(second, index, shape, length));
  }

  /** How many of PyTorch's modules a layer stands for: there an activation is one of its own. */
  static int modules(Layer layer) {
    return layer instanceof Dense dense && dense.activation() != Activation.IDENTITY ? 2 : 1;
  }
}
