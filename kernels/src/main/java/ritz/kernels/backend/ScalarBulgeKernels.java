// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

/** The inner loop of the QR iteration in plain Java. */
public final class ScalarBulgeKernels implements BulgeKernels {
  @Override
  public void reflectColumns(
      int n, double[] x, int first, int second, int third, double tau, double v1, double v2) {
    double t1 = tau * v1;
    double t2 = tau * v2;
    for (int i = 0; i < n; i++) {
      double a = x[first + i];
      double b = x[second + i];
      double c = x[third + i];
      double sum = a + v1 * b + v2 * c;
      x[first + i] = a - tau * sum;
      x[second + i] = b - t1 * sum;
      x[third + i] = c - t2 * sum;
    }
  }
}
