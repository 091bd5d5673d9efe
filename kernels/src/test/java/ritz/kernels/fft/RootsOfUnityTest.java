// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RootsOfUnityTest {
  static IntStream orders() {
    return IntStream.concat(IntStream.rangeClosed(1, 64), IntStream.of(127, 360));
  }

  /** The transform of an impulse at 1 lists the roots. */
  @ParameterizedTest
  @MethodSource("orders")
  void areAccurate(int n) {
    double[] re = new double[n];
    re[1 % n] = 1;
    double[] rootsRe = IntStream.range(0, n).mapToDouble(k -> RootsOfUnity.re(k, n)).toArray();
    double[] rootsIm = IntStream.range(0, n).mapToDouble(k -> RootsOfUnity.im(k, n)).toArray();
    assertThat(new PreciseDft(n).error(re, new double[n], rootsRe, rootsIm))
        .isLessThan(Math.ulp(0.5));
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 12, 1L << 40})
  void areExactWhereTheyAreRational(long n) {
    assertThat(RootsOfUnity.re(0, n)).isEqualTo(1);
    assertThat(RootsOfUnity.im(n / 4, n)).isEqualTo(-1);
    assertThat(RootsOfUnity.re(n / 2, n)).isEqualTo(-1);
    assertThat(RootsOfUnity.im(3 * n / 4, n)).isEqualTo(1);
    assertThat(Math.abs(RootsOfUnity.re(n / 4, n))).isZero();
    assertThat(Math.abs(RootsOfUnity.im(n / 2, n))).isZero();
    assertThat(RootsOfUnity.re(5 * n, n)).isEqualTo(1);
  }
}
