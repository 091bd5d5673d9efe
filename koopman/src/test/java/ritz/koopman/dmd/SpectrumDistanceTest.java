// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;

class SpectrumDistanceTest {
  /** Sums of at most 36 terms of size 1, each rounded a few times. */
  private static final double ROUNDING = 200 * Math.ulp(1.0);

  private static Complex[] random(int count, SplittableRandom random) {
    Complex[] result = new Complex[count];
    Arrays.setAll(result, i -> new Complex(random.nextDouble(), random.nextDouble()));
    return result;
  }

  /** The least cost over all permutations. */
  private static double bruteForce(Complex[] a, Complex[] b, double p, int from, int[] partner) {
    if (from == a.length) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += Math.pow(a[i].minus(b[partner[i]]).abs(), p);
      }
      return sum;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int i = from; i < a.length; i++) {
      swap(partner, from, i);
      best = Math.min(best, bruteForce(a, b, p, from + 1, partner));
      swap(partner, from, i);
    }
    return best;
  }

  private static void swap(int[] values, int i, int j) {
    int value = values[i];
    values[i] = values[j];
    values[j] = value;
  }

  @Test
  void theAssignmentIsTheBestOfAllPermutations() {
    SplittableRandom random = new SplittableRandom(1);
    for (int run = 0; run < 40; run++) {
      int n = 1 + run % 6;
      Complex[] a = random(n, random);
      Complex[] b = random(n, random);
      double total = 0;
      int[] partners = SpectrumDistance.assignment(a, b);
      for (int i = 0; i < n; i++) {
        total += a[i].minus(b[partners[i]]).abs();
      }
      int[] identity = new int[n];
      Arrays.setAll(identity, i -> i);
      assertThat(Arrays.stream(partners).sorted().toArray()).isEqualTo(identity);
      assertThat(total).isCloseTo(bruteForce(a, b, 1, 0, identity.clone()), within(ROUNDING));
      assertThat(Math.pow(SpectrumDistance.wasserstein(a, b, 2), 2) * n)
          .isCloseTo(bruteForce(a, b, 2, 0, identity), within(ROUNDING));
    }
  }

  @Test
  void onALineItIsTheAreaBetweenTheDistributionFunctions() {
    SplittableRandom random = new SplittableRandom(2);
    for (int run = 0; run < 20; run++) {
      double[] x = random.doubles(1 + run % 7).toArray();
      double[] y = random.doubles(1 + run % 5).toArray();
      double[] massX = random.doubles(x.length).toArray();
      double[] massY = random.doubles(y.length).toArray();
      assertThat(SpectrumDistance.wasserstein(onAxis(x), massX, onAxis(y), massY, 1))
          .isCloseTo(area(x, massX, y, massY), within(ROUNDING));
      Arrays.fill(massX, 1);
      Arrays.fill(massY, 1);
      assertThat(SpectrumDistance.wasserstein(onAxis(x), onAxis(y), 1))
          .isCloseTo(area(x, massX, y, massY), within(ROUNDING));
    }
  }

  private static Complex[] onAxis(double[] values) {
    return Arrays.stream(values).mapToObj(value -> new Complex(value, 0)).toArray(Complex[]::new);
  }

  private static double area(double[] x, double[] massX, double[] y, double[] massY) {
    double[] all = new double[x.length + y.length];
    System.arraycopy(x, 0, all, 0, x.length);
    System.arraycopy(y, 0, all, x.length, y.length);
    Arrays.sort(all);
    double area = 0;
    for (int i = 0; i + 1 < all.length; i++) {
      area += Math.abs(below(x, massX, all[i]) - below(y, massY, all[i])) * (all[i + 1] - all[i]);
    }
    return area;
  }

  private static double below(double[] values, double[] masses, double limit) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] <= limit ? masses[i] : 0;
    }
    return sum / Arrays.stream(masses).sum();
  }

  @Test
  void aShiftCostsItsLengthInEveryOrder() {
    Complex[] a = random(60, new SplittableRandom(3));
    Complex shift = new Complex(0.3, -0.4);
    Complex[] b = Arrays.stream(a).map(z -> z.plus(shift)).toArray(Complex[]::new);
    for (double p : new double[] {1, 2, 3.5}) {
      assertThat(SpectrumDistance.wasserstein(a, b, p)).isCloseTo(0.5, within(ROUNDING));
      assertThat(SpectrumDistance.wasserstein(b, a, p)).isCloseTo(0.5, within(ROUNDING));
    }
    assertThat(SpectrumDistance.wasserstein(a, a, 1)).isLessThan(ROUNDING);
    Complex[] zero = {Complex.ZERO, Complex.ZERO};
    assertThat(SpectrumDistance.wasserstein(zero, new Complex[] {Complex.ZERO}, 1)).isZero();
  }

  @Test
  void theHausdorffDistanceIsThatOfTheWorstEigenvalueOfEither() {
    Complex[] a = {new Complex(0, 0), new Complex(1, 0)};
    Complex[] b = {new Complex(0, 0.5)};
    assertThat(SpectrumDistance.hausdorff(a, b)).isEqualTo(Math.hypot(1, 0.5));
    assertThat(SpectrumDistance.hausdorff(b, a)).isEqualTo(Math.hypot(1, 0.5));
  }

  @Test
  void refusesWhatIsNoSpectrum() {
    Complex[] one = {Complex.ONE};
    Complex[] bad = {Complex.ONE, new Complex(Double.NaN, 0)};
    double[] mass = {1};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpectrumDistance.wasserstein(one, bad, 1))
        .withMessageStartingWith("b: eigenvalue 1 is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpectrumDistance.hausdorff(new Complex[0], one))
        .withMessageStartingWith("a: no eigenvalues");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpectrumDistance.wasserstein(one, one, 0.5))
        .withMessageStartingWith("p: 0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpectrumDistance.wasserstein(one, mass, one, new double[] {0}, 1))
        .withMessageStartingWith("massesB: all are 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpectrumDistance.wasserstein(one, mass, one, new double[] {-1}, 1))
        .withMessageStartingWith("massesB: mass 0 is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpectrumDistance.assignment(one, new Complex[] {one[0], one[0]}))
        .withMessageStartingWith("b: 2 eigenvalues");
  }
}
