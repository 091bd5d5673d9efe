// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;

/**
 * The model x(t) = sum over j of a_j lambda_j^t z_j of every trajectory, in the coordinates of a
 * {@link RitzSpace}.
 *
 * @param pairs lambda and z, by falling contribution
 * @param coefficients for each trajectory the amplitudes a at its first snapshot, in {@link
 *     RealForm}
 * @param contributions for each mode the norm of what it adds to all snapshots
 */
record ModalModel(RitzPairs pairs, List<double[]> coefficients, double[] contributions) {
  /**
   * Fits the amplitudes and puts the modes in order.
   *
   * @param columns all snapshots in the coordinates of the space
   */
  static ModalModel fit(RitzPairs pairs, Matrix columns, Snapshots snapshots, Dmd options) {
    boolean all = options.amplitudes() == AmplitudeFit.ALL_SNAPSHOTS;
    Map<Integer, AmplitudeSolver> solvers = new HashMap<>();
    List<double[]> coefficients =
        snapshots.trajectories().stream()
            .map(
                trajectory -> {
                  int[] used = all ? trajectory : Arrays.copyOf(trajectory, 1);
                  return solvers
                      .computeIfAbsent(
                          used.length,
                          length ->
                              new AmplitudeSolver(
                                  pairs.eigenvalues(),
                                  pairs.vectors(),
                                  length,
                                  all ? options.weights() : null))
                      .solve(Snapshots.select(columns, used));
                })
            .toList();
    double[] contributions = contributions(pairs.eigenvalues(), coefficients, snapshots);
    int[] order = falling(contributions, pairs.eigenvalues());
    return new ModalModel(
        pairs.inOrder(order),
        coefficients.stream().map(values -> select(values, order)).toList(),
        select(contributions, order));
  }

  private static double[] contributions(
      Complex[] eigenvalues, List<double[]> coefficients, Snapshots snapshots) {
    double[] result = new double[eigenvalues.length];
    for (int i = 0; i < coefficients.size(); i++) {
      Complex[] amplitudes = RealForm.amplitudes(eigenvalues, coefficients.get(i));
      int length = snapshots.trajectories().get(i).length;
      for (int j = 0; j < result.length; j++) {
        for (int step = 0; step < length; step++) {
          double size = amplitudes[j].abs() * Math.pow(eigenvalues[j].abs(), step);
          result[j] = Math.hypot(result[j], size);
        }
      }
    }
    return result;
  }

  /** The order of falling values that keeps conjugate pairs, whose values are equal, together. */
  private static int[] falling(double[] values, Complex[] eigenvalues) {
    return IntStream.range(0, values.length)
        .filter(j -> !RealForm.endsPair(eigenvalues[j]))
        .boxed()
        .sorted(Comparator.comparingDouble((Integer j) -> -values[j]))
        .flatMapToInt(
            j -> RealForm.startsPair(eigenvalues[j]) ? IntStream.of(j, j + 1) : IntStream.of(j))
        .toArray();
  }

  private static double[] select(double[] values, int[] order) {
    return IntStream.of(order).mapToDouble(j -> values[j]).toArray();
  }

  /**
   * The coefficients of a trajectory at some times.
   *
   * @param steps the times in time steps after its first snapshot
   * @return k x (number of times)
   * @throws IllegalArgumentException if a time lies before the start and an eigenvalue is zero
   */
  Matrix coefficientsAt(double[] initial, double... steps) {
    Complex[] eigenvalues = pairs.eigenvalues();
    Matrix result = new Matrix(initial.length, steps.length);
    for (int i = 0; i < steps.length; i++) {
      double step = steps[i];
      if (step < 0 && Arrays.stream(eigenvalues).anyMatch(lambda -> lambda.abs() == 0)) {
        throw new IllegalArgumentException(
            "times: one lies before the first snapshot, and an eigenvalue is zero");
      }
      Complex[] factors =
          Arrays.stream(eigenvalues).map(lambda -> lambda.pow(step)).toArray(Complex[]::new);
      double[] column = RealForm.multiply(initial, eigenvalues, factors);
      System.arraycopy(column, 0, result.data(), result.index(0, i), column.length);
    }
    return result;
  }
}
