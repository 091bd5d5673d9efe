// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import ritz.bench.report.Figure;
import ritz.bench.report.PseudospectrumPlot;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;

/**
 * How nearly the numbers of a square grid are eigenvalues.
 *
 * @param parts the real parts and, from below, the imaginary parts of the grid
 * @param residuals the least |K g - z g| / |g|, imaginary x real part
 */
record Pseudospectrum(double[] parts, Matrix residuals) {
  /** Odd, so that 0 and the axes are on the grid. */
  private static final int POINTS = 41;

  /** How much farther than the unit circle and all eigenvalues the grid goes. */
  private static final double MARGIN = 1.25;

  static Pseudospectrum of(
      Complex[] eigenvalues, BiFunction<double[], double[], Matrix> leastResiduals) {
    double reach =
        MARGIN * Arrays.stream(eigenvalues).mapToDouble(Complex::abs).reduce(1, Math::max);
    double[] parts =
        IntStream.range(0, POINTS).mapToDouble(i -> reach * (2.0 * i / (POINTS - 1) - 1)).toArray();
    return new Pseudospectrum(parts, leastResiduals.apply(parts, parts));
  }

  Json json() {
    return new Json().put("re", parts).put("im", parts).put("least", least());
  }

  private double least() {
    return Arrays.stream(residuals.data()).min().orElseThrow();
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "pseudospectrum: least residuals at %d x %d points from %.4g to %.4g on both axes, down to"
            + " %.2g",
        POINTS,
        POINTS,
        parts[0],
        parts[POINTS - 1],
        least());
  }

  Figure figure(Complex[] eigenvalues) {
    return PseudospectrumPlot.of(parts, residuals, eigenvalues);
  }
}
