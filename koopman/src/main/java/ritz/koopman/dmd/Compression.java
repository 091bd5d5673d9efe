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
    return new Lossless();
  }

  /** The coordinates of snapshots, which are not changed. */
  abstract Coordinates compress(Dense snapshots);

  private static final class Lossless extends Compression {
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
      Qr qr = Qr.of(snapshots.real());
      return new Coordinates(new QrBasis(qr, n, m), Dense.of(qr.r()), 0);
    }
  }
}
