// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Eigen;

class StructureTest {
  private static final int N = 5;

  /** Structures, and a basis of the matrices that have them. */
  static Stream<Arguments> linear() {
    return Stream.of(
        Arguments.of("symmetric", Structure.symmetric(), units((i, j) -> i <= j, 1)),
        Arguments.of("skew", Structure.skewSymmetric(), units((i, j) -> i < j, -1)),
        Arguments.of("circulant", Structure.circulant(), shifts(true)),
        Arguments.of("toeplitz", Structure.toeplitz(), shifts(false)),
        Arguments.of("diagonal", Structure.diagonal(), units((i, j) -> Math.abs(i - j) < 1, 0)),
        Arguments.of(
            "tridiagonal", Structure.tridiagonal(), units((i, j) -> Math.abs(i - j) < 2, 0)),
        Arguments.of("upper", Structure.upperTriangular(), units((i, j) -> i <= j, 0)),
        Arguments.of("lower", Structure.lowerTriangular(), units((i, j) -> i >= j, 0)));
  }

  /** A unit entry for each pair of indices that passes, mirrored with a sign unless that is 0. */
  private static Matrix[] units(BiPredicate<Integer, Integer> allowed, int sign) {
    Stream.Builder<Matrix> basis = Stream.builder();
    for (int j = 0; j < N; j++) {
      for (int i = 0; i < N; i++) {
        if (allowed.test(i, j)) {
          Matrix unit = new Matrix(N, N);
          unit.set(i, j, 1);
          if (sign != 0 && i != j) {
            unit.set(j, i, sign);
          }
          basis.add(unit);
        }
      }
    }
    return basis.build().toArray(Matrix[]::new);
  }

  private static Matrix[] shifts(boolean periodic) {
    Stream.Builder<Matrix> basis = Stream.builder();
    for (int shift = periodic ? 0 : 1 - N; shift < N; shift++) {
      Matrix unit = new Matrix(N, N);
      for (int j = 0; j < N; j++) {
        int i = periodic ? (j + shift) % N : j + shift;
        if (i >= 0 && i < N) {
          unit.set(i, j, 1);
        }
      }
      basis.add(unit);
    }
    return basis.build().toArray(Matrix[]::new);
  }

  /** In the space of the structure, and the misfit orthogonal to what it can change: the best. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("linear")
  void theMapIsTheBestOfItsKind(String name, Structure structure, Matrix[] basis) {
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      Matrix x = VariableProjectionTest.gaussian(N, 12, random);
      Matrix y = VariableProjectionTest.gaussian(N, 12, random);
      Matrix a = structure.fit(Dense.of(x), Dense.of(y)).real();
      Matrix rest = a.copy();
      for (Matrix unit : basis) {
        double share = inner(unit, a) / inner(unit, unit);
        for (int e = 0; e < N * N; e++) {
          rest.data()[e] -= share * unit.data()[e];
        }
        Matrix misfit = y.minus(a.times(x));
        assertThat(inner(misfit, unit.times(x))).isCloseTo(0, within(1e-12 * 60));
      }
      assertThat(rest.frobeniusNorm()).isLessThan(1e-13);
    }
  }

  private static double inner(Matrix a, Matrix b) {
    double sum = 0;
    for (int e = 0; e < a.data().length; e++) {
      sum += a.data()[e] * b.data()[e];
    }
    return sum;
  }

  @Test
  void anOrthogonalMapNeitherGrowsNorDecaysInNoise() {
    LinearSystem system =
        LinearSystem.normal(1, Complex.polar(1, 0.3), Complex.polar(1, 1.1), new Complex(-1, 0));
    Random random = new Random(2);
    Matrix data = system.trajectory(40);
    for (int i = 0; i < data.data().length; i++) {
      data.data()[i] += 0.1 * random.nextGaussian();
    }
    DmdResult result =
        Dmd.builder().regression(Regression.structured(Structure.orthogonal())).build().fit(data);
    for (Complex lambda : result.eigenvalues()) {
      assertThat(lambda.abs()).isCloseTo(1, within(1e-14 * 10));
    }
    Spectra.assertSame(result.eigenvalues(), system.spectrum(), 0.05);
    // the structure is right, so what its pairs miss is noise
    assertThat(result.residuals()[0]).isBetween(1e-3, 0.3);
  }

  /** Convection and diffusion on a ring, seen but for a few waves: the others are zero. */
  @Test
  void aRingIsLearntFromFewSnapshots() {
    int n = 16;
    Matrix a = new Matrix(n, n);
    for (int i = 0; i < n; i++) {
      a.set(i, i, 0.6);
      a.set(i, (i + n - 1) % n, 0.3);
      a.set(i, (i + 1) % n, 0.1);
    }
    Matrix x = VariableProjectionTest.gaussian(n, 3, new Random(3));
    assertThat(
            Structure.circulant()
                .fit(Dense.of(x), Dense.of(a.times(x)))
                .real()
                .minus(a)
                .frobeniusNorm())
        .isLessThan(1e-13 * n);
    assertThat(Structure.tridiagonal().fit(Dense.of(x), Dense.of(a.times(x))).real().get(3, 2))
        .isCloseTo(0.3, within(1e-12));
  }

  @Test
  void structuresOfTheStatesWorkOnTallSnapshots() {
    int n = 12;
    Matrix a = new Matrix(n, n);
    for (int i = 0; i < n; i++) {
      a.set(i, i, 0.9 - 0.05 * i);
    }
    Matrix x = VariableProjectionTest.gaussian(n, 4, new Random(4));
    DmdResult result =
        Dmd.builder()
            .regression(Regression.structured(Structure.diagonal()))
            .build()
            .fit(x, a.times(x));
    // Ritz values of the exact map on the span of four states
    assertThat(result.rank()).isEqualTo(4);
    assertThat(result.eigenvalues())
        .allSatisfy(lambda -> assertThat(lambda.abs()).isBetween(0.3, 0.95));
    assertThat(
            Eigen.valuesOf(Structure.diagonal().fit(Dense.of(x), Dense.of(a.times(x))).real())
                .values()[0]
                .im())
        .isZero();
  }
}
