// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.SplittableRandom;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.koopman.dmd.Factorizations.Svd;

/**
 * Compressed DMD (Brunton, Proctor, Tu, Kutz, J. Comput. Dyn. 2, 2015): the rows of F are added up,
 * with random signs, to l rows of S F, a sparse sketch in which every row of F enters {@value
 * #COPIES} times (Clarkson and Woodruff 2013; Nelson and Nguyen 2013). The decomposition sees the
 * sketch alone; modes are lifted as combinations of the snapshots themselves.
 *
 * <p>Norms in the span of m snapshots are right to a factor of about 1 ± (m / l)^(1/2), and so are
 * residuals and contributions; eigenvalues of noise-free data are exact.
 */
final class SketchedCompression extends Compression {
  static final int COPIES = 4;

  private final int rows;
  private final long seed;

  SketchedCompression(int rows, long seed) {
    this.rows = rows;
    this.seed = seed;
  }

  @Override
  Coordinates compress(Dense snapshots) {
    if (rows >= snapshots.rows()) {
      return new Coordinates(new StandardBasis(snapshots.rows()), snapshots.copy(), 0);
    }
    Dense sketch = sketch(snapshots);
    Svd svd = Factorizations.svd(sketch);
    int rank = 0;
    while (rank < svd.sigma().length
        && svd.sigma()[rank] > snapshots.rows() * Math.ulp(1.0) * svd.sigma()[0]) {
      rank++;
    }
    Dense u = svd.u().columns(0, Math.max(1, rank)).copy();
    Dense combinations = rank == 0 ? svd.v().columns(0, 1).copy() : svd.scaledRight(rank);
    Basis basis = new SketchBasis(this, snapshots, combinations, u);
    return new Coordinates(basis, u.adjointTimes(sketch), 0);
  }

  /** S times vectors. */
  Dense sketch(Dense vectors) {
    return vectors.isReal()
        ? Dense.of(sketch(vectors.real()))
        : Dense.of(
            new ComplexMatrix(sketch(vectors.real()), sketch(vectors.complex().imaginary())));
  }

  private Matrix sketch(Matrix vectors) {
    Matrix result = new Matrix(rows, vectors.columns());
    SplittableRandom random = new SplittableRandom(seed);
    double size = 1 / Math.sqrt(COPIES);
    for (int i = 0; i < vectors.rows(); i++) {
      for (int copy = 0; copy < COPIES; copy++) {
        int target = random.nextInt(rows);
        double sign = random.nextBoolean() ? size : -size;
        for (int j = 0; j < vectors.columns(); j++) {
          result.data()[result.index(target, j)] += sign * vectors.data()[vectors.index(i, j)];
        }
      }
    }
    return result;
  }

  /**
   * The basis F C, orthonormal in the sketch: S F C = U.
   *
   * @param compression S
   * @param snapshots F; not copied
   * @param combinations C
   * @param u U
   */
  private record SketchBasis(
      SketchedCompression compression, Dense snapshots, Dense combinations, Dense u)
      implements Basis {
    @Override
    public int rows() {
      return snapshots.rows();
    }

    @Override
    public int size() {
      return combinations.columns();
    }

    @Override
    public Dense lift(Dense coordinates) {
      return snapshots.times(combinations.times(coordinates));
    }

    @Override
    public Dense project(Dense states) {
      return u.adjointTimes(compression.sketch(states));
    }
  }
}
