// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritz.kernels.Matrix;

class Reflector3Test {
  private static final double EPS = Math.ulp(1.0);

  private final Reflector3 reflector = new Reflector3();

  /** H x = (beta, 0, 0)' by the definition of H, and beta is the norm of x with the other sign. */
  @ParameterizedTest
  @CsvSource({"3, 4, 12", "-3, 4, 12", "1, -2, 2", "0, 3, -4", "5, 0, 1e-8", "2, 1e-9, 0"})
  void reflectsToTheFirstAxis(double x0, double x1, double x2) {
    for (double scale : new double[] {1, 0x1p-500, 0x1p-1000, 0x1p500}) {
      double[] x = {x0 * scale, x1 * scale, x2 * scale};
      reflector.set(x[0], x[1], x[2]);
      double tau = reflector.generate();
      double norm = Math.sqrt(x0 * x0 + x1 * x1 + x2 * x2);
      assertThat(reflector.beta() / scale)
          .isCloseTo(-Math.copySign(norm, x0), within(8 * EPS * norm));
      assertReflects(tau, x, norm * scale);
    }
  }

  @ParameterizedTest
  @CsvSource({"2", "-2", "1e-200", "0"})
  void leavesWhatLiesOnTheFirstAxisAlone(double x0) {
    reflector.set(x0, 0, 0);
    assertThat(reflector.generate()).isZero();
    assertThat(reflector.beta()).isEqualTo(x0);
  }

  /** The first column of (H - s1 I)(H - s2 I) is exact for small integers. */
  @ParameterizedTest
  @CsvSource({
    "1, 2, 3, 4, 5, 7, 6",
    "1, 2, 1, 3, 5, 1, 6",
    "1, 2, 3, 1, 5, 1, 6",
    "1, 2, 1, 1, 5, 3, -4",
    "-1, 2, 1, -1, 5, -1, 3",
    "0, 1, 1, 0, 1, 0, -1"
  })
  void startsFromTheColumnOfTheShiftedProduct(
      double h11, double h12, double h21, double h22, double h32, double sum, double product) {
    Matrix h = new Matrix(5, 5);
    h.set(2, 2, h11);
    h.set(2, 3, h12);
    h.set(3, 2, h21);
    h.set(3, 3, h22);
    h.set(4, 3, h32);
    reflector.start(h, 2, sum, product);
    double tau = reflector.generate();
    double[] column = {
      h11 * h11 - sum * h11 + product + h12 * h21, h21 * (h11 + h22 - sum), h21 * h32
    };
    double norm = Math.sqrt(column[0] * column[0] + column[1] * column[1] + column[2] * column[2]);
    assertReflects(tau, column, norm);
  }

  @Test
  void startsWithNothingToReflectWhereAllIsZero() {
    reflector.start(new Matrix(3, 3), 0, 0, 0);
    assertThat(reflector.generate()).isZero();
    assertThat(reflector.beta()).isEqualTo(1);
  }

  private void assertReflects(double tau, double[] x, double norm) {
    double product = x[0] + reflector.v1() * x[1] + reflector.v2() * x[2];
    // The sums of three products, each to half an eps, of numbers up to the norm.
    assertThat(Math.abs(x[0] - tau * product)).isCloseTo(norm, within(8 * EPS * norm));
    assertThat(x[1] - tau * reflector.v1() * product).isCloseTo(0, within(8 * EPS * norm));
    assertThat(x[2] - tau * reflector.v2() * product).isCloseTo(0, within(8 * EPS * norm));
  }
}
