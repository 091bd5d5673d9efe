// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

/** The inner loops of the Jacobi method in plain Java. */
final class ScalarJacobiKernels implements JacobiKernels {
  private static final int BLOCK = BlockRotations.BLOCK;

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void products(int rows, double[] g, int[] x, int[] y, double[] parts, int at) {
    for (int i = 0; i < BLOCK; i++) {
      for (int j = 0; j < BLOCK; j++) {
        int round = (j - i) & 3;
        parts[at + BLOCK * round + i] = DoubleKernels.INSTANCE.dot(rows, g, x[i], g, y[j]);
      }
    }
  }

  @Override
  public void sum(double[] parts, int first, int second, double[] products, int at) {
    System.arraycopy(parts, first, products, at, BLOCK);
    System.arraycopy(parts, second, products, at + BLOCK, BLOCK);
  }

  @Override
  public void rotate(
      int rows, double[] g, int[] x, int[] y, double[] xShears, double[] yShears, int two) {
    for (int round = 0; round < BLOCK; round++) {
      for (int j = 0; j < BLOCK; j++) {
        int partner = (j + round) % BLOCK;
        int at = BlockRotations.index(two, j, partner);
        rotate(rows, g, x[j], y[partner], xShears[at], yShears[at]);
      }
    }
  }

  private static void rotate(int rows, double[] g, int x, int y, double xShear, double yShear) {
    for (int i = 0; i < rows; i++) {
      double sheared = g[x + i] + xShear * g[y + i];
      g[x + i] = sheared;
      g[y + i] += yShear * sheared;
    }
  }

  @Override
  public void find(BlockRotations r) {
    PlainRotations.find(r);
  }
}
