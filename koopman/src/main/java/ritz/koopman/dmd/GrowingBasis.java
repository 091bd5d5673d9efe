// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.Matrix;
import ritz.kernels.Transpose;
import ritz.kernels.linalg.JacobiSvd;
import ritz.kernels.linalg.Qr;

/**
 * An orthonormal basis that takes in what new snapshots add to it, block by block: the projection,
 * twice, and the leading singular vectors of what is left (Brand 2006; Fareed and Singler 2018).
 * Every change of more than new columns makes new arrays, and so what was given away stays as it
 * is.
 */
final class GrowingBasis {
  /** Directions that add less than this to a snapshot are rounding. */
  private static final double NEGLIGIBLE = 1e-13;

  private final int rows;
  private Matrix vectors;
  private int size;

  GrowingBasis(int rows) {
    this.rows = rows;
    this.vectors = new Matrix(rows, 0);
  }

  GrowingBasis(Matrix orthonormal) {
    this.rows = orthonormal.rows();
    this.vectors = orthonormal;
    this.size = orthonormal.columns();
  }

  int size() {
    return size;
  }

  /** The basis as it is now. */
  Matrix vectors() {
    return vectors.columns(0, size);
  }

  /**
   * The coordinates of a block of snapshots, after the basis has grown by the directions that are
   * new.
   *
   * @param block n x b; on return what the basis, before it grew, leaves out
   * @param floor directions with a smaller singular value in the block are not taken in
   * @return the coordinates, and the norm of what they leave out
   */
  Absorbed absorb(Matrix block, double floor) {
    int count = block.columns();
    Matrix coordinates = project(block);
    double largest = 0;
    double rest = 0;
    double[] norms = new double[count];
    for (int j = 0; j < count; j++) {
      double left = Dense.norm(block, j);
      norms[j] = size == 0 ? left : Math.hypot(left, Dense.norm(coordinates, j));
      largest = Math.max(largest, norms[j]);
      rest = Math.hypot(rest, left);
    }
    double least = Math.max(floor, NEGLIGIBLE * largest);
    if (rest <= least || size == rows) {
      return new Absorbed(coordinates, norms, rest);
    }
    add(coordinates, project(block));
    Qr qr = Qr.of(block);
    JacobiSvd svd = JacobiSvd.of(qr.r());
    double[] sigma = svd.singularValues();
    int found = 0;
    while (found < Math.min(sigma.length, rows - size) && sigma[found] > least) {
      found++;
    }
    Matrix whole = new Matrix(size + found, count);
    Dense.of(whole).setBlock(0, 0, Dense.of(coordinates));
    if (found > 0) {
      Matrix fresh = orthonormal(qr.q().times(svd.u().columns(0, found)));
      Dense.of(whole).setBlock(size, 0, Dense.of(fresh.transposeTimes(block)));
      append(fresh);
    }
    double left = 0;
    for (int i = found; i < sigma.length; i++) {
      left = Math.hypot(left, sigma[i]);
    }
    return new Absorbed(whole, norms, left);
  }

  /**
   * What a block has become.
   *
   * @param coordinates r x b
   * @param norms those of the snapshots
   * @param lost the norm of what the basis leaves out
   */
  record Absorbed(Matrix coordinates, double[] norms, double lost) {}

  /** Projects on the basis, and takes the projection out of the block. */
  private Matrix project(Matrix block) {
    Matrix basis = vectors();
    Matrix coordinates = basis.transposeTimes(block);
    Matrix.gemm(Transpose.NO, Transpose.NO, -1, basis, coordinates, 1, block);
    return coordinates;
  }

  private static void add(Matrix to, Matrix more) {
    for (int i = 0; i < to.data().length; i++) {
      to.data()[i] += more.data()[i];
    }
  }

  /**
   * Directions that are orthogonal to the basis to rounding, however little they were of a block.
   */
  private Matrix orthonormal(Matrix directions) {
    project(directions);
    return Qr.of(directions).q();
  }

  private void append(Matrix fresh) {
    int needed = size + fresh.columns();
    if (needed > vectors.columns()) {
      Matrix wider = new Matrix(rows, Math.min(rows, needed + Math.max(8, needed / 2)));
      Dense.of(wider).setBlock(0, 0, Dense.of(vectors()));
      vectors = wider;
    }
    Dense.of(vectors).setBlock(0, size, Dense.of(fresh));
    size = needed;
  }

  /**
   * Replaces the basis Q by Q G', orthonormalized anew so that rounding does not add up.
   *
   * @param g r' x r, orthonormal rows
   * @return what turns old coordinates into new ones, r' x r
   */
  Matrix rotate(Matrix g) {
    Matrix turned = new Matrix(rows, g.rows());
    Matrix.gemm(Transpose.NO, Transpose.YES, 1, vectors(), g, 0, turned);
    Qr qr = Qr.of(turned);
    vectors = qr.q();
    size = g.rows();
    return qr.r().times(g);
  }
}
