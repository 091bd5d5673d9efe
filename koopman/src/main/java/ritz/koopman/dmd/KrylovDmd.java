// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.List;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * Dynamic mode decomposition in Krylov form: the last snapshot of a trajectory is written in the
 * others, f_m = F c + r, which makes the map a companion matrix on their span. With its eigenvalues
 * lambda the model sum of a_j lambda_j^i z_j is exact for all snapshots but the last, and off by r
 * there. For few snapshots of linear dynamics; noise calls for one of the other methods.
 *
 * <p>Modes solve a system with the Vandermonde matrix of lambda, which is hopelessly conditioned as
 * it stands and harmless in {@link VandermondeCauchy} form (Drmač, Mezić, Mohr 2019). With
 * residuals |A z - lambda z|, which the companion form gives for nothing. It takes one trajectory,
 * since pairs and several orbits span no Krylov space. Immutable and thread-safe.
 */
public final class KrylovDmd {
  private final TimeAxis time;

  /**
   * Chooses the time step.
   *
   * @param dt the time from one snapshot to the next, positive and finite
   * @throws IllegalArgumentException if the step is out of range
   */
  public KrylovDmd(double dt) {
    this.time = new TimeAxis(0, TimeAxis.requireStep(dt));
  }

  /**
   * Decomposes a trajectory.
   *
   * @param snapshots the states, n x (m + 1), with n at least m; not changed
   * @return the decomposition with m modes
   * @throws IllegalArgumentException if there are fewer than two snapshots or more than n + 1, or
   *     an entry is not finite
   * @throws NumericalException if snapshots but the last depend on each other to rounding, or an
   *     iteration does not converge
   */
  public DmdResult fit(Matrix snapshots) {
    return fit(Dense.of(snapshots));
  }

  /**
   * Decomposes a trajectory of complex states.
   *
   * @param snapshots as for {@link #fit(Matrix)}
   * @return the decomposition with m modes
   * @throws IllegalArgumentException as for {@link #fit(Matrix)}
   * @throws NumericalException as for {@link #fit(Matrix)}
   */
  public DmdResult fit(ComplexMatrix snapshots) {
    return fit(Dense.of(snapshots));
  }

  private DmdResult fit(Dense snapshots) {
    Snapshots checked = Snapshots.ofTrajectory(snapshots);
    int m = snapshots.columns() - 1;
    if (snapshots.rows() < m) {
      throw new IllegalArgumentException(
          "snapshots: "
              + snapshots.shape()
              + ", expected at most "
              + (snapshots.rows() + 1)
              + " columns");
    }
    Coordinates coordinates = Compression.lossless().compress(checked.columns());
    Dense x = coordinates.columns().columns(0, m);
    Dense last = coordinates.columns().columns(m, m + 1);
    Dense c = leastSquares(x, last);
    double misfit = last.minus(x.times(c)).frobeniusNorm();
    Dense companion = x.zeros(m, m);
    companion.setBlock(0, m - 1, c);
    for (int i = 1; i < m; i++) {
      companion.set(i, i - 1, Complex.ONE);
    }
    return result(coordinates, checked, Factorizations.eigenvalues(companion), misfit);
  }

  /** The solution for columns of very different sizes: each is scaled to norm 1 first. */
  private static Dense leastSquares(Dense x, Dense right) {
    Dense scaled = x.copy();
    double[] norms = IntStream.range(0, x.columns()).mapToDouble(scaled::norm).toArray();
    for (int j = 0; j < norms.length; j++) {
      if (norms[j] == 0) {
        throw new NumericalException("snapshots: column " + j + " is zero");
      }
      scaled.divideColumn(j, norms[j]);
    }
    Dense solution = Factorizations.solve(scaled, right);
    for (int j = 0; j < norms.length; j++) {
      solution.set(j, 0, solution.get(j, 0).times(1 / norms[j]));
    }
    return solution;
  }

  private DmdResult result(
      Coordinates coordinates, Snapshots snapshots, Complex[] eigenvalues, double misfit) {
    int m = eigenvalues.length;
    boolean isReal = coordinates.columns().isReal();
    VandermondeCauchy system = new VandermondeCauchy(eigenvalues);
    ComplexMatrix modes = system.solve(coordinates.columns().columns(0, m));
    // the last entries of the eigenvectors of the companion matrix say how much of r is in A z
    ComplexMatrix shares = system.solve(lastUnitRow(m));
    ComplexMatrix vectors = new ComplexMatrix(modes.rows(), m);
    ComplexMatrix images = new ComplexMatrix(modes.rows(), m);
    Complex[] amplitudes = new Complex[m];
    double[] residuals = new double[m];
    double squares = 0;
    for (int j = 0; j < m; j++) {
      int source = isReal && RealForm.endsPair(eigenvalues[j]) ? j - 1 : j;
      boolean single = isReal && eigenvalues[j].im() == 0;
      double norm = Dense.of(modes).norm(source);
      amplitudes[j] = new Complex(norm, 0);
      residuals[j] = misfit * shares.get(0, source).abs() / norm;
      squares += Math.pow(eigenvalues[j].abs(), 2);
      for (int i = 0; i < modes.rows(); i++) {
        Complex entry = modes.get(i, source).times(1 / norm);
        vectors.set(
            i, j, source != j ? entry.conjugate() : single ? new Complex(entry.re(), 0) : entry);
        images.set(i, j, vectors.get(i, j).times(eigenvalues[j]));
      }
    }
    RitzPairs pairs = new RitzPairs(eigenvalues, vectors, images, residuals);
    ModalModel model =
        ModalModel.of(
            pairs, isReal, time, List.of(time.times(m + 1)), List.<Complex[]>of(amplitudes));
    Diagnostics diagnostics =
        new Diagnostics(
            new double[0], Math.sqrt(squares), Diagnostics.conditionOf(pairs, isReal), new int[0]);
    return new DmdResult(coordinates, snapshots.trajectories(), model, diagnostics);
  }

  private static Dense lastUnitRow(int m) {
    Matrix row = new Matrix(1, m);
    row.set(0, m - 1, 1);
    return Dense.of(row);
  }
}
