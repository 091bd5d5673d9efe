// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.koopman.dictionary.Dictionary;
import ritz.koopman.dictionary.Kernel;

/** Against systems whose Koopman spectrum is known. */
class EdmdTest {
  private static final Dmd PLAIN = Dmd.builder().build();

  private static Matrix uniform(int rows, int columns, double low, double high, long seed) {
    Random random = new Random(seed);
    Matrix result = new Matrix(rows, columns);
    for (int i = 0; i < result.data().length; i++) {
      result.data()[i] = low + (high - low) * random.nextDouble();
    }
    return result;
  }

  private static List<Complex> real(double... values) {
    return Arrays.stream(values).mapToObj(x -> new Complex(x, 0)).toList();
  }

  /** Of a linear map with eigenvalues a and b the products a^i b^j. */
  static List<Dictionary> quadratics() {
    double[] low = {-1, -1};
    double[] high = {1, 1};
    return List.of(
        Dictionary.monomials(2, 2),
        Dictionary.hermite(2, 2),
        Dictionary.chebyshev(low, high, 2),
        Dictionary.legendre(low, high, 2),
        Dictionary.kernel(Kernel.polynomial(2, 1), uniform(2, 30, -1, 1, 2), 1e-12));
  }

  @ParameterizedTest
  @MethodSource("quadratics")
  void productsOfTheEigenvaluesOfALinearMap(Dictionary dictionary) {
    Matrix x = uniform(2, 50, -1, 1, 1);
    Matrix a = Matrix.fromRows(new double[][] {{0.9, 0.3}, {0, 0.5}});
    EdmdResult result = new Edmd(dictionary, PLAIN).fit(x, a.times(x));
    // eps times the condition of quadratics on the square, 1e2
    Spectra.assertSame(result.result().eigenvalues(), real(1, 0.9, 0.5, 0.81, 0.45, 0.25), 1e-12);
    assertThat(Arrays.stream(result.result().residuals()).max().orElseThrow()).isLessThan(1e-12);
    Matrix forecast = result.forecast(new double[] {1, 2}, 3);
    Matrix expected = a.times(a).times(a).times(Matrix.of(2, 1, 1, 2));
    assertThat(forecast.get(0, 2)).isCloseTo(expected.get(0, 0), within(1e-11));
    assertThat(forecast.get(1, 2)).isCloseTo(expected.get(1, 0), within(1e-11));
  }

  /** x' = a x, y' = b y + c x²: the functions x, y, x² are closed under the dynamics. */
  @Test
  void aNonlinearSystemWithAFiniteSpace() {
    Matrix x = uniform(2, 40, -1, 1, 3);
    Matrix y = new Matrix(2, 40);
    for (int j = 0; j < 40; j++) {
      y.set(0, j, 0.9 * x.get(0, j));
      y.set(1, j, 0.5 * x.get(1, j) + 0.7 * x.get(0, j) * x.get(0, j));
    }
    Dictionary dictionary = Dictionary.of(2, 3, s -> new double[] {s[0], s[1], s[0] * s[0]});
    EdmdResult result = new Edmd(dictionary, PLAIN).fit(x, y);
    Spectra.assertSame(result.result().eigenvalues(), real(0.9, 0.5, 0.81), 1e-13);

    // the eigenfunction of 0.5 is y - 0.7 / (0.81 - 0.5) x², up to a factor
    int j = indexOf(result.result().eigenvalues(), 0.5);
    ComplexMatrix phi = result.eigenfunctions(Matrix.fromRows(new double[][] {{0, 1}, {1, 0}}));
    assertThat(phi.get(1, j).re() / phi.get(0, j).re()).isCloseTo(-0.7 / 0.31, within(1e-12));
    double[] state = {0.5, -1};
    Matrix forecast = result.forecast(state, 10);
    for (int step = 0; step < 10; step++) {
      state = new double[] {0.9 * state[0], 0.5 * state[1] + 0.7 * state[0] * state[0]};
      assertThat(forecast.get(0, step)).isCloseTo(state[0], within(1e-12));
      assertThat(forecast.get(1, step)).isCloseTo(state[1], within(1e-12));
    }
  }

  private static int indexOf(Complex[] eigenvalues, double value) {
    int best = 0;
    for (int j = 0; j < eigenvalues.length; j++) {
      if (Math.abs(eigenvalues[j].re() - value) < Math.abs(eigenvalues[best].re() - value)) {
        best = j;
      }
    }
    return best;
  }

  /** A rotation by w: eigenvalues e^(ikw), and a normal operator. */
  @Test
  void rotationOfTheCircle() {
    double w = 1;
    int m = 64;
    Matrix x = new Matrix(1, m);
    Matrix y = new Matrix(1, m);
    for (int i = 0; i < m; i++) {
      x.set(0, i, 2 * Math.PI * i / m);
      y.set(0, i, x.get(0, i) + w);
    }
    EdmdResult result =
        new Edmd(Dictionary.fourier(new double[] {2 * Math.PI}, 4), PLAIN).fit(x, y);
    List<Complex> expected = new ArrayList<>();
    for (int k = -4; k <= 4; k++) {
      expected.add(Complex.polar(1, k * w));
    }
    Spectra.assertSame(result.result().eigenvalues(), expected, 1e-13);
    assertThat(Arrays.stream(result.result().residuals()).max().orElseThrow()).isLessThan(1e-13);
    // of a normal operator the pseudospectrum is what is near to the spectrum
    for (Complex z : List.of(new Complex(0, 0), new Complex(1.5, 0.2), Complex.polar(0.9, 2.5))) {
      double distance = expected.stream().mapToDouble(e -> e.minus(z).abs()).min().orElseThrow();
      assertThat(result.leastResidual(z)).isCloseTo(distance, within(1e-12));
    }
  }

  /**
   * The logistic map x' = 4 x (1 - x), which takes the Chebyshev polynomial T_k of 1 - 2 x to T_2k:
   * of its eigenvalues on polynomials up to degree 8 only that of the constant is one of the
   * operator. The others have T_5 to T_8 to answer for, whose images are orthogonal to all.
   */
  @Test
  void falseEigenvaluesOfTheLogisticMapAreSeenByTheirResiduals() {
    int m = 400;
    Matrix x = new Matrix(1, m);
    Matrix y = new Matrix(1, m);
    for (int i = 0; i < m; i++) {
      // equal weights at these points integrate against the invariant measure
      double u = 0.5 - 0.5 * Math.cos(Math.PI * (i + 0.5) / m);
      x.set(0, i, u);
      y.set(0, i, 4 * u * (1 - u));
    }
    EdmdResult result =
        new Edmd(Dictionary.chebyshev(new double[] {0}, new double[] {1}, 8), PLAIN).fit(x, y);
    Complex[] eigenvalues = result.result().eigenvalues();
    double[] residuals = result.result().residuals();
    for (int j = 0; j < eigenvalues.length; j++) {
      if (eigenvalues[j].minus(Complex.ONE).abs() < 1e-6) {
        assertThat(residuals[j]).isLessThan(1e-12);
      } else {
        // nilpotent of order 4: what rounding makes of a zero is eps^(1/4)
        assertThat(eigenvalues[j].abs()).isLessThan(1e-3);
        assertThat(residuals[j]).isGreaterThan(0.9);
      }
    }
    // the operator takes every function to one of the same mean square: |K g - z g| >= 1 - |z|
    assertThat(result.leastResidual(new Complex(0.3, 0.2)))
        .isGreaterThanOrEqualTo(1 - Math.hypot(0.3, 0.2) - 1e-12);
  }

  /** An autoregression x' = r x + noise has the eigenvalues r^k, with Hermite polynomials. */
  @Test
  void anAutoregressionHasThePowersOfItsCoefficient() {
    int m = 40_000;
    double r = 0.7;
    Random random = new Random(4);
    Matrix path = new Matrix(1, m);
    double state = 0;
    for (int i = 0; i < m; i++) {
      state = r * state + Math.sqrt(1 - r * r) * random.nextGaussian();
      path.set(0, i, state);
    }
    EdmdResult result = new Edmd(Dictionary.hermite(1, 3), PLAIN).fit(path);
    // the standard error of a correlation of degree 3 at some 10^4 independent states
    Spectra.assertSame(result.result().eigenvalues(), real(1, 0.7, 0.49, 0.343), 0.03);
  }

  static List<Dictionary> bells() {
    Matrix centers = uniform(1, 12, -1, 1, 5);
    return List.of(
        Dictionary.gaussians(centers, 0.5),
        Dictionary.thinPlates(centers),
        Dictionary.randomFourier(1, 20, 0.7, 6),
        Dictionary.kernel(Kernel.gaussian(0.5), centers, 1e-12),
        Dictionary.kernel(Kernel.laplacian(1), uniform(1, 30, -1, 1, 6), 1e-12));
  }

  /** A pitchfork x' = x + 0.2 (x - x³), where no finite dictionary is exact. */
  @ParameterizedTest
  @MethodSource("bells")
  void aNonlinearSystemIsForecast(Dictionary dictionary) {
    Matrix x = uniform(1, 300, -1.2, 1.2, 7);
    Matrix y = new Matrix(1, 300);
    for (int j = 0; j < 300; j++) {
      y.set(0, j, pitchfork(x.get(0, j)));
    }
    EdmdResult result = new Edmd(dictionary, Dmd.builder().tolerance(1e-7).build()).fit(x, y);
    // what linear interpolation between 30 centers, as by the Laplacian kernel, leaves
    double state = 0.4;
    Matrix forecast = result.forecast(new double[] {state}, 5);
    for (int step = 0; step < 5; step++) {
      state = pitchfork(state);
      assertThat(forecast.get(0, step)).isCloseTo(state, within(0.05));
    }
  }

  private static double pitchfork(double x) {
    return x + 0.2 * (x - x * x * x);
  }

  @Test
  void weightsAreThoseOfAQuadrature() {
    // the same states twice, or once with twice the weight
    Matrix x = uniform(1, 5, -1, 1, 8);
    Matrix y = new Matrix(1, 5);
    Matrix twiceX = new Matrix(1, 6);
    Matrix twiceY = new Matrix(1, 6);
    for (int j = 0; j < 6; j++) {
      y.set(0, Math.min(j, 4), Math.sin(x.get(0, Math.min(j, 4))));
      twiceX.set(0, j, x.get(0, Math.min(j, 4)));
      twiceY.set(0, j, y.get(0, Math.min(j, 4)));
    }
    Edmd edmd = new Edmd(Dictionary.monomials(1, 2), PLAIN);
    Complex[] once = edmd.fit(x, y, new double[] {1, 1, 1, 1, 2}).result().eigenvalues();
    Spectra.assertSame(edmd.fit(twiceX, twiceY).result().eigenvalues(), List.of(once), 1e-13);
    assertThatThrownBy(() -> edmd.fit(x, y, new double[] {1, 1, 1, 1, -2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weight 4");
  }

  @Test
  void oneResultTypeForAllMethods() {
    double[] state = {0.5, -1};
    Matrix path = new Matrix(2, 20);
    for (int k = 0; k < 20; k++) {
      path.set(0, k, state[0]);
      path.set(1, k, state[1]);
      state = new double[] {0.9 * state[0], 0.5 * state[1] + 0.7 * state[0] * state[0]};
    }
    DmdResult result =
        new Edmd(Dictionary.monomials(2, 2), Dmd.builder().tolerance(1e-10).dt(0.5).build())
            .fit(path)
            .result();
    assertThat(result.reconstructionError()).isLessThan(1e-8);
    assertThat(result.forecast(1).get(0, 0)).isCloseTo(state[0], within(1e-8));
    assertThat(result.times(0)[19]).isEqualTo(9.5);
  }

  @Test
  void statesOfAnotherSizeAreRefused() {
    Edmd edmd = new Edmd(Dictionary.monomials(2, 2), PLAIN);
    assertThatThrownBy(() -> edmd.fit(new Matrix(3, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("states: 3 x 5, expected 2 rows");
  }
}
