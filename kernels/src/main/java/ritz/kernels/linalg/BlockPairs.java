// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.backend.BlockRotations;
import ritz.kernels.backend.JacobiKernels;

/** Two pairs of blocks of columns that are rotated at once, or one: their columns and rotations. */
final class BlockPairs {
  static final int MOST = BlockRotations.PAIRS;

  private static final int BLOCK = BlockRotations.BLOCK;
  private static final JacobiKernels KERNELS = JacobiKernels.INSTANCE;

  /** The parts of the products of two blocks. */
  private static final int PRODUCTS = BLOCK * BLOCK * KERNELS.lanes();

  private final JacobiColumns columns;
  private final BlockRotations rotations;
  private final double[] parts = new double[MOST * PRODUCTS];

  /** The numbers of the columns. */
  final int[][] x = new int[MOST][BLOCK];

  final int[][] y = new int[MOST][BLOCK];

  private final int[][] xAt = new int[MOST][BLOCK];
  private final int[][] yAt = new int[MOST][BLOCK];

  /** Stands for the products within a block where there is none. */
  private final double[] none = new double[BlockRotations.ROOM];

  private int count;

  /** The sums over all rotations. */
  private double squaredCosines;

  private double squaredTurns;

  BlockPairs(JacobiColumns columns, double tolerance) {
    this.columns = columns;
    this.rotations = new BlockRotations(tolerance);
  }

  /** Forgets what the columns of another matrix left. */
  void start() {
    rotations.forgetScales();
  }

  int count() {
    return count;
  }

  /**
   * Takes the pair of blocks whose columns are in x and y at {@link #count}.
   *
   * @param xSquares the products and weights of the first block, changed by the rotations
   * @param ySquares those of the second
   */
  void add(double[] xSquares, double[] ySquares) {
    locate(x[count], columns.stride, xAt[count]);
    locate(y[count], columns.stride, yAt[count]);
    rotations.xx[count] = xSquares;
    rotations.yy[count] = ySquares;
    count++;
  }

  private static void locate(int[] columns, int stride, int[] at) {
    for (int j = 0; j < BLOCK; j++) {
      at[j] = columns[j] * stride;
    }
  }

  /** The products and weights within a block whose weights are with the columns. */
  void multiply(int[] block, double[] squares) {
    int[] at = xAt[MOST - 1];
    locate(block, columns.stride, at);
    KERNELS.products(columns.rows, columns.g, at, at, parts, 0);
    for (int i = 0; i < 2; i++) {
      int half = i * PRODUCTS / 2;
      int to = BlockRotations.SQUARES_START + 2 * BLOCK * i;
      KERNELS.sum(parts, half, half + PRODUCTS / BLOCK, squares, to);
    }
    for (int j = 0; j < BLOCK; j++) {
      squares[BlockRotations.WEIGHTS_START + j] = columns.weights[block[j]];
    }
  }

  /** Makes every x orthogonal to every y, and is empty then. */
  void rotate() {
    if (count == 0) {
      return;
    }
    for (int two = 0; two < count; two++) {
      KERNELS.products(columns.rows, columns.g, xAt[two], yAt[two], parts, two * PRODUCTS);
    }
    for (int round = 0; round < BLOCK; round++) {
      int at = round * PRODUCTS / BLOCK;
      KERNELS.sum(parts, at, PRODUCTS + at, rotations.xy, MOST * BLOCK * round);
    }
    if (count < MOST) {
      rotations.xx[1] = none;
      rotations.yy[1] = none;
    }
    boolean first = needs(0);
    boolean second = needs(1);
    if (first || second) {
      KERNELS.find(rotations);
      if (first) {
        rotate(0);
      }
      if (second) {
        rotate(1);
      }
    }
    count = 0;
  }

  /** Whether there is something to rotate; prepares for the rotations being found. */
  private boolean needs(int two) {
    if (two >= count || rotations.areOrthogonal(two)) {
      rotations.leave(two);
      return false;
    }
    if (columns.scaled()) {
      rotations.takeScales(two, columns.scales, columns.inverseScales, x[two], y[two]);
    }
    return true;
  }

  private void rotate(int two) {
    for (int j = BLOCK * two; j < BLOCK * (two + 1); j++) {
      squaredCosines += rotations.squaredCosines[j];
      squaredTurns += rotations.squaredTurns[j];
    }
    double[] xShears = rotations.xShears;
    double[] yShears = rotations.yShears;
    KERNELS.rotate(columns.rows, columns.g, xAt[two], yAt[two], xShears, yShears, two);
    if (columns.w != null) {
      locate(x[two], columns.wStride, xAt[two]);
      locate(y[two], columns.wStride, yAt[two]);
      xShears = rotations.plainXShears;
      yShears = rotations.plainYShears;
      KERNELS.rotate(columns.wRows, columns.w, xAt[two], yAt[two], xShears, yShears, two);
    }
  }

  /** The sum of the squared cosines of all that was rotated since this was last asked. */
  double takeSquaredCosines() {
    double result = squaredCosines;
    squaredCosines = 0;
    return result;
  }

  /** The sum of the squared turns since this was last asked. */
  double takeSquaredTurns() {
    double result = squaredTurns;
    squaredTurns = 0;
    return result;
  }
}
