// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

/**
 * All pairs so far, the error of each weighed with a factor for every later one: online DMD (Zhang,
 * Rowley, Deem, Cattafesta, SIAM J. Appl. Dyn. Syst. 18, 2019) in the square-root form.
 *
 * <p>A pair that is smaller than rounding in what is stored tells nothing, and nothing is forgotten
 * for it; so a source that falls silent for however long does not wear the memory out.
 */
final class ForgettingPairs implements PairStore {
  /** What has decayed this far is nothing, long before it leaves the range of double. */
  private static final double NOTHING = 1e-250;

  private final double forgetting;
  private Dense triangle;

  /** The pairs that the triangle has not taken in yet, a column for each. */
  private Dense buffer;

  private int buffered;

  /** The norm of the triangle. */
  private double norm;

  /**
   * No pairs yet.
   *
   * @param triangle zeros, 2r x 2r
   */
  ForgettingPairs(double forgetting, Dense triangle) {
    this.forgetting = forgetting;
    start(triangle);
  }

  private void start(Dense rows) {
    triangle = rows;
    norm = triangle.frobeniusNorm();
    buffer = triangle.zeros(triangle.columns(), Math.max(32, triangle.columns()));
    buffered = 0;
  }

  @Override
  public void add(Dense pair) {
    if (pair.norm(0) <= Math.ulp(1.0) * norm) {
      return;
    }
    buffer.setBlock(0, buffered, pair);
    buffered++;
    if (buffered == buffer.columns()) {
      start(factor());
    }
  }

  @Override
  public Dense factor() {
    Dense old = triangle.copy();
    old.scale(Math.pow(forgetting, buffered), NOTHING);
    Dense fresh = buffer.columns(0, buffered).copy();
    for (int i = 0; i < buffered && forgetting < 1; i++) {
      fresh.columns(i, i + 1).scale(Math.pow(forgetting, buffered - 1 - i), 0);
    }
    return PairStore.merged(old, fresh.transpose());
  }

  @Override
  public void transform(Dense g) {
    start(PairStore.merged(PairStore.transformed(factor(), g)));
  }

  @Override
  public Dense compact() {
    start(factor());
    return triangle;
  }

  @Override
  public void restore(Dense rows) {
    start(rows);
  }

  /** Takes all that another has, which is in the same coordinates. */
  void merge(Dense otherFactor) {
    start(PairStore.merged(factor(), otherFactor));
  }
}
