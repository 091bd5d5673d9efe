// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ritz.kernels.Matrix;

/**
 * On the rows of a triangular factor: what is left of its columns is known, and who asks for it.
 */
class ColumnNormsTest {
  private final List<Integer> asked = new ArrayList<>();

  /** Starts on a factor; the first look is at all columns. */
  private ColumnNorms start(Matrix r, int longest) {
    ColumnNorms norms =
        new ColumnNorms(
            (row, column) -> {
              asked.add(column);
              return row == r.rows() ? 0 : r.block(row, column, r.rows() - row, 1).frobeniusNorm();
            });
    assertThat(norms.start(r.columns(), new Workspace())).isEqualTo(longest);
    assertThat(takeAsked()).hasSize(r.columns()).doesNotHaveDuplicates();
    return norms;
  }

  private int downdate(ColumnNorms norms, Matrix r, int k) {
    return norms.downdate(k, r.data(), r.index(k, 0), r.leadingDimension());
  }

  private List<Integer> takeAsked() {
    List<Integer> result = List.copyOf(asked);
    asked.clear();
    return result;
  }

  /** Squares left: 0 + 3 + 3 + 0, 9 + 4 + 0 + 1, 1 + 9 + 9 + 4, 5 + 0 + 1 + 9. */
  @Test
  void computesNothingAfreshWithoutCancellation() {
    Matrix r =
        Matrix.fromRows(new double[][] {{4, 0, 1, 1}, {0, 3, 2, 0}, {0, 1, 3, 3}, {0, 1, 1, 2}});
    ColumnNorms norms = start(r, 0);
    assertThat(downdate(norms, r, 0)).isEqualTo(2);
    assertThat(downdate(norms, r, 1)).isEqualTo(3);
    assertThat(takeAsked()).isEmpty();
  }

  @Test
  void ofEqualColumnsTheFirstIsTheLongest() {
    Matrix r = Matrix.fromRows(new double[][] {{2, 2, 2, 2}, {1, 1, 1, 1}, {5, 5, 5, 5}});
    ColumnNorms norms = start(r, 0);
    assertThat(downdate(norms, r, 0)).isEqualTo(1);
    assertThat(downdate(norms, r, 1)).isEqualTo(2);
  }

  /** A square of 1 that loses all but 1e-10 is computed afresh, once: the rest is accurate then. */
  @Test
  void computesAfreshWhatCancellationSpoils() {
    Matrix r =
        Matrix.fromRows(
            new double[][] {
              {2, 0.5, 0.5, 1}, {0, 0.1, 0.2, 1e-5}, {0, 0.3, 0.1, 1e-5}, {0, 0.1, 0.1, 2e-5}
            });
    ColumnNorms norms = start(r, 0);
    assertThat(downdate(norms, r, 0)).isEqualTo(1);
    assertThat(takeAsked()).containsExactly(3);
    assertThat(downdate(norms, r, 1)).isEqualTo(2);
    assertThat(takeAsked()).isEmpty();
  }

  /** Where the longest is 2^-400 of what it was, all squares get another power of two, once. */
  @Test
  void computesAllAfreshWhereTheyBecomeSmall() {
    double tiny = 0x1p-500;
    Matrix r =
        Matrix.fromRows(
            new double[][] {
              {1, 0, 0, 0}, {0, 2 * tiny, tiny, 3 * tiny}, {0, 0, 2 * tiny, tiny}, {0, 0, 0, tiny}
            });
    ColumnNorms norms = start(r, 0);
    assertThat(downdate(norms, r, 0)).isEqualTo(3);
    assertThat(takeAsked()).containsExactly(1, 2, 3);
    assertThat(downdate(norms, r, 1)).isEqualTo(2);
    assertThat(takeAsked()).isEmpty();
  }

  /** Once nothing is left, nobody looks for it, and the next column is taken. */
  @Test
  void looksForNothingWhereNothingIsLeft() {
    Matrix r = Matrix.fromRows(new double[][] {{3, 2, 1, 1}, {0, 0, 0, 0}, {0, 0, 0, 0}});
    ColumnNorms norms = start(r, 0);
    assertThat(downdate(norms, r, 0)).isEqualTo(1);
    assertThat(takeAsked()).isNotEmpty().doesNotContain(0);
    assertThat(downdate(norms, r, 1)).isEqualTo(2);
    assertThat(downdate(norms, r, 2)).isEqualTo(3);
    assertThat(takeAsked()).isEmpty();
  }
}
