// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.Transpose;

/**
 * A tall complex matrix X + i Y as the product of real orthonormal columns and a small complex
 * core: [X Y] = Q1 [S T] by real QR, so X + i Y = Q1 (S + i T). A matrix that is not tall is its
 * own core.
 */
final class ComplexCompression {
  /** With fewer rows per column, compression saves nothing. */
  private static final int TALL = 4;

  /** Null where the matrix is its own core. */
  private HouseholderProduct q;

  private ComplexMatrix core;

  /**
   * Compresses a matrix, which the core may share.
   *
   * @param work holds the result and what comes in between
   */
  static ComplexCompression of(ComplexMatrix a, Workspace work) {
    ComplexCompression compression = work.object(ComplexCompression.class, ComplexCompression::new);
    int n = a.columns();
    if (a.rows() < TALL * n || n == 0) {
      compression.q = null;
      compression.core = a;
      return compression;
    }
    Matrix parts = work.undefined(a.rows(), 2 * n);
    Blocks.copyInto(a.real(), parts, 0, 0);
    Blocks.copyInto(a.imaginary(), parts, 0, n);
    compression.q = HouseholderProduct.factor(parts, work);
    Matrix r = Triangular.upper(parts, 2 * n, work);
    Matrix re = work.copy(work.columns(r, 0, n));
    compression.core = work.join(re, work.copy(work.columns(r, n, 2 * n)));
    return compression;
  }

  /** The core, at most 4 n x n. */
  ComplexMatrix core() {
    return core;
  }

  /** Q1 B for a B with as many rows as the core; B itself where nothing was compressed. */
  ComplexMatrix expand(ComplexMatrix b, Workspace work) {
    return q == null ? b : work.join(q.times(b.real(), work), q.times(b.imaginary(), work));
  }

  /** Q1' B for a B with as many rows as the matrix; a copy of B where nothing was compressed. */
  ComplexMatrix project(ComplexMatrix b, Workspace work) {
    ComplexMatrix result = work.copy(b);
    if (q == null) {
      return result;
    }
    q.apply(Transpose.YES, result.real(), work);
    q.apply(Transpose.YES, result.imaginary(), work);
    return work.block(result, 0, 0, core.rows(), b.columns());
  }
}
