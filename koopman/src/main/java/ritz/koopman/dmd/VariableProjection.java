// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.PivotedQr;

/**
 * The separable least-squares problem min |H - Phi(p) B| over the parameters p of {@link
 * ExponentialFunctions} and the coefficients B. For given p the best B is Phi⁺ H, which leaves a
 * problem in p alone with the residual (I - Phi Phi⁺) H (Golub and Pereyra, SIAM J. Numer. Anal.
 * 10, 1973).
 *
 * <p>With Phi = Q R and the residual matrix E, the derivative by a parameter is -(I - Q Q') D B - Q
 * R^-T D' E, where D is the derivative of Phi; both terms are kept.
 *
 * <p>Several trajectories share p and have each its own times, Phi, H and B: their residuals and
 * derivatives stand on top of each other.
 */
final class VariableProjection {
  private final ExponentialFunctions.Kind kind;
  private final List<double[]> times;
  private final List<Matrix> data;

  /**
   * A problem.
   *
   * @param times for each trajectory, of order 1
   * @param data H of each, times x observables; complex ones real parts over imaginary parts
   */
  VariableProjection(ExponentialFunctions.Kind kind, List<double[]> times, List<Matrix> data) {
    this.kind = kind;
    this.times = times;
    this.data = data;
  }

  ExponentialFunctions.Kind kind() {
    return kind;
  }

  List<double[]> times() {
    return times;
  }

  List<Matrix> data() {
    return data;
  }

  /** The norm of all data. */
  double norm() {
    return data.stream().mapToDouble(Matrix::frobeniusNorm).reduce(0, Math::hypot);
  }

  /** The same data at times moved to begin with 0 and divided by a span. */
  VariableProjection scaledBy(double span) {
    return new VariableProjection(
        kind,
        times.stream()
            .map(each -> Arrays.stream(each).map(t -> (t - each[0]) / span).toArray())
            .toList(),
        data);
  }

  /** The projection at some parameters. */
  Point at(double[] parameters) {
    return new Point(parameters);
  }

  /** Parameters and all that follows from them. */
  final class Point {
    private final double[] parameters;
    private final List<Part> parts;

    private Point(double[] parameters) {
      this.parameters = parameters;
      this.parts =
          IntStream.range(0, data.size())
              .mapToObj(i -> new Part(kind.at(times.get(i), parameters), data.get(i)))
              .toList();
    }

    double[] parameters() {
      return parameters;
    }

    /** The projection of each trajectory. */
    List<Part> parts() {
      return parts;
    }

    double residualNorm() {
      return parts.stream()
          .mapToDouble(part -> part.residual().frobeniusNorm())
          .reduce(0, Math::hypot);
    }

    /** The derivatives of the residual, (times · observables) x parameters. */
    Matrix jacobian() {
      return stacked(parts.stream().map(part -> part.jacobian(parameters.length)).toList());
    }

    /** The residual in the order of the rows of the Jacobian, as one column. */
    Matrix residualColumn() {
      return stacked(parts.stream().map(Part::residualColumn).toList());
    }

    private static Matrix stacked(List<Matrix> blocks) {
      return blocks.size() == 1
          ? blocks.get(0)
          : Dense.stacked(blocks.stream().map(Dense::of).toArray(Dense[]::new)).real();
    }
  }

  /** What some parameters make of one trajectory. */
  static final class Part {
    private final ExponentialFunctions basis;
    private final Matrix q;
    private final Matrix inverseR;
    private final Matrix coefficients;
    private final Matrix residual;

    private Part(ExponentialFunctions basis, Matrix data) {
      this.basis = basis;
      PivotedQr qr = PivotedQr.of(basis.functions());
      int rank = qr.rank(data.rows() * Math.ulp(1.0));
      this.q = qr.q().columns(0, rank);
      this.inverseR =
          inverse(qr.r().block(0, 0, rank, rank), qr.pivots(), basis.functions().columns());
      Matrix projected = q.transposeTimes(data);
      this.coefficients = inverseR.times(projected);
      this.residual = data.minus(q.times(projected));
    }

    /**
     * R^-1 of the columns that are kept, in the rows of Phi's columns; zero rows for the others.
     */
    private static Matrix inverse(Matrix r, int[] pivots, int count) {
      int rank = r.columns();
      Matrix result = new Matrix(count, rank);
      for (int j = 0; j < rank; j++) {
        double[] x = new double[rank];
        x[j] = 1;
        for (int i = j; i >= 0; i--) {
          x[i] /= r.get(i, i);
          DoubleBlas.axpy(i, -x[i], r.data(), r.index(0, i), x, 0);
        }
        for (int i = 0; i <= j; i++) {
          result.set(pivots[i], j, x[i]);
        }
      }
      return result;
    }

    Matrix residual() {
      return residual;
    }

    /** Takes from vectors at the times their part in the span of the functions. */
    Matrix outside(Matrix vectors) {
      return vectors.minus(q.times(q.transposeTimes(vectors)));
    }

    private Matrix jacobian(int count) {
      Matrix result = new Matrix(residual.rows() * residual.columns(), count);
      for (int k = 0; k < count; k++) {
        Matrix derivatives = basis.derivatives(k);
        int first = ExponentialFunctions.firstFunction(k, count);
        int width = derivatives.columns();
        Matrix direct =
            outside(derivatives).times(coefficients.block(first, 0, width, residual.columns()));
        Matrix back =
            q.times(
                inverseR
                    .block(first, 0, width, q.columns())
                    .transposeTimes(derivatives.transposeTimes(residual)));
        int start = result.index(0, k);
        for (int j = 0; j < residual.columns(); j++) {
          for (int i = 0; i < residual.rows(); i++) {
            result.data()[start++] = -direct.get(i, j) - back.get(i, j);
          }
        }
      }
      return result;
    }

    private Matrix residualColumn() {
      return Matrix.of(
          residual.rows() * residual.columns(),
          1,
          Arrays.copyOf(residual.copy().data(), residual.rows() * residual.columns()));
    }
  }
}
