// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.Threads;

/** What holds for every shape, split and scale. */
class FactorizationPropertyTest {
  @Property(tries = 150, seed = "1")
  void qrOfAnyShape(
      @ForAll @IntRange(max = 130) int rows,
      @ForAll @IntRange(max = 70) int columns,
      @ForAll @LongRange(min = 0, max = 1 << 20) long seed) {
    Matrix a = MatrixZoo.random(rows, columns, seed);
    Qr qr = Qr.of(a);
    Matrix q = qr.q();
    assertThat(Residuals.orthonormality(q)).isLessThan(10);
    assertThat(Residuals.relative(a, q.times(qr.r()))).isLessThan(10);
    Matrix whole = qr.applyQ(Matrix.identity(rows));
    assertThat(Residuals.orthonormality(whole)).isLessThan(10);
    assertThat(Residuals.relative(q, whole.columns(0, Math.min(rows, columns)))).isLessThan(10);
  }

  /** Rows far above the block size take the path by row blocks, whatever the last block holds. */
  @Property(tries = 12, seed = "1")
  void qrOfTallMatrices(
      @ForAll @IntRange(min = 16000, max = 18000) int rows,
      @ForAll @IntRange(min = 1, max = 7) int columns) {
    Matrix a = MatrixZoo.random(rows, columns, rows);
    Matrix b = MatrixZoo.random(rows, 2, columns);
    Qr qr = Qr.of(a);
    assertThat(Residuals.orthonormality(qr.q())).isLessThan(10);
    assertThat(Residuals.relative(a, qr.q().times(qr.r()))).isLessThan(10);
    assertThat(Residuals.relative(b, qr.applyQ(qr.applyQTransposed(b)))).isLessThan(10);
  }

  @Property(tries = 100, seed = "1")
  void svdOfAnyShape(
      @ForAll @IntRange(max = 40) int rows,
      @ForAll @IntRange(max = 40) int columns,
      @ForAll @IntRange(min = 1, max = 40) int rank,
      @ForAll @LongRange(min = 0, max = 1 << 20) long seed) {
    Matrix a = MatrixZoo.random(rows, rank, seed).times(MatrixZoo.random(rank, columns, seed + 1));
    JacobiSvd svd = JacobiSvd.of(a);
    assertThat(Residuals.orthonormality(svd.u())).isLessThan(10);
    assertThat(Residuals.orthonormality(svd.v())).isLessThan(10);
    assertThat(Residuals.relative(a, Residuals.product(svd))).isLessThan(10);
    assertThat(svd.rank()).isEqualTo(Math.min(rank, Math.min(rows, columns)));
    assertThat(JacobiSvd.valuesOf(a).singularValues()).isEqualTo(svd.singularValues());
  }

  /** Powers of four change no rounding, that of a square root neither: they pass to the bit. */
  @Property(tries = 60, seed = "1")
  void powersOfFourScaleTheResults(
      @ForAll @IntRange(min = 1, max = 20) int n,
      @ForAll @IntRange(min = -120, max = 120) int exponent,
      @ForAll @LongRange(min = 0, max = 1 << 20) long seed) {
    Matrix a = MatrixZoo.random(n, n, seed);
    double factor = Math.scalb(1.0, 2 * exponent);
    Matrix scaled = MatrixZoo.scaled(a, factor);

    assertThat(Qr.of(scaled).r().data()).isEqualTo(times(Qr.of(a).r().data(), factor));
    assertThat(Qr.of(scaled).q().data()).isEqualTo(Qr.of(a).q().data());
    assertThat(JacobiSvd.of(scaled).singularValues())
        .isEqualTo(times(JacobiSvd.of(a).singularValues(), factor));
    assertThat(JacobiSvd.of(scaled).u().data()).isEqualTo(JacobiSvd.of(a).u().data());
    Eigen eigen = Eigen.of(a);
    assertThat(Eigen.of(scaled).values())
        .isEqualTo(Arrays.stream(eigen.values()).map(z -> z.times(factor)).toArray(Complex[]::new));
    assertThat(Eigen.of(scaled).vectors().real().data()).isEqualTo(eigen.vectors().real().data());
    assertThat(Schur.of(scaled).t().data()).isEqualTo(times(Schur.of(a).t().data(), factor));
    PivotedQr pivoted = PivotedQr.of(a);
    assertThat(PivotedQr.of(scaled).r().data()).isEqualTo(times(pivoted.r().data(), factor));
    assertThat(PivotedQr.of(scaled).pivots()).isEqualTo(pivoted.pivots());
    Matrix tallSkinny = TallSkinnyQr.of(scaled, Threads.single()).r();
    assertThat(tallSkinny.data())
        .isEqualTo(times(TallSkinnyQr.of(a, Threads.single()).r().data(), factor));

    // One more row of each than its order, so that it is positive definite in rounded numbers too.
    Matrix more = MatrixZoo.random(n + 1, n, seed);
    Matrix gram = more.transposeTimes(more);
    Matrix scaledGram = MatrixZoo.scaled(gram, factor);
    assertThat(Cholesky.of(scaledGram).l().data())
        .isEqualTo(times(Cholesky.of(gram).l().data(), Math.scalb(1.0, exponent)));
    SymmetricEigen symmetric = SymmetricEigen.of(gram);
    assertThat(SymmetricEigen.of(scaledGram).values()).isEqualTo(times(symmetric.values(), factor));
    assertThat(SymmetricEigen.of(scaledGram).vectors().data())
        .isEqualTo(symmetric.vectors().data());
  }

  /** The same for complex matrices, and for Cholesky's factor up to the ends of the range. */
  @Property(tries = 40, seed = "1")
  void powersOfFourScaleComplexResults(
      @ForAll @IntRange(min = 1, max = 12) int n,
      @ForAll @IntRange(min = -120, max = 120) int exponent,
      @ForAll @LongRange(min = 0, max = 1 << 20) long seed) {
    ComplexMatrix a = ComplexZoo.random(n, n, seed);
    double factor = Math.scalb(1.0, 2 * exponent);
    ComplexMatrix scaled =
        new ComplexMatrix(
            MatrixZoo.scaled(a.real(), factor), MatrixZoo.scaled(a.imaginary(), factor));
    assertThat(ComplexQr.of(scaled).r().real().data())
        .isEqualTo(times(ComplexQr.of(a).r().real().data(), factor));
    assertThat(ComplexQr.of(scaled).r().imaginary().data())
        .isEqualTo(times(ComplexQr.of(a).r().imaginary().data(), factor));
    assertThat(ComplexSvd.of(scaled).singularValues())
        .isEqualTo(times(ComplexSvd.of(a).singularValues(), factor));
    ComplexEigen eigen = ComplexEigen.of(a);
    assertThat(ComplexEigen.of(scaled).values())
        .isEqualTo(Arrays.stream(eigen.values()).map(z -> z.times(factor)).toArray(Complex[]::new));
    Matrix more = MatrixZoo.random(n + 1, n, seed);
    Matrix gram = more.transposeTimes(more);
    int far = exponent < 0 ? -450 : 480;
    assertThat(Cholesky.of(MatrixZoo.scaled(gram, Math.scalb(1.0, 2 * far))).l().data())
        .isEqualTo(times(Cholesky.of(gram).l().data(), Math.scalb(1.0, far)));
  }

  private static double[] times(double[] values, double factor) {
    return Arrays.stream(values).map(x -> x * factor).toArray();
  }

  @Property(tries = 60, seed = "1")
  void tallSkinnyQrOfAnySplit(
      @ForAll @IntRange(min = 1, max = 12) int columns,
      @ForAll @Size(max = 8) List<@IntRange(max = 3000) Integer> pieces,
      @ForAll @IntRange(min = 1, max = 3) int workers) {
    int rows = pieces.stream().mapToInt(Integer::intValue).sum();
    Matrix a = MatrixZoo.random(rows, columns, rows);
    TallSkinnyQr[] partial = new TallSkinnyQr[workers];
    Arrays.setAll(partial, i -> new TallSkinnyQr(columns));
    int from = 0;
    for (int piece = 0; piece < pieces.size(); piece++) {
      int count = pieces.get(piece);
      partial[piece % workers].add(a.block(from, 0, count, columns));
      from += count;
    }
    for (int i = 1; i < workers; i++) {
      partial[0].merge(partial[i]);
    }
    Matrix r = partial[0].r();
    assertThat(partial[0].rows()).isEqualTo(rows);
    Matrix gram = a.transposeTimes(a);
    // Both Gram matrices carry an error of order max(rows, n) eps.
    double error = gram.minus(r.transposeTimes(r)).frobeniusNorm();
    assertThat(error)
        .isLessThanOrEqualTo(10 * Math.ulp(1.0) * Math.max(rows, columns) * gram.frobeniusNorm());
  }
}
