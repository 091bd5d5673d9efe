// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;

/** What changes of the snapshots do to the eigenvalues, for random maps and pairs. */
class DmdPropertyTest {
  private static final double EPS = Math.ulp(1.0);
  private static final Dmd DEFAULT = Dmd.builder().build();

  /** Pairs of a map with all eigenvalues well apart, so that comparing spectra makes sense. */
  private record Pairs(Matrix x, Matrix y, double condition) {
    static Pairs of(int n, int m, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      Matrix a = Matrix.identity(n);
      for (int i = 0; i < n; i++) {
        a.set(i, i, (i + 1.0) / n);
      }
      Matrix q = LinearSystem.orthogonal(n, random);
      Matrix x = LinearSystem.random(n, m, random);
      double[] sigma = JacobiSvd.valuesOf(x).singularValues();
      return new Pairs(x, q.times(a).times(q.transpose()).times(x), sigma[0] / sigma[n - 1]);
    }

    /** For a normal map of norm 1, eigenvalues move no further than the backward error. */
    double bound() {
      return 1000 * EPS * condition;
    }
  }

  @Property(tries = 60, seed = "1")
  void anOrthogonalChangeOfCoordinatesLeavesTheEigenvalues(
      @ForAll @IntRange(min = 1, max = 8) int n,
      @ForAll @IntRange(max = 20) int more,
      @ForAll @IntRange(max = 60) int taller,
      @ForAll long seed) {
    Pairs pairs = Pairs.of(n, n + more, seed);
    Matrix q = LinearSystem.orthogonal(n + taller, new SplittableRandom(seed + 1)).columns(0, n);
    DmdResult result = Dmd.builder().rank(n).build().fit(q.times(pairs.x()), q.times(pairs.y()));
    Spectra.assertSame(
        result.eigenvalues(),
        Arrays.asList(DEFAULT.fit(pairs.x(), pairs.y()).eigenvalues()),
        pairs.bound());
  }

  /** Within the exponents whose squares are normal numbers; beyond them norms round differently. */
  @Property(tries = 60, seed = "1")
  void scalingAllSnapshotsByAPowerOfTwoChangesNoBitOfTheEigenvalues(
      @ForAll @IntRange(min = 1, max = 30) int n,
      @ForAll @IntRange(min = 2, max = 12) int m,
      @ForAll @IntRange(min = -400, max = 400) int exponent,
      @ForAll long seed) {
    Matrix snapshots = LinearSystem.random(n, m, new SplittableRandom(seed));
    DmdResult plain = DEFAULT.fit(snapshots);
    Matrix scaled = snapshots.copy();
    for (int i = 0; i < scaled.data().length; i++) {
      scaled.data()[i] = Math.scalb(scaled.data()[i], exponent);
    }
    DmdResult result = DEFAULT.fit(scaled);
    assertThat(result.eigenvalues()).isEqualTo(plain.eigenvalues());
    assertThat(result.residuals()).isEqualTo(plain.residuals());
  }

  @Property(tries = 60, seed = "1")
  void scalingEachPairLeavesTheEigenvalues(
      @ForAll @IntRange(min = 1, max = 8) int n,
      @ForAll @IntRange(max = 20) int more,
      @ForAll long seed) {
    Pairs pairs = Pairs.of(n, n + more, seed);
    Matrix x = pairs.x().copy();
    Matrix y = pairs.y().copy();
    SplittableRandom random = new SplittableRandom(seed + 1);
    for (int j = 0; j < x.columns(); j++) {
      double factor = Math.pow(10, 24 * random.nextDouble() - 12);
      for (int i = 0; i < n; i++) {
        x.set(i, j, x.get(i, j) * factor);
        y.set(i, j, y.get(i, j) * factor);
      }
    }
    Spectra.assertSame(
        DEFAULT.fit(x, y).eigenvalues(),
        Arrays.asList(DEFAULT.fit(pairs.x(), pairs.y()).eigenvalues()),
        pairs.bound());
  }

  @Property(tries = 60, seed = "1")
  void timeReversedGivesTheInverses(
      @ForAll @IntRange(min = 1, max = 8) int n,
      @ForAll @IntRange(max = 20) int more,
      @ForAll long seed) {
    Pairs pairs = Pairs.of(n, n + more, seed);
    List<Complex> inverses =
        Arrays.stream(DEFAULT.fit(pairs.x(), pairs.y()).eigenvalues())
            .map(Complex.ONE::divide)
            .toList();
    // The inverse map has norm n, and so have the condition of y and the derivative of 1/lambda.
    Spectra.assertSame(
        DEFAULT.fit(pairs.y(), pairs.x()).eigenvalues(), inverses, n * n * pairs.bound());
  }

  @Property(tries = 60, seed = "1")
  void refinementNeverRaisesAResidual(
      @ForAll @IntRange(min = 2, max = 12) int n,
      @ForAll @IntRange(min = 3, max = 14) int m,
      @ForAll long seed) {
    Matrix snapshots = LinearSystem.random(n, m, new SplittableRandom(seed));
    int rank = Math.max(1, Math.min(n, m) / 2);
    double[] plain = DEFAULT.fit(snapshots).residuals();
    double[] cut = Dmd.builder().rank(rank).build().fit(snapshots).residuals();
    double[] refined = Dmd.builder().rank(rank).refine(true).build().fit(snapshots).residuals();
    Arrays.sort(cut);
    Arrays.sort(refined);
    assertThat(plain.length).isGreaterThanOrEqualTo(refined.length);
    for (int j = 0; j < refined.length; j++) {
      assertThat(refined[j]).isLessThanOrEqualTo(cut[j]);
    }
  }
}
