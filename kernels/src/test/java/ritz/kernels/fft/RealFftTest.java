// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.DoubleBlas;

class RealFftTest {
  static IntStream lengths() {
    return IntStream.concat(
        IntStream.rangeClosed(1, 40), IntStream.of(62, 64, 74, 81, 250, 1009, 2018, 4096, 6561));
  }

  /** A few roundings per pass of both transforms, relative to the norm; see FftTest. */
  private static double bound(int n, double[] x) {
    double eps = Math.ulp(0.5);
    return 8 * eps * Math.log(4.0 * n) / Math.log(2) * DoubleBlas.nrm2(n, x, 0) * Math.sqrt(n);
  }

  /** Over the length of x; what lies behind in the other array is left out. */
  private static double largestDifference(double[] x, double[] other) {
    return IntStream.range(0, x.length).mapToDouble(k -> Math.abs(x[k] - other[k])).max().orElse(0);
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void isHalfOfTheComplexTransform(int n) {
    double[] x = new Random(n).doubles(n, -1, 1).toArray();
    double[] kept = x.clone();
    RealFft fft = RealFft.of(n);
    double[] re = new double[fft.terms()];
    double[] im = new double[fft.terms()];
    fft.forward(x, re, im);
    assertThat(x).isEqualTo(kept);
    double[] fullRe = x.clone();
    double[] fullIm = new double[n];
    Fft.of(n).forward(fullRe, fullIm);
    assertThat(largestDifference(re, fullRe)).isLessThanOrEqualTo(bound(n, x));
    assertThat(largestDifference(im, fullIm)).isLessThanOrEqualTo(bound(n, x));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void inverseUndoesForward(int n) {
    double[] x = new Random(n).doubles(n, -1, 1).toArray();
    RealFft fft = RealFft.of(n);
    double[] re = new double[fft.terms()];
    double[] im = new double[fft.terms()];
    fft.forward(x, re, im);
    double[] back = new double[n];
    fft.inverse(re, im, back);
    assertThat(largestDifference(x, back)).isLessThanOrEqualTo(bound(n, x) / Math.sqrt(n));
  }

  /** A plan that never saw the numbers, so that none of them is still in its memory. */
  @ParameterizedTest
  @MethodSource("lengths")
  void inverseIsThatOfTheWholeSpectrum(int n) {
    Random random = new Random(n + 1);
    RealFft fft = RealFft.of(n);
    double[] re = random.doubles(fft.terms(), -1, 1).toArray();
    double[] im = random.doubles(fft.terms(), -1, 1).toArray();
    im[0] = 0;
    if (n % 2 == 0) {
      im[n / 2] = 0;
    }
    double[] wholeRe = new double[n];
    double[] wholeIm = new double[n];
    for (int k = 0; k < n; k++) {
      boolean given = k < fft.terms();
      wholeRe[k] = re[given ? k : n - k];
      wholeIm[k] = given ? im[k] : -im[n - k];
    }
    double tolerance = bound(n, wholeRe) + bound(n, wholeIm);
    Fft.of(n).inverse(wholeRe, wholeIm);
    double[] keptRe = re.clone();
    double[] keptIm = im.clone();
    double[] x = new double[n];
    fft.inverse(re, im, x);
    assertThat(re).isEqualTo(keptRe);
    assertThat(im).isEqualTo(keptIm);
    assertThat(largestDifference(x, wholeRe)).isLessThanOrEqualTo(tolerance / n);

    // What the ends have beside their real parts is not looked at.
    im[0] = 3;
    if (n % 2 == 0) {
      im[n / 2] = -5;
    }
    double[] again = new double[n];
    fft.inverse(re, im, again);
    assertThat(again).isEqualTo(x);
  }

  /** A transform has the bits of a new plan's, whatever the plan did before. */
  @ParameterizedTest
  @MethodSource("lengths")
  void remembersNothing(int n) {
    double[] x = new Random(n).doubles(n, -1, 1).toArray();
    RealFft used = RealFft.of(n);
    double[] re = new double[used.terms()];
    double[] im = new double[used.terms()];
    used.inverse(new Random(1).doubles(re.length).toArray(), im.clone(), new double[n]);
    used.forward(x, re, im);
    double[] newRe = new double[used.terms()];
    double[] newIm = new double[used.terms()];
    RealFft.of(n).forward(x, newRe, newIm);
    assertThat(re).isEqualTo(newRe);
    assertThat(im).isEqualTo(newIm);
  }

  @Test
  void namesBadInput() {
    assertThatThrownBy(() -> RealFft.of(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("n: 0");
    assertThatThrownBy(() -> RealFft.of(-6)).hasMessage("n: -6, expected 1 to 67108864");
    assertThatThrownBy(() -> RealFft.of(1 << 27)).isInstanceOf(IllegalArgumentException.class);
    RealFft fft = RealFft.of(6);
    assertThat(fft.length()).isEqualTo(6);
    assertThat(fft.terms()).isEqualTo(4);
    assertThatThrownBy(() -> fft.forward(new double[5], new double[4], new double[4]))
        .hasMessage("x: 5 numbers, the plan is for 6");
    assertThatThrownBy(() -> fft.inverse(new double[4], new double[3], new double[6]))
        .hasMessage("im: 3 numbers, the plan is for 4");
    assertThatThrownBy(() -> fft.inverse(new double[6], new double[4], new double[6]))
        .hasMessage("re: 6 numbers, the plan is for 4");
    double[] same = new double[4];
    assertThatThrownBy(() -> fft.forward(new double[6], same, same))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two are the same array");
  }
}
