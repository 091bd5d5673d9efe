// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/**
 * Eigenvalues lambda_j, modes z_j, amplitudes a_j and residuals of a decomposition, whichever
 * method made it: the model x(t) = sum over j of a_j lambda_j^((t - t0)/dt) z_j.
 *
 * <p>Everything that is indexed by j comes in the order of {@link #contributions()}, the largest
 * first; of real snapshots conjugate pairs come adjacent with the positive imaginary part first. A
 * residual is the norm of A z_j - lambda_j z_j; pairs with a small one are the ones to trust.
 *
 * <p>States of a real system are a {@link Matrix}; for complex snapshots ask the methods whose
 * names end with {@code Complex}, which take and give a {@link ComplexMatrix} in both cases.
 * Immutable and thread-safe; arrays are copies.
 */
public final class DmdResult {
  private final Coordinates coordinates;
  private final List<int[]> trajectories;
  private final ModalModel model;
  private final Diagnostics diagnostics;
  private final ModelStates states;

  /**
   * A result.
   *
   * @param coordinates the snapshots that the model is of, in the basis of its modes
   * @param trajectories for each trajectory the columns of its snapshots
   * @param model the modes in the same basis, with amplitudes and times for each trajectory
   * @param diagnostics what else the method knows
   */
  DmdResult(
      Coordinates coordinates,
      List<int[]> trajectories,
      ModalModel model,
      Diagnostics diagnostics) {
    this.coordinates = coordinates;
    this.trajectories = trajectories;
    this.model = model;
    this.diagnostics = diagnostics;
    this.states = new ModelStates(coordinates, trajectories, model);
  }

  Coordinates coordinates() {
    return coordinates;
  }

  List<int[]> trajectories() {
    return trajectories;
  }

  ModalModel model() {
    return model;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  /**
   * The number of modes.
   *
   * @return k; at least 1, but for a selection that nothing has passed
   */
  public int rank() {
    return model.pairs().count();
  }

  /**
   * Whether the snapshots were real.
   *
   * @return true for real snapshots
   */
  public boolean isReal() {
    return model.real();
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
   * The residuals, absolute: |A z_j - lambda_j z_j|. To be seen beside {@link #imageNorm()}. With
   * delays they are those of the embedded system.
   *
   * @return k numbers
   */
  public double[] residuals() {
    return model.pairs().residuals().clone();
  }

  /**
   * Whether {@link #residuals()} are standard errors of the eigenvalues instead, which is what
   * {@link OptimizedDmd} knows.
   *
   * @return true for a fit to scattered times
   */
  public boolean hasStandardErrors() {
    return diagnostics.standardErrors();
  }

  /**
   * The amplitudes at the first snapshot, of the first trajectory if there are several.
   *
   * @return k numbers, conjugate where the eigenvalues are
   */
  public Complex[] amplitudes() {
    return amplitudes(0);
  }

  /**
   * The amplitudes at the first snapshot of a trajectory.
   *
   * @param trajectory its number, from 0
   * @return k numbers, conjugate where the eigenvalues are
   * @throws IndexOutOfBoundsException if there is no such trajectory
   */
  public Complex[] amplitudes(int trajectory) {
    return model.amplitudes().get(trajectory).clone();
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
   * The singular values of the snapshots that have a successor, scaled as the options say.
   *
   * @return all of them, falling; empty for a method that has none
   */
  public double[] singularValues() {
    return diagnostics.singularValues().clone();
  }

  /**
   * The modes: Ritz vectors in the span of the snapshots that have a successor. Computed at each
   * call, 4 n m k operations.
   *
   * @return n x k, columns of unit norm; those of a conjugate pair are conjugate to the bit
   */
  public ComplexMatrix modes() {
    return states.vectors(model.pairs().vectors());
  }

  /**
   * The exact modes A z_j / lambda_j (Tu and others 2014), eigenvectors of the least-squares map,
   * in the span of the successors. Where A z_j vanishes the exact mode is z_j itself. Computed at
   * each call, 4 n m k operations.
   *
   * @return n x k, columns of unit norm; those of a conjugate pair are conjugate to the bit
   */
  public ComplexMatrix exactModes() {
    return states.vectors(model.pairs().exactVectors());
  }

  /**
   * The exponents of continuous time: log(lambda_j) / dt, by the principal branch where the
   * snapshots are evenly spaced. The real part is the growth rate, the imaginary part the angular
   * frequency.
   *
   * @return k numbers; the real part is minus infinity for a zero eigenvalue
   */
  public Complex[] exponents() {
    return model.exponents().clone();
  }

  /**
   * The growth rates log|lambda_j| / dt.
   *
   * @return k numbers, negative for modes that decay
   */
  public double[] growthRates() {
    return Arrays.stream(model.exponents()).mapToDouble(Complex::re).toArray();
  }

  /**
   * The frequencies arg(lambda_j) / (2 pi dt).
   *
   * @return k numbers, in cycles per unit of time
   */
  public double[] frequencies() {
    return modeList().stream().mapToDouble(DmdMode::frequency).toArray();
  }

  /**
   * The norm of A on the subspace of the modes (Frobenius), the yardstick for the residuals.
   *
   * @return the norm, at least 0
   */
  public double imageNorm() {
    return diagnostics.imageNorm();
  }

  /**
   * The condition number of the matrix of modes, with delays those of the embedded system. It is 1
   * for a normal map. From about 1/sqrt(eps) = 7e7 on the Rayleigh quotient is close to a defective
   * one, eigenvectors coincide, and amplitudes lose their meaning, though the sum of the modes does
   * not.
   *
   * @return the ratio of the largest to the smallest singular value, infinite if that is zero
   */
  public double modeCondition() {
    return diagnostics.modeCondition();
  }

  /**
   * The pairs whose first snapshot is zero and whose second is not. No linear map does that; they
   * were left out.
   *
   * @return their indices: number i is the step from snapshot i to the next, counted through all
   *     trajectories
   */
  public int[] inconsistentPairs() {
    return diagnostics.inconsistentPairs().clone();
  }

  /**
   * The time step that the eigenvalues are for.
   *
   * @return dt, positive
   */
  public double timeStep() {
    return model.axis().dt();
  }

  /**
   * When the snapshots of a trajectory were taken.
   *
   * @param trajectory its number, from 0
   * @return the times, rising
   * @throws IndexOutOfBoundsException if there is no such trajectory
   */
  public double[] times(int trajectory) {
    return model.times().get(trajectory).clone();
  }

  /**
   * The snapshots as the model has them, each trajectory from its own amplitudes.
   *
   * @return a new matrix of the size and in the order of the snapshots that were given; for pairs,
   *     all x and then all y
   * @throws IllegalStateException if the snapshots were complex
   */
  public Matrix reconstruct() {
    return requireReal("reconstructComplex").snapshots().real();
  }

  /**
   * {@link #reconstruct()} for complex snapshots.
   *
   * @return a new matrix of the size and in the order of the snapshots
   */
  public ComplexMatrix reconstructComplex() {
    return states.snapshots().complex();
  }

  ModelStates states() {
    return states;
  }

  private ModelStates requireReal(String instead) {
    if (!isReal()) {
      throw new IllegalStateException("the snapshots were complex; use " + instead);
    }
    return states;
  }

  /**
   * The error of {@link #reconstruct()}, without forming it.
   *
   * @return |F - model| / |F| over all snapshots F, in the Frobenius norm
   */
  public double reconstructionError() {
    return states.error();
  }

  /**
   * States of the first trajectory by the model. For a time between snapshots and a negative
   * eigenvalue the real part of the principal power counts.
   *
   * @param times any finite times, on the scale set by start time and dt
   * @return n x (number of times)
   * @throws IllegalArgumentException if a time is not finite, or before the start when an
   *     eigenvalue is zero
   * @throws IllegalStateException if the snapshots were complex
   */
  public Matrix stateAt(double... times) {
    return requireReal("stateAtComplex").at(0, times).real();
  }

  /**
   * {@link #stateAt} for complex snapshots.
   *
   * @param times any finite times
   * @return n x (number of times)
   * @throws IllegalArgumentException if a time is not finite, or before the start when an
   *     eigenvalue is zero
   */
  public ComplexMatrix stateAtComplex(double... times) {
    return states.at(0, times).complex();
  }

  /**
   * The next states of the first trajectory after its last snapshot, by the model.
   *
   * @param steps how many steps of dt, at least 0
   * @return n x steps
   * @throws IllegalArgumentException if the number is negative
   * @throws IllegalStateException if the snapshots were complex
   */
  public Matrix forecast(int steps) {
    return forecast(0, steps);
  }

  /**
   * The next states of a trajectory after its last snapshot, by the model.
   *
   * @param trajectory its number, from 0
   * @param steps how many steps of dt, at least 0
   * @return n x steps
   * @throws IllegalArgumentException if the number of steps is negative
   * @throws IndexOutOfBoundsException if there is no such trajectory
   * @throws IllegalStateException if the snapshots were complex
   */
  public Matrix forecast(int trajectory, int steps) {
    return requireReal("forecastComplex").next(trajectory, steps).real();
  }

  /**
   * {@link #forecast(int)} for complex snapshots.
   *
   * @param steps how many steps of dt, at least 0
   * @return n x steps
   * @throws IllegalArgumentException if the number is negative
   */
  public ComplexMatrix forecastComplex(int steps) {
    return forecastComplex(0, steps);
  }

  /**
   * {@link #forecast(int, int)} for complex snapshots.
   *
   * @param trajectory its number, from 0
   * @param steps how many steps of dt, at least 0
   * @return n x steps
   * @throws IllegalArgumentException if the number of steps is negative
   * @throws IndexOutOfBoundsException if there is no such trajectory
   */
  public ComplexMatrix forecastComplex(int trajectory, int steps) {
    return states.next(trajectory, steps).complex();
  }

  /**
   * The error of the forecast against snapshots that were held out.
   *
   * @param next n x q, the snapshots that follow the first trajectory, q at least 1
   * @return |forecast - next| / |next| in the Frobenius norm; infinite or NaN if the model runs
   *     away or all are zero
   * @throws IllegalArgumentException if the number of rows is not n or there is no snapshot
   */
  public double forecastError(Matrix next) {
    return states.forecastError(Dense.of(next));
  }

  /**
   * {@link #forecastError(Matrix)} for complex snapshots.
   *
   * @param next as for {@link #forecastError(Matrix)}
   * @return as for {@link #forecastError(Matrix)}
   * @throws IllegalArgumentException as for {@link #forecastError(Matrix)}
   */
  public double forecastError(ComplexMatrix next) {
    return states.forecastError(Dense.of(next));
  }

  /**
   * What becomes of other states by the model: each is written in the modes by least squares, as
   * far as they span it, and the modes are moved on.
   *
   * @param states n x q, finite; not changed
   * @param duration how long, in the unit of dt; may be negative if no eigenvalue is zero
   * @return n x q
   * @throws IllegalArgumentException if the number of rows is not n or a number is not finite
   * @throws IllegalStateException if the snapshots were complex, or if there are more modes than
   *     one state can determine, as with delays: then use {@link #forecastFrom}
   */
  public Matrix advance(Matrix states, double duration) {
    return requireReal("advanceComplex").moved(Dense.of(states), duration).real();
  }

  /**
   * {@link #advance} for complex snapshots.
   *
   * @param states n x q, finite; not changed
   * @param duration how long, in the unit of dt; may be negative if no eigenvalue is zero
   * @return n x q
   * @throws IllegalArgumentException if the number of rows is not n or a number is not finite
   * @throws IllegalStateException if there are more modes than one state can determine
   */
  public ComplexMatrix advanceComplex(ComplexMatrix states, double duration) {
    return this.states.moved(Dense.of(states), duration).complex();
  }

  /**
   * The states that follow some consecutive snapshots of another trajectory: the modes are fitted
   * to all of them by least squares, and moved on.
   *
   * @param recent n x q, q at least 1, one dt apart, finite; not changed
   * @param steps how many steps of dt after the last of them, at least 0
   * @return n x steps
   * @throws IllegalArgumentException if the number of rows is not n, there is no snapshot, an entry
   *     is not finite, or the number of steps is negative
   * @throws IllegalStateException if the snapshots were complex
   */
  public Matrix forecastFrom(Matrix recent, int steps) {
    return requireReal("forecastFromComplex").following(Dense.of(recent), steps).real();
  }

  /**
   * {@link #forecastFrom} for complex snapshots.
   *
   * @param recent n x q, q at least 1, one dt apart, finite; not changed
   * @param steps how many steps of dt after the last of them, at least 0
   * @return n x steps
   * @throws IllegalArgumentException as for {@link #forecastFrom}
   */
  public ComplexMatrix forecastFromComplex(ComplexMatrix recent, int steps) {
    return states.following(Dense.of(recent), steps).complex();
  }

  /**
   * The modes in numbers.
   *
   * @return k of them, in order
   */
  public List<DmdMode> modeList() {
    return IntStream.range(0, rank()).mapToObj(model::mode).toList();
  }

  /**
   * The model with some of its modes, for example those of small residual or in a band of
   * frequencies. They keep their amplitudes. Of a conjugate pair the mode with the positive
   * frequency is asked for both.
   *
   * @param keep tells whether a mode stays
   * @return a new result
   */
  public DmdResult select(Predicate<DmdMode> keep) {
    int[] kept =
        IntStream.of(model.leaders())
            .filter(j -> keep.test(model.mode(j)))
            .flatMap(model::withPartner)
            .toArray();
    return new DmdResult(coordinates, trajectories, model.select(kept), diagnostics);
  }

  /**
   * A table of the modes in plain text: eigenvalue, modulus, growth rate, frequency, residual,
   * contribution.
   *
   * @return lines of text, the last without a line break
   */
  public String summary() {
    return ModeTable.of(this);
  }

  /**
   * Writes the model to a file in NumPy's .npz format: eigenvalues, modes, amplitudes, times and
   * all else that a result holds.
   *
   * @param file where to; an old file is replaced when the new one is whole
   * @throws IOException if the file cannot be written
   */
  public void save(Path file) throws IOException {
    ResultFile.write(file, this);
  }

  /**
   * Reads a model that {@link #save} wrote.
   *
   * @param file the file
   * @return the result; its numbers are those of the one that was saved, its vectors to rounding
   * @throws IOException if the file cannot be read or is not such a file
   */
  public static DmdResult load(Path file) throws IOException {
    return ResultFile.read(file);
  }
}
