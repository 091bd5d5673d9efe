// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;

class VariableProjectionTest {
  /** Conjugate, real, nearly double, double and lone exponents; growth that would overflow. */
  static Stream<double[]> parameters() {
    return Stream.of(
        new double[] {-0.5, -100},
        new double[] {-0.5, 4, 0.3, -9},
        new double[] {-1, 0.2, -2, -0.3, 0.4},
        new double[] {-1, 1e-9},
        new double[] {-1, -1e-9},
        new double[] {-1, 0},
        new double[] {900, 1e4, -3, -40});
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void jacobianIsThatOfFiniteDifferences(double[] parameters) {
    assertJacobian(ExponentialFunctions.Kind.REAL, 30, parameters);
  }

  /** Anywhere in the plane, near each other, growth that would overflow. */
  @Test
  void jacobianOfComplexExponentsToo() {
    ExponentialFunctions.Kind kind = ExponentialFunctions.Kind.COMPLEX;
    assertJacobian(kind, 60, new double[] {-0.5, -10});
    assertJacobian(kind, 60, new double[] {-0.5, 4, 0.3, -9, -1, 3.9});
    assertJacobian(kind, 60, new double[] {900, 100, -3, -40});
  }

  private static void assertJacobian(
      ExponentialFunctions.Kind kind, int rows, double[] parameters) {
    Random random = new Random(1);
    double[] times = random.doubles(30).sorted().toArray();
    Matrix data = gaussian(rows, 3, random);
    VariableProjection problem = new VariableProjection(kind, List.of(times), List.of(data));
    Matrix jacobian = problem.at(parameters).jacobian();
    for (int k = 0; k < parameters.length; k++) {
      // off by h⁴ times the fifth derivative, and by the rounding eps / h times the condition of
      // the functions, up to 1e4
      boolean real = kind == ExponentialFunctions.Kind.REAL;
      double h = 3e-3 * (real ? Math.max(1, Math.abs(parameters[k])) : 1);
      Matrix near = problem.at(moved(parameters, k, h)).residualColumn();
      near = near.minus(problem.at(moved(parameters, k, -h)).residualColumn());
      Matrix far = problem.at(moved(parameters, k, 2 * h)).residualColumn();
      far = far.minus(problem.at(moved(parameters, k, -2 * h)).residualColumn());
      double scale = jacobian.columns(k, k + 1).frobeniusNorm();
      for (int i = 0; i < jacobian.rows(); i++) {
        double difference = (8 * near.get(i, 0) - far.get(i, 0)) / (12 * h);
        assertThat(jacobian.get(i, k)).isCloseTo(difference, within(1e-7 * scale));
      }
    }
  }

  private static double[] moved(double[] parameters, int k, double h) {
    double[] result = parameters.clone();
    result[k] += h;
    return result;
  }

  static Matrix gaussian(int rows, int columns, Random random) {
    Matrix result = new Matrix(rows, columns);
    for (int i = 0; i < result.data().length; i++) {
      result.data()[i] = random.nextGaussian();
    }
    return result;
  }

  @Test
  void exponentsSurviveTheWayThroughParameters() {
    Complex[] exponents = {
      new Complex(-0.1, 3),
      new Complex(-0.1, -3),
      new Complex(2, 0),
      new Complex(-5, 0),
      new Complex(-0.3, 0)
    };
    Complex[] back = ExponentialBasis.exponents(ExponentialBasis.parameters(exponents));
    Spectra.assertSame(back, List.of(exponents), 1e-15 * 5);
  }

  /** Two swings and a decay, seen by six sensors at irregular times. */
  private static final Complex[] TRUTH = {
    new Complex(-0.1, 4), new Complex(-0.1, -4),
    new Complex(0.05, 1.5), new Complex(0.05, -1.5),
    new Complex(-0.6, 0)
  };

  static Matrix signal(Complex[] exponents, double[] times, int sensors, Random random) {
    Matrix functions = new Matrix(times.length, exponents.length);
    for (int j = 0; j < exponents.length; j++) {
      for (int i = 0; i < times.length; i++) {
        Complex value = exponents[j].times(times[i]).exp();
        functions.set(i, j, exponents[j].im() < 0 ? -value.im() : value.re());
      }
    }
    return functions.times(gaussian(exponents.length, sensors, random));
  }

  private static VariableProjection real(double[] times, Matrix data) {
    return new VariableProjection(ExponentialFunctions.Kind.REAL, List.of(times), List.of(data));
  }

  @Test
  void noStartIsNeeded() {
    Random random = new Random(2);
    double[] times = random.doubles(60).map(u -> 10 * u).sorted().toArray();
    Matrix data = signal(TRUTH, times, 6, random);
    ExponentialFit fit = ExponentialFit.greedy(real(times, data), 5);
    assertThat(fit.converged()).isTrue();
    // eps times the condition of the exponentials, 1e3
    Spectra.assertSame(fit.exponents(), List.of(TRUTH), 1e-11);
    assertThat(fit.residualNorm()).isLessThan(1e-12 * data.frobeniusNorm());
  }

  @Test
  void startsFarOffLeadToTheSameFit() {
    Random random = new Random(3);
    double[] times = random.doubles(60).map(u -> 10 * u).sorted().toArray();
    Matrix data = signal(TRUTH, times, 6, random);
    for (int s = 0; s < 25; s++) {
      Complex[] start = new Complex[5];
      for (int j = 0; j < 4; j += 2) {
        start[j] = new Complex(random.nextGaussian(), 6 * random.nextDouble());
        start[j + 1] = start[j].conjugate();
      }
      start[4] = new Complex(random.nextGaussian(), 0);
      ExponentialFit fit = ExponentialFit.from(real(times, data), start);
      Spectra.assertSame(fit.exponents(), List.of(TRUTH), 1e-11);
    }
  }
}
