// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/** Several trajectories in {@link OptimizedDmd} and {@link BaggedDmd}. */
class SharedExponentsTest {
  private static final Complex[] TRUTH = {
    new Complex(-0.1, 4), new Complex(-0.1, -4),
    new Complex(0.05, 1.5), new Complex(0.05, -1.5),
    new Complex(-0.6, 0)
  };

  /** Sensors x exponents, conjugate where the exponents are. */
  private static ComplexMatrix modes(int sensors, Random random) {
    ComplexMatrix result = new ComplexMatrix(sensors, 5);
    for (int i = 0; i < sensors; i++) {
      for (int j = 0; j < 4; j += 2) {
        result.set(i, j, new Complex(random.nextGaussian(), random.nextGaussian()));
        result.set(i, j + 1, result.get(i, j).conjugate());
      }
      result.set(i, 4, new Complex(random.nextGaussian(), 0));
    }
    return result;
  }

  /** Conjugate amplitudes. */
  private static Complex[] amplitudes(Random random) {
    Complex[] result = new Complex[5];
    for (int j = 0; j < 4; j += 2) {
      result[j] = new Complex(random.nextGaussian(), random.nextGaussian());
      result[j + 1] = result[j].conjugate();
    }
    result[4] = new Complex(random.nextGaussian(), 0);
    return result;
  }

  /** Sum of a_j exp(omega_j (t - origin)) z_j. */
  private static ComplexMatrix states(
      ComplexMatrix modes, Complex[] a, double origin, double... times) {
    ComplexMatrix factors = new ComplexMatrix(5, times.length);
    for (int k = 0; k < times.length; k++) {
      for (int j = 0; j < 5; j++) {
        factors.set(j, k, TRUTH[j].times(times[k] - origin).exp().times(a[j]));
      }
    }
    return modes.times(factors);
  }

  private static double[] irregular(int count, double from, double to, Random random) {
    return random.doubles(count).map(u -> from + (to - from) * u).sorted().toArray();
  }

  @Test
  void exponentsAndModesAreSharedAmplitudesAndTimesAreNot() {
    Random random = new Random(1);
    ComplexMatrix modes = modes(30, random);
    List<double[]> times =
        List.of(
            irregular(40, 0, 8, random), irregular(25, 3, 7, random), irregular(60, -5, 5, random));
    List<Complex[]> amplitudes =
        List.of(amplitudes(random), amplitudes(random), amplitudes(random));
    List<Matrix> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      runs.add(states(modes, amplitudes.get(i), times.get(i)[0], times.get(i)).real());
    }
    DmdResult result = OptimizedDmd.builder(5).dt(0.1).build().fit(runs, times);
    // eps times the condition of the exponentials, 1e3
    Spectra.assertSame(result.exponents(), List.of(TRUTH), 1e-11);
    assertThat(result.reconstructionError()).isLessThan(1e-12);
    assertThat(result.reconstruct().columns()).isEqualTo(125);
    for (int i = 0; i < 3; i++) {
      double last = times.get(i)[times.get(i).length - 1];
      Matrix next =
          states(modes, amplitudes.get(i), times.get(i)[0], last + 0.1, last + 0.2).real();
      assertThat(result.forecast(i, 2).minus(next).frobeniusNorm())
          .isLessThan(1e-10 * runs.get(i).frobeniusNorm());
      assertThat(result.times(i)).containsExactly(times.get(i));
    }
    // a_ij |z_j| up to the phase of the unit mode: that of the first trajectory
    for (int j = 0; j < 5; j++) {
      int mode = nearest(result.exponents(), TRUTH[j]);
      Complex ratio = amplitudes.get(1)[j].divide(amplitudes.get(0)[j]);
      Complex found = result.amplitudes(1)[mode].divide(result.amplitudes(0)[mode]);
      assertThat(found.minus(ratio).abs()).isLessThan(1e-10 * ratio.abs());
    }
  }

  private static int nearest(Complex[] values, Complex wanted) {
    int best = 0;
    for (int j = 1; j < values.length; j++) {
      best = values[j].minus(wanted).abs() < values[best].minus(wanted).abs() ? j : best;
    }
    return best;
  }

  /** Of complex data no exponent has a partner. */
  @Test
  void complexTrajectoriesToo() {
    Random random = new Random(2);
    Complex[] exponents = {new Complex(-0.1, 4), new Complex(0.05, -1.5)};
    ComplexMatrix modes =
        new ComplexMatrix(
            VariableProjectionTest.gaussian(7, 2, random),
            VariableProjectionTest.gaussian(7, 2, random));
    List<ComplexMatrix> runs = new ArrayList<>();
    for (int length : new int[] {30, 12}) {
      ComplexMatrix factors = new ComplexMatrix(2, length);
      for (int j = 0; j < 2; j++) {
        Complex a = new Complex(random.nextGaussian(), random.nextGaussian());
        for (int k = 0; k < length; k++) {
          factors.set(j, k, exponents[j].times(0.2 * k).exp().times(a));
        }
      }
      runs.add(modes.times(factors));
    }
    OptimizedDmd dmd = OptimizedDmd.builder(2).dt(0.2).build();
    DmdResult result = dmd.fitComplex(runs);
    Spectra.assertSame(result.exponents(), List.of(exponents), 1e-11);
    assertThat(result.reconstructionError()).isLessThan(1e-12);
    BaggedDmdResult bagged =
        new BaggedDmd(dmd, 5, 1).fitComplex(runs, List.of(result.times(0), result.times(1)));
    assertThat(bagged.stateErrorsOf(1, 1.0).frobeniusNorm()).isLessThan(1e-10);
  }

  private static Matrix noisy(Matrix clean, double noise, Random random) {
    Matrix result = clean.copy();
    for (int i = 0; i < result.data().length; i++) {
      result.data()[i] += noise * random.nextGaussian();
    }
    return result;
  }

  /** At the least squares the misfit changes by no more than second order in whatever is moved. */
  @Test
  void modesAndAmplitudesAreTheLeastSquares() {
    Random random = new Random(3);
    ComplexMatrix modes = modes(6, random);
    List<Matrix> runs = new ArrayList<>();
    List<ExponentialModes.Trajectory> given = new ArrayList<>();
    for (int length : new int[] {20, 12, 9}) {
      double[] times = irregular(length, 0, 5, random);
      Matrix clean = states(modes, amplitudes(random), times[0], times).real();
      runs.add(noisy(clean, 0.3, random));
      given.add(
          new ExponentialModes.Trajectory(times[0], times, Dense.of(runs.get(runs.size() - 1))));
    }
    ExponentialModes fit = ExponentialModes.of(TRUTH, given);
    double least = misfit(fit.vectors(), fit.amplitudes(), given);
    for (int trial = 0; trial < 50; trial++) {
      double h = 1e-4;
      double up = misfit(moved(fit, h, trial), given);
      double down = misfit(moved(fit, -h, trial), given);
      // the slope is what the last sweep left, 1e-6 of the misfit; the curvature is positive
      assertThat((up - down) / (2 * h)).isCloseTo(0, within(1e-4 * least));
      assertThat(Math.min(up, down)).isGreaterThan(least * (1 - 1e-9));
    }
  }

  private static ExponentialModes moved(ExponentialModes fit, double h, int seed) {
    Random random = new Random(seed);
    ComplexMatrix step = modes(fit.vectors().rows(), random);
    ComplexMatrix vectors = new ComplexMatrix(step.rows(), step.columns());
    for (int j = 0; j < step.columns(); j++) {
      for (int i = 0; i < step.rows(); i++) {
        vectors.set(i, j, fit.vectors().get(i, j).plus(step.get(i, j).times(h)));
      }
    }
    List<Complex[]> amplitudes = new ArrayList<>();
    for (Complex[] each : fit.amplitudes()) {
      Complex[] push = amplitudes(random);
      Complex[] result = each.clone();
      for (int j = 0; j < result.length; j++) {
        result[j] = each[j].plus(push[j].times(h));
      }
      amplitudes.add(result);
    }
    return new ExponentialModes(vectors, amplitudes);
  }

  private static double misfit(ExponentialModes fit, List<ExponentialModes.Trajectory> given) {
    return misfit(fit.vectors(), fit.amplitudes(), given);
  }

  private static double misfit(
      ComplexMatrix vectors, List<Complex[]> a, List<ExponentialModes.Trajectory> given) {
    double sum = 0;
    for (int i = 0; i < given.size(); i++) {
      ExponentialModes.Trajectory one = given.get(i);
      Matrix model = states(vectors, a.get(i), one.origin(), one.times()).real();
      sum += Math.pow(one.states().real().minus(model).frobeniusNorm(), 2);
    }
    return sum;
  }

  private static final OptimizedDmd SWING =
      OptimizedDmd.builder(2).start(new Complex(-0.02, 0.5), new Complex(-0.02, -0.5)).build();

  private static List<Matrix> swings(int count, int length, Random random) {
    List<Matrix> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double phase = 6 * random.nextDouble();
      Matrix run = new Matrix(4, length);
      for (int k = 0; k < length; k++) {
        for (int s = 0; s < 4; s++) {
          run.set(s, k, Math.exp(-0.02 * k) * Math.cos(0.5 * k + s + phase));
        }
      }
      runs.add(noisy(run, 0.05, random));
    }
    return runs;
  }

  /** Four runs tell the exponents twice as well as one, and the result says so. */
  @Test
  void trajectoriesAddUp() {
    double one = 0;
    double four = 0;
    double foreseen = 0;
    Complex truth = new Complex(-0.02, 0.5).exp();
    int trials = 60;
    for (int trial = 0; trial < trials; trial++) {
      List<Matrix> runs = swings(4, 30, new Random(100 + trial));
      DmdResult all = SWING.fit(runs);
      one += Math.pow(SWING.fit(runs.get(0)).eigenvalues()[0].minus(truth).abs(), 2);
      four += Math.pow(all.eigenvalues()[0].minus(truth).abs(), 2);
      foreseen += Math.pow(all.residuals()[0], 2);
    }
    // variances over 120 numbers each are known to 13 %, a root of their ratio to 9 %; three
    assertThat(Math.sqrt(one / four)).isCloseTo(2, within(2 * 0.27));
    assertThat(Math.sqrt(four / foreseen)).isCloseTo(1, within(0.2));
  }

  @Test
  void intervalsCoverTheTruthOfEveryTrajectory(@TempDir Path dir) throws Exception {
    int trials = 60;
    int[] covered = new int[3];
    BaggedDmdResult last = null;
    List<double[]> times = List.of(new TimeAxis(0, 1).times(24), new TimeAxis(0, 1).times(30));
    for (int trial = 0; trial < trials; trial++) {
      Random random = new Random(500 + trial);
      List<Matrix> runs = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Matrix run = new Matrix(4, times.get(i).length);
        for (int k = 0; k < run.columns(); k++) {
          for (int s = 0; s < 4; s++) {
            run.set(s, k, (1 + i) * Math.exp(-0.02 * k) * Math.cos(0.5 * k + s + 2 * i));
          }
        }
        runs.add(noisy(run, 0.05, random));
      }
      last = new BaggedDmd(SWING, 24, trial).fit(runs, times);
      double growth = last.result().growthRates()[0] + 0.02;
      covered[0] += Math.abs(growth) < 1.96 * last.growthRateErrors()[0] ? 1 : 0;
      // |a z| has the norm (1 + i) / 2 on four sensors of one
      double amplitude = last.result().amplitudes(1)[0].abs() - 2;
      covered[1] += Math.abs(amplitude) < 1.96 / Math.sqrt(2) * last.amplitudeErrors(1)[0] ? 1 : 0;
      double state =
          last.result().forecast(1, 11).get(2, 10)
              - 2 * Math.exp(-0.8) * Math.cos(0.5 * 40 + 2 + 2);
      covered[2] += Math.abs(state) < 1.96 * last.stateErrorsOf(1, 40).get(2, 0) ? 1 : 0;
    }
    // from 24 bags 1.96 errors cover 93.8 %: of 60 runs 56, three standard deviations are 6
    for (int count : covered) {
      assertThat(count).isBetween(50, 60);
    }
    Path file = dir.resolve("bags.npz");
    last.save(file);
    BaggedDmdResult back = BaggedDmdResult.load(file);
    assertThat(back.amplitudeErrors(1)).containsExactly(last.amplitudeErrors(1));
    assertThat(back.stateErrorsOf(1, 40).minus(last.stateErrorsOf(1, 40)).frobeniusNorm())
        .isLessThan(1e-13);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    Random random = new Random(4);
    List<Matrix> runs = swings(2, 12, random);
    assertThatThrownBy(() -> SWING.fit(runs, List.of(new double[12])))
        .hasMessageContaining("times: of 1 trajectories, expected of 2");
    assertThatThrownBy(() -> SWING.fit(List.of(runs.get(0), runs.get(1).columns(0, 2))))
        .hasMessageContaining("4 x 2, expected more columns than exponents, 2");
    assertThatThrownBy(() -> SWING.fit(List.of(runs.get(0), new Matrix(3, 12))))
        .hasMessageContaining("trajectory 1: 3 x 12, expected 4 rows");
    assertThatThrownBy(() -> SWING.fit(List.of())).hasMessageContaining("trajectories: none");
    assertThatThrownBy(
            () ->
                new BaggedDmd(SWING, 5, 1)
                    .fit(
                        List.of(runs.get(0), runs.get(1).columns(0, 5)),
                        List.of(new TimeAxis(0, 1).times(12), new TimeAxis(0, 1).times(5))))
        .hasMessageContaining("4 x 5, expected at least 6 columns for 2 exponents");
  }
}
