// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FftTest {
  private static final double EPS = Math.ulp(1.0);

  static IntStream lengths() {
    return IntStream.concat(
        IntStream.rangeClosed(1, 130), IntStream.of(243, 256, 486, 625, 720, 997, 1000, 1024));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void equalsTheDefinition(int n) {
    double[] re = random(n, 1);
    double[] im = random(n, 2);
    double[] expectedRe = new double[n];
    double[] expectedIm = new double[n];
    for (int k = 0; k < n; k++) {
      for (int j = 0; j < n; j++) {
        double angle = -2 * Math.PI * ((long) j * k % n) / n;
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        expectedRe[k] += re[j] * c - im[j] * s;
        expectedIm[k] += re[j] * s + im[j] * c;
      }
    }
    double norm = norm(expectedRe, expectedIm);
    Fft.of(n).forward(re, im);
    // The definition errs by up to n eps, the transform by a few eps log n, threefold by Bluestein.
    assertThat(distance(re, im, expectedRe, expectedIm)).isLessThanOrEqualTo((n + 50) * EPS * norm);
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void inverseUndoesForwardAndNormsAgree(int n) {
    double[] re = random(n, 3);
    double[] im = random(n, 4);
    double norm = norm(re, im);
    double[] movedRe = re.clone();
    double[] movedIm = im.clone();
    Fft fft = Fft.of(n);
    fft.forward(movedRe, movedIm);
    double bound = 20 * EPS * (1 + Math.log(n));
    assertThat(Math.abs(norm(movedRe, movedIm) / Math.sqrt(n) - norm))
        .as("Parseval")
        .isLessThanOrEqualTo(bound * norm);
    fft.inverse(movedRe, movedIm);
    assertThat(distance(movedRe, movedIm, re, im)).isLessThanOrEqualTo(2 * bound * norm);
  }

  @Test
  void pureToneIsOneLine() {
    for (int n : new int[] {1 << 16, 59049, 65537}) {
      double[] re = new double[n];
      double[] im = new double[n];
      for (int j = 0; j < n; j++) {
        re[j] = RootsOfUnity.cos(7L * j, n);
        im[j] = RootsOfUnity.sin(7L * j, n);
      }
      double[] lineRe = new double[n];
      lineRe[7] = n;
      Fft.of(n).forward(re, im);
      // The norm of the tone is sqrt(n), that of its transform n.
      assertThat(distance(re, im, lineRe, new double[n])).isLessThanOrEqualTo(100 * EPS * n);
    }
  }

  @Test
  void rootsAreExactWhereTheyAreRational() {
    for (long n : new long[] {4, 12, 1L << 40}) {
      assertThat(RootsOfUnity.cos(n / 4, n)).isZero();
      assertThat(RootsOfUnity.sin(n / 4, n)).isEqualTo(1);
      assertThat(RootsOfUnity.cos(n / 2, n)).isEqualTo(-1);
      assertThat(RootsOfUnity.sin(n / 2, n)).isZero();
      assertThat(RootsOfUnity.sin(3 * n / 4, n)).isEqualTo(-1);
    }
  }

  @Test
  void refusesOtherLengths() {
    assertThatThrownBy(() -> Fft.of(0)).hasMessageStartingWith("n: 0, expected 1 to");
    assertThatThrownBy(() -> Fft.of(4).forward(new double[4], new double[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("im: 5 numbers, the plan is for 4");
  }

  private static double[] random(int n, long seed) {
    return new Random(seed).doubles(n, -1, 1).toArray();
  }

  private static double norm(double[] re, double[] im) {
    return distance(re, im, new double[re.length], new double[im.length]);
  }

  private static double distance(double[] re, double[] im, double[] otherRe, double[] otherIm) {
    double sum = 0;
    for (int i = 0; i < re.length; i++) {
      double x = re[i] - otherRe[i];
      double y = im[i] - otherIm[i];
      sum += x * x + y * y;
    }
    return Math.sqrt(sum);
  }
}
