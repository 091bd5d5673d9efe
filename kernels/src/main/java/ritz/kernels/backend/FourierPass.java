// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

/**
 * A pass of a discrete Fourier transform: transforms of a few points, over many sets of points at
 * once.
 *
 * <p>A pass of radix r works on blocks, each of r legs of consecutive numbers. For block p and
 * position q, the points are {@code x + p xBlock + j xLeg + q} for j = 0 … r-1, in the arrays of
 * real and imaginary parts. Their transform, the sum over j of x_j exp(-2 pi i j k / r), lands at
 * {@code y + p yBlock + k yLeg + q}, for k = 1 … r-1 multiplied by the number {@code p (r-1) + k-1}
 * of a table of factors.
 */
@FunctionalInterface
public interface FourierPass {
  /**
   * Runs the pass. Arguments are not checked here; the caller did.
   *
   * @param blocks the number of blocks
   * @param length the length of a leg
   * @param xr the real parts of the points
   * @param xi the imaginary parts
   * @param x where they start
   * @param xBlock the distance between blocks
   * @param xLeg the distance between the legs of a block
   * @param yr receives the real parts, apart from xr
   * @param yi receives the imaginary parts, likewise
   * @param y where they start
   * @param yBlock the distance between blocks
   * @param yLeg the distance between the legs of a block
   * @param wr the real parts of the factors
   * @param wi their imaginary parts
   */
  void run(
      int blocks,
      int length,
      double[] xr,
      double[] xi,
      int x,
      int xBlock,
      int xLeg,
      double[] yr,
      double[] yi,
      int y,
      int yBlock,
      int yLeg,
      double[] wr,
      double[] wi);
}
