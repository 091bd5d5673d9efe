// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

/** The kernels in plain Java, for runs without the vector module. */
final class ScalarDoubleBackend extends DoubleBackend {
  private static final int ROWS = 4;
  private static final int COLUMNS = 4;

  @Override
  public int lanes() {
    return ROWS;
  }

  @Override
  public int tileVectors(int bRow) {
    return 1;
  }

  @Override
  public int tileColumns() {
    return COLUMNS;
  }

  @Override
  public void tile(
      int vectors,
      int kc,
      double[] a,
      int aOffset,
      int aColumn,
      double[] b,
      int bOffset,
      int bRow,
      int bColumn,
      double[] c,
      int cOffset,
      int ldc) {
    double c00 = 0, c10 = 0, c20 = 0, c30 = 0;
    double c01 = 0, c11 = 0, c21 = 0, c31 = 0;
    double c02 = 0, c12 = 0, c22 = 0, c32 = 0;
    double c03 = 0, c13 = 0, c23 = 0, c33 = 0;
    int ai = aOffset;
    int bi = bOffset;
    for (int p = 0; p < kc; p++) {
      double a0 = a[ai];
      double a1 = a[ai + 1];
      double a2 = a[ai + 2];
      double a3 = a[ai + 3];
      double f0 = b[bi];
      c00 = Fma.multiplyAdd(a0, f0, c00);
      c10 = Fma.multiplyAdd(a1, f0, c10);
      c20 = Fma.multiplyAdd(a2, f0, c20);
      c30 = Fma.multiplyAdd(a3, f0, c30);
      double f1 = b[bi + bColumn];
      c01 = Fma.multiplyAdd(a0, f1, c01);
      c11 = Fma.multiplyAdd(a1, f1, c11);
      c21 = Fma.multiplyAdd(a2, f1, c21);
      c31 = Fma.multiplyAdd(a3, f1, c31);
      double f2 = b[bi + 2 * bColumn];
      c02 = Fma.multiplyAdd(a0, f2, c02);
      c12 = Fma.multiplyAdd(a1, f2, c12);
      c22 = Fma.multiplyAdd(a2, f2, c22);
      c32 = Fma.multiplyAdd(a3, f2, c32);
      double f3 = b[bi + 3 * bColumn];
      c03 = Fma.multiplyAdd(a0, f3, c03);
      c13 = Fma.multiplyAdd(a1, f3, c13);
      c23 = Fma.multiplyAdd(a2, f3, c23);
      c33 = Fma.multiplyAdd(a3, f3, c33);
      ai += aColumn;
      bi += bRow;
    }
    int ci = cOffset;
    store(c, ci, c00, c10, c20, c30);
    ci += ldc;
    store(c, ci, c01, c11, c21, c31);
    ci += ldc;
    store(c, ci, c02, c12, c22, c32);
    ci += ldc;
    store(c, ci, c03, c13, c23, c33);
  }

  private static void store(double[] c, int at, double v0, double v1, double v2, double v3) {
    c[at] = v0;
    c[at + 1] = v1;
    c[at + 2] = v2;
    c[at + 3] = v3;
  }

  @Override
  public void addTile(
      int vectors, int columns, double[] tile, int tileColumn, double[] c, int cOffset, int ldc) {
    for (int j = 0; j < columns; j++) {
      add(vectors * ROWS, tile, j * tileColumn, c, cOffset + j * ldc);
    }
  }

  @Override
  public void copyPanel(
      int vectors,
      int depth,
      double[] source,
      int from,
      int sourceColumn,
      double[] target,
      int to,
      int targetColumn) {
    for (int p = 0; p < depth; p++) {
      int read = from + p * sourceColumn;
      int write = to + p * targetColumn;
      target[write] = source[read];
      target[write + 1] = source[read + 1];
      target[write + 2] = source[read + 2];
      target[write + 3] = source[read + 3];
    }
  }

  @Override
  public double dot(int n, double[] x, int xOffset, double[] y, int yOffset) {
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    int i = 0;
    for (; i <= n - 4; i += 4) {
      int xi = xOffset + i;
      int yi = yOffset + i;
      s0 += x[xi] * y[yi];
      s1 += x[xi + 1] * y[yi + 1];
      s2 += x[xi + 2] * y[yi + 2];
      s3 += x[xi + 3] * y[yi + 3];
    }
    double sum = (s0 + s1) + (s2 + s3);
    for (; i < n; i++) {
      sum += x[xOffset + i] * y[yOffset + i];
    }
    return sum;
  }

  @Override
  public void axpy(int n, double alpha, double[] x, int xOffset, double[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] += alpha * x[xOffset + i];
    }
  }

  @Override
  public void add(int n, double[] x, int xOffset, double[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] += x[xOffset + i];
    }
  }

  @Override
  public void scal(int n, double alpha, double[] x, int xOffset) {
    for (int i = 0; i < n; i++) {
      x[xOffset + i] *= alpha;
    }
  }

  @Override
  public void rot(int n, double[] x, int xOffset, double[] y, int yOffset, double c, double s) {
    for (int i = 0; i < n; i++) {
      double xi = x[xOffset + i];
      double yi = y[yOffset + i];
      x[xOffset + i] = c * xi + s * yi;
      y[yOffset + i] = c * yi - s * xi;
    }
  }

  @Override
  public void gemv(
      int m,
      int n,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] x,
      int xOffset,
      double[] y,
      int yOffset) {
    int j = 0;
    for (; j <= n - 4; j += 4) {
      int a0 = aOffset + j * lda;
      int a1 = a0 + lda;
      int a2 = a1 + lda;
      int a3 = a2 + lda;
      double x0 = alpha * x[xOffset + j];
      double x1 = alpha * x[xOffset + j + 1];
      double x2 = alpha * x[xOffset + j + 2];
      double x3 = alpha * x[xOffset + j + 3];
      for (int i = 0; i < m; i++) {
        y[yOffset + i] += (a[a0 + i] * x0 + a[a1 + i] * x1) + (a[a2 + i] * x2 + a[a3 + i] * x3);
      }
    }
    for (; j < n; j++) {
      axpy(m, alpha * x[xOffset + j], a, aOffset + j * lda, y, yOffset);
    }
  }

  @Override
  public void gemvTransposed(
      int m,
      int n,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] x,
      int xOffset,
      double[] y,
      int yOffset) {
    for (int j = 0; j < n; j++) {
      y[yOffset + j] += alpha * dot(m, a, aOffset + j * lda, x, xOffset);
    }
  }

  @Override
  public double maxAbs(int n, double[] x, int xOffset) {
    double max = 0;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, Math.abs(x[xOffset + i]));
    }
    return max;
  }
}
