// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.koopman.dmd.Factorizations.Svd;

/**
 * Optimized dynamic mode decomposition: the exponents omega_j and modes that fit x(t) = sum of a_j
 * exp(omega_j t) z_j best to all snapshots at once, at any times. It does not suffer from the bias
 * that noise gives to methods that go from snapshot to snapshot (Askham and Kutz, SIAM J. Appl.
 * Dyn. Syst. 17, 2018). Immutable, reusable and thread-safe.
 *
 * <p>The modes are eliminated by variable projection, the exponents found by Levenberg and
 * Marquardt's method, from a start that is searched for or given; in both cases exponents are then
 * exchanged as long as that makes the fit better, so that a poor start does no harm. Exponents of
 * real snapshots are real or in conjugate pairs, those of complex ones are any.
 *
 * <p>Several trajectories have the same exponents and modes, each with its own amplitudes and
 * times. The exponents are those that fit all of them best with modes that each may choose for
 * itself, for which the problem stays separable; modes and amplitudes are then fitted to all
 * snapshots. Shared modes from the start could tell exponents better where frequencies are close:
 * by the bound of Cramér and Rao for two modes seen by eight sensors in four runs, their errors
 * would be smaller by 3 % two cycles apart in the length of a run, by 14 % one cycle apart, half as
 * large at half a cycle and a quarter as large at a quarter.
 *
 * <p>In place of a residual of the map, which scattered times do not give, the result has the
 * standard errors of the eigenvalues as white noise of the size of the misfit would make them.
 *
 * <p>Snapshots are projected on their leading singular vectors first, l of them: with k exponents
 * and m snapshots an iteration costs about 4 l m k² operations, the search for a start some 20 l m²
 * k; both four times as much for complex snapshots.
 */
public final class OptimizedDmd {
  private final int count;
  private final Complex[] start;
  private final int projection;
  private final double dt;

  private OptimizedDmd(Builder builder) {
    this.count = builder.count;
    this.start = builder.start;
    this.projection = builder.projection == 0 ? 2 * builder.count : builder.projection;
    this.dt = builder.dt;
  }

  /**
   * Starts with the number of exponents.
   *
   * @param exponents how many to fit, k, at least 1; both of a conjugate pair count
   * @return a builder
   * @throws IllegalArgumentException if the number is less than 1
   */
  public static Builder builder(int exponents) {
    if (exponents < 1) {
      throw new IllegalArgumentException("exponents: " + exponents + ", expected at least 1");
    }
    return new Builder(exponents);
  }

  /**
   * Fits snapshots at the times 0, dt, 2 dt …
   *
   * @param snapshots the states, n x m; not changed
   * @return the decomposition
   * @throws IllegalArgumentException as for {@link #fit(Matrix, double...)}
   * @throws NumericalException if an iteration does not converge
   */
  public DmdResult fit(Matrix snapshots) {
    return fit(snapshots, new TimeAxis(0, dt).times(snapshots.columns()));
  }

  /**
   * Fits snapshots at given times.
   *
   * @param snapshots the states, n x m; not changed
   * @param times when each was taken, rising
   * @return the decomposition; eigenvalues are exp(omega dt)
   * @throws IllegalArgumentException if there are not more snapshots than exponents, the times are
   *     not as many or do not rise, an entry is not finite, all are zero, or the start is not
   *     closed under conjugation
   * @throws NumericalException if an iteration does not converge
   */
  public DmdResult fit(Matrix snapshots, double... times) {
    return prepare(List.of(Dense.of(snapshots)), List.of(times)).result();
  }

  /**
   * Fits complex snapshots at the times 0, dt, 2 dt …
   *
   * @param snapshots the states, n x m; not changed
   * @return the decomposition
   * @throws IllegalArgumentException as for {@link #fit(Matrix, double...)}
   * @throws NumericalException if an iteration does not converge
   */
  public DmdResult fit(ComplexMatrix snapshots) {
    return fit(snapshots, new TimeAxis(0, dt).times(snapshots.columns()));
  }

  /**
   * Fits complex snapshots at given times.
   *
   * @param snapshots as for {@link #fit(Matrix, double...)}
   * @param times as for {@link #fit(Matrix, double...)}
   * @return the decomposition
   * @throws IllegalArgumentException as for {@link #fit(Matrix, double...)}
   * @throws NumericalException if an iteration does not converge
   */
  public DmdResult fit(ComplexMatrix snapshots, double... times) {
    return prepare(List.of(Dense.of(snapshots)), List.of(times)).result();
  }

  /**
   * Fits several trajectories of one system together, each at the times 0, dt, 2 dt …
   *
   * @param trajectories the states of each, all with as many rows; not changed
   * @return the decomposition
   * @throws IllegalArgumentException as for {@link #fit(List, List)}
   * @throws NumericalException if an iteration does not converge
   */
  public DmdResult fit(List<Matrix> trajectories) {
    return fit(trajectories, evenTimes(trajectories.stream().map(Matrix::columns).toList()));
  }

  /**
   * Fits several trajectories of one system together: exponents and modes are shared, amplitudes
   * are each trajectory's own.
   *
   * @param trajectories the states of each, all with as many rows; not changed
   * @param times when the snapshots of each were taken, rising within it
   * @return the decomposition
   * @throws IllegalArgumentException if there is none, a trajectory is not fit for use by itself as
   *     said at {@link #fit(Matrix, double...)}, or the numbers of rows differ
   * @throws NumericalException if an iteration does not converge
   */
  public DmdResult fit(List<Matrix> trajectories, List<double[]> times) {
    return prepare(trajectories.stream().map(Dense::of).toList(), times).result();
  }

  /**
   * {@link #fit(List)} for complex states.
   *
   * @param trajectories the states of each; not changed
   * @return the decomposition
   * @throws IllegalArgumentException as for {@link #fit(List, List)}
   * @throws NumericalException if an iteration does not converge
   */
  public DmdResult fitComplex(List<ComplexMatrix> trajectories) {
    return fitComplex(
        trajectories, evenTimes(trajectories.stream().map(ComplexMatrix::columns).toList()));
  }

  /**
   * {@link #fit(List, List)} for complex states.
   *
   * @param trajectories the states of each; not changed
   * @param times when the snapshots of each were taken, rising within it
   * @return the decomposition
   * @throws IllegalArgumentException as for {@link #fit(List, List)}
   * @throws NumericalException if an iteration does not converge
   */
  public DmdResult fitComplex(List<ComplexMatrix> trajectories, List<double[]> times) {
    return prepare(trajectories.stream().map(Dense::of).toList(), times).result();
  }

  private List<double[]> evenTimes(List<Integer> lengths) {
    return lengths.stream().map(new TimeAxis(0, dt)::times).toList();
  }

  /** Snapshots that are checked, compressed and projected, and the best fit to them. */
  Fitted prepare(List<Dense> trajectories, List<double[]> times) {
    if (times.size() != trajectories.size()) {
      throw new IllegalArgumentException(
          "times: of "
              + times.size()
              + " trajectories, expected of "
              + trajectories.size()
              + ", one array for each");
    }
    for (int i = 0; i < times.size(); i++) {
      requireTimes(trajectories.get(i), times.get(i));
    }
    Snapshots snapshots =
        trajectories.size() == 1
            ? Snapshots.ofTrajectory(trajectories.get(0))
            : Snapshots.ofTrajectories(trajectories);
    boolean isReal = snapshots.columns().isReal();
    if (start != null && isReal) {
      requirePairs(start);
    }
    Coordinates coordinates = Compression.lossless().compress(snapshots.columns());
    if (coordinates.columns().frobeniusNorm() == 0) {
      throw new IllegalArgumentException("snapshots: all zero, expected one that is not");
    }
    Matrix data = project(coordinates.columns());
    ExponentialFunctions.Kind kind = ExponentialFunctions.Kind.of(snapshots.columns());
    int total = snapshots.columns().columns();
    VariableProjection problem =
        new VariableProjection(
            kind,
            times.stream().map(double[]::clone).toList(),
            snapshots.trajectories().stream()
                .map(t -> Dense.of(data).rows(kind.rows(total, t)).real())
                .toList());
    ExponentialFit fit =
        start == null ? ExponentialFit.greedy(problem, count) : ExponentialFit.from(problem, start);
    return new Fitted(coordinates, snapshots.trajectories(), problem, fit, dt);
  }

  private void requireTimes(Dense snapshots, double... times) {
    if (times.length != snapshots.columns()) {
      throw new IllegalArgumentException(
          "times: "
              + times.length
              + ", expected "
              + snapshots.columns()
              + ", one for each snapshot (column)");
    }
    if (times.length <= count) {
      throw new IllegalArgumentException(
          "snapshots: " + snapshots.shape() + ", expected more columns than exponents, " + count);
    }
    for (int i = 0; i < times.length; i++) {
      if (!Double.isFinite(times[i]) || (i > 0 && !(times[i] > times[i - 1]))) {
        throw new IllegalArgumentException(
            "times: number " + i + " is " + times[i] + ", expected finite ones that rise");
      }
    }
  }

  private static void requirePairs(Complex... exponents) {
    Map<Complex, Integer> balance = new HashMap<>();
    for (Complex s : exponents) {
      Complex upper = s.im() < 0 ? s.conjugate() : s;
      balance.merge(upper, (int) Math.signum(s.im()), Integer::sum);
    }
    balance.forEach(
        (s, surplus) -> {
          if (surplus != 0) {
            throw new IllegalArgumentException(
                "start: "
                    + s
                    + " has no conjugate, expected exponents that are real or in conjugate pairs for"
                    + " real snapshots");
          }
        });
  }

  /**
   * The transposed snapshots F' = (conj V) Sigma U' without U, cut to the leading columns: m x l,
   * or 2 m x l with the imaginary parts below the real ones.
   */
  private Matrix project(Dense columns) {
    Svd svd = Factorizations.svd(columns);
    int kept = Math.min(projection, svd.sigma().length);
    Dense v = svd.v().columns(0, kept);
    Dense conjugate = v.adjoint().transpose();
    Matrix result =
        v.isReal()
            ? v.real().copy()
            : Dense.stacked(Dense.of(conjugate.real()), Dense.of(conjugate.complex().imaginary()))
                .real();
    for (int j = 0; j < kept; j++) {
      DoubleBlas.scal(result.rows(), svd.sigma()[j], result.data(), result.index(0, j));
    }
    return result;
  }

  /**
   * A fit and what it was made from.
   *
   * @param coordinates all snapshots
   * @param trajectories the columns of each trajectory among them
   * @param problem the projected snapshots
   * @param fit the exponents
   * @param dt the time step of the eigenvalues
   */
  record Fitted(
      Coordinates coordinates,
      List<int[]> trajectories,
      VariableProjection problem,
      ExponentialFit fit,
      double dt) {
    /** The snapshots of each trajectory that are chosen of it, as numbers from 0. */
    List<ExponentialModes.Trajectory> chosen(List<int[]> some) {
      List<ExponentialModes.Trajectory> result = new ArrayList<>();
      for (int i = 0; i < some.size(); i++) {
        double[] all = problem.times().get(i);
        int[] columns = IntStream.of(some.get(i)).map(at(trajectories.get(i))).toArray();
        result.add(
            new ExponentialModes.Trajectory(
                all[0],
                IntStream.of(some.get(i)).mapToDouble(j -> all[j]).toArray(),
                coordinates.columns().select(columns)));
      }
      return result;
    }

    private static IntUnaryOperator at(int... values) {
      return i -> values[i];
    }

    DmdResult result() {
      boolean isReal = coordinates.columns().isReal();
      Complex[] exponents = fit.exponents();
      List<double[]> times = problem.times();
      ExponentialModes modes =
          ExponentialModes.of(
              exponents,
              chosen(times.stream().map(t -> IntStream.range(0, t.length).toArray()).toList()));
      Complex[] eigenvalues =
          Arrays.stream(exponents).map(s -> s.times(dt).exp()).toArray(Complex[]::new);
      double[] errors = new double[eigenvalues.length];
      for (int j = 0; j < errors.length; j++) {
        errors[j] = fit.standardErrors()[j] * dt * eigenvalues[j].abs();
      }
      ComplexMatrix vectors = modes.vectors();
      ComplexMatrix images = new ComplexMatrix(vectors.rows(), vectors.columns());
      for (int j = 0; j < errors.length; j++) {
        for (int i = 0; i < images.rows(); i++) {
          images.set(i, j, vectors.get(i, j).times(eigenvalues[j]));
        }
      }
      // a frequency above 1/2 per dt turns the sign of the eigenvalue's imaginary part
      int[] order = new int[eigenvalues.length];
      for (int j = 0; j < order.length; j++) {
        boolean turned = isReal && exponents[j].im() * eigenvalues[j].im() < 0;
        order[j] = turned ? j + (exponents[j].im() > 0 ? 1 : -1) : j;
      }
      RitzPairs pairs = new RitzPairs(eigenvalues, vectors, images, errors).select(order);
      double norm = Math.sqrt(Arrays.stream(eigenvalues).mapToDouble(z -> z.abs() * z.abs()).sum());
      return new DmdResult(
          coordinates,
          trajectories,
          ModalModel.of(
              pairs,
              select(exponents, order),
              isReal,
              new TimeAxis(times.get(0)[0], dt),
              times,
              modes.amplitudes().stream().map(each -> select(each, order)).toList()),
          new Diagnostics(
              new double[0], norm, Diagnostics.conditionOf(pairs, isReal), new int[0], true));
    }
  }

  static Complex[] select(Complex[] values, int... order) {
    return Arrays.stream(order).mapToObj(j -> values[j]).toArray(Complex[]::new);
  }

  /** Collects the options of an {@link OptimizedDmd}. */
  public static final class Builder {
    private final int count;
    private Complex[] start;
    private int projection;
    private double dt = 1;

    private Builder(int count) {
      this.count = count;
    }

    /**
     * Gives exponents to start from, in place of a search.
     *
     * @param exponents as many as are to be fitted, finite; for real snapshots closed under
     *     conjugation
     * @return this builder
     * @throws IllegalArgumentException if their number differs or one is not finite
     */
    public Builder start(Complex... exponents) {
      for (Complex s : exponents) {
        if (!Objects.requireNonNull(s, "exponent").isFinite()) {
          throw new IllegalArgumentException("start: " + s + ", expected finite exponents");
        }
      }
      if (exponents.length != count) {
        throw new IllegalArgumentException(
            "start: " + exponents.length + " exponents, expected " + count);
      }
      start = exponents.clone();
      return this;
    }

    /**
     * Sets on how many leading singular vectors the snapshots are projected for the fit of the
     * exponents; the modes are fitted to the snapshots themselves. By default twice the number of
     * exponents.
     *
     * @param vectors how many, l, at least 1
     * @return this builder
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Builder projection(int vectors) {
      if (vectors < 1) {
        throw new IllegalArgumentException("projection: " + vectors + ", expected at least 1");
      }
      projection = vectors;
      return this;
    }

    /**
     * Sets the time step that eigenvalues, forecasts and snapshots without times are for.
     *
     * @param value the time step, positive and finite
     * @return this builder
     * @throws IllegalArgumentException if the step is out of range
     */
    public Builder dt(double value) {
      dt = TimeAxis.requireStep(value);
      return this;
    }

    /**
     * Makes the decomposition ready for use.
     *
     * @return the options
     */
    public OptimizedDmd build() {
      return new OptimizedDmd(this);
    }
  }
}
