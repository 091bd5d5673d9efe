// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import ritz.kernels.Matrix;

/**
 * What is taken from each row before a decomposition, and added to what comes out.
 *
 * @param means one for each row
 */
record Centering(double[] means) {
  static Centering none(int rows) {
    return new Centering(new double[rows]);
  }

  static Centering of(Matrix snapshots) {
    double[] means = new double[snapshots.rows()];
    for (int j = 0; j < snapshots.columns(); j++) {
      for (int i = 0; i < means.length; i++) {
        means[i] += snapshots.get(i, j) / snapshots.columns();
      }
    }
    return new Centering(means);
  }

  Matrix remove(Matrix snapshots) {
    return shifted(snapshots, -1);
  }

  Matrix restore(Matrix snapshots) {
    return shifted(snapshots, 1);
  }

  private Matrix shifted(Matrix snapshots, int sign) {
    Matrix result = snapshots.copy();
    for (int j = 0; j < result.columns(); j++) {
      for (int i = 0; i < means.length; i++) {
        result.set(i, j, result.get(i, j) + sign * means[i]);
      }
    }
    return result;
  }
}
