// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * Bagging, optimized DMD (BOP-DMD): {@link OptimizedDmd} on many random halves of the snapshots,
 * whose scatter gives the uncertainty of everything that comes out (Sashidhar and Kutz, Phil.
 * Trans. R. Soc. A 380, 2022). Immutable, reusable and thread-safe.
 *
 * <p>The estimate itself is the fit to all snapshots. A half drawn without replacement scatters
 * about it as it scatters about the truth: the variance of an estimate from p of m snapshots is
 * sigma²/p, that of its distance from the estimate from all is sigma² (1/p - 1/m), which for p =
 * m/2 is the variance sigma²/m of the estimate itself (the delete-d jackknife; Shao and Wu, Ann.
 * Statist. 17, 1989).
 *
 * <p>It costs one fit and an iteration from there for every bag.
 */
public final class BaggedDmd {
  private final OptimizedDmd optimized;
  private final int bags;
  private final long seed;

  /**
   * Chooses the fit and the bags.
   *
   * @param optimized the fit
   * @param bags how many halves to draw, at least 2; 100 give errors that are right to 7 %
   * @param seed of the random numbers
   * @throws IllegalArgumentException if the number is less than 2
   */
  public BaggedDmd(OptimizedDmd optimized, int bags, long seed) {
    this.optimized = Objects.requireNonNull(optimized, "optimized");
    if (bags < 2) {
      throw new IllegalArgumentException("bags: " + bags + ", expected at least 2");
    }
    this.bags = bags;
    this.seed = seed;
  }

  /**
   * Fits snapshots at given times.
   *
   * @param snapshots the states, n x m; not changed
   * @param times when each was taken, rising
   * @return the decomposition with its uncertainty
   * @throws IllegalArgumentException if there are not twice as many snapshots as exponents and two
   *     more, or as for {@link OptimizedDmd#fit(Matrix, double...)}
   * @throws NumericalException if an iteration does not converge, or if in fewer than two bags the
   *     exponents are of the same kinds, real or in pairs, as in the fit to all snapshots
   */
  public BaggedDmdResult fit(Matrix snapshots, double... times) {
    return fitAll(List.of(Dense.of(snapshots)), List.of(times));
  }

  /**
   * Fits complex snapshots at given times.
   *
   * @param snapshots as for {@link #fit(Matrix, double...)}
   * @param times as for {@link #fit(Matrix, double...)}
   * @return the decomposition with its uncertainty
   * @throws IllegalArgumentException as for {@link #fit(Matrix, double...)}
   * @throws NumericalException if an iteration does not converge
   */
  public BaggedDmdResult fit(ComplexMatrix snapshots, double... times) {
    return fitAll(List.of(Dense.of(snapshots)), List.of(times));
  }

  /**
   * Fits several trajectories of one system together; halves are drawn of each.
   *
   * @param trajectories as for {@link OptimizedDmd#fit(List, List)}
   * @param times as for {@link OptimizedDmd#fit(List, List)}
   * @return the decomposition with its uncertainty
   * @throws IllegalArgumentException as for {@link OptimizedDmd#fit(List, List)}, or if a
   *     trajectory does not have twice as many snapshots as exponents and two more
   * @throws NumericalException as for {@link #fit(Matrix, double...)}
   */
  public BaggedDmdResult fit(List<Matrix> trajectories, List<double[]> times) {
    return fitAll(trajectories.stream().map(Dense::of).toList(), times);
  }

  /**
   * {@link #fit(List, List)} for complex states.
   *
   * @param trajectories as for {@link OptimizedDmd#fitComplex(List, List)}
   * @param times as for {@link OptimizedDmd#fitComplex(List, List)}
   * @return the decomposition with its uncertainty
   * @throws IllegalArgumentException as for {@link #fit(List, List)}
   * @throws NumericalException as for {@link #fit(Matrix, double...)}
   */
  public BaggedDmdResult fitComplex(List<ComplexMatrix> trajectories, List<double[]> times) {
    return fitAll(trajectories.stream().map(Dense::of).toList(), times);
  }

  private BaggedDmdResult fitAll(List<Dense> trajectories, List<double[]> times) {
    OptimizedDmd.Fitted fitted = optimized.prepare(trajectories, times);
    requireHalves(trajectories, fitted.fit().exponents().length);
    DmdResult result = fitted.result();
    VariableProjection problem = fitted.problem();
    ExponentialFunctions.Kind kind = problem.kind();
    Complex[] reference = kind.exponents(kind.parameters(result.exponents()));
    int[] order = order(result.exponents(), reference);
    SplittableRandom random = new SplittableRandom(seed);
    List<BaggedDmdResult.Bag> drawn = new ArrayList<>();
    int[] lengths = times.stream().mapToInt(t -> t.length).toArray();
    for (int bag = 0; bag < bags; bag++) {
      List<int[]> chosen = IntStream.of(lengths).mapToObj(m -> draw(m, m / 2, random)).toList();
      List<ExponentialModes.Trajectory> half = fitted.chosen(chosen);
      List<Matrix> data = new ArrayList<>();
      for (int i = 0; i < lengths.length; i++) {
        int[] rows = kind.rows(lengths[i], chosen.get(i));
        data.add(Dense.of(problem.data().get(i)).rows(rows).real());
      }
      ExponentialFit fit =
          ExponentialFit.near(
              new VariableProjection(
                  kind, half.stream().map(ExponentialModes.Trajectory::times).toList(), data),
              reference);
      if (fit.converged() && (!result.isReal() || sameKinds(fit.exponents(), reference))) {
        ExponentialModes modes = ExponentialModes.of(fit.exponents(), half);
        drawn.add(
            BaggedDmdResult.Bag.of(
                OptimizedDmd.select(fit.exponents(), order), modes.select(order), result));
      }
    }
    if (drawn.size() < 2) {
      throw new NumericalException(
          "bags: "
              + drawn.size()
              + " of "
              + bags
              + " have exponents like those of all snapshots, expected at least 2");
    }
    int total = IntStream.of(lengths).sum();
    int half = IntStream.of(lengths).map(m -> m / 2).sum();
    return new BaggedDmdResult(
        result, drawn, bags - drawn.size(), Math.sqrt((double) half / (total - half)));
  }

  private static void requireHalves(List<Dense> trajectories, int count) {
    for (Dense snapshots : trajectories) {
      if (snapshots.columns() / 2 <= count) {
        throw new IllegalArgumentException(
            "snapshots: "
                + snapshots.shape()
                + ", expected at least "
                + 2 * (count + 1)
                + " columns for "
                + count
                + " exponents");
      }
    }
  }

  /** Some indices below m, rising. */
  private static int[] draw(int m, int count, SplittableRandom random) {
    int[] result = new int[count];
    int left = count;
    for (int i = 0; i < m && left > 0; i++) {
      if (random.nextInt(m - i) < left) {
        result[count - left] = i;
        left--;
      }
    }
    return result;
  }

  private static boolean sameKinds(Complex[] a, Complex[] b) {
    for (int j = 0; j < a.length; j++) {
      if (Math.signum(a[j].im()) != Math.signum(b[j].im())) {
        return false;
      }
    }
    return true;
  }

  /** Where each exponent, up to rounding, is in the reference. */
  private static int[] order(Complex[] exponents, Complex[] reference) {
    boolean[] used = new boolean[reference.length];
    int[] order = new int[exponents.length];
    for (int j = 0; j < order.length; j++) {
      int nearest = -1;
      for (int i = 0; i < reference.length; i++) {
        if (!used[i]
            && (nearest < 0
                || exponents[j].minus(reference[i]).abs()
                    < exponents[j].minus(reference[nearest]).abs())) {
          nearest = i;
        }
      }
      used[nearest] = true;
      order[j] = nearest;
    }
    return order;
  }
}
