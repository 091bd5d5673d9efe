// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.JacobiSvd;

/**
 * Eigenvalues lambda_j, modes z_j, amplitudes a_j and residuals of a decomposition: the model x(t)
 * = sum over j of a_j lambda_j^((t - t0)/dt) z_j.
 *
 * <p>Everything that is indexed by j comes in the order of {@link #contributions()}, the largest
 * first, conjugate pairs adjacent with the positive imaginary part first. A residual is the norm of
 * A z_j - lambda_j z_j; pairs with a small one are the ones to trust. Immutable and thread-safe;
 * arrays are copies.
 */
public final class DmdResult {
  private final Coordinates coordinates;
  private final RitzSpace space;
  private final ModalModel model;
  private final List<int[]> trajectories;
  private final int[] inconsistentPairs;
  private final TimeAxis time;

  DmdResult(
      Coordinates coordinates,
      RitzSpace space,
      ModalModel model,
      List<int[]> trajectories,
      int[] inconsistentPairs,
      TimeAxis time) {
    this.coordinates = coordinates;
    this.space = space;
    this.model = model;
    this.trajectories = trajectories;
    this.inconsistentPairs = inconsistentPairs;
    this.time = time;
  }

  /**
   * The number of modes.
   *
   * @return k, at least 1
   */
  public int rank() {
    return space.rank();
  }

  /**
   * The eigenvalues.
   *
   * @return k numbers; conjugate pairs are conjugate to the bit
   */
  public Complex[] eigenvalues() {
    return model.pairs().eigenvalues().clone();
  }

  /**
   * The residuals, absolute: |A z_j - lambda_j z_j|. To be seen beside {@link #imageNorm()}.
   *
   * @return k numbers
   */
  public double[] residuals() {
    return model.pairs().residuals().clone();
  }

  /**
   * The amplitudes at the first snapshot, of the first trajectory if there are several.
   *
   * @return k numbers, conjugate where the eigenvalues are
   */
  public Complex[] amplitudes() {
    return RealForm.amplitudes(model.pairs().eigenvalues(), model.coefficients().get(0));
  }

  /**
   * How much each mode adds to the snapshots: the square root of the sum over all snapshots of |a_j
   * lambda_j^i|².
   *
   * @return k numbers, falling
   */
  public double[] contributions() {
    return model.contributions().clone();
  }

  /**
   * The singular values of the snapshots that have a successor, scaled as the options say. The
   * first {@link #rank()} were kept.
   *
   * @return all of them, falling
   */
  public double[] singularValues() {
    return space.singularValues().clone();
  }

  /**
   * The modes: Ritz vectors in the span of the snapshots that have a successor. Computed at each
   * call, 4 n m k operations.
   *
   * @return n x k, columns of unit norm; those of a conjugate pair are conjugate to the bit
   */
  public ComplexMatrix modes() {
    Matrix columns = coordinates.lift(space.u().times(model.pairs().vectors()));
    return RealForm.vectors(model.pairs().eigenvalues(), columns);
  }

  /**
   * The exact modes A z_j / lambda_j (Tu and others 2014), eigenvectors of the least-squares map,
   * in the span of the successors. Where A z_j vanishes the exact mode is z_j itself. Computed at
   * each call, 4 n m k operations.
   *
   * @return n x k, columns of unit norm; those of a conjugate pair are conjugate to the bit
   */
  public ComplexMatrix exactModes() {
    Complex[] eigenvalues = model.pairs().eigenvalues();
    Matrix vectors = model.pairs().vectors();
    Matrix images = space.b().times(vectors);
    Complex[] phases =
        Arrays.stream(eigenvalues)
            .map(z -> z.abs() == 0 ? Complex.ONE : z.conjugate().times(1 / z.abs()))
            .toArray(Complex[]::new);
    RealForm.multiplyColumns(images, eigenvalues, phases);
    Matrix fallback = space.u().times(vectors);
    for (int j = 0; j < eigenvalues.length; j++) {
      int width = RealForm.startsPair(eigenvalues[j]) ? 2 : 1;
      double norm = images.columns(j, j + width).frobeniusNorm();
      for (int i = j; i < j + width; i++) {
        for (int row = 0; row < images.rows(); row++) {
          images.set(row, i, norm == 0 ? fallback.get(row, i) : images.get(row, i) / norm);
        }
      }
      j += width - 1;
    }
    return RealForm.vectors(eigenvalues, coordinates.lift(images));
  }

  /**
   * The exponents of continuous time: log(lambda_j) / dt by the principal branch. The real part is
   * the growth rate, the imaginary part the angular frequency.
   *
   * @return k numbers; the real part is minus infinity for a zero eigenvalue
   */
  public Complex[] exponents() {
    return Arrays.stream(model.pairs().eigenvalues())
        .map(lambda -> lambda.log().times(1 / time.dt()))
        .toArray(Complex[]::new);
  }

  /**
   * The growth rates log|lambda_j| / dt.
   *
   * @return k numbers, negative for modes that decay
   */
  public double[] growthRates() {
    return Arrays.stream(exponents()).mapToDouble(Complex::re).toArray();
  }

  /**
   * The frequencies arg(lambda_j) / (2 pi dt), in cycles per unit of time.
   *
   * @return k numbers within half of 1/dt
   */
  public double[] frequencies() {
    return Arrays.stream(exponents()).mapToDouble(z -> z.im() / (2 * Math.PI)).toArray();
  }

  /**
   * The norm of A on the subspace of the modes (Frobenius), the yardstick for the residuals.
   *
   * @return the norm, at least 0
   */
  public double imageNorm() {
    return space.b().frobeniusNorm();
  }

  /**
   * The condition number of the matrix of modes. It is 1 for a normal map. From about 1/sqrt(eps) =
   * 7e7 on the Rayleigh quotient is close to a defective one, eigenvectors coincide, and amplitudes
   * lose their meaning, though the sum of the modes does not. Computed at each call, 30 k³
   * operations.
   *
   * @return the ratio of the largest to the smallest singular value, infinite if that is zero
   */
  public double modeCondition() {
    Matrix vectors = model.pairs().vectors().copy();
    Complex[] eigenvalues = model.pairs().eigenvalues();
    for (int j = 0; j < eigenvalues.length; j++) {
      if (eigenvalues[j].im() != 0) {
        for (int i = 0; i < vectors.rows(); i++) {
          vectors.set(i, j, vectors.get(i, j) * Math.sqrt(2));
        }
      }
    }
    double[] sigma = JacobiSvd.valuesOf(vectors).singularValues();
    return sigma[0] / sigma[sigma.length - 1];
  }

  /**
   * The pairs whose first snapshot is zero and whose second is not. No linear map does that; they
   * were left out.
   *
   * @return their indices: number i is the step from snapshot i to the next, counted through all
   *     trajectories
   */
  public int[] inconsistentPairs() {
    return inconsistentPairs.clone();
  }

  /**
   * The snapshots as the model has them, each trajectory from its own amplitudes.
   *
   * @return a new matrix of the size and in the order of the snapshots that were given; for pairs,
   *     all x and then all y
   */
  public Matrix reconstruct() {
    return coordinates.lift(reconstructed());
  }

  private Matrix reconstructed() {
    Matrix all = new Matrix(rank(), coordinates.columns().columns());
    for (int i = 0; i < trajectories.size(); i++) {
      int[] trajectory = trajectories.get(i);
      double[] steps = IntStream.range(0, trajectory.length).asDoubleStream().toArray();
      Matrix part = model.coefficientsAt(model.coefficients().get(i), steps);
      for (int step = 0; step < trajectory.length; step++) {
        System.arraycopy(
            part.data(), part.index(0, step), all.data(), all.index(0, trajectory[step]), rank());
      }
    }
    return toCoordinates(all);
  }

  private Matrix toCoordinates(Matrix coefficients) {
    return space.u().times(model.pairs().vectors().times(coefficients));
  }

  /**
   * The error of {@link #reconstruct()}, without forming it.
   *
   * @return |F - model| / |F| over all snapshots F, in the Frobenius norm
   */
  public double reconstructionError() {
    Matrix columns = coordinates.columns();
    return columns.minus(reconstructed()).frobeniusNorm() / columns.frobeniusNorm();
  }

  /**
   * States of the first trajectory by the model. For a time between snapshots and a negative
   * eigenvalue the real part of the principal power counts.
   *
   * @param times any finite times, on the scale set by start time and dt
   * @return n x (number of times)
   * @throws IllegalArgumentException if a time is not finite, or before the start when an
   *     eigenvalue is zero
   */
  public Matrix stateAt(double... times) {
    double[] steps = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      steps[i] = time.stepsTo(requireTime(times[i]));
    }
    Matrix coefficients = model.coefficientsAt(model.coefficients().get(0), steps);
    return coordinates.lift(toCoordinates(coefficients));
  }

  /**
   * The next states of the first trajectory after its last snapshot, by the model.
   *
   * @param steps how many, at least 0
   * @return n x steps
   * @throws IllegalArgumentException if the number is negative
   */
  public Matrix forecast(int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("steps: " + steps + ", expected at least 0");
    }
    int length = trajectories.get(0).length;
    return stateAt(IntStream.range(length, length + steps).mapToDouble(time::timeOf).toArray());
  }

  /**
   * What becomes of other states by the model: each is written in the modes by least squares, as
   * far as they span it, and the modes are moved on.
   *
   * @param states n x q, finite; not changed
   * @param duration how long, in the unit of dt; may be negative if no eigenvalue is zero
   * @return n x q
   * @throws IllegalArgumentException if the number of rows is not n or a number is not finite
   */
  public Matrix advance(Matrix states, double duration) {
    states.requireFinite("states");
    Matrix within = space.u().transposeTimes(coordinates.project(states));
    double steps = requireTime(duration) / time.dt();
    Complex[] eigenvalues = model.pairs().eigenvalues();
    AmplitudeSolver solver = new AmplitudeSolver(eigenvalues, model.pairs().vectors(), 1, null);
    Matrix moved = new Matrix(rank(), states.columns());
    for (int j = 0; j < states.columns(); j++) {
      Matrix column = model.coefficientsAt(solver.solve(within.columns(j, j + 1)), steps);
      System.arraycopy(column.data(), 0, moved.data(), moved.index(0, j), rank());
    }
    return coordinates.lift(toCoordinates(moved));
  }

  private static double requireTime(double time) {
    if (!Double.isFinite(time)) {
      throw new IllegalArgumentException("time: " + time + ", expected a finite one");
    }
    return time;
  }

  /**
   * A table of the modes in plain text: eigenvalue, modulus, growth rate, frequency, residual,
   * contribution.
   *
   * @return lines of text, the last without a line break
   */
  public String summary() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "rank %d of %d singular values, reconstruction error %.3g%n",
            rank(),
            space.singularValues().length,
            reconstructionError()));
    text.append(
        String.format(
            Locale.ROOT,
            "%23s %10s %12s %12s %10s %12s",
            "eigenvalue",
            "modulus",
            "growth rate",
            "frequency",
            "residual",
            "contribution"));
    Complex[] eigenvalues = eigenvalues();
    Complex[] exponents = exponents();
    for (int j = 0; j < rank(); j++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%11.6f%+11.6fi %10.6f %12.4g %12.4g %10.2e %12.4g",
              eigenvalues[j].re(),
              eigenvalues[j].im(),
              eigenvalues[j].abs(),
              exponents[j].re(),
              exponents[j].im() / (2 * Math.PI),
              model.pairs().residuals()[j],
              model.contributions()[j]));
    }
    return text.toString();
  }
}
