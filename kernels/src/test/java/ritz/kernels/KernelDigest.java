// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Runs every kernel on the same operands over and over and prints checksums of all results: of the
 * first pass, when nothing is compiled yet, and of the last.
 */
final class KernelDigest {
  private static final int N = 19;

  private final double[] a;
  private final double[] b;
  private final float[] floatA;
  private final float[] floatB;
  private final ByteBuffer results = ByteBuffer.allocate(1 << 12);
  private boolean checked;

  private KernelDigest() {
    Random random = new Random(1);
    a = random.doubles(N * N, -1, 1).toArray();
    b = random.doubles(N * N, -1, 1).toArray();
    for (int i = 0; i < N; i++) {
      a[i + i * N] = 4; // a system that is well conditioned
    }
    floatA = toFloats(a);
    floatB = toFloats(b);
  }

  /**
   * Prints the two checksums.
   *
   * @param args the number of passes
   */
  public static void main(String[] args) {
    KernelDigest digest = new KernelDigest();
    long first = digest.checkedPass();
    for (int pass = Integer.parseInt(args[0]); pass > 2; pass--) {
      digest.pass();
    }
    System.out.println(first + " " + digest.checkedPass());
  }

  private void pass() {
    results.clear();
    doubles();
    floats();
    functions();
  }

  private long checkedPass() {
    checked = true;
    pass();
    checked = false;
    CRC32 checksum = new CRC32();
    checksum.update(results.flip());
    return checksum.getValue();
  }

  private void doubles() {
    double[] c = b.clone();
    results.putDouble(DoubleBlas.dot(N * N, a, 0, b, 0)).putDouble(DoubleBlas.nrm2(N, a, 0));
    results.putDouble(DoubleBlas.asum(N, a, 0)).putDouble(DoubleBlas.amax(N, a, 0));
    DoubleBlas.axpy(N, 0.3, a, 0, c, 0);
    DoubleBlas.rot(N, c, 0, c, N, 0.6, 0.8);
    DoubleBlas.gemv(Transpose.NO, N, N - 1, 0.7, a, 0, N, b, 0, 0.1, c, 2 * N);
    DoubleBlas.gemv(Transpose.YES, N, N - 1, 0.7, a, 0, N, b, 0, 0.1, c, 3 * N);
    DoubleBlas.ger(N, 4, 0.3, a, 0, b, 0, c, 4 * N, N);
    put(c);
    for (Transpose transA : Transpose.values()) {
      for (Transpose transB : Transpose.values()) {
        DoubleBlas.gemm(transA, transB, N, N, N, 0.9, a, 0, N, b, 0, N, 0.2, c, 0, N);
        put(c);
        DoubleBlas.gemm(transA, transB, 5, 7, N, 1, a, 0, N, b, 0, N, 0, c, 0, N);
      }
      DoubleBlas.syrk(Threads.single(), Triangle.LOWER, transA, N, N, 1, a, 0, N, 0, c, 0, N);
      DoubleBlas.trsm(
          Side.LEFT, Triangle.UPPER, transA, Diagonal.STORED, N, N, 1, a, 0, N, c, 0, N);
      DoubleBlas.trmm(Side.RIGHT, Triangle.LOWER, transA, Diagonal.UNIT, N, N, 1, a, 0, N, c, 0, N);
      put(c);
    }
  }

  private void floats() {
    float[] c = floatB.clone();
    results.putFloat(FloatBlas.dot(N * N, floatA, 0, floatB, 0));
    FloatBlas.axpy(N, 0.3f, floatA, 0, c, 0);
    FloatBlas.gemv(Transpose.NO, N, N - 1, 0.7f, floatA, 0, N, floatB, 0, 0.1f, c, 2 * N);
    FloatBlas.gemv(Transpose.YES, N, N - 1, 0.7f, floatA, 0, N, floatB, 0, 0.1f, c, 3 * N);
    put(c);
    for (Transpose transA : Transpose.values()) {
      for (Transpose transB : Transpose.values()) {
        FloatBlas.gemm(transA, transB, N, N, N, 0.9f, floatA, 0, N, floatB, 0, N, 0.2f, c, 0, N);
        put(c);
        FloatBlas.gemm(transA, transB, 5, 7, N, 1, floatA, 0, N, floatB, 0, N, 0, c, 0, N);
      }
    }
    FloatBlas.gemm(
        Transpose.NO, Transpose.NO, 48, 7, 4, 1, floatA, 0, 48, floatB, 0, 4, 0, c, 0, 48);
    put(c);
  }

  private void functions() {
    int n = N * N;
    float[] y = new float[n];
    FloatMath.exp(n, floatA, 0, y, 0);
    put(y);
    FloatMath.log(n, y, 0, y, 0);
    put(y);
    FloatMath.tanh(n, floatB, 0, y, 0);
    put(y);
    FloatMath.sigmoid(n, floatB, 0, y, 0);
    put(y);
    FloatMath.erf(n, floatB, 0, y, 0);
    put(y);
    FloatMath.addToColumns(N, N, floatA, 0, y, 0);
    FloatMath.clearWhereNotPositive(n, floatB, 0, y, 0);
    put(y);
    FloatMath.rectifyColumns(N, N, floatB, 0, y, 0);
    put(y);
  }

  private void put(double[] values) {
    if (checked) {
      results.putInt(Arrays.hashCode(values));
    }
  }

  private void put(float[] values) {
    if (checked) {
      results.putInt(Arrays.hashCode(values));
    }
  }

  private static float[] toFloats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
