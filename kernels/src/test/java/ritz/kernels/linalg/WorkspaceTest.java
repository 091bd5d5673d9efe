// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/** Calls in the memory of a workspace give the bits of those without. */
class WorkspaceTest {
  /** What a call finds, as numbers. */
  private record Task(String name, BiFunction<Matrix, Workspace, Object> call) {
    @Override
    public String toString() {
      return name;
    }

    Object run(Matrix a, Workspace work) {
      return call.apply(a, work);
    }

    double[] numbers(Matrix a, Workspace work) {
      Object result = run(a, work);
      List<double[]> parts = new ArrayList<>();
      if (result instanceof Qr qr) {
        Workspace other = new Workspace();
        parts.add(qr.r(other).data().clone());
        parts.add(qr.q(other).data().clone());
        parts.add(qr.solve(Matrix.identity(a.rows()), other).data());
      } else if (result instanceof PivotedQr qr) {
        Workspace other = new Workspace();
        parts.add(qr.r(other).data().clone());
        parts.add(qr.q(other).data());
        parts.add(Arrays.stream(qr.pivots()).asDoubleStream().toArray());
      } else if (result instanceof Cholesky cholesky) {
        parts.add(cholesky.l().data());
        parts.add(cholesky.solve(a, new Workspace()).data());
      } else if (result instanceof SymmetricEigen eigen) {
        parts.add(eigen.values());
        parts.add(eigen.vectors().data());
      } else if (result instanceof Schur schur) {
        parts.add(schur.t().data());
        parts.add(schur.q().data());
      } else if (result instanceof Eigen eigen) {
        parts.add(Arrays.stream(eigen.values()).mapToDouble(value -> value.re()).toArray());
        parts.add(Arrays.stream(eigen.values()).mapToDouble(value -> value.im()).toArray());
        parts.add(eigen.vectors().real().data());
        parts.add(eigen.vectors().imaginary().data());
        if (equals(BOTH)) {
          add(eigen.leftVectors(), parts);
        }
      } else if (result instanceof JacobiSvd svd) {
        parts.add(svd.singularValues());
        parts.add(svd.u().data());
        parts.add(svd.v().data());
        parts.add(svd.solve(Matrix.identity(a.rows()), 1e-12, new Workspace()).data());
      } else {
        complexNumbers(result, a.rows(), parts);
      }
      assertThat(parts).isNotEmpty();
      return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }
  }

  private static void complexNumbers(Object result, int rows, List<double[]> parts) {
    Workspace other = new Workspace();
    ComplexMatrix right = ComplexMatrix.identity(rows);
    if (result instanceof ComplexQr qr) {
      add(qr.r(other), parts);
      add(qr.q(other), parts);
      add(qr.conjugateTransposeTimes(right, other), parts);
      add(qr.solve(right, other), parts);
    } else if (result instanceof ComplexSvd svd) {
      parts.add(svd.singularValues());
      add(svd.u(), parts);
      add(svd.v(), parts);
      add(svd.solve(right, 1e-12, other), parts);
    } else if (result instanceof ComplexSchur schur) {
      add(schur.t(), parts);
      add(schur.q(), parts);
    } else if (result instanceof ComplexEigen eigen) {
      parts.add(Arrays.stream(eigen.values()).mapToDouble(value -> value.re()).toArray());
      parts.add(Arrays.stream(eigen.values()).mapToDouble(value -> value.im()).toArray());
      add(eigen.vectors(), parts);
      add(eigen.leftVectors(), parts);
    }
  }

  /** Adds a copy: the next result may lie in the same memory. */
  private static void add(ComplexMatrix a, List<double[]> parts) {
    parts.add(a.real().copy().data());
    parts.add(a.imaginary().copy().data());
  }

  private static ComplexMatrix complex(Matrix a) {
    return new ComplexMatrix(
        a,
        MatrixZoo.generate(
            a.rows(), a.columns(), (i, j) -> a.get(a.rows() - 1 - i, a.columns() - 1 - j)));
  }

  private static final Task QR = new Task("QR", Qr::of);
  private static final Task PIVOTED_QR = new Task("pivoted QR", PivotedQr::of);
  private static final Task CHOLESKY = new Task("Cholesky", Cholesky::of);
  private static final Task SYMMETRIC = new Task("symmetric eigenproblem", SymmetricEigen::of);
  private static final Task SCHUR = new Task("Schur form", Schur::of);
  private static final Task EIGEN = new Task("eigenproblem", Eigen::of);
  private static final Task BOTH =
      new Task("both sides' eigenvectors", (a, work) -> Eigen.withLeftVectors(a, work));
  private static final Task SVD = new Task("SVD", JacobiSvd::of);
  private static final Task COMPLEX_QR =
      new Task("complex QR", (a, work) -> ComplexQr.of(complex(a), work));
  private static final Task COMPLEX_SVD =
      new Task("complex SVD", (a, work) -> ComplexSvd.of(complex(a), work));
  private static final Task COMPLEX_SCHUR =
      new Task("complex Schur form", (a, work) -> ComplexSchur.of(complex(a), work));
  private static final Task COMPLEX_EIGEN =
      new Task("complex eigenproblem", (a, work) -> ComplexEigen.of(complex(a), work));

  static Stream<Arguments> tasks() {
    Matrix square = MatrixZoo.random(40, 40, 1);
    Matrix tall = MatrixZoo.random(90, 20, 2);
    Matrix veryTall = MatrixZoo.random(3000, 50, 3);
    Matrix wide = MatrixZoo.random(20, 70, 4);
    Matrix graded =
        MatrixZoo.generate(40, 40, (i, j) -> square.get(i, j) * Math.pow(10, (i * 7 % 9) * -2));
    Matrix deficient = MatrixZoo.random(40, 8, 5).times(MatrixZoo.random(8, 30, 6));
    Matrix positive = tall.transposeTimes(tall);
    Matrix symmetric = square.transposeTimes(square);
    Matrix largePositive = veryTall.transposeTimes(veryTall);
    Matrix large = MatrixZoo.random(170, 170, 7);
    return Stream.of(
        Arguments.of(SCHUR, large),
        Arguments.of(BOTH, large),
        Arguments.of(BOTH, square),
        Arguments.of(COMPLEX_QR, square),
        Arguments.of(COMPLEX_QR, tall),
        Arguments.of(COMPLEX_SVD, square),
        Arguments.of(COMPLEX_SVD, tall),
        Arguments.of(COMPLEX_SVD, wide),
        Arguments.of(COMPLEX_SVD, deficient),
        Arguments.of(COMPLEX_SCHUR, square),
        Arguments.of(COMPLEX_EIGEN, square),
        Arguments.of(COMPLEX_EIGEN, graded),
        Arguments.of(QR, square),
        Arguments.of(QR, tall),
        Arguments.of(QR, veryTall),
        Arguments.of(PIVOTED_QR, square),
        Arguments.of(PIVOTED_QR, wide),
        Arguments.of(CHOLESKY, positive),
        Arguments.of(CHOLESKY, largePositive),
        Arguments.of(SYMMETRIC, symmetric),
        Arguments.of(SCHUR, square),
        Arguments.of(EIGEN, square),
        Arguments.of(EIGEN, graded),
        Arguments.of(SVD, square),
        Arguments.of(SVD, graded),
        Arguments.of(SVD, tall),
        Arguments.of(SVD, wide),
        Arguments.of(SVD, deficient));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void givesTheSameBitsWhateverItHeldBefore(Task task, Matrix a) {
    double[] fresh = task.numbers(a, new Workspace());
    Workspace work = new Workspace();
    task.numbers(MatrixZoo.scaled(a, 3), work);
    assertThat(task.numbers(a, work)).isEqualTo(fresh);
    task.run(a.block(0, 0, 5, 5), work);
    assertThat(task.numbers(a, work)).isEqualTo(fresh);
    JacobiSvd.of(MatrixZoo.scaled(a, 0x1p700), work);
    assertThat(task.numbers(a, work)).isEqualTo(fresh);
  }

  /** Also the object that is returned, which tells one shape from another. */
  @ParameterizedTest
  @MethodSource("tasks")
  void returnsTheSameObjectForTheSameShape(Task task, Matrix a) {
    Workspace work = new Workspace();
    Object first = task.run(a, work);
    assertThat(task.run(MatrixZoo.scaled(a, 3), work)).isSameAs(first);
    assertThat(task.run(a.block(0, 0, 5, 5), work)).isNotSameAs(first);
    assertThat(task.run(a, new Workspace())).isNotSameAs(first);
  }

  /** What a workspace hands out is undefined, so nothing in it may be taken for a zero. */
  @ParameterizedTest
  @MethodSource("tasks")
  void givesTheSameBitsWhateverItsMemoryHolds(Task task, Matrix a) {
    double[] fresh = task.numbers(a, new Workspace());
    Workspace work = new Workspace();
    task.run(a, work);
    spoil(work);
    assertThat(task.numbers(a, work)).isEqualTo(fresh);
  }

  private static void spoil(Workspace work) {
    work.begin();
    for (Object item = work.kept(Object.class); item != null; item = work.kept(Object.class)) {
      if (item instanceof double[] numbers) {
        Arrays.fill(numbers, Double.NaN);
      } else if (item instanceof int[] numbers) {
        Arrays.fill(numbers, Integer.MIN_VALUE);
      } else if (item instanceof Workspace part) {
        spoil(part);
      }
      work.keep(item);
    }
  }

  /** Singular values that are zero overwrite those that a matrix of full rank left. */
  @Test
  void zeroColumnsAfterFullRank() {
    Matrix full = MatrixZoo.random(12, 8, 1);
    Matrix part = MatrixZoo.generate(12, 8, (i, j) -> j < 5 ? full.get(i, j) : 0);
    Workspace work = new Workspace();
    for (int round = 0; round < 2; round++) {
      for (Matrix a : new Matrix[] {full, part, full.transpose(), part.transpose()}) {
        assertThat(SVD.numbers(a, work)).isEqualTo(SVD.numbers(a, new Workspace()));
        double[] values = JacobiSvd.valuesOf(a, work).singularValues();
        assertThat(values).isEqualTo(JacobiSvd.of(a).singularValues());
        assertThat(Arrays.stream(values).filter(x -> x == 0)).hasSize(a.get(7, 7) == 0 ? 3 : 0);
      }
    }
  }

  @Test
  void refusesToOverwriteTheFactorizationItself() {
    Matrix a = MatrixZoo.random(6, 3, 1);
    Matrix gram = a.transposeTimes(a);
    Workspace work = new Workspace();
    String refusal = "work: holds the factorization itself, expected another workspace";
    Qr qr = Qr.of(a, work);
    assertThatThrownBy(() -> qr.solve(a, work)).hasMessage(refusal);
    assertThatThrownBy(() -> qr.q(work)).hasMessage(refusal);
    assertThatThrownBy(() -> qr.r(work)).hasMessage(refusal);
    assertThat(qr.r().data()).isEqualTo(Qr.of(a).r().data());
    PivotedQr pivoted = PivotedQr.of(a, work);
    assertThatThrownBy(() -> pivoted.q(work)).hasMessage(refusal);
    assertThatThrownBy(() -> pivoted.r(work)).hasMessage(refusal);
    Cholesky cholesky = Cholesky.of(gram, work);
    assertThatThrownBy(() -> cholesky.solve(gram, work)).hasMessage(refusal);
    JacobiSvd svd = JacobiSvd.of(a, work);
    assertThatThrownBy(() -> svd.solve(a, 0, work)).hasMessage(refusal);
    assertThat(svd.singularValue(2)).isEqualTo(JacobiSvd.of(a).singularValues()[2]);
    ComplexMatrix c = complex(a);
    ComplexQr complexQr = ComplexQr.of(c, work);
    assertThatThrownBy(() -> complexQr.r(work)).hasMessage(refusal);
    assertThatThrownBy(() -> complexQr.q(work)).hasMessage(refusal);
    assertThatThrownBy(() -> complexQr.times(ComplexMatrix.identity(3), work)).hasMessage(refusal);
    assertThatThrownBy(() -> complexQr.conjugateTransposeTimes(c, work)).hasMessage(refusal);
    assertThatThrownBy(() -> complexQr.solve(c, work)).hasMessage(refusal);
    ComplexSvd complexSvd = ComplexSvd.of(c, work);
    assertThatThrownBy(() -> complexSvd.solve(c, 0, work)).hasMessage(refusal);
    assertThat(complexSvd.singularValue(2)).isEqualTo(ComplexSvd.of(c).singularValues()[2]);
  }

  /** One shape takes what it took before; another adds what it needs. */
  @Test
  void isSizedByItsFirstCall() {
    Workspace work = new Workspace();
    assertThat(work.bytes()).isZero();
    Matrix a = MatrixZoo.random(40, 20, 1);
    JacobiSvd.of(a, work);
    long first = work.bytes();
    // The copy of A, and U and V, are the least.
    assertThat(first).isGreaterThan(8 * (2 * 40 * 20 + 20 * 20));
    JacobiSvd.of(MatrixZoo.scaled(a, 2), work);
    assertThat(work.bytes()).isEqualTo(first);
    JacobiSvd.of(MatrixZoo.random(80, 40, 1), work);
    assertThat(work.bytes()).isGreaterThan(first);
  }

  private static Object[] requests(Workspace work, Matrix a) {
    work.begin();
    return new Object[] {
      work.doubles(5),
      work.ints(3),
      work.undefined(4, 2),
      work.matrix(3, 2),
      work.copy(a),
      work.transposed(a),
      work.complex(2, 3),
      work.undefinedComplex(3, 1),
      work.complexIdentity(2),
      work.complexProducts(2, 2),
      work.complexScaled(2, 2),
      work.squares(4),
      work.identity(4),
      work.block(a, 1, 2, 2, 1),
      work.columns(a, 1, 3),
      work.products(2, 3),
      work.scaled(3, 2),
      work.object(StringBuilder.class, StringBuilder::new),
      work.part()
    };
  }

  /** The same requests get the same objects, another workspace others. */
  @Test
  void handsOutWhatItHeld() {
    Matrix a = MatrixZoo.random(4, 3, 1);
    Workspace work = new Workspace();
    Object[] first = requests(work, a);
    Object[] again = requests(work, a);
    Object[] others = requests(new Workspace(), a);
    for (int i = 0; i < first.length; i++) {
      assertThat(again[i]).as("request %d", i).isSameAs(first[i]);
      assertThat(others[i]).as("request %d", i).isNotSameAs(first[i]);
    }
  }

  /** A request for another size, place or type gets another object, with what was asked for. */
  @Test
  void replacesWhatDoesNotFit() {
    Matrix a = MatrixZoo.random(6, 5, 1);
    Matrix other = MatrixZoo.random(6, 5, 2);
    Matrix wider = MatrixZoo.random(7, 5, 2).block(1, 0, 6, 5);
    Workspace work = new Workspace();
    assertThat(work.begin().doubles(5)).hasSize(5);
    assertThat(work.begin().doubles(4)).hasSize(4);
    assertThat(work.begin().ints(4)).hasSize(4);
    assertThat(work.begin().ints(5)).hasSize(5);
    int[][] blocks = {{0, 0, 2, 3}, {1, 0, 2, 3}, {0, 1, 2, 3}, {0, 1, 3, 3}, {0, 1, 3, 2}};
    for (Matrix whole : List.of(a, other, wider)) {
      for (int[] b : blocks) {
        Matrix view = work.begin().block(whole, b[0], b[1], b[2], b[3]);
        Matrix expected = whole.block(b[0], b[1], b[2], b[3]);
        assertThat(view.shape()).isEqualTo(expected.shape());
        assertThat(view.copy().data()).isEqualTo(expected.copy().data());
        assertThat(view.data()).isSameAs(whole.data());
      }
      assertThat(work.begin().columns(whole, 1, 4).copy().data())
          .isEqualTo(whole.columns(1, 4).copy().data());
    }
  }

  /** Views without entries may lie at the end of their matrix. */
  @Test
  void viewsWithoutEntries() {
    Matrix a = MatrixZoo.random(4, 3, 1);
    Workspace work = new Workspace();
    assertThat(work.block(a, 4, 0, 0, 3).shape()).isEqualTo("0 x 3");
    assertThat(work.block(a, 0, 3, 4, 0).shape()).isEqualTo("4 x 0");
    assertThat(work.block(a, 4, 3, 0, 0).shape()).isEqualTo("0 x 0");
    assertThat(work.block(a, 3, 2, 1, 1).get(0, 0)).isEqualTo(a.get(3, 2));
    assertThat(work.undefined(0, 4).shape()).isEqualTo("0 x 4");
    assertThat(work.identity(0).shape()).isEqualTo("0 x 0");
  }

  /** Whatever the memory held, also in what was handed out before. */
  @Test
  void fillsWhatIsDefined() {
    Matrix a = MatrixZoo.random(3, 3, 1).block(0, 0, 2, 3);
    Workspace work = new Workspace();
    for (int round = 0; round < 2; round++) {
      work.begin();
      assertThat(work.matrix(2, 3).data()).hasSize(6).containsOnly(0);
      assertThat(work.identity(3).data()).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
      assertThat(work.complex(2, 1).real().data()).containsExactly(0, 0);
      assertThat(work.complex(2, 1).imaginary().data()).containsExactly(0, 0);
      assertThat(work.complexIdentity(2).minus(ComplexMatrix.identity(2)).frobeniusNorm()).isZero();
      ComplexMatrix c = new ComplexMatrix(a, MatrixZoo.scaled(a, 3));
      assertThat(work.copy(c).minus(c).frobeniusNorm()).isZero();
      assertThat(work.conjugateTransposed(c).minus(c.conjugateTranspose()).frobeniusNorm())
          .isZero();
      assertThat(work.copy(a).data()).isEqualTo(a.copy().data());
      assertThat(work.transposed(a).data()).isEqualTo(a.transpose().data());
      assertThat(work.part().matrix(1, 2).data()).containsExactly(0, 0);
      spoil(work);
    }
  }

  /** Arrays are counted, of parts too; views and objects are not. */
  @Test
  void countsTheBytesOfItsArrays() {
    Workspace work = new Workspace();
    double[] numbers = work.doubles(5);
    assertThat(work.bytes()).isEqualTo(8L * numbers.length);
    work.ints(3);
    assertThat(work.bytes()).isEqualTo(40 + 12);
    work.columns(Matrix.identity(7), 0, 2);
    work.part().doubles(10);
    assertThat(work.bytes()).isEqualTo(40 + 12 + 80);
    work.products(2, 3);
    assertThat(work.bytes()).isEqualTo(40 + 12 + 80 + 48);
    work.scaled(5, 1);
    assertThat(work.bytes()).isEqualTo(40 + 12 + 80 + 48 + 40);
  }

  /** The memory of products grows with the largest of them, and the shapes change in it. */
  @Test
  void productsShareTheirMemory() {
    Workspace work = new Workspace();
    Matrix large = work.products(4, 3);
    assertThat(work.products(6, 2).data()).isSameAs(large.data());
    assertThat(work.products(2, 5).data()).isSameAs(large.data());
    assertThat(work.products(13, 1).data()).hasSize(13);
    assertThat(work.products(1, 2).shape()).isEqualTo("1 x 2");
    Matrix scaled = work.scaled(3, 3);
    assertThat(scaled.data()).isNotSameAs(work.products(3, 3).data());
    assertThat(work.scaled(9, 1).data()).isSameAs(scaled.data());
    assertThat(work.scaled(5, 2).data()).hasSize(10);
  }

  /** The parts of a complex matrix lie side by side in the memory of the products. */
  @Test
  void partsOfComplexProductsAreApart() {
    Workspace work = new Workspace();
    for (ComplexMatrix products :
        List.of(work.complexProducts(3, 2), work.complexScaled(3, 2), work.complexProducts(2, 1))) {
      assertThat(products.real().data()).isSameAs(products.imaginary().data()).hasSize(12);
      Arrays.fill(products.real().data(), 0);
      for (int j = 0; j < products.columns(); j++) {
        for (int i = 0; i < products.rows(); i++) {
          products.set(i, j, new Complex(1, 2));
        }
      }
      int entries = products.rows() * products.columns();
      assertThat(Arrays.stream(products.real().data()).sum()).isEqualTo(3 * entries);
      assertThat(products.real().frobeniusNorm()).isEqualTo(Math.sqrt(entries));
    }
  }

  /** More requests than there is room for at first. */
  @Test
  void holdsAnyNumberOfItems() {
    Workspace work = new Workspace();
    List<double[]> first = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      first.add(work.doubles(i));
    }
    work.begin();
    for (int i = 0; i < 70; i++) {
      assertThat(work.doubles(i)).isSameAs(first.get(i));
    }
  }

  /** The first and the last of its items are guarded, what an earlier call left behind is not. */
  @Test
  void guardsWhatTheLastCallTook() {
    Workspace work = new Workspace();
    double[] first = work.doubles(2);
    double[] last = work.doubles(3);
    for (double[] guarded : List.of(first, last)) {
      assertThatThrownBy(() -> work.beginBeside(guarded))
          .isInstanceOf(IllegalArgumentException.class);
    }
    work.begin().doubles(2);
    assertThat(work.beginBeside(last)).isSameAs(work);
    assertThat(work.doubles(2)).isSameAs(first);
  }
}
