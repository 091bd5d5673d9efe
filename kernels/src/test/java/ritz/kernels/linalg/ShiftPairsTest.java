// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ritz.kernels.Matrix;

class ShiftPairsTest {
  private static double[][] found(ShiftPairs shifts) {
    double[][] pairs = new double[shifts.count()][];
    for (int b = 0; b < pairs.length; b++) {
      pairs[b] = new double[] {shifts.sum(b), shifts.product(b)};
    }
    return pairs;
  }

  /** Real ones meet in twos; what is behind the given number of values does not count. */
  @Test
  void eigenvaluesArePairedFromTheEnd() {
    double[] re = {1, 2, 2, 4, 5, 6, 6, 3, 99};
    double[] im = {0, 3, -3, 0, 0, 7, -7, 0, 0};
    ShiftPairs shifts = new ShiftPairs(9);
    shifts.takeFrom(re, im, 8, 9);
    assertThat(found(shifts)).isDeepEqualTo(new double[][] {{12, 85}, {8, 15}, {4, 13}, {5, 4}});
    shifts.takeFrom(re, im, 8, 2);
    assertThat(found(shifts)).isDeepEqualTo(new double[][] {{12, 85}, {8, 15}});
    shifts.takeFrom(re, im, 1, 3);
    assertThat(shifts.count()).isZero();
    shifts.takeFrom(re, im, 0, 3);
    assertThat(shifts.count()).isZero();
  }

  /** LAPACK's dlaqr0: the eigenvalues of [c, s; -7 s / 16, c] with c = h(i, i) + 3 s / 4. */
  @Test
  void exceptionalShiftsAreThoseOfLapack() {
    Matrix h = MatrixZoo.generate(6, 6, (i, j) -> i > j + 1 ? 0 : (i + 1) * (j % 2 == 0 ? -1 : 1));
    ShiftPairs shifts = new ShiftPairs(3);
    shifts.takeExceptional(h, 5, 2);
    assertThat(shifts.count()).isEqualTo(2);
    for (int b = 0; b < 2; b++) {
      int i = 5 - 2 * b;
      double s = (i + 1) + i;
      double center = i + 1 + 0.75 * s;
      assertThat(shifts.sum(b)).isEqualTo(2 * center);
      assertThat(shifts.product(b)).isEqualTo(center * center - s * (-7 * s / 16));
    }
  }
}
