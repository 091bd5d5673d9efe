// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.List;
import ritz.bench.data.States;
import ritz.kernels.Matrix;

/**
 * What is taken from each row before a decomposition, and added to what comes out.
 *
 * @param real the real parts, one for each row
 * @param imaginary the imaginary parts of complex states
 */
record Centering(double[] real, double[] imaginary) {
  static Centering none(States snapshots) {
    return new Centering(new double[snapshots.rows()], new double[snapshots.rows()]);
  }

  static Centering of(States snapshots) {
    return of(List.of(snapshots));
  }

  /** The means over all snapshots of several trajectories of one kind and length of states. */
  static Centering of(List<States> runs) {
    States first = runs.get(0);
    return new Centering(
        means(runs.stream().map(States::real).toList()),
        first.isReal()
            ? new double[first.rows()]
            : means(runs.stream().map(States::imaginary).toList()));
  }

  private static double[] means(List<Matrix> runs) {
    double[] means = new double[runs.get(0).rows()];
    int count = runs.stream().mapToInt(Matrix::columns).sum();
    for (Matrix run : runs) {
      for (int j = 0; j < run.columns(); j++) {
        for (int i = 0; i < means.length; i++) {
          means[i] += run.get(i, j) / count;
        }
      }
    }
    return means;
  }

  States remove(States snapshots) {
    return shifted(snapshots, -1);
  }

  States restore(States snapshots) {
    return shifted(snapshots, 1);
  }

  private States shifted(States snapshots, int sign) {
    return new States(
        shifted(snapshots.real(), real, sign),
        snapshots.isReal() ? null : shifted(snapshots.imaginary(), imaginary, sign));
  }

  private static Matrix shifted(Matrix snapshots, double[] means, int sign) {
    Matrix result = snapshots.copy();
    for (int j = 0; j < result.columns(); j++) {
      for (int i = 0; i < means.length; i++) {
        result.set(i, j, result.get(i, j) + sign * means[i]);
      }
    }
    return result;
  }
}
