// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/**
 * The model x(t) = sum over j of a_j exp(omega_j (t - t0)) z_j of every trajectory, with lambda =
 * exp(omega dt), in the coordinates of a {@link Basis}.
 *
 * @param pairs lambda and z, by falling contribution
 * @param exponents omega_j
 * @param real whether the system is real
 * @param axis the scale of time
 * @param times for each trajectory when its snapshots were taken, rising
 * @param amplitudes for each trajectory a_j at its first snapshot
 * @param contributions for each mode the norm of what it adds to all snapshots
 */
record ModalModel(
    RitzPairs pairs,
    Complex[] exponents,
    boolean real,
    TimeAxis axis,
    List<double[]> times,
    List<Complex[]> amplitudes,
    double[] contributions) {
  /** A model whose exponents are the principal logarithms of the eigenvalues over dt. */
  static ModalModel of(
      RitzPairs pairs,
      boolean real,
      TimeAxis axis,
      List<double[]> times,
      List<Complex[]> amplitudes) {
    Complex[] exponents =
        Arrays.stream(pairs.eigenvalues())
            .map(lambda -> lambda.log().times(1 / axis.dt()))
            .toArray(Complex[]::new);
    return of(pairs, exponents, real, axis, times, amplitudes);
  }

  /** A model, its modes put in order. */
  static ModalModel of(
      RitzPairs pairs,
      Complex[] exponents,
      boolean real,
      TimeAxis axis,
      List<double[]> times,
      List<Complex[]> amplitudes) {
    double[] none = new double[pairs.count()];
    ModalModel unordered = new ModalModel(pairs, exponents, real, axis, times, amplitudes, none);
    double[] sizes = unordered.sizes();
    ModalModel sized = new ModalModel(pairs, exponents, real, axis, times, amplitudes, sizes);
    return sized.select(sized.falling());
  }

  private double[] sizes() {
    double[] result = new double[pairs.count()];
    for (int i = 0; i < times.size(); i++) {
      double start = times.get(i)[0];
      for (int j = 0; j < result.length; j++) {
        double amplitude = amplitudes.get(i)[j].abs();
        for (double time : times.get(i)) {
          result[j] = Math.hypot(result[j], amplitude * power(j, time - start).abs());
        }
      }
    }
    return result;
  }

  /** exp(omega_j duration), by a whole power of the eigenvalue where there is one. */
  private Complex power(int j, double duration) {
    double steps = duration / axis.dt();
    double whole = Math.rint(steps);
    if (Math.abs(steps - whole) <= 8 * Math.ulp(whole)) {
      return pairs.eigenvalues()[j].pow(whole);
    }
    return exponents[j].re() == Double.NEGATIVE_INFINITY
        ? pairs.eigenvalues()[j].pow(steps)
        : exponents[j].times(duration).exp();
  }

  /** The order of falling contributions that keeps conjugate pairs together. */
  private int[] falling() {
    return IntStream.of(leaders())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer j) -> -contributions[j]))
        .flatMapToInt(this::withPartner)
        .toArray();
  }

  /** The modes without the second one of each pair of a real system. */
  int[] leaders() {
    return IntStream.range(0, pairs.count())
        .filter(j -> !(real && RealForm.endsPair(pairs.eigenvalues()[j])))
        .toArray();
  }

  /** A leader and what is conjugate to it. */
  IntStream withPartner(int j) {
    return real && RealForm.startsPair(pairs.eigenvalues()[j])
        ? IntStream.of(j, j + 1)
        : IntStream.of(j);
  }

  /** Some of the modes, with the amplitudes they have. */
  ModalModel select(int... order) {
    return new ModalModel(
        pairs.select(order),
        select(exponents, order),
        real,
        axis,
        times,
        amplitudes.stream().map(values -> select(values, order)).toList(),
        IntStream.of(order).mapToDouble(j -> contributions[j]).toArray());
  }

  private static Complex[] select(Complex[] values, int... order) {
    return Arrays.stream(order).mapToObj(j -> values[j]).toArray(Complex[]::new);
  }

  /** A mode in numbers, with its amplitude in the first trajectory. */
  DmdMode mode(int j) {
    return new DmdMode(
        pairs.eigenvalues()[j],
        exponents[j],
        pairs.residuals()[j],
        amplitudes.get(0)[j],
        contributions[j]);
  }

  RealForm realForm() {
    return new RealForm(pairs.eigenvalues(), real);
  }

  /**
   * The coordinates of the states that amplitudes grow into.
   *
   * @param initial the amplitudes
   * @param durations the times after that, any finite numbers
   * @return r x (number of times)
   * @throws IllegalArgumentException if a duration is negative and an eigenvalue is zero
   */
  Dense evolve(Complex[] initial, double... durations) {
    boolean dies = Arrays.stream(pairs.eigenvalues()).anyMatch(lambda -> lambda.abs() == 0);
    ComplexMatrix factors = new ComplexMatrix(pairs.count(), durations.length);
    for (int i = 0; i < durations.length; i++) {
      if (durations[i] < 0 && dies) {
        throw new IllegalArgumentException(
            "times: one lies before the first snapshot, and an eigenvalue is zero");
      }
      for (int j = 0; j < pairs.count(); j++) {
        factors.set(j, i, initial[j].times(power(j, durations[i])));
      }
    }
    return combine(factors);
  }

  /** The vectors times factors; the real part of it if the system is real. */
  private Dense combine(ComplexMatrix factors) {
    ComplexMatrix vectors = pairs.vectors();
    if (!real) {
      return Dense.of(vectors.times(factors));
    }
    Matrix result = vectors.real().times(factors.real());
    return Dense.of(result.minus(vectors.imaginary().times(factors.imaginary())));
  }

  /** The model of a trajectory at absolute times. */
  Dense stateAt(int trajectory, double... at) {
    double start = times.get(trajectory)[0];
    return evolve(
        amplitudes.get(trajectory), Arrays.stream(at).map(time -> time - start).toArray());
  }

  /** The model of every snapshot, in the columns that the trajectories say. */
  Dense snapshots(List<int[]> trajectories) {
    int total = trajectories.stream().mapToInt(t -> t.length).sum();
    Matrix empty = new Matrix(pairs.vectors().rows(), total);
    Dense all = real ? Dense.of(empty) : Dense.of(new ComplexMatrix(empty, empty.copy()));
    for (int i = 0; i < trajectories.size(); i++) {
      Dense part = stateAt(i, times.get(i));
      for (int step = 0; step < trajectories.get(i).length; step++) {
        all.setBlock(0, trajectories.get(i)[step], part.columns(step, step + 1));
      }
    }
    return all;
  }
}
