// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.koopman.dmd.Factorizations.QrPair;
import ritz.koopman.dmd.Factorizations.Svd;

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
  private Dense vectors;
  private int size;

  /**
   * The span of some vectors.
   *
   * @param orthonormal n x r, at the start n x 0
   */
  GrowingBasis(Dense orthonormal) {
    this.rows = orthonormal.rows();
    this.vectors = orthonormal;
    this.size = orthonormal.columns();
  }

  int size() {
    return size;
  }

  /** The basis as it is now. */
  Dense vectors() {
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
  Absorbed absorb(Dense block, double floor) {
    int count = block.columns();
    Dense coordinates = project(block);
    double largest = 0;
    double rest = 0;
    double[] norms = new double[count];
    for (int j = 0; j < count; j++) {
      double left = block.norm(j);
      norms[j] = size == 0 ? left : Math.hypot(left, coordinates.norm(j));
      largest = Math.max(largest, norms[j]);
      rest = Math.hypot(rest, left);
    }
    double least = Math.max(floor, NEGLIGIBLE * largest);
    if (rest <= least || size == rows) {
      return new Absorbed(coordinates, norms, rest);
    }
    coordinates.add(project(block));
    QrPair qr = Factorizations.qr(block);
    Svd svd = Factorizations.svd(qr.r());
    double[] sigma = svd.sigma();
    int found = 0;
    while (found < Math.min(sigma.length, rows - size) && sigma[found] > least) {
      found++;
    }
    Dense whole = block.zeros(size + found, count);
    whole.setBlock(0, 0, coordinates);
    if (found > 0) {
      Dense fresh = orthonormal(qr.q().times(svd.u().columns(0, found)));
      whole.setBlock(size, 0, fresh.adjointTimes(block));
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
  record Absorbed(Dense coordinates, double[] norms, double lost) {}

  /** Projects on the basis, and takes the projection out of the block. */
  private Dense project(Dense block) {
    Dense basis = vectors();
    Dense coordinates = basis.adjointTimes(block);
    block.subtractProduct(basis, coordinates);
    return coordinates;
  }

  /**
   * Directions that are orthogonal to the basis to rounding, however little they were of a block.
   */
  private Dense orthonormal(Dense directions) {
    project(directions);
    return Factorizations.orthonormal(directions);
  }

  private void append(Dense fresh) {
    int needed = size + fresh.columns();
    if (needed > vectors.columns()) {
      Dense wider = fresh.zeros(rows, Math.min(rows, needed + Math.max(8, needed / 2)));
      wider.setBlock(0, 0, vectors());
      vectors = wider;
    }
    vectors.setBlock(0, size, fresh);
    size = needed;
  }

  /**
   * Replaces the basis Q by Q G*, orthonormalized anew so that rounding does not add up.
   *
   * @param g r' x r, orthonormal rows
   * @return what turns old coordinates into new ones, r' x r
   */
  Dense rotate(Dense g) {
    QrPair qr = Factorizations.qr(vectors().timesAdjoint(g));
    vectors = qr.q();
    size = g.rows();
    return qr.r().times(g);
  }
}
