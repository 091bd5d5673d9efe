// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import ritz.kernels.DoubleBlas;
import ritz.kernels.backend.BlockRotations;
import ritz.kernels.backend.JacobiKernels;
import ritz.kernels.backend.PlainRotations;

class JacobiKernelsTest {
  private static final JacobiKernels KERNELS = JacobiKernels.INSTANCE;
  private static final int BLOCK = BlockRotations.BLOCK;
  private static final int PAIRS = BlockRotations.PAIRS;

  /** A multiple of every lane count. */
  private static final int ROWS = 64;

  /**
   * Entries are below 1, so products are below 64, and each of their 64 terms rounds by half an
   * eps; sixteen rotations add a few roundings each.
   */
  private static final double ROUNDING = 2 * ROWS * ROWS * Math.ulp(1.0);

  private final double[] columns =
      new SplittableRandom(7).doubles(2L * PAIRS * BLOCK * ROWS, -1, 1).toArray();
  private final int[][] x = {starts(0), starts(1)};
  private final int[][] y = {starts(2), starts(3)};

  private static int[] starts(int block) {
    int[] starts = new int[BLOCK];
    for (int j = 0; j < BLOCK; j++) {
      starts[j] = (BLOCK * block + j) * ROWS;
    }
    return starts;
  }

  private double product(int first, int second) {
    return DoubleBlas.dot(ROWS, columns, first, columns, second);
  }

  /** The products of both pairs of blocks, one by one. */
  private BlockRotations prepared() {
    BlockRotations rotations = new BlockRotations(1e-15);
    for (int two = 0; two < PAIRS; two++) {
      rotations.xx[two] = new double[BlockRotations.ROOM];
      rotations.yy[two] = new double[BlockRotations.ROOM];
      Arrays.fill(rotations.xx[two], BlockRotations.WEIGHTS_START, BlockRotations.ROOM, 1);
      Arrays.fill(rotations.yy[two], BlockRotations.WEIGHTS_START, BlockRotations.ROOM, 1);
      for (int i = 0; i < BLOCK; i++) {
        for (int j = 0; j < BLOCK; j++) {
          int square = BlockRotations.squareIndex(i, j);
          rotations.xx[two][square] = product(x[two][i], x[two][j]);
          rotations.yy[two][square] = product(y[two][i], y[two][j]);
          rotations.xy[BlockRotations.index(two, i, j)] = product(x[two][i], y[two][j]);
        }
      }
    }
    return rotations;
  }

  @Test
  void sumsOfPartsAreTheProductsOfBothPairs() {
    int size = BLOCK * KERNELS.lanes();
    double[] parts = new double[PAIRS * BLOCK * size];
    for (int two = 0; two < PAIRS; two++) {
      KERNELS.products(ROWS, columns, x[two], y[two], parts, two * BLOCK * size);
    }
    double[] products = new double[BlockRotations.ROOM];
    for (int round = 0; round < BLOCK; round++) {
      KERNELS.sum(parts, round * size, (BLOCK + round) * size, products, PAIRS * BLOCK * round);
    }
    for (int i = 0; i < PAIRS * BLOCK * BLOCK; i++) {
      assertThat(products[i]).isCloseTo(prepared().xy[i], within(ROUNDING));
    }
  }

  @Test
  void rotationsAreThoseOfThePlainFormulas() {
    BlockRotations found = prepared();
    BlockRotations expected = prepared();
    KERNELS.find(found);
    PlainRotations.find(expected);
    for (int i = 0; i < PAIRS * BLOCK * BLOCK; i++) {
      assertThat(found.plainXShears[i]).isCloseTo(expected.plainXShears[i], within(ROUNDING));
      assertThat(found.plainYShears[i]).isCloseTo(expected.plainYShears[i], within(ROUNDING));
    }
    for (int i = 0; i < PAIRS * BLOCK; i++) {
      assertThat(found.squaredCosines[i]).isCloseTo(expected.squaredCosines[i], within(ROUNDING));
      assertThat(found.squaredTurns[i]).isCloseTo(expected.squaredTurns[i], within(ROUNDING));
    }
  }

  @Test
  void carriedProductsAreThoseOfTheRotatedColumns() {
    BlockRotations rotations = prepared();
    KERNELS.find(rotations);
    for (int two = 0; two < PAIRS; two++) {
      KERNELS.rotate(ROWS, columns, x[two], y[two], rotations.xShears, rotations.yShears, two);
    }
    for (int two = 0; two < PAIRS; two++) {
      for (int i = 0; i < BLOCK; i++) {
        for (int j = 0; j < BLOCK; j++) {
          int square = BlockRotations.squareIndex(i, j);
          assertThat(rotations.xx[two][square])
              .isCloseTo(product(x[two][i], x[two][j]), within(ROUNDING));
          assertThat(rotations.yy[two][square])
              .isCloseTo(product(y[two][i], y[two][j]), within(ROUNDING));
        }
      }
    }
  }

  /** A rotation does not change the sum of c c' over the columns c it turns. */
  @Test
  void rotationsAreOrthogonalBetweenTheColumnsWithTheirScalesAndWeights() {
    SplittableRandom random = new SplittableRandom(3);
    double[] weights = random.doubles(2L * PAIRS * BLOCK, 0.5, 2).toArray();
    double[] scales = new double[weights.length];
    double[] inverses = new double[weights.length];
    for (int j = 0; j < scales.length; j++) {
      scales[j] = Math.scalb(1.0, random.nextInt(-3, 4));
      inverses[j] = 1 / scales[j];
    }
    BlockRotations rotations = prepared();
    for (int two = 0; two < PAIRS; two++) {
      int[] xNumbers = new int[BLOCK];
      int[] yNumbers = new int[BLOCK];
      for (int j = 0; j < BLOCK; j++) {
        xNumbers[j] = x[two][j] / ROWS;
        yNumbers[j] = y[two][j] / ROWS;
        rotations.xx[two][BlockRotations.WEIGHTS_START + j] = weights[xNumbers[j]];
        rotations.yy[two][BlockRotations.WEIGHTS_START + j] = weights[yNumbers[j]];
      }
      rotations.takeScales(two, scales, inverses, xNumbers, yNumbers);
    }
    double[] before = outerProducts(scales, weights);
    KERNELS.find(rotations);
    for (int two = 0; two < PAIRS; two++) {
      KERNELS.rotate(ROWS, columns, x[two], y[two], rotations.xShears, rotations.yShears, two);
      for (int j = 0; j < BLOCK; j++) {
        int weight = BlockRotations.WEIGHTS_START + j;
        weights[x[two][j] / ROWS] = rotations.xx[two][weight];
        weights[y[two][j] / ROWS] = rotations.yy[two][weight];
      }
    }
    double[] after = outerProducts(scales, weights);
    // Sums of 16 products of numbers up to 16, with a few roundings in each of four rotations.
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isCloseTo(before[i], within(16 * 256 * 16 * Math.ulp(1.0)));
    }
    // The last pairs that met are orthogonal still.
    for (int j = 0; j < BLOCK; j++) {
      assertThat(product(x[0][j], y[0][(j + 3) % BLOCK])).isCloseTo(0, within(ROUNDING * 64));
    }
  }

  /** The entries of the sum of c c' over all columns c with their scales and weights. */
  private double[] outerProducts(double[] scales, double[] weights) {
    double[] sums = new double[ROWS * ROWS];
    for (int c = 0; c < scales.length; c++) {
      double factor = scales[c] * scales[c] * weights[c];
      for (int i = 0; i < sums.length; i++) {
        sums[i] += factor * columns[c * ROWS + i / ROWS] * columns[c * ROWS + i % ROWS];
      }
    }
    return sums;
  }

  @Test
  void aPairThatIsLeftStaysAsItIs() {
    BlockRotations rotations = prepared();
    double[] squares = rotations.xx[1].clone();
    rotations.leave(1);
    KERNELS.find(rotations);
    for (int i = 0; i < BLOCK; i++) {
      for (int j = 0; j < BLOCK; j++) {
        assertThat(rotations.xShears[BlockRotations.index(1, i, j)]).isZero();
        assertThat(rotations.yShears[BlockRotations.index(1, i, j)]).isZero();
        assertThat(rotations.xx[1][BlockRotations.squareIndex(i, j)])
            .isEqualTo(squares[BlockRotations.squareIndex(i, j)]);
      }
    }
  }
}
