// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Threads;

class TallSkinnyQrTest {
  private static final Matrix A = MatrixZoo.random(1500, 9, 5);

  @Test
  void rowByRowInBlocksAndMergedGiveOneGram() {
    TallSkinnyQr rowByRow = new TallSkinnyQr(9);
    for (int i = 0; i < A.rows(); i++) {
      rowByRow.add(A.block(i, 0, 1, 9));
    }
    TallSkinnyQr first = new TallSkinnyQr(9);
    first.add(A.block(0, 0, 700, 9));
    TallSkinnyQr second = new TallSkinnyQr(9);
    second.add(A.block(700, 0, 3, 9));
    second.add(A.block(703, 0, 797, 9));
    first.merge(second);
    Matrix gram = A.transposeTimes(A);
    for (TallSkinnyQr qr : new TallSkinnyQr[] {rowByRow, first}) {
      Matrix r = qr.r();
      assertThat(qr.rows()).isEqualTo(1500);
      assertThat(Residuals.relative(gram, r.transposeTimes(r))).isLessThan(10);
    }
    assertThat(second.rows()).isEqualTo(800);
  }

  /** More columns than a panel has. */
  @Test
  void manyColumns() {
    Matrix a = MatrixZoo.random(400, 75, 8);
    TallSkinnyQr qr = new TallSkinnyQr(75);
    TallSkinnyQr other = new TallSkinnyQr(75);
    qr.add(a.block(0, 0, 170, 75));
    other.add(a.block(170, 0, 230, 75));
    qr.merge(other);
    Matrix r = qr.r();
    assertThat(Residuals.relative(a.transposeTimes(a), r.transposeTimes(r))).isLessThan(10);
  }

  @Test
  void threadsChangeNoBit() {
    Matrix a = MatrixZoo.random(40_000, 5, 7);
    TallSkinnyQr alone = TallSkinnyQr.of(a, Threads.single());
    TallSkinnyQr together = TallSkinnyQr.of(a, Threads.of(3));
    Matrix r = alone.r();
    assertThat(together.r().data()).isEqualTo(r.data());
    assertThat(alone.rows()).isEqualTo(40_000);
    assertThat(Residuals.relative(a.transposeTimes(a), r.transposeTimes(r))).isLessThan(10);
    assertThat(TallSkinnyQr.of(new Matrix(0, 3), Threads.single()).r().frobeniusNorm()).isZero();
    assertThatThrownBy(() -> TallSkinnyQr.of(Matrix.of(1, 1, Double.NaN), Threads.single()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a: entry (0, 0)");
  }

  @Test
  void mergesItself() {
    TallSkinnyQr qr = new TallSkinnyQr(9);
    qr.add(A);
    qr.merge(qr);
    Matrix r = qr.r();
    Matrix twice = MatrixZoo.scaled(A.transposeTimes(A), 2);
    assertThat(qr.rows()).isEqualTo(3000);
    assertThat(Residuals.relative(twice, r.transposeTimes(r))).isLessThan(10);
  }

  @Test
  void fewerRowsThanColumns() {
    TallSkinnyQr qr = new TallSkinnyQr(9);
    assertThat(qr.r().frobeniusNorm()).isZero();
    Matrix few = A.block(0, 0, 4, 9);
    qr.add(few);
    Matrix r = qr.r();
    assertThat(r.shape()).isEqualTo("9 x 9");
    assertThat(Residuals.relative(few.transposeTimes(few), r.transposeTimes(r))).isLessThan(10);
  }

  /** Rows of threes and fours, all twice: 2 (9 + 16 + 9 + 16) = 10². */
  @Test
  void normsAtTheEndsOfTheRange() {
    for (double unit : new double[] {Double.MIN_VALUE, 0x1p-1060, 1, 0x1p976}) {
      TallSkinnyQr qr = new TallSkinnyQr(1);
      qr.add(Matrix.of(2, 1, 3 * unit, 4 * unit));
      qr.add(Matrix.of(2, 1, -3 * unit, 4 * unit));
      qr.merge(qr);
      double norm = Math.abs(qr.r().get(0, 0)) / unit;
      // The reflectors round a few times each, and subnormal numbers to their spacing.
      double rounding = 10 * Math.ulp(1.0) * 10 + Double.MIN_VALUE / unit;
      assertThat(norm).isBetween(10 - rounding, 10 + rounding);
    }
    TallSkinnyQr beyond = new TallSkinnyQr(1);
    beyond.add(Matrix.of(3, 1, Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE));
    assertThatThrownBy(beyond::r)
        .isInstanceOf(NumericalException.class)
        .hasMessageContaining("3 rows: R exceeds the range");
  }

  @Test
  void badInputChangesNothing() {
    TallSkinnyQr qr = new TallSkinnyQr(2);
    assertThatThrownBy(() -> qr.add(new Matrix(1, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 2 columns");
    assertThatThrownBy(() -> qr.add(Matrix.of(1, 2, 0, Double.POSITIVE_INFINITY)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(0, 1)");
    assertThatThrownBy(() -> qr.merge(new TallSkinnyQr(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 2");
    assertThatThrownBy(() -> new TallSkinnyQr(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(qr.rows()).isZero();
  }
}
