// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/**
 * What a stream keeps.
 *
 * @param rows the length of a snapshot
 * @param maxRank the largest number of directions
 * @param window how many pairs, or 0 for all
 * @param forgetting the weight of a pair after each step
 * @param complex whether snapshots are complex
 */
record StreamSettings(int rows, int maxRank, int window, double forgetting, boolean complex) {
  private static final int RECENT = 32;
  private static final int LARGEST = 1 << 28;

  /** The settings in the header of a file, entries 1 to 4. */
  static StreamSettings of(Path file, boolean complex, double... header) throws IOException {
    boolean whole = true;
    for (int i = 1; i <= 3; i++) {
      whole &= header[i] == Math.rint(header[i]) && header[i] >= (i == 3 ? 0 : 1);
      whole &= header[i] <= LARGEST;
    }
    if (!whole || !(header[4] > 0 && header[4] <= 1)) {
      throw new IOException(
          file + ": settings out of range: " + Arrays.toString(Arrays.copyOfRange(header, 1, 5)));
    }
    return new StreamSettings(
        (int) header[1], (int) header[2], (int) header[3], header[4], complex);
  }

  /** How many of the latest snapshots are kept in coordinates. */
  int recent() {
    return window > 0 ? window + 1 : RECENT;
  }

  /** The weight of the energy of a snapshot after each step. */
  double fading() {
    return window > 0 ? 1 - 1.0 / (window + 1) : forgetting * forgetting;
  }

  boolean isWhole() {
    return rows <= maxRank;
  }

  /** A matrix of zeros, real or complex as the snapshots are. */
  Dense zeros(int matrixRows, int columns) {
    Matrix real = new Matrix(matrixRows, columns);
    return complex ? Dense.of(ComplexMatrix.of(real)) : Dense.of(real);
  }

  PairStore emptyPairs(int coordinates) {
    return window > 0
        ? new WindowPairs(window, zeros(0, 2 * coordinates))
        : new ForgettingPairs(forgetting, zeros(2 * coordinates, 2 * coordinates));
  }
}
