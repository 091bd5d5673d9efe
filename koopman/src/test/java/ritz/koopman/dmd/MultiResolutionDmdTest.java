// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import ritz.kernels.Matrix;

class MultiResolutionDmdTest {
  private static final int M = 256;

  /** A slow swing throughout, and a faster one in the second half only. */
  private static double slow(int sensor, double t) {
    return Math.cos(2 * Math.PI * t / M + 0.3 * sensor);
  }

  private static double fast(int sensor, double t) {
    return t < M / 2.0 ? 0 : 0.5 * Math.cos(2 * Math.PI * 4 * t / M - 0.8 * sensor);
  }

  private static Matrix data(int from, int to, boolean withFast) {
    Matrix result = new Matrix(6, to - from);
    for (int k = from; k < to; k++) {
      for (int i = 0; i < 6; i++) {
        result.set(i, k - from, slow(i, k) + (withFast ? fast(i, k) : 0));
      }
    }
    return result;
  }

  private static MultiResolutionResult fit() {
    // a rank that leaves room for the fast swing, which comes and goes
    return new MultiResolutionDmd(Dmd.builder().rank(4).build(), 4, 2).fit(data(0, M, true));
  }

  @Test
  void levelsTellSlowFromFast() {
    MultiResolutionResult result = fit();
    Matrix all = data(0, M, true);
    double slowError =
        result.reconstruct(0).minus(data(0, M, false)).frobeniusNorm()
            / data(0, M, false).frobeniusNorm();
    double error = result.reconstruct().minus(all).frobeniusNorm() / all.frobeniusNorm();
    // the fast swing of half the time leaks into the slow one by about 1 in 4 times its 8 half
    // waves
    assertThat(slowError).isLessThan(0.1);
    assertThat(error).isLessThan(1e-12);
    assertThat(result.windows())
        .allSatisfy(w -> assertThat(w.result().reconstructionError()).isLessThan(1));
  }

  @Test
  void theFutureIsThatOfTheLastWindows() {
    Matrix truth = data(M, M + 16, true);
    double error = fit().forecast(16).minus(truth).frobeniusNorm() / truth.frobeniusNorm();
    double naive = 0;
    for (int k = 0; k < 16; k++) {
      naive =
          Math.hypot(naive, truth.columns(k, k + 1).minus(data(M - 1, M, true)).frobeniusNorm());
    }
    assertThat(error).isLessThan(1e-9);
    assertThat(naive).isGreaterThan(0.2 * truth.frobeniusNorm());
  }

  @Test
  void windowsAddUpToTheModel() {
    MultiResolutionResult result = fit();
    Matrix sum = new Matrix(6, M);
    for (MultiResolutionResult.Window window : result.windows()) {
      Matrix part = window.result().reconstruct();
      for (int j = 0; j < window.length(); j++) {
        for (int i = 0; i < 6; i++) {
          int k = window.first() + j;
          sum.set(i, k, sum.get(i, k) + part.get(i, j));
        }
      }
      assertThat(window.result().times(0)[0]).isEqualTo(result.timeOf(window.first()));
    }
    assertThat(sum.minus(result.reconstruct()).frobeniusNorm()).isLessThan(1e-12);
  }

  @Test
  void tooFewSnapshotsAreRefused() {
    MultiResolutionDmd dmd = new MultiResolutionDmd(Dmd.builder().build(), 3, 2);
    assertThatThrownBy(() -> dmd.fit(new Matrix(3, 15)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 16 columns");
  }
}
