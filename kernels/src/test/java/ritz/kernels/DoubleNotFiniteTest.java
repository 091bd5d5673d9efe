// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * A NaN in an operand spoils the rows or columns it takes part in and no other entry, wherever the
 * tiles and vectors end, and NaNs around the operands spoil nothing.
 */
class DoubleNotFiniteTest {
  /** Ones, with NaN wherever the array has no entry of the matrix, at least on one side of each. */
  private record Ones(double[] data, int offset, int rows, int columns, int ld) {
    static Ones of(int rows, int columns) {
      int offset = 2;
      int ld = rows + 1;
      double[] data = new double[offset + ld * columns + 2];
      Arrays.fill(data, Double.NaN);
      for (int j = 0; j < columns; j++) {
        Arrays.fill(data, offset + j * ld, offset + j * ld + rows, 1);
      }
      return new Ones(data, offset, rows, columns, ld);
    }

    static Ones of(Transpose transpose, int rows, int columns) {
      return transpose == Transpose.NO ? of(rows, columns) : of(columns, rows);
    }

    void spoil(int i, int j) {
      data[offset + i + j * ld] = Double.NaN;
    }

    void spoil(Transpose transpose, int i, int j) {
      spoil(transpose == Transpose.NO ? i : j, transpose == Transpose.NO ? j : i);
    }

    double get(int i, int j) {
      return data[offset + i + j * ld];
    }

    void assertSurroundings() {
      for (int at = 0; at < data.length; at++) {
        int place = at - offset;
        if (place < 0 || place % ld >= rows || place / ld >= columns) {
          assertThat(data[at]).isNaN();
        }
      }
    }
  }

  @Property(tries = 300, seed = "1")
  void products(
      @ForAll @IntRange(min = 1, max = 60) int m,
      @ForAll @IntRange(min = 1, max = 60) int n,
      @ForAll @IntRange(min = 1, max = 60) int k,
      @ForAll Transpose transA,
      @ForAll Transpose transB,
      @ForAll long seed) {
    Random random = new Random(seed);
    int row = random.nextInt(m);
    int column = random.nextInt(n);
    Ones a = Ones.of(transA, m, k);
    Ones b = Ones.of(transB, k, n);
    Ones c = Ones.of(m, n);
    a.spoil(transA, row, random.nextInt(k));
    b.spoil(transB, random.nextInt(k), column);
    DoubleBlas.gemm(
        transA,
        transB,
        m,
        n,
        k,
        1,
        a.data(),
        a.offset(),
        a.ld(),
        b.data(),
        b.offset(),
        b.ld(),
        1,
        c.data(),
        c.offset(),
        c.ld());
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        if (i == row || j == column) {
          assertThat(c.get(i, j)).as("(%d, %d)", i, j).isNaN();
        } else {
          assertThat(c.get(i, j)).as("(%d, %d)", i, j).isEqualTo(1 + k);
        }
      }
    }
    c.assertSurroundings();
  }

  @Property(tries = 200, seed = "2")
  void productsWithAVector(
      @ForAll @IntRange(min = 1, max = 70) int m,
      @ForAll @IntRange(min = 1, max = 70) int n,
      @ForAll Transpose transpose,
      @ForAll long seed) {
    Random random = new Random(seed);
    boolean plain = transpose == Transpose.NO;
    int spoiled = random.nextInt(plain ? m : n);
    Ones a = Ones.of(m, n);
    a.spoil(plain ? spoiled : random.nextInt(m), plain ? random.nextInt(n) : spoiled);
    Ones x = Ones.of(plain ? n : m, 1);
    Ones y = Ones.of(plain ? m : n, 1);
    DoubleBlas.gemv(
        transpose,
        m,
        n,
        1,
        a.data(),
        a.offset(),
        a.ld(),
        x.data(),
        x.offset(),
        1,
        y.data(),
        y.offset());
    for (int i = 0; i < y.rows(); i++) {
      if (i == spoiled) {
        assertThat(y.get(i, 0)).isNaN();
      } else {
        assertThat(y.get(i, 0)).isEqualTo(1 + x.rows());
      }
    }
    y.assertSurroundings();
  }

  @Property(tries = 200, seed = "3")
  void symmetricProducts(
      @ForAll @IntRange(min = 1, max = 60) int n,
      @ForAll @IntRange(min = 1, max = 60) int k,
      @ForAll Triangle triangle,
      @ForAll Transpose transpose,
      @ForAll long seed) {
    Random random = new Random(seed);
    int spoiled = random.nextInt(n);
    Ones a = Ones.of(transpose, n, k);
    a.spoil(transpose, spoiled, random.nextInt(k));
    Ones c = Ones.of(n, n);
    DoubleBlas.syrk(
        Threads.single(),
        triangle,
        transpose,
        n,
        k,
        1,
        a.data(),
        a.offset(),
        a.ld(),
        1,
        c.data(),
        c.offset(),
        c.ld());
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        boolean read = triangle == Triangle.LOWER ? i >= j : i <= j;
        if (read && (i == spoiled || j == spoiled)) {
          assertThat(c.get(i, j)).isNaN();
        } else {
          assertThat(c.get(i, j)).isEqualTo(read ? 1 + k : 1);
        }
      }
    }
    c.assertSurroundings();
  }
}
