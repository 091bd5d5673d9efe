// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.Matrix;

/** Each operation on a view by its definition, entry by entry; what lies around it stays. */
class BlocksTest {
  private static final int ROWS = 5;
  private static final int COLUMNS = 4;

  private final Workspace work = new Workspace();

  /** Small integers, so that sums and products are exact. */
  private final Matrix whole = integers(9, 8, 1);

  private final Matrix before = whole.copy();
  private final Matrix view = whole.block(2, 3, ROWS, COLUMNS);
  private final Matrix seen = view.copy();

  private static Matrix integers(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return MatrixZoo.generate(rows, columns, (i, j) -> random.nextInt(-50, 51));
  }

  private void onlyTheViewBecame(MatrixZoo.Entry expected) {
    for (int j = 0; j < whole.columns(); j++) {
      for (int i = 0; i < whole.rows(); i++) {
        boolean inside = i >= 2 && i < 2 + ROWS && j >= 3 && j < 3 + COLUMNS;
        double value = inside ? expected.at(i - 2, j - 3) : before.get(i, j);
        assertThat(whole.get(i, j)).as("entry (%d, %d)", i, j).isEqualTo(value);
      }
    }
  }

  @Test
  void copies() {
    Matrix from = integers(7, 6, 2);
    Blocks.copy(from.block(1, 2, ROWS, COLUMNS), view);
    onlyTheViewBecame((i, j) -> from.get(1 + i, 2 + j));
  }

  @Test
  void copiesIntoAPlace() {
    Matrix from = integers(ROWS, COLUMNS, 2);
    Blocks.copyInto(from, whole, 2, 3);
    onlyTheViewBecame(from::get);
    Blocks.copyInto(seen, whole, 2, 3);
    Blocks.copyInto(new Matrix(0, 3), whole, 9, 0);
    Blocks.copyInto(new Matrix(3, 0), whole, 0, 8);
    assertThat(whole.data()).isEqualTo(before.data());
  }

  @Test
  void setsTheIdentity() {
    for (int n : new int[] {0, 1, 2, 6}) {
      Matrix a = integers(n, n, n);
      Blocks.setIdentity(a);
      assertThat(a.data()).isEqualTo(Matrix.identity(n).data());
    }
  }

  @Test
  void copiesNothing() {
    Blocks.copy(new Matrix(0, 3), whole.block(9, 0, 0, 3));
    Blocks.copy(new Matrix(3, 0), whole.block(0, 8, 3, 0));
    assertThat(whole.data()).isEqualTo(before.data());
  }

  @Test
  void findsTheLargest() {
    whole.set(0, 0, 1000);
    whole.set(7, 3, 1000);
    for (int j = 0; j < COLUMNS; j++) {
      for (int i = 0; i < ROWS; i++) {
        double held = view.get(i, j);
        view.set(i, j, -60);
        assertThat(Blocks.largest(view)).isEqualTo(60);
        view.set(i, j, held);
      }
    }
    assertThat(Blocks.largest(new Matrix(0, 3))).isZero();
    assertThat(Blocks.largest(new Matrix(3, 0))).isZero();
    assertThat(Blocks.largest(new Matrix(3, 2))).isZero();
  }

  @Test
  void findsTheNormOfAColumn() {
    Matrix a = Matrix.fromRows(new double[][] {{1, 3}, {2, 0}, {2, -4}});
    assertThat(Blocks.columnNorm(a, 0)).isEqualTo(3);
    assertThat(Blocks.columnNorm(a, 1)).isEqualTo(5);
    assertThat(Blocks.columnNorm(a.block(1, 0, 2, 2), 1)).isEqualTo(4);
    assertThat(Blocks.columnNorm(new Matrix(0, 2), 1)).isZero();
  }

  /** Beside a stable sort by the largest entry. */
  @Test
  void ordersRowsBySize() {
    view.set(1, 2, -view.get(3, 0) * 100);
    view.set(4, 0, view.get(1, 2));
    double[] sizes =
        IntStream.range(0, ROWS)
            .mapToDouble(
                i ->
                    IntStream.range(0, COLUMNS)
                        .mapToDouble(j -> Math.abs(view.get(i, j)))
                        .max()
                        .orElseThrow())
            .toArray();
    int[] expected =
        IntStream.range(0, ROWS)
            .boxed()
            .sorted((p, q) -> Double.compare(sizes[q], sizes[p]))
            .mapToInt(i -> i)
            .toArray();
    assertThat(expected).startsWith(1, 4);
    for (int round = 0; round < 2; round++) {
      assertThat(Blocks.rowsBySize(view, work.begin())).isEqualTo(expected);
      Arrays.fill(work.begin().doubles(ROWS), 1e9);
    }
    assertThat(Blocks.rowsBySize(new Matrix(3, 0), work)).containsExactly(0, 1, 2);
    assertThat(Blocks.rowsBySize(new Matrix(0, 3), work)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 10, 40})
  void ordersNumbersAndKeepsEqualOnes(int count) {
    double[] keys = new SplittableRandom(count).ints(count, 0, 8).asDoubleStream().toArray();
    int[] expected =
        IntStream.range(0, count)
            .boxed()
            .sorted((p, q) -> Double.compare(keys[p], keys[q]))
            .mapToInt(i -> i)
            .toArray();
    assertThat(Blocks.ascending(keys, work)).isEqualTo(expected);
  }

  @Test
  void gathersAndScattersRows() {
    int[] order = {3, 0, 4, 2, 1};
    Matrix gathered = Blocks.gatherRows(view, order, work);
    Matrix scattered = Blocks.scatterRows(view, order, work);
    for (int j = 0; j < COLUMNS; j++) {
      for (int i = 0; i < ROWS; i++) {
        assertThat(gathered.get(i, j)).isEqualTo(seen.get(order[i], j));
        assertThat(scattered.get(order[i], j)).isEqualTo(seen.get(i, j));
      }
    }
    assertThat(gathered.shape()).isEqualTo("5 x 4");
    assertThat(whole.data()).isEqualTo(before.data());
  }

  @Test
  void swapsColumns() {
    Blocks.swapColumns(view, 1, 3);
    onlyTheViewBecame((i, j) -> seen.get(i, j == 1 ? 3 : j == 3 ? 1 : j));
    Blocks.swapColumns(view, 3, 1);
    Blocks.swapColumns(view, 2, 2);
    assertThat(whole.data()).isEqualTo(before.data());
  }

  @Test
  void swapsRows() {
    Blocks.swapRows(view, 0, 4);
    onlyTheViewBecame((i, j) -> seen.get(i == 0 ? 4 : i == 4 ? 0 : i, j));
    Blocks.swapRows(view, 4, 0);
    Blocks.swapRows(view, 2, 2);
    assertThat(whole.data()).isEqualTo(before.data());
  }

  /** Integers in place of cosine and sine, so that nothing is rounded. */
  @Test
  void rotatesColumns() {
    Blocks.rotateColumns(view, 2, 0, 3, 2);
    onlyTheViewBecame((i, j) -> rotated(j, 2, 0, seen.get(i, 2), seen.get(i, 0), seen.get(i, j)));
  }

  @Test
  void rotatesColumnsInSomeRows() {
    Blocks.rotateColumns(view, 1, 4, 0, 3, 3, 2);
    onlyTheViewBecame(
        (i, j) ->
            i < 1 || i >= 4
                ? seen.get(i, j)
                : rotated(j, 0, 3, seen.get(i, 0), seen.get(i, 3), seen.get(i, j)));
  }

  @Test
  void rotatesRowsInSomeColumns() {
    Blocks.rotateRows(view, 1, 3, 4, 2, 3, 2);
    onlyTheViewBecame(
        (i, j) ->
            j < 1 || j >= 3
                ? seen.get(i, j)
                : rotated(i, 4, 2, seen.get(4, j), seen.get(2, j), seen.get(i, j)));
  }

  @Test
  void rotatesNothing() {
    Blocks.rotateColumns(view, ROWS, ROWS, 0, 3, 3, 2);
    Blocks.rotateColumns(whole, 9, 9, 6, 7, 3, 2);
    Blocks.rotateRows(view, COLUMNS, COLUMNS, 0, 3, 3, 2);
    assertThat(whole.data()).isEqualTo(before.data());
  }

  /** What number k of a line becomes if p and q are turned with c = 3 and s = 2. */
  private static double rotated(int k, int p, int q, double x, double y, double held) {
    return k == p ? 3 * x + 2 * y : k == q ? 3 * y - 2 * x : held;
  }
}
