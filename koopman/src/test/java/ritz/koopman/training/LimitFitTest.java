// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;

class LimitFitTest {
  private static final int COUNT = 12;

  @Test
  void withoutOtherModesItIsTheMean() {
    assertThat(LimitFit.factors(COUNT, List.of(), 1))
        .usingComparatorWithPrecision(1e-15)
        .containsOnly(1.0 / COUNT);
  }

  @Test
  void inADriftTheLatestSnapshotsCount() {
    double[] factors = LimitFit.factors(COUNT, List.of(), 0.25);
    // a geometric series: 1, 1/4, 1/16 …, over its sum of 4/3, to 4^-12
    assertThat(factors[COUNT - 1]).isCloseTo(0.75, within(1e-7));
    assertThat(factors[COUNT - 2] / factors[COUNT - 1]).isCloseTo(0.25, within(1e-14));
  }

  @Test
  void memoryIsTheRatioOfNoiseToDrift() {
    assertThat(LimitFit.memory(-0.5)).isEqualTo(1);
    assertThat(LimitFit.memory(0.5)).isEqualTo(1);
    assertThat(LimitFit.memory(0.8)).isCloseTo(0.25, within(1e-15));
    assertThat(LimitFit.memory(1)).isEqualTo(LimitFit.memory(2)).isPositive();
  }

  /** Any sum of the decays given has its constant as limit, whatever the weights. */
  @Property(tries = 100, seed = "7")
  void decaysLeaveTheirLimit(
      @ForAll @DoubleRange(min = -0.95, max = 0.9) double real,
      @ForAll @DoubleRange(min = 0.3, max = 0.95) double modulus,
      @ForAll @DoubleRange(min = 0.5, max = 2.5) double argument,
      @ForAll @DoubleRange(min = 0.1, max = 1) double memory) {
    Complex swing = Complex.polar(modulus, argument);
    double[] factors = LimitFit.factors(COUNT, List.of(new Complex(real, 0), swing), memory);
    double found = 0;
    double size = 0;
    for (int k = 0; k < COUNT; k++) {
      double value = 3 + 2 * Math.pow(real, k) - 5 * swing.pow(k).re() + swing.pow(k).im();
      found += factors[k] * value;
      size += Math.abs(factors[k] * value);
    }
    // The factors come from a pseudoinverse, of condition below 1e6 for rows weighted by 0.1^11.
    assertThat(found).isCloseTo(3, within(1e-9 * size));
  }

  @Test
  void anEigenvalueOfZeroActsOnTheFirstSnapshotAlone() {
    double[] factors = LimitFit.factors(COUNT, List.of(Complex.ZERO), 1);
    assertThat(factors[0]).isCloseTo(0, within(1e-15));
    assertThat(factors[1]).isCloseTo(1.0 / (COUNT - 1), within(1e-15));
  }
}
