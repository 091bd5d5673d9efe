// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Qr;

/**
 * Modes Z that several trajectories share, with amplitudes a_i of each: min over both of the sum of
 * |X_i - Z diag(a_i) F_i'|² for given functions of time F_i.
 *
 * <p>The problem is linear in Z and in the a_i alone, and solved for them in turn. The start is
 * what each trajectory's own modes have of the largest of them; without noise that is the solution.
 *
 * @param form how modes and amplitudes are written in real numbers
 * @param functions F_i, times x k, conjugate where the eigenvalues of a real system are
 * @param states X_i, r x times
 */
record SharedModes(RealForm form, List<ComplexMatrix> functions, List<Dense> states) {
  private static final int MOST_SWEEPS = 200;

  /** Of the squared misfit, the reduction that ends the iteration. */
  private static final double NEGLIGIBLE = 1e-12;

  /** The amplitudes of each trajectory, up to a factor that all share for each mode. */
  List<Complex[]> amplitudes() {
    if (states.size() == 1) {
      return List.<Complex[]>of(ones());
    }
    List<Complex[]> best = start();
    double misfit = Double.POSITIVE_INFINITY;
    double floor = 0;
    for (Dense each : states) {
      floor = Math.hypot(floor, each.frobeniusNorm() * Math.ulp(1.0));
    }
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      ComplexMatrix modes = unit(modes(best));
      List<Complex[]> next =
          IntStream.range(0, states.size()).mapToObj(i -> amplitudes(modes, i)).toList();
      double left = misfit(modes, next);
      best = next;
      if (left <= floor || misfit * misfit - left * left <= NEGLIGIBLE * left * left) {
        break;
      }
      misfit = left;
    }
    return best;
  }

  private Complex[] ones() {
    Complex[] result = new Complex[functions.get(0).columns()];
    Arrays.fill(result, Complex.ONE);
    return result;
  }

  private List<Complex[]> start() {
    List<Dense> own = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      own.add(Dense.of(modes(List.of(functions.get(i)), states.get(i))));
    }
    List<Complex[]> result = new ArrayList<>();
    own.forEach(each -> result.add(ones()));
    for (int j = 0; j < functions.get(0).columns(); j++) {
      int mode = j;
      int largest =
          IntStream.range(0, own.size())
              .reduce(0, (a, b) -> own.get(b).norm(mode) > own.get(a).norm(mode) ? b : a);
      double squared = Math.pow(own.get(largest).norm(j), 2);
      for (int i = 0; i < own.size() && squared > 0; i++) {
        result.get(i)[j] = inner(own.get(largest), own.get(i), j).times(1 / squared);
      }
    }
    return result;
  }

  private static Complex inner(Dense a, Dense b, int j) {
    Complex sum = Complex.ZERO;
    for (int i = 0; i < a.rows(); i++) {
      sum = sum.plus(a.get(i, j).conjugate().times(b.get(i, j)));
    }
    return sum;
  }

  /** The best modes, not of unit norm, for amplitudes of each trajectory. */
  ComplexMatrix modes(List<Complex[]> amplitudes) {
    List<ComplexMatrix> scaled = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      scaled.add(scaled(functions.get(i), amplitudes.get(i)));
    }
    return modes(scaled, Snapshots.sideBySide(states));
  }

  private static ComplexMatrix scaled(ComplexMatrix columns, Complex... factors) {
    ComplexMatrix result = new ComplexMatrix(columns.rows(), columns.columns());
    for (int j = 0; j < factors.length; j++) {
      for (int i = 0; i < columns.rows(); i++) {
        result.set(i, j, columns.get(i, j).times(factors[j]));
      }
    }
    return result;
  }

  private ComplexMatrix modes(List<ComplexMatrix> blocks, Dense all) {
    Dense stacked = Dense.stacked(blocks.stream().map(Dense::of).toArray(Dense[]::new));
    if (!all.isReal()) {
      return Factorizations.solve(stacked, all.transpose()).transpose().complex();
    }
    Matrix parts = Qr.of(form.columns(stacked.complex())).solve(all.real().transpose());
    ComplexMatrix modes = new ComplexMatrix(all.rows(), stacked.columns());
    for (int i = 0; i < modes.rows(); i++) {
      Complex[] row = form.amplitudes(parts.column(i));
      for (int j = 0; j < row.length; j++) {
        modes.set(i, j, row[j]);
      }
    }
    return modes;
  }

  private static ComplexMatrix unit(ComplexMatrix modes) {
    Dense vectors = Dense.of(modes);
    for (int j = 0; j < modes.columns(); j++) {
      if (vectors.norm(j) > 0) {
        vectors.divideColumn(j, vectors.norm(j));
      } else {
        modes.set(0, j, Complex.ONE);
      }
    }
    return modes;
  }

  /** The best amplitudes of a trajectory for given modes. */
  private Complex[] amplitudes(ComplexMatrix modes, int trajectory) {
    Dense given = states.get(trajectory);
    Dense columns = given.isReal() ? Dense.of(form.columns(modes)) : Dense.of(modes);
    Dense q = Factorizations.orthonormal(columns);
    ComplexMatrix inner = q.isReal() ? inner(q, modes) : q.adjointTimes(columns).complex();
    Dense small = q.adjointTimes(given);
    ComplexMatrix times = functions.get(trajectory);
    int r = small.rows();
    ComplexMatrix design = new ComplexMatrix(r * times.rows(), modes.columns());
    Dense right = small.zeros(design.rows(), 1);
    for (int t = 0; t < times.rows(); t++) {
      right.setBlock(t * r, 0, small.columns(t, t + 1));
      for (int j = 0; j < modes.columns(); j++) {
        for (int i = 0; i < r; i++) {
          design.set(t * r + i, j, inner.get(i, j).times(times.get(t, j)));
        }
      }
    }
    if (given.isReal()) {
      return form.amplitudes(Qr.of(form.columns(design)).solve(right.real()).column(0));
    }
    Dense solution = Factorizations.solve(Dense.of(design), right);
    Complex[] result = new Complex[modes.columns()];
    Arrays.setAll(result, j -> solution.get(j, 0));
    return result;
  }

  private static ComplexMatrix inner(Dense q, ComplexMatrix modes) {
    return new ComplexMatrix(
        q.real().transposeTimes(modes.real()), q.real().transposeTimes(modes.imaginary()));
  }

  private double misfit(ComplexMatrix modes, List<Complex[]> amplitudes) {
    double sum = 0;
    for (int i = 0; i < states.size(); i++) {
      ComplexMatrix weighted = scaled(functions.get(i), amplitudes.get(i));
      Dense model = Dense.of(modes).times(Dense.of(weighted).transpose());
      Dense own = states.get(i).isReal() ? Dense.of(model.real()) : model;
      sum = Math.hypot(sum, states.get(i).minus(own).frobeniusNorm());
    }
    return sum;
  }
}
