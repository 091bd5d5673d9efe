// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import ritz.kernels.simd.SimdBulgeKernels;

/** The inner loop of the QR iteration. Arguments are not checked here; the caller did. */
public interface BulgeKernels {
  /** SIMD where the vector module is present, scalar otherwise; the same bits from either. */
  BulgeKernels INSTANCE = Selection.simd() ? Simd.load() : new ScalarBulgeKernels();

  /**
   * X := X (I - tau v v') for three columns of an array, v = (1, v1, v2).
   *
   * @param n the length of the columns
   * @param x the array
   * @param first where the first column starts
   * @param second where the second starts
   * @param third where the third starts
   * @param tau the factor
   * @param v1 the second entry of v
   * @param v2 the third entry of v
   */
  void reflectColumns(
      int n, double[] x, int first, int second, int third, double tau, double v1, double v2);

  /** Keeps the SIMD class from being linked where the vector module is absent. */
  final class Simd {
    private Simd() {}

    static BulgeKernels load() {
      return new SimdBulgeKernels();
    }
  }
}
