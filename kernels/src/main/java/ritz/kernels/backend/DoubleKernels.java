// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import ritz.kernels.simd.SimdDoubleBackend;

/** The kernels of this run: a constant, so that calls through it are bound and inlined. */
public final class DoubleKernels {
  /** SIMD where the vector module is present, scalar otherwise. */
  public static final DoubleBackend INSTANCE =
      Selection.simd() ? Simd.load() : new ScalarDoubleBackend();

  private DoubleKernels() {}

  /** Keeps the SIMD class from being linked where the vector module is absent. */
  private static final class Simd {
    static DoubleBackend load() {
      return new SimdDoubleBackend();
    }
  }
}
