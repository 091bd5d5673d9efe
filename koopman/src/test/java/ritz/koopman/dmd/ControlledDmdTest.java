// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Eigen;
import ritz.kernels.linalg.Qr;

class ControlledDmdTest {
  private static final Dmd PLAIN = Dmd.builder().build();
  private static final LinearSystem SYSTEM =
      LinearSystem.skewed(3, Complex.polar(0.9, 0.4), new Complex(0.7, 0));
  private static final Matrix B = Matrix.fromRows(new double[][] {{1, 0}, {-0.5, 2}, {0, 0.3}});

  private static Matrix inputs(int steps, long seed) {
    return VariableProjectionTest.gaussian(2, steps, new Random(seed));
  }

  private static Matrix forced(Matrix start, Matrix inputs) {
    Matrix result = new Matrix(3, inputs.columns() + 1);
    Matrix state = start;
    Dense.of(result).setBlock(0, 0, Dense.of(state));
    for (int k = 0; k < inputs.columns(); k++) {
      Matrix push = B.times(inputs.columns(k, k + 1));
      state = SYSTEM.a().times(state).minus(new Matrix(3, 1).minus(push));
      Dense.of(result).setBlock(0, k + 1, Dense.of(state));
    }
    return result;
  }

  private static Matrix start(double... values) {
    return Matrix.of(3, 1, values);
  }

  @Test
  void bothMapsAreFoundAndNewInputsForecast() {
    Matrix inputs = inputs(20, 1);
    ControlledDmdResult result =
        new ControlledDmd(PLAIN).fit(forced(start(1, 1, 1), inputs), inputs);

    // eps times the condition of the data and of the eigenvectors, 1e2 together
    Spectra.assertSame(result.unforced().eigenvalues(), SYSTEM.spectrum(), 1e-12);
    assertThat(result.inputMap().minus(B).frobeniusNorm()).isLessThan(1e-12);
    Matrix others = inputs(15, 2);
    Matrix expected = forced(start(2, -1, 0), others).columns(1, 16);
    Matrix forecast = result.forecast(new double[] {2, -1, 0}, others);
    assertThat(forecast.minus(expected).frobeniusNorm()).isLessThan(1e-11);
  }

  /** A scaling that was chosen stays: it gives small states more weight, and another map. */
  @Test
  void aChosenScalingStays() {
    Matrix inputs = inputs(40, 10);
    Matrix noisy = forced(start(1, 1, 1), inputs);
    Random random = new Random(12);
    for (int i = 0; i < noisy.data().length; i++) {
      noisy.data()[i] += 0.05 * random.nextGaussian();
    }
    Dmd columns = Dmd.builder().scaling(Scaling.COLUMNS).build();
    Dmd none = Dmd.builder().scaling(Scaling.NONE).build();
    double plain = new ControlledDmd(PLAIN).fit(noisy, inputs).unforced().eigenvalues()[0].re();
    assertThat(new ControlledDmd(none).fit(noisy, inputs).unforced().eigenvalues()[0].re())
        .isEqualTo(plain);
    assertThat(new ControlledDmd(columns).fit(noisy, inputs).unforced().eigenvalues()[0].re())
        .isNotEqualTo(plain);
  }

  /**
   * With noise, by default without scaling: min |Y - A X - B U| by QR of the rows of X and U
   * together.
   */
  @Test
  void bothMapsAreTheJointLeastSquaresSolution() {
    Random random = new Random(11);
    Matrix inputs = inputs(40, 10);
    Matrix noisy = forced(start(1, 1, 1), inputs);
    for (int i = 0; i < noisy.data().length; i++) {
      noisy.data()[i] += 0.05 * random.nextGaussian();
    }
    ControlledDmdResult result = new ControlledDmd(PLAIN).fit(noisy, inputs);
    Dense rows = Dense.stacked(Dense.of(noisy.columns(0, 40)), Dense.of(inputs)).transpose();
    Matrix joint = Qr.of(rows.real()).solve(noisy.columns(1, 41).transpose()).transpose();
    // eps times the condition of the data, below 1e3
    assertThat(result.inputMap().minus(joint.columns(3, 5)).frobeniusNorm()).isLessThan(1e-12);
    Complex[] eigenvalues = Eigen.valuesOf(joint.columns(0, 3).copy()).values();
    Spectra.assertSame(result.unforced().eigenvalues(), List.of(eigenvalues), 1e-12);
  }

  @Test
  void severalTrajectoriesDoNotMix() {
    Matrix first = inputs(6, 3);
    Matrix second = inputs(7, 4);
    ControlledDmdResult result =
        new ControlledDmd(PLAIN)
            .fit(
                List.of(forced(start(1, 2, 3), first), forced(start(-9, 5, 100), second)),
                List.of(first, second));
    Spectra.assertSame(result.unforced().eigenvalues(), SYSTEM.spectrum(), 1e-11);
    assertThat(result.inputMap().minus(B).frobeniusNorm()).isLessThan(1e-11);
  }

  @Test
  void aKnownInputMapNeedsNoRichInputs() {
    Matrix constant = new Matrix(2, 5);
    java.util.Arrays.fill(constant.data(), 1);
    Matrix snapshots = forced(start(1, 1, 1), constant);
    ControlledDmdResult result = new ControlledDmd(PLAIN, B).fit(snapshots, constant);
    Spectra.assertSame(result.unforced().eigenvalues(), SYSTEM.spectrum(), 1e-11);

    assertThatThrownBy(() -> new ControlledDmd(PLAIN).fit(snapshots, constant))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("richer inputs");
  }

  /** Of feedback u = K x nothing can tell A from B K; a state of 50 sensors changes nothing. */
  @Test
  void manySensorsAreCutToTheRank() {
    Random random = new Random(5);
    Matrix inputs = inputs(30, 6);
    Matrix small = forced(start(1, 1, 1), inputs);
    Matrix sensors = VariableProjectionTest.gaussian(50, 3, random);
    Matrix wide = sensors.times(small);
    for (int i = 0; i < wide.data().length; i++) {
      wide.data()[i] += 1e-6 * random.nextGaussian();
    }
    ControlledDmdResult result = new ControlledDmd(Dmd.builder().rank(3).build()).fit(wide, inputs);
    // noise of 1e-6 beside states of order 1, times the condition of the modes
    Spectra.assertSame(result.unforced().eigenvalues(), SYSTEM.spectrum(), 1e-5);
    assertThat(result.inputMap().minus(sensors.times(B)).frobeniusNorm()).isLessThan(1e-4);

    Matrix feedback = VariableProjectionTest.gaussian(2, 3, random).times(small.columns(0, 30));
    assertThatThrownBy(() -> new ControlledDmd(PLAIN).fit(small, feedback))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("told");
  }

  @Test
  void inputsOfAnotherLengthAreRefused() {
    assertThatThrownBy(() -> new ControlledDmd(PLAIN).fit(new Matrix(3, 9), new Matrix(2, 7)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 7 for trajectory 0, expected 2 x 8");
  }

  /**
   * The system at half the step, inputs held for two of them: what is fitted to every second state
   * tells the states between. With an eigenvalue of 1, an integrator.
   */
  @Test
  void statesBetweenTheStepsAreThoseOfAnEvenInput() {
    LinearSystem half = LinearSystem.skewed(4, Complex.polar(0.95, 0.2), Complex.ONE);
    Matrix inputs = inputs(25, 8);
    Matrix fine = new Matrix(3, 51);
    Matrix state = start(1, -2, 3);
    for (int k = 0; k <= 50; k++) {
      Dense.of(fine).setBlock(0, k, Dense.of(state));
      if (k < 50) {
        Dense next = Dense.of(half.a().times(state));
        next.add(Dense.of(B.times(inputs.columns(k / 2, k / 2 + 1))));
        state = next.real();
      }
    }
    int[] whole = IntStream.rangeClosed(0, 25).map(k -> 2 * k).toArray();
    Matrix snapshots = Dense.of(fine).select(whole).real();
    ControlledDmdResult result =
        new ControlledDmd(Dmd.builder().dt(0.1).build()).fit(snapshots, inputs);

    double[] times = IntStream.rangeClosed(0, 50).mapToDouble(k -> k / 20.0).toArray();
    // eps times the condition of data and eigenvectors, and 25 steps of an integrator, 1e4 together
    Matrix found = result.forecast(fine.column(0), inputs, times);
    assertThat(found.minus(fine).frobeniusNorm()).isLessThan(1e-11 * fine.frobeniusNorm());

    // from the last snapshot on, whatever its number
    Matrix more = inputs(4, 9);
    assertThat(result.forecast(more).data())
        .containsExactly(result.forecast(fine.column(50), more).data());
    assertThatThrownBy(() -> result.forecast(fine.column(0), more, 0.41))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("times: 0.41, expected 0 to 0.4");
  }
}
