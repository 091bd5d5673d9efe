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
  private final HouseholderProduct q;

  private final ComplexMatrix core;

  private ComplexCompression(HouseholderProduct q, ComplexMatrix core) {
    this.q = q;
    this.core = core;
  }

  /** Compresses a matrix, which the core may share. */
  static ComplexCompression of(ComplexMatrix a) {
    int n = a.columns();
    if (a.rows() < TALL * n || n == 0) {
      return new ComplexCompression(null, a);
    }
    Matrix parts = new Matrix(a.rows(), 2 * n);
    Blocks.copy(a.real(), parts.columns(0, n));
    Blocks.copy(a.imaginary(), parts.columns(n, 2 * n));
    HouseholderProduct q = HouseholderProduct.factor(parts, new Workspace());
    Matrix r = Triangular.upper(parts, 2 * n);
    ComplexMatrix core = new ComplexMatrix(r.columns(0, n).copy(), r.columns(n, 2 * n).copy());
    return new ComplexCompression(q, core);
  }

  /** The core, at most 4 n x n. */
  ComplexMatrix core() {
    return core;
  }

  /** Q1 B for a B with as many rows as the core; B itself where nothing was compressed. */
  ComplexMatrix expand(ComplexMatrix b) {
    if (q == null) {
      return b;
    }
    Workspace work = new Workspace();
    return new ComplexMatrix(q.times(b.real(), work), q.times(b.imaginary(), work));
  }

  /** Q1' B for a B with as many rows as the matrix; a copy of B where nothing was compressed. */
  ComplexMatrix project(ComplexMatrix b) {
    ComplexMatrix result = b.copy();
    if (q == null) {
      return result;
    }
    Workspace work = new Workspace();
    q.apply(Transpose.YES, result.real(), work);
    q.apply(Transpose.YES, result.imaginary(), work);
    return result.block(0, 0, core.rows(), b.columns());
  }
}
