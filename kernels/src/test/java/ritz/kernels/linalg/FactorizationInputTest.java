// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.kernels.Threads;

/** What every factorization does with entries that are not finite, and with matrices of no size. */
class FactorizationInputTest {
  /** More than four of the widest vectors, and a rest. */
  private static final int ORDER = 37;

  private static final double[] NOT_FINITE = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
  };

  /** A factorization that is thrown away. */
  private record Task(String name, boolean lowerOnly, Consumer<Matrix> call) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Task> real() {
    return Stream.of(
        new Task("QR", false, Qr::of),
        new Task("QR in place", false, Qr::inPlace),
        new Task("pivoted QR", false, PivotedQr::of),
        new Task("tall-skinny QR", false, a -> TallSkinnyQr.of(a, Threads.single())),
        new Task("SVD", false, JacobiSvd::of),
        new Task("singular values", false, JacobiSvd::valuesOf),
        new Task("Schur form", false, Schur::of),
        new Task("eigenproblem", false, Eigen::of),
        new Task("eigenvalues", false, Eigen::valuesOf),
        new Task("both sides' eigenvectors", false, Eigen::withLeftVectors),
        new Task("Cholesky", true, Cholesky::of),
        new Task("symmetric eigenproblem", true, SymmetricEigen::of),
        new Task("symmetric eigenvalues", true, SymmetricEigen::valuesOf));
  }

  /** Wherever the entry is, in whichever lane of a vector, it is named, and nothing is changed. */
  @ParameterizedTest
  @MethodSource("real")
  void namesTheEntryThatIsNotFinite(Task task) {
    Matrix a = Matrix.identity(ORDER);
    for (int j = 0; j < ORDER; j++) {
      for (int i = task.lowerOnly() ? j : 0; i < ORDER; i++) {
        double held = a.get(i, j);
        for (double value : NOT_FINITE) {
          a.set(i, j, value);
          assertThatThrownBy(() -> task.call().accept(a))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessage(
                  "a: entry (" + i + ", " + j + ") is " + value + ", expected a finite number");
        }
        a.set(i, j, held);
      }
    }
    assertThat(a.data()).isEqualTo(Matrix.identity(ORDER).data());
  }

  private record ComplexTask(String name, Consumer<ComplexMatrix> call) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<ComplexTask> complex() {
    return Stream.of(
        new ComplexTask("QR", ComplexQr::of),
        new ComplexTask("SVD", ComplexSvd::of),
        new ComplexTask("Schur form", ComplexSchur::of),
        new ComplexTask("eigenproblem", ComplexEigen::of));
  }

  @ParameterizedTest
  @MethodSource("complex")
  void namesThePartThatIsNotFinite(ComplexTask task) {
    int n = 5;
    for (boolean imaginary : new boolean[] {false, true}) {
      ComplexMatrix a = ComplexMatrix.identity(n);
      Matrix part = imaginary ? a.imaginary() : a.real();
      for (int at = 0; at < n * n; at++) {
        double held = part.data()[at];
        String entry = "entry (" + at % n + ", " + at / n + ")";
        for (double value : NOT_FINITE) {
          part.data()[at] = value;
          assertThatThrownBy(() -> task.call().accept(a))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining(imaginary ? "imaginary part" : "real part")
              .hasMessageContaining(entry);
        }
        part.data()[at] = held;
      }
    }
  }

  /** A call that was refused leaves a workspace as good as it was. */
  @Test
  void aRefusedCallDoesNotSpoilTheWorkspace() {
    Matrix root = MatrixZoo.random(12, 12, 1);
    Matrix a = root.transposeTimes(root);
    Matrix bad = a.copy();
    bad.set(7, 2, Double.NaN);
    Workspace work = new Workspace();
    for (int round = 0; round < 2; round++) {
      assertThat(Qr.of(a, work).r().data()).isEqualTo(Qr.of(a).r().data());
      assertThatThrownBy(() -> Qr.of(bad, work)).hasMessageContaining("(7, 2)");
      assertThat(Cholesky.of(a, work).l().data()).isEqualTo(Cholesky.of(a).l().data());
      assertThatThrownBy(() -> Cholesky.of(bad, work)).hasMessageContaining("(7, 2)");
      assertThat(SymmetricEigen.of(a, work).values()).isEqualTo(SymmetricEigen.of(a).values());
      assertThatThrownBy(() -> SymmetricEigen.of(bad, work)).hasMessageContaining("(7, 2)");
      assertThat(Schur.of(a, work).t().data()).isEqualTo(Schur.of(a).t().data());
      assertThatThrownBy(() -> Schur.of(bad, work)).hasMessageContaining("(7, 2)");
      assertThat(JacobiSvd.of(a, work).singularValues())
          .isEqualTo(JacobiSvd.of(a).singularValues());
      assertThatThrownBy(() -> JacobiSvd.of(bad, work)).hasMessageContaining("(7, 2)");
    }
  }

  /** Zero rows: every X solves, and the shortest is zero. Zero columns: X has no entries. */
  @Test
  void leastSquaresOfNoSize() {
    for (int columns : new int[] {0, 1, 4}) {
      Matrix shortest = JacobiSvd.of(new Matrix(0, columns)).solve(new Matrix(0, 2));
      assertThat(shortest.shape()).isEqualTo(columns + " x 2");
      assertThat(shortest.frobeniusNorm()).isZero();
      assertThat(JacobiSvd.of(new Matrix(0, columns)).rank()).isZero();
      ComplexMatrix complex =
          ComplexSvd.of(new ComplexMatrix(0, columns)).solve(new ComplexMatrix(0, 2), 0);
      assertThat(complex.shape()).isEqualTo(columns + " x 2");
      assertThat(complex.frobeniusNorm()).isZero();
      assertThat(ComplexSvd.of(new ComplexMatrix(0, columns)).rank()).isZero();
    }
    for (int rows : new int[] {0, 1, 5}) {
      assertThat(Qr.of(new Matrix(rows, 0)).solve(new Matrix(rows, 2)).shape()).isEqualTo("0 x 2");
      assertThat(JacobiSvd.of(new Matrix(rows, 0)).solve(new Matrix(rows, 2)).shape())
          .isEqualTo("0 x 2");
      assertThat(ComplexQr.of(new ComplexMatrix(rows, 0)).solve(new ComplexMatrix(rows, 2)).shape())
          .isEqualTo("0 x 2");
    }
    Matrix a = MatrixZoo.random(5, 3, 1);
    assertThat(Qr.of(a).solve(new Matrix(5, 0)).shape()).isEqualTo("3 x 0");
    assertThat(JacobiSvd.of(a).solve(new Matrix(5, 0)).shape()).isEqualTo("3 x 0");
    assertThat(Cholesky.of(Matrix.identity(4)).solve(new Matrix(4, 0)).shape()).isEqualTo("4 x 0");
    assertThat(Cholesky.of(new Matrix(0, 0)).solve(new Matrix(0, 3)).shape()).isEqualTo("0 x 3");
    assertThat(Cholesky.of(new Matrix(0, 0)).logDeterminant()).isZero();
  }

  @Test
  void eigenproblemsOfNoSize() {
    Matrix none = new Matrix(0, 0);
    assertThat(Eigen.of(none).values()).isEmpty();
    assertThat(Eigen.withLeftVectors(none).reciprocalConditions()).isEmpty();
    assertThat(Schur.of(none).eigenvalues()).isEmpty();
    assertThat(SymmetricEigen.of(none).values()).isEmpty();
    assertThat(SymmetricEigen.of(none).vectors().shape()).isEqualTo("0 x 0");
    assertThat(ComplexEigen.of(new ComplexMatrix(0, 0)).values()).isEmpty();
    assertThat(ComplexSchur.of(new ComplexMatrix(0, 0)).eigenvalues()).isEmpty();
  }

  /** At the ends of the range the matrix is scaled before, and R after. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1018, -1040})
  void inPlaceHasTheBitsOfACopy(int exponent) {
    Matrix a = MatrixZoo.random(9, 5, 1);
    a =
        MatrixZoo.scaled(
            MatrixZoo.scaled(a, Math.scalb(1.0, exponent / 2)),
            Math.scalb(1.0, exponent - exponent / 2));
    Qr expected = Qr.of(a);
    Qr qr = Qr.inPlace(a);
    assertThat(Residuals.orthonormality(qr.q())).isLessThan(10);
    assertThat(qr.r().data()).isEqualTo(expected.r().data());
    assertThat(qr.q().data()).isEqualTo(expected.q().data());
  }

  /** Powers of two of B pass to X to the bit, up to where the norms of its columns overflow. */
  @ParameterizedTest
  @ValueSource(ints = {-970, -500, 500, 1015, 1019})
  void rightHandSidesAtTheEndsOfTheRange(int exponent) {
    for (int rows : new int[] {20, 90, 2000}) {
      Matrix a = MatrixZoo.scaled(MatrixZoo.random(rows, 20, rows), 0x1p20);
      Matrix b = MatrixZoo.random(rows, 3, 2);
      Matrix scaled = MatrixZoo.scaled(b, Math.scalb(1.0, exponent));
      assertThat(Qr.of(a).solve(scaled).data())
          .isEqualTo(MatrixZoo.scaled(Qr.of(a).solve(b), Math.scalb(1.0, exponent)).data());
      assertThat(JacobiSvd.of(a).solve(scaled).data())
          .isEqualTo(MatrixZoo.scaled(JacobiSvd.of(a).solve(b), Math.scalb(1.0, exponent)).data());
    }
    Matrix root = MatrixZoo.random(25, 20, 1);
    Cholesky cholesky = Cholesky.of(MatrixZoo.scaled(root.transposeTimes(root), 0x1p20));
    Matrix b = MatrixZoo.random(20, 3, 2);
    assertThat(cholesky.solve(MatrixZoo.scaled(b, Math.scalb(1.0, exponent))).data())
        .isEqualTo(MatrixZoo.scaled(cholesky.solve(b), Math.scalb(1.0, exponent)).data());
  }

  /** The same of complex systems. */
  @ParameterizedTest
  @ValueSource(ints = {-970, -500, 500, 1015, 1019})
  void complexRightHandSidesAtTheEndsOfTheRange(int exponent) {
    double power = Math.scalb(1.0, exponent);
    Matrix re = MatrixZoo.random(20, 3, 2);
    Matrix im = MatrixZoo.random(20, 3, 3);
    ComplexMatrix b = new ComplexMatrix(re, im);
    ComplexMatrix scaled =
        new ComplexMatrix(MatrixZoo.scaled(re, power), MatrixZoo.scaled(im, power));
    ComplexMatrix a =
        new ComplexMatrix(
            MatrixZoo.scaled(MatrixZoo.random(20, 12, 4), 0x1p20),
            MatrixZoo.scaled(MatrixZoo.random(20, 12, 5), 0x1p20));
    requireMultiple(power, ComplexQr.of(a).solve(b), ComplexQr.of(a).solve(scaled));
    requireMultiple(power, ComplexSvd.of(a).solve(b, 0), ComplexSvd.of(a).solve(scaled, 0));
  }

  private static void requireMultiple(double power, ComplexMatrix x, ComplexMatrix multiple) {
    assertThat(multiple.real().data()).isEqualTo(MatrixZoo.scaled(x.real(), power).data());
    assertThat(multiple.imaginary().data())
        .isEqualTo(MatrixZoo.scaled(x.imaginary(), power).data());
  }

  @Test
  void reportsASolutionBeyondTheRange() {
    Matrix a = MatrixZoo.scaled(Matrix.identity(3), 0x1p-600);
    Matrix b = MatrixZoo.generate(3, 1, (i, j) -> 0x1p600);
    assertThatThrownBy(() -> Qr.of(a).solve(b))
        .isInstanceOf(NumericalException.class)
        .hasMessage("X: exceeds the range of double");
    assertThatThrownBy(() -> JacobiSvd.of(a).solve(b))
        .isInstanceOf(NumericalException.class)
        .hasMessage("X: exceeds the range of double");
    assertThatThrownBy(() -> Cholesky.of(a).solve(b))
        .isInstanceOf(NumericalException.class)
        .hasMessage("X: exceeds the range of double");
    ComplexMatrix complex = new ComplexMatrix(a, a);
    ComplexMatrix sides = new ComplexMatrix(b, b);
    assertThatThrownBy(() -> ComplexQr.of(complex).solve(sides))
        .isInstanceOf(NumericalException.class)
        .hasMessage("X: exceeds the range of double");
    assertThatThrownBy(() -> ComplexSvd.of(complex).solve(sides, 0))
        .isInstanceOf(NumericalException.class)
        .hasMessage("X: exceeds the range of double");
  }

  @Test
  void namesRightHandSidesThatDoNotFit() {
    Matrix a = Matrix.identity(3);
    for (Function<Matrix, Matrix> solve :
        List.<Function<Matrix, Matrix>>of(
            Qr.of(a)::solve, JacobiSvd.of(a)::solve, Cholesky.of(a)::solve)) {
      assertThatThrownBy(() -> solve.apply(new Matrix(2, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("b: 2 x 1, expected 3 rows");
      for (double value : NOT_FINITE) {
        Matrix b = new Matrix(3, 2);
        b.set(1, 1, value);
        assertThatThrownBy(() -> solve.apply(b))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("b: entry (1, 1) is " + value + ", expected a finite number");
      }
    }
  }

  /** A QR in place leaves alone what it refuses, a matrix that is a view of another. */
  @Test
  void inPlaceTakesWholeMatricesOnly() {
    Matrix a = MatrixZoo.random(6, 4, 1);
    Matrix before = a.copy();
    assertThatThrownBy(() -> Qr.inPlace(a.block(0, 0, 5, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("view");
    assertThat(a.data()).isEqualTo(before.data());
    Qr qr = Qr.inPlace(a);
    assertThat(Residuals.relative(before, qr.times(qr.r()))).isLessThan(10);
    assertThatThrownBy(() -> qr.times(new Matrix(6, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 4 rows");
  }
}
