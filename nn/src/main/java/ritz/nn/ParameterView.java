// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.List;

/**
 * Where one tensor lies in a network's parameter array, row-major and without gaps.
 *
 * @param name the name in the state dict of the same network as a PyTorch {@code nn.Sequential},
 *     where an activation is a module of its own: {@code "0.weight"}, {@code "0.bias"}, {@code
 *     "2.weight"} …; within a {@link Residual} block, which is an {@code nn.Sequential} inside,
 *     {@code "2.0.weight"}
 * @param layer the index of its layer in {@link Network#layers()}
 * @param shape the size of each dimension; a dense weight is [outputs, inputs]
 * @param offset where it starts in the array
 */
public record ParameterView(String name, int layer, List<Integer> shape, int offset) {
  /** Takes a copy of the shape. */
  public ParameterView {
    shape = List.copyOf(shape);
  }

  /**
   * The number of entries.
   *
   * @return the product of the shape
   */
  public int length() {
    int length = 1;
    for (int size : shape) {
      length *= size;
    }
    return length;
  }
}
