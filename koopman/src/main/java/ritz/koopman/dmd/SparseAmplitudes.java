// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ritz.kernels.Complex;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;
import ritz.kernels.Transpose;
import ritz.kernels.linalg.Qr;

/**
 * Sparsity-promoting DMD (Jovanović, Schmid, Nichols, Phys. Fluids 26, 2014): the amplitudes that
 * minimize the squared error over all snapshots plus a penalty times the sum of |a_j|, which are
 * zero for the modes that are not worth it; then those of the others by least squares without the
 * penalty.
 *
 * <p>With k modes and m snapshots 2 k³ m operations for the normal equations and some 10^3 k² to
 * solve them. Their condition is the square of that of the modes, as in the source.
 */
final class SparseAmplitudes extends AmplitudeFit {
  private static final int BISECTIONS = 60;

  private final double penalty;
  private final int most;

  /**
   * The fit.
   *
   * @param penalty gamma; NaN for the least one that leaves few enough modes
   * @param most how many modes may stay
   */
  SparseAmplitudes(double penalty, int most) {
    this.penalty = penalty;
    this.most = most;
  }

  @Override
  List<Complex[]> fit(Problem problem) {
    List<Complex[]> result = new ArrayList<>();
    for (int[] trajectory : problem.trajectories()) {
      NormalEquations equations = new NormalEquations(problem, trajectory);
      double[] sparse = Double.isNaN(penalty) ? equations.few(most) : equations.sparse(penalty);
      result.add(equations.form.amplitudes(equations.withoutPenalty(sparse)));
    }
    return result;
  }

  /** G and b of |M x - g|² = x'G x - 2 b'x + constant, x the amplitudes in {@link RealForm}. */
  private static final class NormalEquations {
    final RealForm form;
    final Matrix gram;
    final double[] b;
    final int[] starts;

    NormalEquations(Problem problem, int[] trajectory) {
      this.form = new RealForm(problem.eigenvalues(), problem.columns().isReal());
      this.starts = starts(problem.eigenvalues(), problem.columns().isReal());
      Matrix columns = form.columns(problem.modes());
      Matrix snapshots = form.stack(problem.columns().select(trajectory));
      if (columns.rows() > columns.columns()) {
        Qr qr = Qr.of(columns);
        columns = qr.r();
        snapshots =
            qr.applyQTransposed(snapshots).block(0, 0, columns.rows(), trajectory.length).copy();
      }
      int count = columns.columns();
      this.gram = new Matrix(count, count);
      this.b = new double[count];
      for (int i = 0; i < trajectory.length; i++) {
        int step = i;
        Matrix block = columns.copy();
        form.multiplyColumns(
            block,
            Arrays.stream(problem.eigenvalues())
                .map(lambda -> lambda.pow(step))
                .toArray(Complex[]::new));
        Matrix.gemm(Transpose.YES, Transpose.NO, 1, block, block, 1, gram);
        double[] pull = block.transposeTimes(snapshots.columns(i, i + 1)).column(0);
        DoubleBlas.axpy(count, 1, pull, 0, b, 0);
      }
    }

    private static int[] starts(Complex[] eigenvalues, boolean real) {
      int[] result = new int[eigenvalues.length + 1];
      int groups = 0;
      for (Complex lambda : eigenvalues) {
        if (!(real && RealForm.endsPair(lambda))) {
          result[groups + 1] = result[groups] + (real && lambda.im() == 0 ? 1 : 2);
          groups++;
        }
      }
      return Arrays.copyOf(result, groups + 1);
    }

    double[] sparse(double gamma) {
      return new GroupLasso(gram, b, starts).solve(gamma);
    }

    /** The solution with the most modes of those that have few enough, by bisection. */
    double[] few(int most) {
      double low = 0;
      double high = 2 * new GroupLasso(gram, b, starts).largestPull();
      double[] best = new double[b.length];
      for (int i = 0; i < BISECTIONS && count(best) < most; i++) {
        double middle = low == 0 ? high / 10 : Math.sqrt(low * high);
        double[] trial = sparse(middle);
        if (count(trial) <= most) {
          best = trial;
          high = middle;
        } else {
          low = middle;
        }
      }
      return best;
    }

    /** How many modes have an amplitude, both of a pair counted. */
    private int count(double[] x) {
      int count = 0;
      for (Complex amplitude : form.amplitudes(x)) {
        count += amplitude.abs() > 0 ? 1 : 0;
      }
      return count;
    }

    /** Least squares on the amplitudes that are not zero. */
    double[] withoutPenalty(double[] sparse) {
      int[] kept = new int[sparse.length];
      int count = 0;
      for (int g = 0; g + 1 < starts.length; g++) {
        boolean zero = true;
        for (int i = starts[g]; i < starts[g + 1]; i++) {
          zero &= sparse[i] == 0;
        }
        for (int i = starts[g]; i < starts[g + 1] && !zero; i++) {
          kept[count++] = i;
        }
      }
      double[] result = new double[sparse.length];
      if (count > 0) {
        Matrix system = new Matrix(count, count);
        Matrix right = new Matrix(count, 1);
        for (int j = 0; j < count; j++) {
          right.set(j, 0, b[kept[j]]);
          for (int i = 0; i < count; i++) {
            system.set(i, j, gram.get(kept[i], kept[j]));
          }
        }
        Matrix solution = Qr.of(system).solve(right);
        for (int i = 0; i < count; i++) {
          result[kept[i]] = solution.get(i, 0);
        }
      }
      return result;
    }
  }
}
