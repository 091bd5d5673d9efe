// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import ritz.kernels.linalg.ComplexQr;
import ritz.kernels.linalg.Qr;

/**
 * How snapshots are replaced by their coordinates in a basis that has few vectors. A choice of
 * {@link Dmd}; immutable and thread-safe.
 */
public abstract class Compression {
  Compression() {}

  /**
   * No loss: the triangular factor of tall snapshots (LAPACK's xGEDMDQ), and the snapshots
   * themselves where they have less than twice as many rows as columns and it would not pay.
   *
   * @return the compression
   */
  public static Compression lossless() {
    return new Lossless(false);
  }

  /**
   * As {@link #lossless()}, but in the memory of the snapshots, for data that leave no room for a
   * copy. One real trajectory with at least twice as many rows as columns is overwritten, and the
   * matrix must not be changed as long as the result is in use.
   *
   * @return the compression
   */
  public static Compression overwriting() {
    return new Lossless(true);
  }

  /**
   * The leading left singular vectors of the snapshots. With delays this is the higher-order method
   * (Le Clainche and Vega, SIAM J. Appl. Dyn. Syst. 16, 2017), which takes noise out of the
   * snapshots before it embeds them.
   *
   * @param tolerance singular values above this share of the largest are kept, in [0, 1)
   * @return the compression
   * @throws IllegalArgumentException if the share is out of range
   */
  public static Compression truncated(double tolerance) {
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException(
          "tolerance: " + tolerance + ", expected a share in [0, 1)");
    }
    return new Truncated(tolerance);
  }

  /**
   * Randomized: the snapshots' projection on the range of random combinations of them, which is
   * close to that of the leading singular vectors. For n x m snapshots and l vectors (2 + 2 q) n m
   * l operations. The error is measured, at 2 n m l more, and is part of the reconstruction error.
   *
   * @param size how many vectors, l; the rank that is wanted and 10 more are usual
   * @param powers q, how often the snapshots are applied again to sharpen the cut; 0 for singular
   *     values that fall fast, 1 or 2 for noisy data
   * @param seed of the random numbers
   * @return the compression
   * @throws IllegalArgumentException if a number is out of range
   */
  public static Compression randomized(int size, int powers, long seed) {
    if (size < 1 || powers < 0) {
      throw new IllegalArgumentException(
          "size: " + size + ", powers: " + powers + ", expected at least 1 and 0");
    }
    return new RandomizedCompression(size, powers, seed);
  }

  /**
   * Compressed: the rows of the snapshots are added up at random to fewer ones, at 8 n m
   * operations. The snapshots themselves are kept, not copied, to lift modes. Norms, and with them
   * residuals and contributions, are right to a factor of about 1 ± (m / l)^(1/2).
   *
   * @param rows how many, l; some 4 to 20 times the number of snapshots
   * @param seed of the random numbers
   * @return the compression
   * @throws IllegalArgumentException if the number is less than 1
   */
  public static Compression sketched(int rows, long seed) {
    if (rows < 1) {
      throw new IllegalArgumentException("rows: " + rows + ", expected at least 1");
    }
    return new SketchedCompression(rows, seed);
  }

  /** The snapshots themselves. */
  static Compression none() {
    return new Compression() {
      @Override
      Coordinates compress(Dense snapshots) {
        return new Coordinates(new StandardBasis(snapshots.rows()), snapshots.copy(), 0);
      }
    };
  }

  /** The coordinates of snapshots, which are changed by {@link #overwriting()} alone. */
  abstract Coordinates compress(Dense snapshots);

  private static final class Lossless extends Compression {
    private final boolean overwrite;

    private Lossless(boolean overwrite) {
      this.overwrite = overwrite;
    }

    @Override
    Coordinates compress(Dense snapshots) {
      int n = snapshots.rows();
      int m = snapshots.columns();
      if (n < 2L * m) {
        return new Coordinates(new StandardBasis(n), snapshots.copy(), 0);
      }
      if (!snapshots.isReal()) {
        ComplexQr qr = ComplexQr.of(snapshots.complex());
        return new Coordinates(new ComplexQrBasis(qr, n, m), Dense.of(qr.r()), 0);
      }
      Qr qr = overwrite ? Qr.inPlace(snapshots.real()) : Qr.of(snapshots.real());
      return new Coordinates(new QrBasis(qr, n, m), Dense.of(qr.r()), 0);
    }
  }

  private static final class Truncated extends Compression {
    private final double tolerance;

    private Truncated(double tolerance) {
      this.tolerance = tolerance;
    }

    @Override
    Coordinates compress(Dense snapshots) {
      Coordinates whole = new Lossless(false).compress(snapshots);
      Factorizations.Svd svd = Factorizations.svd(whole.columns());
      double[] sigma = svd.sigma();
      int rank = 1;
      while (rank < sigma.length && sigma[rank] > tolerance * sigma[0]) {
        rank++;
      }
      double lost = 0;
      for (int i = sigma.length - 1; i >= rank; i--) {
        lost = Math.hypot(lost, sigma[i]);
      }
      Dense inner = svd.u().columns(0, rank);
      return new Coordinates(
          new NestedBasis(whole.basis(), inner), inner.adjointTimes(whole.columns()), lost);
    }
  }
}
