// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritz.kernels.Matrix;
import ritz.kernels.Threads;

class JacobiSvdOptionsTest {
  private static JacobiSvd decompose(Matrix a, SingularVectors left, SingularVectors right) {
    return JacobiSvd.builder().left(left).right(right).decompose(a);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 0", "5, 5", "9, 7", "20, 6", "6, 20", "7, 9", "70, 33", "50, 41"})
  void fullVectorsExtendTheOthers(int rows, int columns) {
    Matrix a = MatrixZoo.random(rows, columns, rows + 1);
    JacobiSvd full = decompose(a, SingularVectors.FULL, SingularVectors.FULL);
    JacobiSvd economy = JacobiSvd.of(a);
    int n = Math.min(rows, columns);
    assertThat(full.u().shape()).isEqualTo(rows + " x " + rows);
    assertThat(full.v().shape()).isEqualTo(columns + " x " + columns);
    assertThat(Residuals.orthonormality(full.u())).isLessThan(10);
    assertThat(Residuals.orthonormality(full.v())).isLessThan(10);
    assertThat(full.singularValues()).isEqualTo(economy.singularValues());
    assertThat(Residuals.relative(economy.u(), full.u().columns(0, n))).isLessThan(10);
    assertThat(Residuals.relative(economy.v(), full.v().columns(0, n))).isLessThan(10);
  }

  @ParameterizedTest
  @CsvSource({"9, 7", "6, 20", "70, 33"})
  void vectorsOfOneSideAreThoseOfBoth(int rows, int columns) {
    Matrix a = MatrixZoo.random(rows, columns, rows);
    JacobiSvd both = JacobiSvd.of(a);
    JacobiSvd left = decompose(a, SingularVectors.ECONOMY, SingularVectors.NONE);
    JacobiSvd right = decompose(a, SingularVectors.NONE, SingularVectors.ECONOMY);
    assertThat(left.u().data()).isEqualTo(both.u().data());
    assertThat(right.v().data()).isEqualTo(both.v().data());
    assertThatThrownBy(left::v).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(right::u).isInstanceOf(IllegalStateException.class);
  }

  /** Of a factor of full rank the right vectors are solved for, else rotations are accumulated. */
  @ParameterizedTest
  @CsvSource({"150, 150", "130, 97", "70, 70"})
  void bitsDoNotDependOnThreads(int rows, int columns) {
    Matrix full = MatrixZoo.random(rows, columns, 1);
    Matrix half = full.copy();
    for (int j = 0; j < columns; j += 2) {
      Arrays.fill(half.data(), half.index(0, j), half.index(0, j) + rows, 0);
    }
    for (Matrix a : new Matrix[] {full, half}) {
      JacobiSvd alone = JacobiSvd.of(a);
      JacobiSvd together = JacobiSvd.builder().threads(Threads.of(3)).decompose(a);
      assertThat(together.singularValues()).isEqualTo(alone.singularValues());
      assertThat(together.u().data()).isEqualTo(alone.u().data());
      assertThat(together.v().data()).isEqualTo(alone.v().data());
    }
  }

  /** The shortest solution lies in the space of the rows, and its residual is orthogonal to A. */
  @ParameterizedTest
  @CsvSource({"30, 12, 12", "30, 12, 5", "12, 30, 12", "12, 30, 7", "8, 8, 0"})
  void solvesLeastSquaresOfAnyRank(int rows, int columns, int rank) {
    Matrix a = MatrixZoo.withSpectrum(rows, columns, k -> k < rank ? 1 + k : 0, 3);
    Matrix b = MatrixZoo.random(rows, 2, 4);
    JacobiSvd svd = JacobiSvd.of(a);
    Matrix x = svd.solve(b);
    double bound = 100 * Math.ulp(1.0) * Math.max(rows, columns) * (1 + rank) * b.frobeniusNorm();
    Matrix gradient = a.transposeTimes(b.minus(a.times(x)));
    assertThat(gradient.frobeniusNorm()).isLessThanOrEqualTo(bound);
    Matrix v = svd.v().columns(0, rank);
    assertThat(x.minus(v.times(v.transposeTimes(x))).frobeniusNorm()).isLessThanOrEqualTo(bound);
  }

  @Test
  void theToleranceDecidesTheRankOfLeastSquares() {
    Matrix a = Matrix.fromRows(new double[][] {{1, 0}, {0, 1e-9}});
    Matrix b = Matrix.of(2, 1, 1, 1);
    assertThat(JacobiSvd.of(a).solve(b).get(1, 0)).isBetween(1e9 * (1 - 1e-15), 1e9 * (1 + 1e-15));
    assertThat(JacobiSvd.of(a).solve(b, 1e-6).data()).containsExactly(1, 0);
    assertThatThrownBy(() -> JacobiSvd.of(a).solve(new Matrix(3, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 2 rows");
  }

  /**
   * 50 000 vectors of 50 000 entries are more than an array holds; one vector of one entry is not.
   */
  @Test
  void namesFullVectorsThatNoArrayHolds() {
    Matrix column = new Matrix(50_000, 1);
    column.set(49_999, 0, -2);
    for (Workspace work : new Workspace[] {null, new Workspace()}) {
      JacobiSvd.Builder left = JacobiSvd.builder().left(SingularVectors.FULL);
      assertThatThrownBy(() -> decompose(left, column, work))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a: 50000 x 1, its full singular vectors exceed the length of an array");
      JacobiSvd.Builder right = JacobiSvd.builder().right(SingularVectors.FULL);
      assertThatThrownBy(() -> decompose(right, column.transpose(), work))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a: 1 x 50000");
      assertThat(decompose(right, column, work).singularValues()).containsExactly(2);
      assertThat(decompose(left, column.transpose(), work).u().shape()).isEqualTo("1 x 1");
    }
  }

  private static JacobiSvd decompose(JacobiSvd.Builder builder, Matrix a, Workspace work) {
    return work == null ? builder.decompose(a) : builder.decompose(a, work);
  }
}
