// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.DoubleBlas;

class FftTest {
  private static final double EPS = Math.ulp(0.5);

  /**
   * Powers of two, other smooth numbers, products with larger primes, and primes; the last is long,
   * and its halves have no more than two passes.
   */
  private static final int[] LARGE = {
    1 << 10,
    1 << 13,
    1 << 17,
    1 << 18,
    1000,
    486,
    6561,
    15625,
    30030,
    4 * 31 * 29,
    1009,
    2 * 10007,
    65537,
    216_000,
    31 * 13 * 23 * 19
  };

  /** Every short length, and of the longer ones each kind: powers, products, primes. */
  static IntStream small() {
    return IntStream.concat(
        IntStream.rangeClosed(1, 64), IntStream.of(81, 97, 100, 121, 122, 124, 125, 127, 128));
  }

  static IntStream large() {
    return Arrays.stream(LARGE);
  }

  static IntStream lengths() {
    return IntStream.concat(small(), large());
  }

  static IntStream lengthsForTheDefinition() {
    return IntStream.concat(small(), IntStream.of(196, 243, 256, 257));
  }

  private static double[] random(int n, long seed) {
    return new Random(seed).doubles(n, -1, 1).toArray();
  }

  /**
   * Each pass rounds a few times, so the error is a small multiple of eps log2(n); a convolution is
   * three transforms of up to four times the length.
   */
  private static double bound(int n) {
    return 4 * EPS * Math.log(4.0 * n) / Math.log(2);
  }

  private static double norm(double[] re, double[] im) {
    return Math.hypot(DoubleBlas.nrm2(re.length, re, 0), DoubleBlas.nrm2(im.length, im, 0));
  }

  private static double distance(double[] re, double[] im, double[] otherRe, double[] otherIm) {
    double[] x = re.clone();
    double[] y = im.clone();
    DoubleBlas.axpy(x.length, -1, otherRe, 0, x, 0);
    DoubleBlas.axpy(y.length, -1, otherIm, 0, y, 0);
    return norm(x, y);
  }

  @ParameterizedTest
  @MethodSource("lengthsForTheDefinition")
  void agreesWithTheDefinition(int n) {
    double[] re = random(n, n);
    double[] im = random(n, n + 1);
    double[] transformRe = re.clone();
    double[] transformIm = im.clone();
    Fft.of(n).forward(transformRe, transformIm);
    assertThat(new PreciseDft(n).error(re, im, transformRe, transformIm)).isLessThan(bound(n));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void inverseUndoesForward(int n) {
    double[] re = random(n, n);
    double[] im = random(n, n + 1);
    double[] thereRe = re.clone();
    double[] thereIm = im.clone();
    Fft fft = Fft.of(n);
    fft.forward(thereRe, thereIm);
    fft.inverse(thereRe, thereIm);
    assertThat(distance(re, im, thereRe, thereIm)).isLessThan(2 * bound(n) * norm(re, im));
  }

  /** Parseval: the norm grows by the root of the length. */
  @ParameterizedTest
  @MethodSource("lengths")
  void keepsTheNorm(int n) {
    double[] re = random(n, n);
    double[] im = random(n, n + 1);
    double before = norm(re, im) * Math.sqrt(n);
    Fft.of(n).forward(re, im);
    assertThat(norm(re, im) / before).isBetween(1 - bound(n), 1 + bound(n));
  }

  /** A shift by s multiplies term k by exp(-2 pi i k s / n). */
  @ParameterizedTest
  @MethodSource("large")
  void shiftTurnsTheTerms(int n) {
    int shift = n / 3 + 1;
    double[] re = random(n, n);
    double[] im = random(n, n + 1);
    double[] shiftedRe = new double[n];
    double[] shiftedIm = new double[n];
    for (int j = 0; j < n; j++) {
      shiftedRe[(j + shift) % n] = re[j];
      shiftedIm[(j + shift) % n] = im[j];
    }
    Fft fft = Fft.of(n);
    fft.forward(re, im);
    fft.forward(shiftedRe, shiftedIm);
    double[] expectedRe = new double[n];
    double[] expectedIm = new double[n];
    for (int k = 0; k < n; k++) {
      double angle = 2 * Math.PI * ((long) k * shift % n) / n;
      expectedRe[k] = re[k] * Math.cos(angle) + im[k] * Math.sin(angle);
      expectedIm[k] = im[k] * Math.cos(angle) - re[k] * Math.sin(angle);
    }
    // Rounding 2 pi and twice more moves an angle up to 2 pi by less than 16 eps.
    assertThat(distance(expectedRe, expectedIm, shiftedRe, shiftedIm))
        .isLessThan((2 * bound(n) + 16 * EPS) * norm(re, im));
  }

  /** A tone with 7 periods has one line, of height n. */
  @ParameterizedTest
  @ValueSource(ints = {1 << 16, 1 << 18, 59049, 65537})
  void pureToneIsOneLine(int n) {
    double[] re = new double[n];
    double[] im = new double[n];
    for (int j = 0; j < n; j++) {
      double angle = 2 * Math.PI * (7L * j % n) / n;
      re[j] = Math.cos(angle);
      im[j] = Math.sin(angle);
    }
    Fft.of(n).forward(re, im);
    double[] lineRe = new double[n];
    lineRe[7] = n;
    assertThat(distance(re, im, lineRe, new double[n])).isLessThan((bound(n) + 16 * EPS) * n);
  }

  @Property(tries = 60, seed = "1")
  void isLinear(@ForAll @IntRange(min = 1, max = 1200) int n) {
    double[] xr = random(n, 1);
    double[] xi = random(n, 2);
    double[] yr = random(n, 3);
    double[] yi = random(n, 4);
    double[] sumR = xr.clone();
    double[] sumI = xi.clone();
    DoubleBlas.axpy(n, 2, yr, 0, sumR, 0);
    DoubleBlas.axpy(n, 2, yi, 0, sumI, 0);
    Fft fft = Fft.of(n);
    fft.forward(xr, xi);
    fft.forward(yr, yi);
    fft.forward(sumR, sumI);
    DoubleBlas.axpy(n, 2, yr, 0, xr, 0);
    DoubleBlas.axpy(n, 2, yi, 0, xi, 0);
    // The three errors; |x| + 2 |y| can exceed |x + 2 y|, for these numbers by less than two.
    assertThat(distance(xr, xi, sumR, sumI)).isLessThan(4 * bound(n) * (norm(sumR, sumI) + 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 12, 60, 64, 1024})
  void unitImpulseGivesOnesExactly(int n) {
    double[] re = new double[n];
    double[] im = new double[n];
    re[0] = 1;
    Fft.of(n).forward(re, im);
    assertThat(re).containsOnly(1);
    assertThat(DoubleBlas.asum(n, im, 0)).isZero();
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void outOfPlaceIsInPlaceToTheBit(int n) {
    double[] re = random(n, n);
    double[] im = random(n, n + 1);
    double[] keptRe = re.clone();
    double[] keptIm = im.clone();
    double[] toRe = new double[n];
    double[] toIm = new double[n];
    Fft fft = Fft.of(n);
    fft.forward(re, im, toRe, toIm);
    assertThat(re).isEqualTo(keptRe);
    assertThat(im).isEqualTo(keptIm);
    fft.forward(keptRe, keptIm);
    assertThat(toRe).isEqualTo(keptRe);
    assertThat(toIm).isEqualTo(keptIm);
    fft.inverse(keptRe, keptIm, toRe, toIm);
    fft.inverse(keptRe, keptIm);
    assertThat(toRe).isEqualTo(keptRe);
    assertThat(toIm).isEqualTo(keptIm);
  }

  /** Powers of two change no rounding, near the ends of the range neither. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 31, 60, 101, 1000, 1009, 1024})
  void powersOfTwoScaleTheTransform(int n) {
    double[] re = random(n, n);
    double[] im = random(n, n + 1);
    Fft fft = Fft.of(n);
    double[] transformRe = new double[n];
    double[] transformIm = new double[n];
    fft.forward(re, im, transformRe, transformIm);
    for (int exponent : new int[] {-850, 1000}) {
      double[] scaledRe = Arrays.stream(re).map(x -> Math.scalb(x, exponent)).toArray();
      double[] scaledIm = Arrays.stream(im).map(x -> Math.scalb(x, exponent)).toArray();
      fft.forward(scaledRe, scaledIm);
      for (int k = 0; k < n; k++) {
        assertThat(scaledRe[k]).isEqualTo(Math.scalb(transformRe[k], exponent));
        assertThat(scaledIm[k]).isEqualTo(Math.scalb(transformIm[k], exponent));
      }
    }
  }

  /** Every term is a sum over all numbers, so one that is not finite leaves none finite. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 30, 64, 101, 360, 1009})
  void oneNumberThatIsNotFiniteLeavesNone(int n) {
    Fft fft = Fft.of(n);
    for (int j = 0; j < n; j += Math.max(1, n / 20)) {
      for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        double[] re = random(n, 1);
        double[] im = random(n, 2);
        re[j] = value;
        fft.forward(re, im);
        for (int k = 0; k < n; k++) {
          assertThat(Double.isFinite(re[k]) && Double.isFinite(im[k])).isFalse();
        }
        // The workspace that saw it does no harm to the next transform.
        double[] cleanRe = random(n, 3);
        double[] cleanIm = random(n, 4);
        fft.forward(cleanRe, cleanIm);
        assertThat(norm(cleanRe, cleanIm)).isFinite();
      }
    }
  }

  @Test
  void onePlanServesManyThreads() {
    Fft fft = Fft.of(960);
    double[] re = random(960, 1);
    double[] im = random(960, 2);
    double[] expectedRe = re.clone();
    double[] expectedIm = im.clone();
    fft.forward(expectedRe, expectedIm);
    IntStream.range(0, 500)
        .parallel()
        .forEach(
            i -> {
              double[] thisRe = re.clone();
              double[] thisIm = im.clone();
              fft.forward(thisRe, thisIm);
              assertThat(thisRe).isEqualTo(expectedRe);
              assertThat(thisIm).isEqualTo(expectedIm);
            });
  }

  @Test
  void namesBadInput() {
    assertThatThrownBy(() -> Fft.of(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("n: 0, expected 1 to 67108864");
    assertThatThrownBy(() -> Fft.of(Integer.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
    Fft fft = Fft.of(4);
    assertThat(fft.length()).isEqualTo(4);
    assertThatThrownBy(() -> fft.forward(new double[4], new double[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("im: 5 numbers, the plan is for 4");
    double[] same = new double[4];
    assertThatThrownBy(() -> fft.inverse(same, same))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("im: the same array");
    assertThatThrownBy(() -> fft.forward(same, new double[4], new double[4], same))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an array of x");
    assertThatThrownBy(() -> fft.inverse(same, new double[4], new double[3], new double[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("toRe: 3 numbers, the plan is for 4");
    assertThatThrownBy(() -> fft.forward(new double[5], new double[4], new double[4], same))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("re: 5 numbers, the plan is for 4");
  }
}
