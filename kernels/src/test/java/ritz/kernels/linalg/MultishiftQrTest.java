// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.MatrixZoo.Specimen;

/** Orders at which the iteration takes several shifts at once. */
class MultishiftQrTest {
  private static final double EPS = Math.ulp(1.0);

  static Stream<Specimen> large() {
    int n = 181;
    Matrix random = MatrixZoo.random(n, n, 1);
    return Stream.of(
        new Specimen("random", random),
        new Specimen("random", MatrixZoo.random(256, 256, 2)),
        new Specimen("zeros", new Matrix(n, n)),
        new Specimen("identity", Matrix.identity(n)),
        new Specimen("cyclic shift", MatrixZoo.generate(n, n, (i, j) -> i == (j + 1) % n ? 1 : 0)),
        new Specimen("Jordan block", MatrixZoo.generate(n, n, (i, j) -> j == i + 1 ? 1 : 0)),
        new Specimen(
            "Grcar",
            MatrixZoo.generate(n, n, (i, j) -> j == i - 1 ? -1 : j >= i && j <= i + 3 ? 1 : 0)),
        new Specimen(
            "Frank", MatrixZoo.generate(n, n, (i, j) -> j < i - 1 ? 0 : n - Math.max(i, j))),
        new Specimen(
            "symmetric", MatrixZoo.generate(n, n, (i, j) -> random.get(j, i) + random.get(i, j))),
        new Specimen("rank 20", MatrixZoo.random(n, 20, 3).times(MatrixZoo.random(20, n, 4))),
        new Specimen(
            "two decoupled blocks",
            MatrixZoo.generate(n, n, (i, j) -> i < 90 == j < 90 ? random.get(i, j) : 0)),
        new Specimen(
            "isolated eigenvalues at both ends",
            MatrixZoo.generate(
                n, n, (i, j) -> j < i && (j < 4 || i >= n - 4) ? 0 : random.get(i, j))),
        new Specimen("huge", MatrixZoo.scaled(random, 0x1p1000)),
        new Specimen("tiny", MatrixZoo.scaled(random, 0x1p-1000)),
        new Specimen(
            "graded",
            MatrixZoo.generate(n, n, (i, j) -> random.get(i, j) * Math.pow(10, -(i + j) / 10.0))));
  }

  @ParameterizedTest
  @MethodSource("large")
  void schurFormReproducesTheMatrix(Specimen specimen) {
    Matrix a = specimen.matrix();
    Schur schur = Schur.of(a);
    assertThat(Residuals.orthonormality(schur.q())).isLessThan(10);
    assertThat(Residuals.relative(a, schur.q().times(schur.t()).times(schur.q().transpose())))
        .isLessThan(10);
    Matrix t = schur.t();
    for (int j = 0; j < t.columns(); j++) {
      for (int i = j + 2; i < t.rows(); i++) {
        assertThat(t.get(i, j)).isZero();
      }
      boolean startsPair = schur.eigenvalues()[j].im() > 0;
      assertThat(j + 1 < t.rows() && t.get(j + 1, j) != 0).isEqualTo(startsPair);
    }
    double trace = 0;
    for (int i = 0; i < a.rows(); i++) {
      trace += a.get(i, i);
    }
    assertThat(sum(schur.eigenvalues()))
        .isCloseTo(trace, within(20 * a.rows() * EPS * a.frobeniusNorm() * 2));
    // T and the eigenvalues alone come from the same transformations of the active part.
    assertThat(sum(Eigen.valuesOf(a).values()))
        .isCloseTo(sum(schur.eigenvalues()), within(20 * a.rows() * EPS * a.frobeniusNorm() * 2));
  }

  private static double sum(Complex[] values) {
    return Arrays.stream(values).mapToDouble(Complex::re).sum();
  }

  /** The shift is normal, so its eigenvalues are as accurate as the backward error. */
  @ParameterizedTest
  @ValueSource(ints = {150, 210})
  void eigenvaluesOfTheCyclicShiftAreRootsOfUnity(int n) {
    Matrix q = MatrixZoo.orthonormal(n, n, 7);
    Matrix shift = MatrixZoo.generate(n, n, (i, j) -> i == (j + 1) % n ? 1 : 0);
    Complex[] values = Schur.of(q.times(shift).times(q.transpose())).eigenvalues();
    for (int k = 0; k < n; k++) {
      Complex root = Complex.polar(1, 2 * Math.PI * k / n);
      double nearest =
          Arrays.stream(values).mapToDouble(value -> value.minus(root).abs()).min().orElseThrow();
      assertThat(nearest).isLessThan(10 * n * EPS);
    }
  }

  private static Matrix randomHessenberg(int n, int seed) {
    Matrix random = MatrixZoo.random(n, n, seed);
    return MatrixZoo.generate(n, n, (i, j) -> i > j + 1 ? 0 : random.get(i, j));
  }

  private static int sweeps(Matrix h) {
    int n = h.rows();
    Matrix z = Matrix.identity(n);
    return MultishiftQr.run(h, z, 0, n, new double[n], new double[n], new Workspace());
  }

  /**
   * It takes 22 to 27 sweeps of these matrices. Where early deflation takes off nothing it takes 53
   * and more, with other shifts than those from its window 36 and more.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void aPairOfShiftsTakesOffSomeOneEigenvalue(int seed) {
    assertThat(sweeps(randomHessenberg(256, seed))).isBetween(15, 32);
    assertThat(sweeps(randomHessenberg(150, seed))).isZero();
  }

  /** Also of the first row, which is an active block of its own here. */
  @Test
  void everyEigenvalueIsReadOff() {
    int n = 181;
    Matrix h = randomHessenberg(n, 6);
    h.set(1, 0, 0);
    double[] re = new double[n];
    double[] im = new double[n];
    MultishiftQr.run(h, Matrix.identity(n), 0, n, re, im, new Workspace());
    assertThat(re[0]).isEqualTo(h.get(0, 0)).isNotZero();
    for (int i = 0; i < n; i++) {
      assertThat(re[i]).isEqualTo(h.get(i, i));
    }
  }

  /** An active part of order 150, below rows that are triangular already, is small yet. */
  @ParameterizedTest
  @ValueSource(ints = {0, 10})
  void upToOrder150ItIsTheIterationWithDoubleShifts(int low) {
    int n = low + 150;
    Matrix random = MatrixZoo.random(n, n, 9);
    Matrix h =
        MatrixZoo.generate(n, n, (i, j) -> i > j + 1 || (i > j && i <= low) ? 0 : random.get(i, j));
    Matrix expected = h.copy();
    Matrix z = Matrix.identity(n);
    Matrix expectedZ = Matrix.identity(n);
    double[] re = new double[n];
    double[] im = new double[n];
    MultishiftQr.run(h, z, low, n, re, im, new Workspace());
    double[] expectedRe = new double[n];
    double[] expectedIm = new double[n];
    new FrancisQr().run(expected, expectedZ, low, n, expectedRe, expectedIm);
    assertThat(h.data()).isEqualTo(expected.data());
    assertThat(z.data()).isEqualTo(expectedZ.data());
    assertThat(re).isEqualTo(expectedRe);
    assertThat(im).isEqualTo(expectedIm);
  }
}
