// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.koopman.dictionary.Dictionary;

/**
 * Eigenvalues, eigenfunctions phi_j and modes v_j of a Koopman operator: the state x becomes after
 * k steps the sum over j of lambda_j^k phi_j(x) v_j, as far as the state is in the span of the
 * eigenfunctions. Immutable and thread-safe.
 */
public final class EdmdResult {
  private final Dictionary dictionary;
  private final FunctionSpace functions;
  private final DmdResult result;

  EdmdResult(Dictionary dictionary, FunctionSpace functions, DmdResult result) {
    this.dictionary = dictionary;
    this.functions = functions;
    this.result = result;
  }

  FunctionSpace functions() {
    return functions;
  }

  /**
   * The result.
   *
   * @param values of the dictionary at all snapshots, a row for each
   */
  static EdmdResult of(
      Dictionary dictionary,
      FunctionSpace functions,
      Snapshots snapshots,
      Matrix values,
      TimeAxis time) {
    RitzPairs pairs = functions.pairs();
    RealForm form = new RealForm(pairs.eigenvalues(), true);
    ComplexMatrix phi = form.product(Dense.of(values), functions.coefficients());
    double[] norms = new double[pairs.count()];
    Dense states = snapshots.columns();
    ComplexMatrix vectors = unit(modes(functions, states.isReal()), norms);
    ComplexMatrix images = new ComplexMatrix(vectors.rows(), vectors.columns());
    for (int j = 0; j < norms.length; j++) {
      for (int i = 0; i < vectors.rows(); i++) {
        images.set(i, j, vectors.get(i, j).times(pairs.eigenvalues()[j]));
      }
    }
    List<Complex[]> amplitudes =
        snapshots.trajectories().stream().map(t -> amplitudes(phi, t[0], norms)).toList();
    List<double[]> times =
        snapshots.trajectories().stream().map(t -> time.times(t.length)).toList();
    RitzPairs modes = new RitzPairs(pairs.eigenvalues(), vectors, images, pairs.residuals());
    RitzSpace space = functions.space();
    Diagnostics diagnostics =
        new Diagnostics(
            space.singularValues(),
            space.b().frobeniusNorm(),
            Diagnostics.conditionOf(pairs, true),
            new int[0]);
    return new EdmdResult(
        dictionary,
        functions,
        new DmdResult(
            new Coordinates(new StandardBasis(states.rows()), states, 0),
            snapshots.trajectories(),
            ModalModel.of(modes, states.isReal(), time, times, amplitudes),
            diagnostics));
  }

  /** What each eigenfunction adds to the state: to its two parts, for a complex one. */
  private static ComplexMatrix modes(FunctionSpace functions, boolean isReal) {
    ComplexMatrix parts = functions.modes();
    if (isReal) {
      return parts;
    }
    int n = parts.rows() / 2;
    ComplexMatrix result = new ComplexMatrix(n, parts.columns());
    for (int j = 0; j < parts.columns(); j++) {
      for (int i = 0; i < n; i++) {
        Complex im = parts.get(n + i, j);
        result.set(i, j, parts.get(i, j).plus(new Complex(-im.im(), im.re())));
      }
    }
    return result;
  }

  /** The columns divided by their norms, which are stored; the first unit vector for zero. */
  private static ComplexMatrix unit(ComplexMatrix modes, double[] norms) {
    Dense result = Dense.of(modes).copy();
    for (int j = 0; j < norms.length; j++) {
      norms[j] = result.norm(j);
      if (norms[j] > 0) {
        result.divideColumn(j, norms[j]);
      } else {
        result.complex().set(0, j, Complex.ONE);
      }
    }
    return result.complex();
  }

  private static Complex[] amplitudes(ComplexMatrix phi, int row, double[] norms) {
    Complex[] result = new Complex[norms.length];
    for (int j = 0; j < norms.length; j++) {
      result[j] = phi.get(row, j).times(norms[j]);
    }
    return result;
  }

  /**
   * The decomposition in the form that all methods share: the modes v_j of unit norm, the
   * amplitudes phi_j at the first states, and the residuals of the eigenfunctions |K phi_j -
   * lambda_j phi_j| / |phi_j| in the mean square over the states. Within that distance of lambda_j
   * lies a point of the spectrum, for a normal operator and up to the error of the mean.
   *
   * @return the decomposition
   */
  public DmdResult result() {
    return result;
  }

  /**
   * The least of |K g - z g| / |g| over all functions g in the span of the dictionary, in the mean
   * square over the states. The points where it is below epsilon are in the epsilon-pseudospectrum
   * of the operator, up to the error of the mean: residual DMD proves what it shows. Some 10^3 N³
   * operations.
   *
   * @param z a finite number
   * @return the residual, at least 0
   */
  public double leastResidual(Complex z) {
    if (!z.isFinite()) {
      throw new IllegalArgumentException("z: " + z + ", expected a finite number");
    }
    return new RitzRefinement(functions.space()).leastResidual(z);
  }

  /**
   * {@link #leastResidual} on a grid, for a plot of the pseudospectra. Points are shared out among
   * the threads of the common pool.
   *
   * @param re the real parts, finite
   * @param im the imaginary parts, finite
   * @return a new matrix of im.length x re.length residuals
   * @throws IllegalArgumentException if a number is not finite
   */
  public Matrix leastResiduals(double[] re, double[] im) {
    for (double part : DoubleStream.concat(Arrays.stream(re), Arrays.stream(im)).toArray()) {
      if (!Double.isFinite(part)) {
        throw new IllegalArgumentException("grid: " + part + ", expected finite numbers");
      }
    }
    RitzRefinement refinement = new RitzRefinement(functions.space());
    Matrix result = new Matrix(im.length, re.length);
    IntStream.range(0, im.length * re.length)
        .parallel()
        .forEach(
            k -> {
              int i = k % im.length;
              int j = k / im.length;
              result.set(i, j, refinement.leastResidual(new Complex(re[j], im[i])));
            });
    return result;
  }

  /**
   * The eigenfunctions at some states, in the order of the eigenvalues of {@link #result()}, of
   * mean square 1 over the states of the fit.
   *
   * @param states n x q, finite; not changed
   * @return a new q x k matrix
   * @throws IllegalArgumentException if the number of rows is not n or a number is not finite
   */
  public ComplexMatrix eigenfunctions(Matrix states) {
    return eigenfunctions(Dense.of(states));
  }

  /**
   * {@link #eigenfunctions(Matrix)} at complex states.
   *
   * @param states n x q, finite; not changed
   * @return a new q x k matrix
   * @throws IllegalArgumentException if the number of rows is not n or a number is not finite
   */
  public ComplexMatrix eigenfunctions(ComplexMatrix states) {
    return eigenfunctions(Dense.of(states));
  }

  private ComplexMatrix eigenfunctions(Dense states) {
    Matrix values = dictionary.evaluate(Edmd.numbers(states.requireFinite("states")));
    RealForm form = new RealForm(functions.pairs().eigenvalues(), true);
    ComplexMatrix phi = form.product(Dense.of(values), functions.coefficients());
    return Dense.of(phi).select(order()).complex();
  }

  /** Where each eigenvalue of the result, which is in another order, is in the function space. */
  private int[] order() {
    Complex[] target = result.eigenvalues();
    Complex[] source = functions.pairs().eigenvalues();
    boolean[] used = new boolean[source.length];
    int[] order = new int[source.length];
    for (int j = 0; j < order.length; j++) {
      int i = 0;
      while (used[i] || !source[i].equals(target[j])) {
        i++;
      }
      used[i] = true;
      order[j] = i;
    }
    return order;
  }

  /**
   * What becomes of a state.
   *
   * @param state its n components
   * @param steps how many time steps to go, at least 0
   * @return n x steps, the states after 1, 2 … steps
   * @throws IllegalArgumentException if the state has another size or the number is negative
   * @throws IllegalStateException if the snapshots were complex
   */
  public Matrix forecast(double[] state, int steps) {
    if (!result.isReal()) {
      throw new IllegalStateException("the snapshots were complex; use forecastComplex");
    }
    return forecast(Dense.of(Matrix.of(state.length, 1, state.clone())), steps).real();
  }

  /**
   * {@link #forecast} for complex states.
   *
   * @param state n x 1
   * @param steps how many time steps to go, at least 0
   * @return n x steps, the states after 1, 2 … steps
   * @throws IllegalArgumentException if the state has another size or the number is negative
   */
  public ComplexMatrix forecastComplex(ComplexMatrix state, int steps) {
    return forecast(Dense.of(state), steps).complex();
  }

  private Dense forecast(Dense state, int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("steps: " + steps + ", expected at least 0");
    }
    Matrix start = Edmd.numbers(state.requireFinite("state"));
    RealForm form = new RealForm(functions.pairs().eigenvalues(), true);
    ComplexMatrix phi =
        form.product(Dense.of(dictionary.evaluate(start)), functions.coefficients());
    ComplexMatrix modes = modes(functions, result.isReal());
    Complex[] eigenvalues = functions.pairs().eigenvalues();
    Dense forecast = state.zeros(modes.rows(), steps);
    for (int j = 0; j < eigenvalues.length; j++) {
      Complex factor = phi.get(0, j);
      for (int step = 0; step < steps; step++) {
        factor = factor.times(eigenvalues[j]);
        for (int i = 0; i < forecast.rows(); i++) {
          forecast.set(i, step, forecast.get(i, step).plus(factor.times(modes.get(i, j))));
        }
      }
    }
    return forecast;
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
   * @param dictionary the functions of the fit, which are not in the file
   * @return the result, as saved up to rounding
   * @throws IOException if the file cannot be read or is not such a file
   * @throws IllegalArgumentException if the dictionary has another number of functions
   */
  public static EdmdResult load(Path file, Dictionary dictionary) throws IOException {
    return FamilyFile.readExtended(file, dictionary);
  }
}
