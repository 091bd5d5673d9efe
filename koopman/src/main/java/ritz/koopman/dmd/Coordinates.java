// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Matrix;
import ritz.kernels.linalg.Qr;

/**
 * Coordinates of snapshots in an orthonormal basis of the space they span: F = Q R, and the columns
 * of R stand for those of F (LAPACK's xGEDMDQ). Norms and angles are the same, and all but the
 * final vectors can be computed from them. With about as many snapshots as rows it does not pay, so
 * the basis is the standard one.
 */
final class Coordinates {
  private final int rows;
  private final Qr basis;
  private final Matrix columns;

  private Coordinates(int rows, Qr basis, Matrix columns) {
    this.rows = rows;
    this.basis = basis;
    this.columns = columns;
  }

  static Coordinates of(Matrix snapshots) {
    if (snapshots.rows() < 2L * snapshots.columns()) {
      return new Coordinates(snapshots.rows(), null, snapshots.copy());
    }
    Qr qr = Qr.of(snapshots);
    return new Coordinates(snapshots.rows(), qr, qr.r());
  }

  /** The snapshots in these coordinates; to be read only. */
  Matrix columns() {
    return columns;
  }

  /** The vectors with the given coordinates; a new matrix. */
  Matrix lift(Matrix coordinates) {
    if (basis == null) {
      return coordinates.copy();
    }
    Matrix padded = new Matrix(rows, coordinates.columns());
    for (int j = 0; j < coordinates.columns(); j++) {
      System.arraycopy(
          coordinates.data(),
          coordinates.index(0, j),
          padded.data(),
          padded.index(0, j),
          coordinates.rows());
    }
    return basis.applyQ(padded);
  }

  /** The coordinates of the projection of vectors on the basis. */
  Matrix project(Matrix vectors) {
    return basis == null
        ? vectors
        : basis.applyQTransposed(vectors).block(0, 0, columns.rows(), vectors.columns());
  }
}
