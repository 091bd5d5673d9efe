// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/**
 * A block of layers that learns a correction of its input: y = x + F(x), with F a network (K. He et
 * al., Deep Residual Learning for Image Recognition, CVPR 2016). Blocks may hold blocks.
 *
 * @param block F, with as many outputs as inputs
 */
public record Residual(Network block) implements Layer {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if the block has not as many outputs as inputs
   */
  public Residual {
    if (block.inputs() != block.outputs()) {
      throw new IllegalArgumentException(
          "residual: the block "
              + block
              + " has "
              + block.outputs()
              + " outputs, expected as many as its "
              + block.inputs()
              + " inputs");
    }
  }

  @Override
  public int inputs() {
    return block.inputs();
  }

  @Override
  public int outputs() {
    return block.outputs();
  }

  @Override
  public int parameterCount() {
    return block.parameterCount();
  }

  @Override
  public int bufferCount() {
    return block.bufferCount();
  }
}
