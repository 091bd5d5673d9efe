// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.koopman.dictionary.Dictionary;

/** The other methods on complex snapshots, made of modes that are known. */
class ComplexFamilyTest {
  private static final int N = 5;
  private static final Complex I = new Complex(0, 1);
  private static final List<Complex> SPECTRUM = Arrays.asList(ComplexDmdTest.SPECTRUM);

  /** N x N, zero but for entries (i, j), (k, l) … with a value each. */
  private static Dense unit(Complex[] values, int... places) {
    Dense result = Dense.of(new ComplexMatrix(N, N));
    for (int p = 0; p < values.length; p++) {
      result.set(places[2 * p], places[2 * p + 1], values[p]);
    }
    return result;
  }

  /** A basis over the real numbers of the maps with A* = sign A. */
  private static List<Dense> mirrored(int sign) {
    List<Dense> basis = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      basis.add(unit(new Complex[] {sign > 0 ? Complex.ONE : I}, i, i));
      for (int j = 0; j < i; j++) {
        for (Complex value : new Complex[] {Complex.ONE, I}) {
          Complex mirror = value.conjugate().times(sign);
          basis.add(unit(new Complex[] {value, mirror}, i, j, j, i));
        }
      }
    }
    return basis;
  }

  /** A basis over the real numbers of the maps whose entries with one number are equal. */
  private static List<Dense> pattern(PatternStructure.Numbering numbering) {
    List<Dense> basis = new ArrayList<>();
    for (int number = 0; number < N * N; number++) {
      for (Complex value : new Complex[] {Complex.ONE, I}) {
        Dense each = Dense.of(new ComplexMatrix(N, N));
        for (int e = 0; e < N * N; e++) {
          if (numbering.of(e % N, e / N, N) == number) {
            each.set(e % N, e / N, value);
          }
        }
        if (each.frobeniusNorm() > 0) {
          basis.add(each);
        }
      }
    }
    return basis;
  }

  private static double inner(Dense a, Dense b) {
    double sum = 0;
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        sum += a.get(i, j).conjugate().times(b.get(i, j)).re();
      }
    }
    return sum;
  }

  /** In the space of the structure, and the misfit orthogonal to what it can change: the best. */
  private static void assertBest(Structure structure, List<Dense> basis) {
    for (int seed = 0; seed < 3; seed++) {
      Dense x = Dense.of(ComplexDmdTest.random(N, 9, seed));
      Dense y = Dense.of(ComplexDmdTest.random(N, 9, 100 + seed));
      Dense a = structure.fit(x, y);
      Dense rest = a.copy();
      for (Dense each : basis) {
        double share = inner(each, a) / inner(each, each);
        for (int e = 0; e < N * N; e++) {
          Complex part = each.get(e % N, e / N).times(share);
          rest.set(e % N, e / N, rest.get(e % N, e / N).minus(part));
        }
        // products of 45 numbers of order 1 with a misfit of order 1, at condition below 1e2
        assertThat(inner(y.minus(a.times(x)), each.times(x))).isCloseTo(0, within(1e-12 * 60));
      }
      assertThat(rest.frobeniusNorm()).isLessThan(1e-13);
    }
  }

  @Test
  void structuredMapsAreTheBestOfTheirKind() {
    assertBest(Structure.symmetric(), mirrored(1));
    assertBest(Structure.skewSymmetric(), mirrored(-1));
    assertBest(Structure.circulant(), pattern((i, j, n) -> Math.floorMod(i - j, n)));
    assertBest(Structure.toeplitz(), pattern((i, j, n) -> i - j + n - 1));
    assertBest(Structure.tridiagonal(), pattern((i, j, n) -> Math.abs(i - j) < 2 ? i + j * n : -1));
    assertBest(Structure.diagonal(), pattern((i, j, n) -> i == j ? i : -1));
  }

  /** The unitary map is the best one if and only if A* Y X* is Hermitian and not negative. */
  @Test
  void aUnitaryMapIsThePolarFactor() {
    Dense x = Dense.of(ComplexDmdTest.random(N, 9, 1));
    Dense y = Dense.of(ComplexDmdTest.random(N, 9, 2));
    Dense a = Structure.orthogonal().fit(x, y);
    Dense identity = Dense.of(ComplexMatrix.identity(N));
    assertThat(a.adjointTimes(a).minus(identity).frobeniusNorm()).isLessThan(1e-14 * N);
    Dense h = a.adjointTimes(y.timesAdjoint(x));
    assertThat(h.minus(h.adjoint()).frobeniusNorm()).isLessThan(1e-13 * h.frobeniusNorm());
    for (Complex value : Factorizations.eigenvalues(h)) {
      assertThat(value.re()).isGreaterThan(0);
    }
    DmdResult result =
        Dmd.builder()
            .regression(Regression.structured(Structure.orthogonal()))
            .build()
            .fit(x.complex(), y.complex());
    assertThat(result.eigenvalues())
        .hasSize(N)
        .allSatisfy(z -> assertThat(z.abs()).isCloseTo(1, within(1e-13)));
  }

  @Test
  void compressionsAreExactWhereTheRankIsLow() {
    ComplexMatrix modes = ComplexDmdTest.random(300, SPECTRUM.size(), 3);
    ComplexMatrix snapshots = ComplexDmdTest.trajectory(modes, 20);
    for (Compression compression :
        List.of(
            Compression.randomized(8, 1, 1),
            Compression.randomized(4, 0, 2),
            Compression.sketched(120, 3),
            Compression.truncated(1e-10))) {
      DmdResult result =
          Dmd.builder()
              .rank(4)
              .compression(compression)
              .build()
              .fit(ComplexDmdTest.trajectory(modes, 16));
      Spectra.assertSame(result.eigenvalues(), SPECTRUM, 1e-10);
      assertThat(result.reconstructionError()).isLessThan(1e-11);
      assertThat(ComplexDmdTest.distance(result.forecastComplex(4), snapshots.columns(16, 20)))
          .isLessThan(1e-8);
      assertThat(result.forecastError(snapshots.columns(16, 20))).isLessThan(1e-9);
      assertThat(
              ComplexDmdTest.distance(
                  result.forecastFromComplex(snapshots.columns(2, 5), 3), snapshots.columns(5, 8)))
          .isLessThan(1e-8);
    }
  }

  @Test
  void krylovFindsModesAndResiduals() {
    ComplexMatrix modes = ComplexDmdTest.random(30, SPECTRUM.size(), 4);
    DmdResult exact = new KrylovDmd(1).fit(ComplexDmdTest.trajectory(modes, 5));
    Spectra.assertSame(exact.eigenvalues(), SPECTRUM, 1e-10);
    assertThat(exact.reconstructionError()).isLessThan(1e-11);
    ComplexMatrix any = ComplexDmdTest.random(12, 7, 5);
    DmdResult krylov = new KrylovDmd(1).fit(any);
    DmdResult standard = Dmd.builder().build().fit(any);
    Spectra.assertSame(krylov.eigenvalues(), Arrays.asList(standard.eigenvalues()), 1e-11);
    for (int j = 0; j < krylov.rank(); j++) {
      int same = 0;
      for (int i = 0; i < standard.rank(); i++) {
        boolean nearer =
            standard.eigenvalues()[i].minus(krylov.eigenvalues()[j]).abs()
                < standard.eigenvalues()[same].minus(krylov.eigenvalues()[j]).abs();
        same = nearer ? i : same;
      }
      assertThat(krylov.residuals()[j]).isCloseTo(standard.residuals()[same], within(1e-10));
    }
  }

  /** A slow turn in one direction and, in the last quarter, a fast one in the other. */
  @Test
  void levelsTellSlowTurnsFromFastOnes() {
    int m = 256;
    ComplexMatrix modes = ComplexDmdTest.random(10, 2, 6);
    ComplexMatrix factors = new ComplexMatrix(2, m);
    for (int k = 0; k < m; k++) {
      factors.set(0, k, Complex.polar(1, 2 * Math.PI * 1.5 * k / m));
      if (k >= 3 * m / 4) {
        factors.set(1, k, Complex.polar(1, -2 * Math.PI * 7.0 * k / m));
      }
    }
    ComplexMatrix data = modes.times(factors);
    MultiResolutionResult result =
        new MultiResolutionDmd(Dmd.builder().rank(3).build(), 4, 2).fit(data);
    ComplexMatrix all = result.reconstructComplex(3);
    assertThat(ComplexDmdTest.distance(all, data)).isLessThan(0.15 * data.frobeniusNorm());
    Complex slow = result.windows().get(0).result().eigenvalues()[0];
    assertThat(slow.arg()).isCloseTo(2 * Math.PI * 1.5 / m, within(0.1 * 2 * Math.PI / m));
    boolean backwards =
        result.windows().stream()
            .filter(window -> window.first() >= 3 * m / 4)
            .anyMatch(
                window ->
                    Math.abs(window.result().eigenvalues()[0].arg() + 2 * Math.PI * 7 / m) < 1e-2);
    assertThat(backwards).isTrue();
    assertThatIllegalStateException()
        .isThrownBy(result::reconstruct)
        .withMessageContaining("reconstructComplex");
    assertThat(result.forecastComplex(3, 2).columns()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bothMapsOfAForcedSystemAreFound(boolean known) {
    ComplexMatrix vectors = ComplexDmdTest.random(4, 4, 7);
    Dense scaled = Dense.of(vectors).copy();
    for (int j = 0; j < 4; j++) {
      for (int i = 0; i < 4; i++) {
        scaled.set(i, j, scaled.get(i, j).times(SPECTRUM.get(j)));
      }
    }
    // A W = W Lambda
    Dense a = Factorizations.solve(Dense.of(vectors).adjoint(), scaled.adjoint()).adjoint();
    Dense b = Dense.of(ComplexDmdTest.random(4, 2, 8));
    Dense inputs = Dense.of(ComplexDmdTest.random(2, 30, 9));
    Dense states = Dense.of(new ComplexMatrix(4, 31));
    states.set(0, 0, Complex.ONE);
    for (int k = 0; k < 30; k++) {
      Dense next = a.times(states.columns(k, k + 1));
      next.add(b.times(inputs.columns(k, k + 1)));
      states.setBlock(0, k + 1, next);
    }
    Dmd dmd = Dmd.builder().build();
    ControlledDmd controlled = known ? new ControlledDmd(dmd, b.complex()) : new ControlledDmd(dmd);
    ControlledDmdResult result =
        controlled.fit(states.columns(0, 29).complex(), inputs.columns(0, 28).complex());
    Spectra.assertSame(result.unforced().eigenvalues(), SPECTRUM, 1e-10);
    assertThat(Dense.of(result.inputMapComplex()).minus(b).frobeniusNorm()).isLessThan(1e-10);
    ComplexMatrix forecast =
        result.forecastComplex(states.columns(28, 29).complex(), inputs.columns(28, 30).complex());
    assertThat(ComplexDmdTest.distance(forecast, states.columns(29, 31).complex()))
        .isLessThan(1e-9);
    assertThatIllegalStateException()
        .isThrownBy(result::inputMap)
        .withMessageContaining("inputMapComplex");
  }

  /** z becomes a z, w becomes 0.9 w + z²: z, w and z² are among the monomials of degree 2. */
  @Test
  void eigenvaluesOfANonlinearComplexMap() {
    Complex a = new Complex(0.6, 0.5);
    int count = 200;
    ComplexMatrix x = new ComplexMatrix(2, count);
    ComplexMatrix y = new ComplexMatrix(2, count);
    ComplexMatrix points = ComplexDmdTest.random(1, count, 10);
    for (int j = 0; j < count; j++) {
      Complex z = points.get(0, j);
      Complex w = points.get(0, (j + 1) % count);
      x.set(0, j, z);
      x.set(1, j, w);
      y.set(0, j, z.times(a));
      y.set(1, j, w.times(0.9).plus(z.times(z)));
    }
    EdmdResult result = new Edmd(Dictionary.monomials(4, 2), Dmd.builder().build()).fit(x, y);
    ComplexMatrix forecast = result.forecastComplex(x.columns(3, 4), 2);
    assertThat(forecast.get(0, 1).minus(x.get(0, 3).times(a).times(a)).abs()).isLessThan(1e-10);
    Complex second = y.get(1, 3).times(0.9).plus(y.get(0, 3).times(y.get(0, 3)));
    assertThat(forecast.get(1, 1).minus(second).abs()).isLessThan(1e-10);
    for (Complex expected : List.of(a, a.conjugate(), a.times(a), new Complex(0.9, 0))) {
      assertThat(result.result().eigenvalues())
          .anySatisfy(z -> assertThat(z.minus(expected).abs()).isLessThan(1e-10));
    }
    assertThat(result.result().isReal()).isFalse();
    assertThat(result.eigenfunctions(x).rows()).isEqualTo(count);
    assertThatIllegalStateException()
        .isThrownBy(() -> result.forecast(new double[2], 1))
        .withMessageContaining("forecastComplex");
  }
}
