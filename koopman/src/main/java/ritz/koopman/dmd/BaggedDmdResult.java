// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/**
 * A decomposition and the standard errors of its parts. An interval of 1.96 errors to both sides
 * covers the truth in 95 of 100 cases, for white noise, enough snapshots and the right number of
 * exponents. Everything that is indexed by j is in the order of {@link #result()}. Immutable and
 * thread-safe.
 */
public final class BaggedDmdResult {
  private final DmdResult result;
  private final List<Bag> bags;
  private final int discarded;
  private final double factor;

  /**
   * A result.
   *
   * @param factor of the scatter of the bags that makes it the error of the estimate
   */
  BaggedDmdResult(DmdResult result, List<Bag> bags, int discarded, double factor) {
    this.result = result;
    this.bags = bags;
    this.discarded = discarded;
    this.factor = factor;
  }

  /**
   * What one bag gave.
   *
   * @param exponents in the order of the result
   * @param vectors unit modes, turned to the phase of those of the result
   * @param amplitudes of each trajectory at the first time of all its snapshots, turned back
   */
  record Bag(Complex[] exponents, ComplexMatrix vectors, List<Complex[]> amplitudes) {
    /** A bag. */
    static Bag of(Complex[] exponents, ExponentialModes modes, DmdResult result) {
      ComplexMatrix reference = result.model().pairs().vectors();
      Complex[] turns = new Complex[exponents.length];
      for (int j = 0; j < exponents.length; j++) {
        Complex overlap = Complex.ZERO;
        for (int i = 0; i < reference.rows(); i++) {
          overlap = overlap.plus(reference.get(i, j).conjugate().times(modes.vectors().get(i, j)));
        }
        turns[j] = overlap.abs() == 0 ? Complex.ONE : overlap.times(1 / overlap.abs());
        for (int i = 0; i < reference.rows(); i++) {
          modes.vectors().set(i, j, modes.vectors().get(i, j).times(turns[j].conjugate()));
        }
      }
      List<Complex[]> amplitudes =
          modes.amplitudes().stream()
              .map(
                  each ->
                      IntStream.range(0, turns.length)
                          .mapToObj(j -> each[j].times(turns[j]))
                          .toArray(Complex[]::new))
              .toList();
      return new Bag(exponents, modes.vectors(), amplitudes);
    }
  }

  Bag bag(int i) {
    return bags.get(i);
  }

  double factor() {
    return factor;
  }

  /**
   * The decomposition of all snapshots.
   *
   * @return the estimate
   */
  public DmdResult result() {
    return result;
  }

  /**
   * How many bags the errors are from.
   *
   * @return at least 2
   */
  public int bags() {
    return bags.size();
  }

  /**
   * How many bags were discarded, since their fit did not converge or its exponents were of other
   * kinds, real or in pairs. If they are many, the exponents are not determined.
   *
   * @return at least 0
   */
  public int discarded() {
    return discarded;
  }

  /**
   * The standard errors of the growth rates.
   *
   * @return k numbers
   */
  public double[] growthRateErrors() {
    return errors(j -> scatter(bag -> bag.exponents()[j].re()));
  }

  /**
   * The standard errors of the frequencies.
   *
   * @return k numbers, in cycles per unit of time
   */
  public double[] frequencyErrors() {
    return errors(j -> scatter(bag -> bag.exponents()[j].im() / (2 * Math.PI)));
  }

  /**
   * The standard errors of the amplitudes, of the first trajectory if there are several: of the
   * distance in the complex plane.
   *
   * @return k numbers
   */
  public double[] amplitudeErrors() {
    return amplitudeErrors(0);
  }

  /**
   * The standard errors of the amplitudes of a trajectory: of the distance in the complex plane.
   *
   * @param trajectory its number, from 0
   * @return k numbers
   * @throws IndexOutOfBoundsException if there is no such trajectory
   */
  public double[] amplitudeErrors(int trajectory) {
    return errors(
        j ->
            Math.hypot(
                scatter(bag -> bag.amplitudes().get(trajectory)[j].re()),
                scatter(bag -> bag.amplitudes().get(trajectory)[j].im())));
  }

  private double[] errors(IntToDoubleFunction error) {
    return IntStream.range(0, result.rank()).mapToDouble(error).toArray();
  }

  private double scatter(ToDoubleFunction<Bag> value) {
    double mean = bags.stream().mapToDouble(value).average().orElseThrow();
    double sum =
        bags.stream().mapToDouble(bag -> Math.pow(value.applyAsDouble(bag) - mean, 2)).sum();
    return factor * Math.sqrt(sum / (bags.size() - 1));
  }

  /**
   * The standard errors of the entries of the unit modes, whose phases are those of the result: of
   * the distance in the complex plane.
   *
   * @return a new n x k matrix
   */
  public Matrix modeErrors() {
    return scatter(bags.stream().map(bag -> Dense.of(bag.vectors())).toList());
  }

  /** The scatter of the entries of matrices in coordinates, one for each bag. */
  private Matrix scatter(List<Dense> each) {
    Dense mean = each.get(0).zeros(each.get(0).rows(), each.get(0).columns());
    each.forEach(mean::add);
    for (int j = 0; j < mean.columns(); j++) {
      mean.divideColumn(j, each.size());
    }
    Matrix squares = new Matrix(result.coordinates().basis().rows(), mean.columns());
    for (Dense one : each) {
      Dense off = result.coordinates().basis().lift(one.minus(mean));
      addSquares(off.real(), squares);
      if (!off.isReal()) {
        addSquares(off.complex().imaginary(), squares);
      }
    }
    return roots(squares);
  }

  private static void addSquares(Matrix from, Matrix to) {
    for (int j = 0; j < to.columns(); j++) {
      for (int i = 0; i < to.rows(); i++) {
        to.set(i, j, to.get(i, j) + from.get(i, j) * from.get(i, j));
      }
    }
  }

  private Matrix roots(Matrix squares) {
    double[] data = squares.data();
    Arrays.setAll(data, i -> factor * Math.sqrt(data[i] / (bags.size() - 1)));
    return squares;
  }

  /**
   * The standard errors of {@link DmdResult#stateAt}: how far the model may be off, without the
   * noise of single snapshots; for complex snapshots, of the distance in the complex plane.
   *
   * @param times any finite times
   * @return a new n x (number of times) matrix
   * @throws IllegalArgumentException if a time is not finite
   */
  public Matrix stateErrors(double... times) {
    return stateErrorsOf(0, times);
  }

  /**
   * {@link #stateErrors(double...)} for one of several trajectories.
   *
   * @param trajectory its number, from 0
   * @param times any finite times
   * @return a new n x (number of times) matrix
   * @throws IllegalArgumentException if a time is not finite
   * @throws IndexOutOfBoundsException if there is no such trajectory
   */
  public Matrix stateErrorsOf(int trajectory, double... times) {
    result.stateAtComplex(times);
    return scatter(bags.stream().map(bag -> states(bag, trajectory, times)).toList());
  }

  private Dense states(Bag bag, int trajectory, double... times) {
    double start = result.model().times().get(trajectory)[0];
    Complex[] amplitudes = bag.amplitudes().get(trajectory);
    ComplexMatrix factors = new ComplexMatrix(result.rank(), times.length);
    for (int i = 0; i < times.length; i++) {
      for (int j = 0; j < result.rank(); j++) {
        Complex power = bag.exponents()[j].times(times[i] - start).exp();
        factors.set(j, i, amplitudes[j].times(power));
      }
    }
    ComplexMatrix states = bag.vectors().times(factors);
    return result.isReal() ? Dense.of(states.real()) : Dense.of(states);
  }

  /**
   * Writes all of it to a file in NumPy's .npz format.
   *
   * @param file where to; an old file is replaced when the new one is whole
   * @throws IOException if the file cannot be written
   */
  public void save(Path file) throws IOException {
    FamilyFile.write(file, this);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @param file the file
   * @return the result, as saved up to rounding
   * @throws IOException if the file cannot be read or is not such a file
   */
  public static BaggedDmdResult load(Path file) throws IOException {
    return FamilyFile.readBagged(file);
  }
}
