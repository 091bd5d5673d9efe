// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.function.IntConsumer;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Threads;
import ritz.kernels.backend.BlockRotations;

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

  /** The blocks of a group, an even number. */
  private static final int GROUP = 8;

  /**
   * Weights beyond this or its reciprocal are moved into the column: a rotation changes a weight by
   * no more than two, and a column is rotated fewer than 2^6 times between two looks at it, so they
   * stay within 2^68.
   */
  private static final double LARGEST_WEIGHT = 0x1p4;

  /**
   * A rotation rounds two shears, half an eps of each result, and its angle more often; what is
   * left of the cosine can be this many half eps. A smaller tolerance would have equal columns
   * turned by half a right angle for ever.
   */
  private static final double ROUNDING = 8;

  /** The cosine up to which two columns count as orthogonal. */
  private final double tolerance;

  private final JacobiColumns columns;
  private final int[] order;
  private final int blocks;

  /** The inner products within each block of the order, and its weights. */
  private final double[][] squares;

  private final Visitor[] visitors;

  /** The sum of the numbers of the groups that are visited, and the first of them. */
  private int sum;

  private int first;

  private final IntConsumer within;
  private final IntConsumer between;

  private OneSidedJacobi(Matrix source, boolean accumulate) {
    columns = new JacobiColumns(source.rows(), source.columns(), accumulate);
    order = columns.order;
    blocks = columns.columns / BLOCK;
    squares = new double[blocks][BlockRotations.ROOM];
    tolerance = tolerance(source.rows());
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
    boolean fits = kept != null && kept.columns.fits(source, accumulate);
    OneSidedJacobi jacobi = fits ? kept : new OneSidedJacobi(source, accumulate);
    jacobi.columns.start(source);
    for (Visitor visitor : jacobi.visitors) {
      visitor.pairs.start();
    }
    return work.keep(jacobi);
  }

  /** The cosine up to which two columns of so many rows count as orthogonal. */
  static double tolerance(int rows) {
    return Math.max(Math.sqrt(rows), ROUNDING) * Math.ulp(0.5);
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
        jacobi.columns.write(g, w, norms);
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

  /**
   * One cycle through all pairs; returns whether the columns are orthogonal now. Once a pair i, j
   * has been rotated, a later rotation of j with k changes its cosine by the turn of j, k times the
   * cosine of i, k, and likewise for i; so all of them together change it by no more than twice the
   * root of the sum of all squared cosines times that of all squared turns.
   */
  private boolean sweep(Threads threads) {
    columns.sort();
    int groups = visitors.length;
    threads.forEach(groups, within);
    for (int round = 0; round <= 2 * groups - 2; round++) {
      sum = round;
      first = Math.max(0, sum - groups + 1);
      threads.forEach(sum / 2 - first + 1, between);
    }
    for (int i = 0; i < order.length; i++) {
      columns.weights[order[i]] = squares[i / BLOCK][BlockRotations.WEIGHTS_START + i % BLOCK];
    }
    double squaredCosines = 0;
    double squaredTurns = 0;
    for (Visitor visitor : visitors) {
      squaredCosines += visitor.pairs.takeSquaredCosines();
      squaredTurns += visitor.pairs.takeSquaredTurns();
    }
    return 2 * Math.sqrt(squaredCosines) * Math.sqrt(squaredTurns) <= tolerance;
  }

  /**
   * Visits pairs of blocks, with the workspace of one task: two at a time where the pairs that
   * follow each other have no block in common.
   */
  private final class Visitor {
    private final BlockPairs pairs = new BlockPairs(columns, tolerance);

    /** The blocks that were taken last, and may still wait for being rotated. */
    private int lastX;

    private int lastY;

    /** All pairs of blocks of two groups, which may be the same. */
    void visit(int group, int other) {
      int firstX = group * GROUP;
      int firstY = other * GROUP;
      settle(group);
      settle(other);
      for (int sum = firstX + firstY; sum <= end(group) + end(other) - 2; sum++) {
        int last = group == other ? (sum + 1) / 2 - 1 : end(group) - 1;
        for (int x = Math.max(firstX, sum - end(other) + 1);
            x <= Math.min(last, sum - firstY);
            x++) {
          visitBlocks(x, sum - x);
        }
      }
      pairs.rotate();
    }

    /** All pairs of columns within the blocks of a group. */
    void visitWithin(int group) {
      for (int block = group * GROUP; block < end(group); block += 2 * BlockPairs.MOST) {
        visitWithin(block, Math.min(block + 2 * BlockPairs.MOST, end(group)));
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
          int[] x = pairs.x[pairs.count()];
          int[] y = pairs.y[pairs.count()];
          for (int j = 0; j < BLOCK; j++) {
            int low = (j & 2) * 2 + (j & 1) * (3 - step);
            x[j] = order[BLOCK * block + low];
            y[j] = order[BLOCK * block + low + step];
          }
          pairs.multiply(x, squares[block]);
          pairs.multiply(y, squares[block + 1]);
          pairs.add(squares[block], squares[block + 1]);
        }
        pairs.rotate();
        for (int block = from; block < to; block += 2) {
          returnWeights(pairs.x[(block - from) / 2], squares[block]);
          returnWeights(pairs.y[(block - from) / 2], squares[block + 1]);
        }
      }
      for (int block = from; block < to; block++) {
        multiply(block);
      }
    }

    private void returnWeights(int[] block, double[] products) {
      for (int j = 0; j < BLOCK; j++) {
        columns.weights[block[j]] = products[BlockRotations.WEIGHTS_START + j];
      }
    }

    /** The products within a block, while nothing waits for being rotated. */
    private void multiply(int block) {
      take(block, pairs.x[0]);
      pairs.multiply(pairs.x[0], squares[block]);
    }

    /** Moves the weights of a group into the columns before they leave the range. */
    private void settle(int group) {
      for (int block = group * GROUP; block < end(group); block++) {
        boolean settled = false;
        for (int j = 0; j < BLOCK; j++) {
          double weight = squares[block][BlockRotations.WEIGHTS_START + j];
          int column = order[BLOCK * block + j];
          columns.weights[column] = weight;
          if (weight > LARGEST_WEIGHT || weight < 1 / LARGEST_WEIGHT) {
            columns.settle(column);
            settled = true;
          }
        }
        if (settled) {
          multiply(block);
        }
      }
    }

    private void take(int block, int[] into) {
      System.arraycopy(order, BLOCK * block, into, 0, BLOCK);
    }

    private void visitBlocks(int x, int y) {
      if (x == lastX || x == lastY || y == lastX || y == lastY) {
        pairs.rotate();
      }
      lastX = x;
      lastY = y;
      take(x, pairs.x[pairs.count()]);
      take(y, pairs.y[pairs.count()]);
      pairs.add(squares[x], squares[y]);
      if (pairs.count() == BlockPairs.MOST) {
        pairs.rotate();
      }
    }
  }
}
