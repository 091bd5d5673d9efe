// SPDX-License-Identifier: Apache-2.0
package ritz.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MatrixTest {
  private static final Matrix A = Matrix.fromRows(new double[][] {{1, 2, 3}, {4, 5, 6}});

  @Test
  void isColumnMajor() {
    assertThat(A.data()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(A.get(1, 2)).isEqualTo(6);
    assertThat(A.column(1)).containsExactly(2, 5);
    assertThat(A.shape()).isEqualTo("2 x 3");
  }

  @Test
  void blocksShareTheirData() {
    Matrix owner = A.copy();
    Matrix block = owner.block(1, 1, 1, 2);
    block.set(0, 1, 60);
    assertThat(owner.get(1, 2)).isEqualTo(60);
    assertThat(A.get(1, 2)).isEqualTo(6);
    assertThat(owner.columns(1, 3).copy().data()).containsExactly(2, 5, 3, 60);
    assertThat(owner.columns(3, 3).columns()).isZero();
  }

  @Test
  void products() {
    Matrix square = A.times(A.transpose());
    assertThat(square.data()).containsExactly(14, 32, 32, 77);
    assertThat(A.transposeTimes(A).get(2, 1)).isEqualTo(3 * 2 + 6 * 5);
    assertThat(A.times(new Matrix(3, 0)).shape()).isEqualTo("2 x 0");
    assertThatThrownBy(() -> A.times(A))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sizes: op(A) is 2 x 3, op(B) is 2 x 3, C is 2 x 3");
  }

  @Test
  void gramMatrixOfAViewIsTheProductWithACopyToTheBit() {
    Random random = new Random(1);
    Matrix view = Matrix.of(40, 30, random.doubles(1200).toArray()).block(3, 2, 33, 27);
    assertThat(view.transposeTimes(view).data()).isEqualTo(view.transposeTimes(view.copy()).data());
  }

  @Test
  void complexProductFollowsTheDefinition() {
    ComplexMatrix a = new ComplexMatrix(1, 2);
    ComplexMatrix b = new ComplexMatrix(2, 1);
    a.set(0, 0, new Complex(1, 2));
    a.set(0, 1, new Complex(3, -1));
    b.set(0, 0, new Complex(0, 1));
    b.set(1, 0, new Complex(2, 5));
    assertThat(a.times(b).get(0, 0)).isEqualTo(new Complex(-2 + 11, 1 + 13));
  }

  @Test
  void columnsMayBeEmpty() {
    Matrix empty = new Matrix(0, 3);
    assertThat(empty.copy().shape()).isEqualTo("0 x 3");
    assertThat(empty.column(2)).isEmpty();
    assertThat(empty.frobeniusNorm()).isZero();
    assertThat(new Matrix(0, 2).times(new Matrix(2, 3)).shape()).isEqualTo("0 x 3");
  }

  @Test
  void frobeniusNormDoesNotOverflow() {
    assertThat(Matrix.of(1, 2, 3e300, 4e300).frobeniusNorm()).isEqualTo(5e300);
  }

  @Test
  void namesWhatIsWrong() {
    assertThatThrownBy(() -> Matrix.of(2, 2, 1, 2, 3))
        .hasMessage("columnMajor: 3 entries, expected 2 x 2");
    assertThatThrownBy(() -> new Matrix(-1, 2)).hasMessage("size: -1 x 2 is negative");
    assertThatThrownBy(() -> new Matrix(1 << 20, 1 << 20))
        .hasMessageContaining("exceeds the length of an array");
    assertThatThrownBy(() -> Matrix.fromRows(new double[][] {{1}, {1, 2}}))
        .hasMessage("rows: row 1 has 2 entries, row 0 has 1");
    assertThatThrownBy(() -> Matrix.view(new double[5], 0, 2, 3, 2))
        .hasMessage("data: a view of 2 x 3 at 0 needs 6 entries, the array has 5");
    assertThatThrownBy(() -> Matrix.of(1, 2, 1, Double.NaN).requireFinite("snapshots"))
        .hasMessage("snapshots: entry (0, 1) is NaN, expected a finite number");
  }
}
