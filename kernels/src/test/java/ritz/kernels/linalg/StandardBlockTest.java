// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StandardBlockTest {
  private static final double EPS = Math.ulp(1.0);

  @Provide
  Arbitrary<Double> entries() {
    Arbitrary<Double> plain = Arbitraries.doubles().between(-4, 4);
    Arbitrary<Double> wild =
        Arbitraries.integers().between(-200, 200).map(exponent -> Math.scalb(1.0, exponent));
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(4, plain),
        net.jqwik.api.Tuple.of(2, wild),
        net.jqwik.api.Tuple.of(1, Arbitraries.of(0.0, 1.0, -1.0, 1 + EPS, 1e-17)));
  }

  @Property(tries = 2000, seed = "1")
  void isASimilarityToStandardForm(
      @ForAll("entries") double a11,
      @ForAll("entries") double a12,
      @ForAll("entries") double a21,
      @ForAll("entries") double a22) {
    StandardBlock block = new StandardBlock();
    block.find(a11, a12, a21, a22);
    double c = block.c;
    double s = block.s;
    assertThat(c * c + s * s).isBetween(1 - 4 * EPS, 1 + 4 * EPS);
    // Rotating back gives the matrix to a few roundings of its largest entry.
    double size =
        Math.max(Math.max(Math.abs(a11), Math.abs(a12)), Math.max(Math.abs(a21), Math.abs(a22)));
    double tolerance = 20 * EPS * size;
    double left11 = c * block.a11 - s * block.a21;
    double left12 = c * block.a12 - s * block.a22;
    double left21 = s * block.a11 + c * block.a21;
    double left22 = s * block.a12 + c * block.a22;
    assertThat(left11 * c - left12 * s).isBetween(a11 - tolerance, a11 + tolerance);
    assertThat(left11 * s + left12 * c).isBetween(a12 - tolerance, a12 + tolerance);
    assertThat(left21 * c - left22 * s).isBetween(a21 - tolerance, a21 + tolerance);
    assertThat(left21 * s + left22 * c).isBetween(a22 - tolerance, a22 + tolerance);
    if (block.a21 != 0) {
      assertThat(block.a11).isEqualTo(block.a22);
      assertThat(Math.signum(block.a12)).isEqualTo(-Math.signum(block.a21));
    }
  }
}
