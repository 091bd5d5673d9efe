// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import java.util.function.IntConsumer;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Threads;
import ritz.kernels.backend.BlockRotations;
import ritz.kernels.backend.JacobiKernels;

/**
 * One-sided Jacobi: plane rotations from the right make the columns of a matrix orthogonal, G W = X
 * diag(sigma).
 *
 * <p>Columns x and y count as orthogonal when |x'y| is at most sqrt(m) eps |x| |y|, m taken for at
 * least 64, the criterion under which all singular values, also the tiny ones, are found with high
 * relative accuracy (Demmel and Veselić, SIAM J. Matrix Anal. Appl. 13, 1992; LAPACK's dgesvj).
 * Every sweep starts with the columns in descending order, so that the larger of a pair comes first
 * (de Rijk, SIAM J. Sci. Stat. Comput. 10, 1989).
 *
 * <p>Pairs are visited by blocks of four columns with four; {@link BlockRotations} finds their
 * sixteen rotations, which are then applied in one pass. A sweep is cyclic by rows: block 0 meets
 * all others, then block 1 all behind it, and so on. Blocks form groups, two of which fit the
 * second-level cache; pairs of groups with one sum of their numbers have no column in common, so
 * they may go to different threads, and going through the sums in order comes to the same as going
 * by rows; the blocks within two groups are taken in the same way, and rotated two pairs at a time.
 * What is done does not depend on the number of threads.
 */
final class OneSidedJacobi {
  private static final int MOST_SWEEPS = 60;
  private static final int BLOCK = BlockRotations.BLOCK;
  private static final int PAIRS = BlockRotations.PAIRS;

  /** The blocks of a group, an even number. */
  private static final int GROUP = 8;

  private static final JacobiKernels KERNELS = JacobiKernels.INSTANCE;

  /** The parts of the products of two blocks. */
  private static final int PRODUCTS = BLOCK * BLOCK * KERNELS.lanes();

  /** Norms beyond this or its reciprocal are moved into the scale of the column. */
  private static final double LARGEST_NORM = 0x1p30;

  /**
   * Weights beyond this or its reciprocal are moved into the column: a rotation changes a weight by
   * no more than two, and a column is rotated fewer than 2^6 times between two looks at it.
   */
  private static final double LARGEST_WEIGHT = 0x1p40;

  /** Columns at a distance that is a multiple of this share the lines of the cache. */
  private static final int ALIASING = 512;

  private final int rows;
  private final int columns;
  private final int blocks;
  private final int stride;
  private final double[] g;
  private final double[] w;
  private final int wRows;
  private final int wStride;

  /**
   * A rotation rounds two shears, half an eps of each result, and its angle more often; what is
   * left of the cosine can be this many half eps. A smaller tolerance would have equal columns
   * turned by half a right angle for ever.
   */
  private static final double ROUNDING = 8;

  /** The cosine up to which two columns count as orthogonal. */
  private final double tolerance;

  /** Column j of G is scales[j] times the root of its weight times what is stored. */
  private final double[] scales;

  private final double[] inverseScales;

  /** The weights of the columns while they are not in the squares; column j of W has them too. */
  private final double[] weights;

  /** Whether two scales differ. */
  private boolean scaled;

  private final double[] norms;

  /** The numbers of the columns by descending norm. */
  private final int[] order;

  /** The inner products within each block of the order, and its weights. */
  private final double[][] squares;

  private final Visitor[] visitors;

  /** The size of the matrix, without what fills its columns and rows up. */
  private final int sourceRows;

  private final int sourceColumns;

  /** The sum of the numbers of the groups that are visited, and the first of them. */
  private int sum;

  private int first;

  private final IntConsumer within;
  private final IntConsumer between;

  private OneSidedJacobi(int sourceRows, int sourceColumns, boolean accumulate) {
    int lanes = KERNELS.lanes();
    this.sourceRows = sourceRows;
    this.sourceColumns = sourceColumns;
    rows = roundUp(sourceRows, lanes);
    columns = roundUp(sourceColumns, 2 * BLOCK);
    blocks = columns / BLOCK;
    stride = stride(rows);
    g = new double[stride * columns];
    wRows = accumulate ? roundUp(sourceColumns, lanes) : 0;
    wStride = stride(wRows);
    w = accumulate ? new double[wStride * columns] : null;
    scales = new double[columns];
    inverseScales = new double[columns];
    weights = new double[columns];
    norms = new double[columns];
    order = new int[columns];
    squares = new double[blocks][BlockRotations.ROOM];
    tolerance = tolerance(sourceRows);
    int groups = (blocks + GROUP - 1) / GROUP;
    visitors = new Visitor[groups];
    for (int i = 0; i < groups; i++) {
      visitors[i] = new Visitor();
    }
    within = group -> visitors[group].visitWithin(group);
    between = task -> visitors[task].visit(first + task, sum - first - task);
  }

  /** One for a matrix of this size, from the workspace if it has one. */
  private static OneSidedJacobi of(Matrix source, boolean accumulate, Workspace work) {
    OneSidedJacobi kept = work.kept(OneSidedJacobi.class);
    boolean fits =
        kept != null
            && kept.sourceRows == source.rows()
            && kept.sourceColumns == source.columns()
            && kept.w != null == accumulate;
    OneSidedJacobi jacobi =
        fits ? kept : new OneSidedJacobi(source.rows(), source.columns(), accumulate);
    jacobi.start(source);
    return work.keep(jacobi);
  }

  private void start(Matrix source) {
    Arrays.fill(g, 0);
    Arrays.fill(scales, 1);
    Arrays.fill(inverseScales, 1);
    Arrays.fill(weights, 1);
    scaled = false;
    for (Visitor visitor : visitors) {
      visitor.rotations.forgetScales();
    }
    for (int j = 0; j < columns; j++) {
      order[j] = j;
    }
    for (int j = 0; j < sourceColumns; j++) {
      System.arraycopy(source.data(), source.index(0, j), g, j * stride, sourceRows);
    }
    shareScale();
    if (w != null) {
      Arrays.fill(w, 0);
      for (int j = 0; j < sourceColumns; j++) {
        w[j * wStride + j] = 1;
      }
    }
  }

  /** Gives all columns but those that are far smaller than the largest one scale. */
  private void shareScale() {
    double largest = 0;
    for (int j = 0; j < columns; j++) {
      norms[j] = DoubleBlas.nrm2(rows, g, j * stride);
      largest = Math.max(largest, norms[j]);
    }
    double scale = Math.scalb(1.0, Math.getExponent(largest));
    for (int j = 0; j < columns; j++) {
      if (norms[j] / scale > 1 / LARGEST_NORM) {
        scales[j] = scale;
        inverseScales[j] = 1 / scale;
        DoubleBlas.scal(rows, inverseScales[j], g, j * stride);
      }
    }
  }

  /** The cosine up to which two columns of so many rows count as orthogonal. */
  static double tolerance(int rows) {
    return Math.max(Math.sqrt(rows), ROUNDING) * Math.ulp(0.5);
  }

  private static int roundUp(int size, int multiple) {
    return (size + multiple - 1) / multiple * multiple;
  }

  private static int stride(int rows) {
    return rows % ALIASING == 0 ? rows + 8 : rows;
  }

  /**
   * Makes the columns of G orthogonal.
   *
   * @param g the matrix; becomes X, with columns of unit norm in the order of the norms
   * @param w a matrix of as many columns, which receives W; null where it is not wanted
   * @param norms receives the norms of the columns, descending
   * @param threads how many threads may work
   * @param work holds what comes in between
   * @return the number of sweeps
   */
  static int orthogonalize(Matrix g, Matrix w, double[] norms, Threads threads, Workspace work) {
    if (g.columns() == 0) {
      return 1;
    }
    OneSidedJacobi jacobi = of(g, w != null, work);
    for (int sweep = 1; sweep <= MOST_SWEEPS; sweep++) {
      if (jacobi.sweep(threads)) {
        jacobi.write(g, w, norms);
        return sweep;
      }
    }
    throw new NumericalException(
        "Jacobi SVD of a factor of size "
            + g.shape()
            + " did not converge in "
            + MOST_SWEEPS
            + " sweeps");
  }

  private void write(Matrix x, Matrix rightVectors, double[] values) {
    sort();
    for (int j = 0; j < x.columns(); j++) {
      int column = order[j];
      values[j] = norms[column];
      System.arraycopy(g, column * stride, x.data(), x.index(0, j), x.rows());
      if (values[j] > 0) {
        DoubleBlas.scal(
            x.rows(), 1 / (norms[column] * inverseScales[column]), x.data(), x.index(0, j));
      }
      if (rightVectors != null) {
        System.arraycopy(
            w, column * wStride, rightVectors.data(), rightVectors.index(0, j), x.columns());
      }
    }
  }

  /** Moves the weight of a column into it. */
  private void settle(int column) {
    double weight = weights[column];
    if (weight != 1) {
      DoubleBlas.scal(rows, Math.sqrt(weight), g, column * stride);
      if (w != null) {
        DoubleBlas.scal(wRows, Math.sqrt(weight), w, column * wStride);
      }
      weights[column] = 1;
    }
  }

  /** Computes the norms afresh, brings the stored columns near unit norm, and sorts the order. */
  private void sort() {
    for (int j = 0; j < columns; j++) {
      settle(j);
      double norm = DoubleBlas.nrm2(rows, g, j * stride);
      if (norm > LARGEST_NORM || (norm < 1 / LARGEST_NORM && norm > 0)) {
        int exponent = Math.getExponent(norm);
        DoubleBlas.scal(rows, Math.scalb(1.0, -exponent), g, j * stride);
        scales[j] = Math.scalb(scales[j], exponent);
        inverseScales[j] = 1 / scales[j];
        scaled = true;
        norm = Math.scalb(norm, -exponent);
      }
      norms[j] = norm * scales[j];
    }
    for (int i = 1; i < columns; i++) {
      int column = order[i];
      int at = i;
      for (; at > 0 && norms[order[at - 1]] < norms[column]; at--) {
        order[at] = order[at - 1];
      }
      order[at] = column;
    }
  }

  /**
   * One cycle through all pairs; returns whether the columns are orthogonal now. Once a pair has
   * been rotated, each of the fewer than 2 n later rotations of one of its columns changes its
   * cosine by no more than the largest cosine times the largest turn.
   */
  private boolean sweep(Threads threads) {
    sort();
    int groups = visitors.length;
    threads.forEach(groups, within);
    for (int round = 0; round <= 2 * groups - 2; round++) {
      sum = round;
      first = Math.max(0, sum - groups + 1);
      threads.forEach(sum / 2 - first + 1, between);
    }
    for (int i = 0; i < columns; i++) {
      weights[order[i]] = squares[i / BLOCK][BlockRotations.WEIGHTS_START + i % BLOCK];
    }
    double squaredCosines = 0;
    double squaredTurns = 0;
    for (Visitor visitor : visitors) {
      squaredCosines = Math.max(squaredCosines, visitor.squaredCosines);
      squaredTurns = Math.max(squaredTurns, visitor.squaredTurns);
      visitor.squaredCosines = 0;
      visitor.squaredTurns = 0;
    }
    return 2 * columns * Math.sqrt(squaredCosines) * Math.sqrt(squaredTurns) <= tolerance;
  }

  /**
   * Visits pairs of blocks, with the workspace of one task: two at a time where the pairs that
   * follow each other have no block in common.
   */
  private final class Visitor {
    private final BlockRotations rotations = new BlockRotations(tolerance);
    private final double[] parts = new double[PAIRS * PRODUCTS];
    private final int[][] xColumns = new int[PAIRS][BLOCK];
    private final int[][] yColumns = new int[PAIRS][BLOCK];
    private final int[][] xAt = new int[PAIRS][BLOCK];
    private final int[][] yAt = new int[PAIRS][BLOCK];

    /** Stands for the products within a block where there is none. */
    private final double[] none = new double[BlockRotations.ROOM];

    /** How many pairs of blocks are waiting to be rotated. */
    private int held;

    /** The largest sums over the rotations of a column with a block in this sweep. */
    private double squaredCosines;

    private double squaredTurns;

    /** All pairs of blocks of two groups, which may be the same. */
    void visit(int group, int other) {
      int firstX = group * GROUP;
      int firstY = other * GROUP;
      settleWithin(group);
      settleWithin(other);
      for (int sum = firstX + firstY; sum <= end(group) + end(other) - 2; sum++) {
        int last = group == other ? (sum + 1) / 2 - 1 : end(group) - 1;
        for (int x = Math.max(firstX, sum - end(other) + 1);
            x <= Math.min(last, sum - firstY);
            x++) {
          visitBlocks(x, sum - x);
        }
        rotateHeld();
      }
    }

    /** All pairs of columns within the blocks of a group. */
    void visitWithin(int group) {
      for (int block = group * GROUP; block < end(group); block += 2 * PAIRS) {
        visitWithin(block, Math.min(block + 2 * PAIRS, end(group)));
      }
    }

    private int end(int group) {
      return Math.min((group + 1) * GROUP, blocks);
    }

    /** All pairs within each two neighboring blocks; then the products within each, afresh. */
    private void visitWithin(int from, int to) {
      // Columns 0 2 4 6 with 1 3 5 7, then 0 1 4 5 with 2 3 6 7.
      for (int step = 1; step <= 2; step++) {
        for (int block = from; block < to; block += 2) {
          for (int j = 0; j < BLOCK; j++) {
            int low = (j & 2) * 2 + (j & 1) * (3 - step);
            xColumns[held][j] = order[BLOCK * block + low];
            yColumns[held][j] = order[BLOCK * block + low + step];
          }
          hold(block, block + 1);
          lendWeights(xColumns[held - 1], squares[block]);
          lendWeights(yColumns[held - 1], squares[block + 1]);
          multiply(xAt[held - 1], squares[block]);
          multiply(yAt[held - 1], squares[block + 1]);
        }
        rotateHeld();
        for (int block = from; block < to; block += 2) {
          returnWeights(xColumns[(block - from) / 2], squares[block]);
          returnWeights(yColumns[(block - from) / 2], squares[block + 1]);
        }
      }
      for (int block = from; block < to; block++) {
        start(block);
      }
    }

    /** Forms the products within a block. */
    private void start(int block) {
      take(block, xColumns[0]);
      locate(xColumns[0], stride, xAt[0]);
      multiply(xAt[0], squares[block]);
      lendWeights(xColumns[0], squares[block]);
    }

    /** Moves weights into their columns before they leave the range. */
    private void settleWithin(int group) {
      for (int block = group * GROUP; block < end(group); block++) {
        boolean settled = false;
        for (int j = 0; j < BLOCK; j++) {
          double weight = squares[block][BlockRotations.WEIGHTS_START + j];
          if (weight > LARGEST_WEIGHT || weight < 1 / LARGEST_WEIGHT) {
            int column = order[BLOCK * block + j];
            weights[column] = weight;
            settle(column);
            squares[block][BlockRotations.WEIGHTS_START + j] = 1;
            settled = true;
          }
        }
        if (settled) {
          take(block, xColumns[0]);
          locate(xColumns[0], stride, xAt[0]);
          multiply(xAt[0], squares[block]);
        }
      }
    }

    private void lendWeights(int[] columns, double[] products) {
      for (int j = 0; j < BLOCK; j++) {
        products[BlockRotations.WEIGHTS_START + j] = weights[columns[j]];
      }
    }

    private void returnWeights(int[] columns, double[] products) {
      for (int j = 0; j < BLOCK; j++) {
        weights[columns[j]] = products[BlockRotations.WEIGHTS_START + j];
      }
    }

    private void visitBlocks(int x, int y) {
      take(x, xColumns[held]);
      take(y, yColumns[held]);
      hold(x, y);
      if (held == PAIRS) {
        rotateHeld();
      }
    }

    private void take(int block, int[] into) {
      System.arraycopy(order, BLOCK * block, into, 0, BLOCK);
    }

    private void locate(int[] columns, int stride, int[] at) {
      for (int j = 0; j < BLOCK; j++) {
        at[j] = columns[j] * stride;
      }
    }

    private void hold(int x, int y) {
      locate(xColumns[held], stride, xAt[held]);
      locate(yColumns[held], stride, yAt[held]);
      rotations.xx[held] = squares[x];
      rotations.yy[held] = squares[y];
      held++;
    }

    /** The products within a block. */
    private void multiply(int[] at, double[] products) {
      KERNELS.products(rows, g, at, at, parts, 0);
      for (int i = 0; i < 2; i++) {
        int half = i * PRODUCTS / 2;
        int to = BlockRotations.SQUARES_START + 2 * BLOCK * i;
        KERNELS.sum(parts, half, half + PRODUCTS / BLOCK, products, to);
      }
    }

    /** Makes every x of the pairs of blocks that are held orthogonal to every y. */
    private void rotateHeld() {
      int count = held;
      held = 0;
      if (count == 0) {
        return;
      }
      for (int two = 0; two < count; two++) {
        KERNELS.products(rows, g, xAt[two], yAt[two], parts, two * PRODUCTS);
      }
      for (int round = 0; round < BLOCK; round++) {
        int at = round * PRODUCTS / BLOCK;
        KERNELS.sum(parts, at, PRODUCTS + at, rotations.xy, PAIRS * BLOCK * round);
      }
      if (count < PAIRS) {
        rotations.xx[1] = none;
        rotations.yy[1] = none;
      }
      boolean first = needs(0, count);
      boolean second = needs(1, count);
      if (first || second) {
        KERNELS.find(rotations);
        if (first) {
          rotate(0);
        }
        if (second) {
          rotate(1);
        }
      }
    }

    /** Whether there is something to rotate; prepares for the rotations being found. */
    private boolean needs(int two, int count) {
      if (two >= count || rotations.areOrthogonal(two)) {
        rotations.leave(two);
        return false;
      }
      if (scaled) {
        rotations.takeScales(two, scales, inverseScales, xColumns[two], yColumns[two]);
      }
      return true;
    }

    private void rotate(int two) {
      for (int j = BLOCK * two; j < BLOCK * (two + 1); j++) {
        squaredCosines = Math.max(squaredCosines, rotations.squaredCosines[j]);
        squaredTurns = Math.max(squaredTurns, rotations.squaredTurns[j]);
      }
      KERNELS.rotate(rows, g, xAt[two], yAt[two], rotations.xShears, rotations.yShears, two);
      if (w != null) {
        locate(xColumns[two], wStride, xAt[two]);
        locate(yColumns[two], wStride, yAt[two]);
        double[] xShears = rotations.plainXShears;
        KERNELS.rotate(wRows, w, xAt[two], yAt[two], xShears, rotations.plainYShears, two);
      }
    }
  }
}
