// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.nio.file.Path;
import java.util.Locale;
import ritz.kernels.Complex;
import ritz.koopman.dmd.SpectrumDistance;

/**
 * How far the eigenvalues of other snapshots are apart.
 *
 * @param file the other snapshots
 * @param wasserstein the mean distance of eigenvalues assigned to each other as well as can be
 * @param hausdorff the distance of the worst eigenvalue of either from the other spectrum
 */
record SpectrumComparison(Path file, double wasserstein, double hausdorff) {
  static SpectrumComparison of(Path file, Complex[] ours, Complex[] theirs) {
    return new SpectrumComparison(
        file,
        SpectrumDistance.wasserstein(ours, theirs, 1),
        SpectrumDistance.hausdorff(ours, theirs));
  }

  Json json() {
    return new Json().put("wasserstein", wasserstein).put("hausdorff", hausdorff);
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "eigenvalues of %s are apart by %.4g (Wasserstein), %.4g (Hausdorff)",
        file,
        wasserstein,
        hausdorff);
  }
}
