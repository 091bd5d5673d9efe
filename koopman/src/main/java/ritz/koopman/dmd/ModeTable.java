// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Locale;

/** The modes of a result as a table in plain text. */
final class ModeTable {
  private ModeTable() {}

  static String of(DmdResult result) {
    StringBuilder text = new StringBuilder();
    int all = result.singularValues().length;
    text.append(
        String.format(
            Locale.ROOT,
            "rank %d%s, reconstruction error %.3g%n",
            result.rank(),
            all == 0 ? "" : " of " + all + " singular values",
            result.reconstructionError()));
    text.append(
        String.format(
            Locale.ROOT,
            "%23s %10s %12s %12s %10s %12s",
            "eigenvalue",
            "modulus",
            "growth rate",
            "frequency",
            result.hasStandardErrors() ? "std. error" : "residual",
            "contribution"));
    for (DmdMode mode : result.modeList()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%11.6f%+11.6fi %10.6f %12.4g %12.4g %10.2e %12.4g",
              mode.eigenvalue().re(),
              mode.eigenvalue().im(),
              mode.eigenvalue().abs(),
              mode.growthRate(),
              mode.frequency(),
              mode.residual(),
              mode.contribution()));
    }
    return text.toString();
  }
}
