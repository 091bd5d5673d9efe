// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.koopman.dmd.Dmd;

/** Against the spectra in closed form. */
class SettlingMapTest {
  private static final double RATE = 0.7;

  private static void check(SettlingMap map, Complex... expected) {
    Matrix states = map.trajectories(20, 8, new SplittableRandom(3));
    Complex[] found = Dmd.builder().tolerance(1e-10).build().fit(states).eigenvalues();
    Arrays.sort(found, Comparator.comparingDouble(Complex::re).thenComparingDouble(Complex::im));

    assertThat(found).hasSameSizeAs(expected);
    for (int j = 0; j < found.length; j++) {
      // rounding, over the smallest singular value that is kept, some 1e-4 of the largest
      assertThat(found[j].minus(expected[j]).abs()).isLessThan(1e-9);
    }
  }

  @Test
  void theSpectraAreThoseStated() {
    check(
        SettlingMap.sheared(RATE),
        new Complex(RATE / 2, 0),
        new Complex(RATE, 0),
        new Complex(1, 0));
    double re = RATE * Math.cos(0.6);
    double im = RATE * Math.sin(0.6);
    check(SettlingMap.spiral(RATE), new Complex(re, -im), new Complex(re, im), new Complex(1, 0));
    check(
        SettlingMap.parabola(RATE),
        new Complex(0.4, 0),
        new Complex(RATE * RATE, 0),
        new Complex(RATE, 0),
        new Complex(1, 0));
  }

  @Test
  void allThreeNumbersSettleAtTheOneThatIsKept() {
    for (SettlingMap map :
        new SettlingMap[] {
          SettlingMap.sheared(RATE), SettlingMap.spiral(RATE), SettlingMap.parabola(RATE)
        }) {
      Matrix states = map.trajectories(5, 200, new SplittableRandom(4));
      for (int i = 0; i < states.rows(); i++) {
        double kept = states.get(i - i % SettlingMap.SIZE, 0);
        // 0.7^200 is below 1e-30
        assertThat(states.get(i, 200)).isCloseTo(kept, within(1e-15));
      }
    }
  }
}
