// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

/** The elementary functions in plain Java, for runs without the vector module. */
final class ScalarElementaryKernels implements ElementaryKernels {
  @Override
  public void exp(int n, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = Elementary.exp(x[xOffset + i]);
    }
  }

  @Override
  public void log(int n, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = Elementary.log(x[xOffset + i]);
    }
  }

  @Override
  public void tanh(int n, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = Elementary.tanh(x[xOffset + i]);
    }
  }

  @Override
  public void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = Elementary.sigmoid(x[xOffset + i]);
    }
  }

  @Override
  public void erf(int n, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = Elementary.erf(x[xOffset + i]);
    }
  }

  @Override
  public void addToColumns(int m, int n, float[] b, int bOffset, float[] z, int zOffset) {
    for (int at = zOffset; at < zOffset + n * m; at += m) {
      for (int i = 0; i < m; i++) {
        z[at + i] += b[bOffset + i];
      }
    }
  }

  @Override
  public void rectifyColumns(int m, int n, float[] b, int bOffset, float[] z, int zOffset) {
    for (int at = zOffset; at < zOffset + n * m; at += m) {
      for (int i = 0; i < m; i++) {
        z[at + i] = Math.max(z[at + i] + b[bOffset + i], 0);
      }
    }
  }

  @Override
  public void clearWhereNotPositive(int n, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = Elementary.clearedBy(x[xOffset + i], y[yOffset + i]);
    }
  }
}
