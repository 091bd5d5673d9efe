// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;

/**
 * Multi-resolution dynamic mode decomposition: the slow modes of the whole, taken away, then those
 * of each half of what is left, and so on, for dynamics whose fast part comes and goes (Kutz, Fu,
 * Brunton, SIAM J. Appl. Dyn. Syst. 15, 2016). Immutable, reusable and thread-safe.
 *
 * <p>A mode is slow in a window of L snapshots if |log lambda| is at most 2 pi cycles / L. The
 * decomposition of a window sees only as many of its snapshots, evenly spaced, as it takes to
 * sample such a mode with {@value #OVERSAMPLING} times the Nyquist rate; the amplitudes are then
 * fitted to all.
 *
 * <p>It takes one trajectory: a window is a time in its life, and snapshots of another one, which
 * meets other events at other times, have no part in it. Decompose each by itself.
 */
public final class MultiResolutionDmd {
  private static final int OVERSAMPLING = 4;

  /** What is left of the snapshots by rounding. */
  private static final double NEGLIGIBLE = 1e-13;

  private final Dmd dmd;
  private final int levels;
  private final int cycles;

  /**
   * Chooses the decomposition of a window and the windows.
   *
   * @param dmd the decomposition; its time step is that of the snapshots
   * @param levels how many times windows are halved, plus one; at least 1
   * @param cycles how many oscillations in its window a slow mode makes at most, at least 1; 1 or 2
   *     are usual
   * @throws IllegalArgumentException if a number is out of range
   */
  public MultiResolutionDmd(Dmd dmd, int levels, int cycles) {
    this.dmd = Objects.requireNonNull(dmd, "dmd");
    if (levels < 1 || levels > 30 || cycles < 1) {
      throw new IllegalArgumentException(
          "levels: " + levels + ", cycles: " + cycles + ", expected 1 to 30, and at least 1");
    }
    this.levels = levels;
    this.cycles = cycles;
  }

  /**
   * Decomposes one trajectory.
   *
   * @param snapshots the states, n x m; not changed
   * @return the decomposition; windows that are too short for their level are left out
   * @throws IllegalArgumentException if there are fewer snapshots than the first window needs, or
   *     an entry is not finite
   * @throws NumericalException if an iteration does not converge
   */
  public MultiResolutionResult fit(Matrix snapshots) {
    return fit(Dense.of(snapshots));
  }

  /**
   * Decomposes one trajectory of complex states.
   *
   * @param snapshots as for {@link #fit(Matrix)}
   * @return the decomposition
   * @throws IllegalArgumentException as for {@link #fit(Matrix)}
   * @throws NumericalException if an iteration does not converge
   */
  public MultiResolutionResult fit(ComplexMatrix snapshots) {
    return fit(Dense.of(snapshots));
  }

  private MultiResolutionResult fit(Dense snapshots) {
    Snapshots.ofTrajectory(snapshots);
    if (snapshots.columns() < shortest()) {
      throw new IllegalArgumentException(
          "snapshots: "
              + snapshots.shape()
              + ", expected at least "
              + shortest()
              + " columns for "
              + cycles
              + " cycles");
    }
    List<MultiResolutionResult.Window> windows = new ArrayList<>();
    double negligible = NEGLIGIBLE * snapshots.frobeniusNorm();
    decompose(snapshots.copy(), 0, 0, negligible, windows);
    return new MultiResolutionResult(
        snapshots.zeros(snapshots.rows(), 0), snapshots.columns(), dmd.time(), windows);
  }

  private int shortest() {
    return 2 * OVERSAMPLING * cycles;
  }

  /** Takes the slow modes of a window from it, in place, and goes on with its halves. */
  private void decompose(
      Dense window,
      int first,
      int level,
      double negligible,
      List<MultiResolutionResult.Window> windows) {
    int length = window.columns();
    if (level == levels || length < shortest()) {
      return;
    }
    if (window.frobeniusNorm() > negligible) {
      DmdResult slow = slowModes(window.copy(), first);
      if (slow.rank() > 0) {
        windows.add(new MultiResolutionResult.Window(level, first, length, slow));
        window.setBlock(0, 0, window.minus(slow.states().snapshots()));
      }
    }
    int half = length / 2;
    decompose(window.columns(0, half), first, level + 1, negligible, windows);
    decompose(window.columns(half, length), first + half, level + 1, negligible, windows);
  }

  private DmdResult slowModes(Dense window, int first) {
    int length = window.columns();
    int wanted = Math.max(1, length / shortest());
    Dense some = everyOther(window, wanted);
    boolean dead = some.columns(0, some.columns() - 1).frobeniusNorm() == 0;
    int stride = dead ? 1 : wanted;
    DmdResult coarse = dmd.fit(Snapshots.ofTrajectory(dead ? window : some));
    double slowest = 2 * Math.PI * cycles / length;
    DmdResult slow = coarse.select(mode -> mode.eigenvalue().log().abs() / stride <= slowest);
    return refitted(slow, window, first, stride);
  }

  private static Dense everyOther(Dense window, int stride) {
    return window.select(
        IntStream.iterate(0, i -> i < window.columns(), i -> i + stride).toArray());
  }

  /** The modes for the step of the window, with amplitudes fitted to all of its snapshots. */
  private DmdResult refitted(DmdResult coarse, Dense window, int first, int stride) {
    RitzPairs found = coarse.model().pairs();
    Complex[] eigenvalues = new Complex[found.count()];
    for (int j = 0; j < eigenvalues.length; j++) {
      eigenvalues[j] = found.eigenvalues()[j].log().times(1.0 / stride).exp();
      if (window.isReal() && found.eigenvalues()[j].im() == 0) {
        eigenvalues[j] = new Complex(eigenvalues[j].re(), 0);
      }
    }
    RitzPairs pairs =
        new RitzPairs(eigenvalues, found.vectors(), found.images(), found.residuals());
    Basis basis = coarse.coordinates().basis();
    Dense columns = basis.project(window);
    double total = window.frobeniusNorm();
    double within = columns.frobeniusNorm();
    double lost = Math.sqrt(Math.max(0, (total - within) * (total + within)));
    int[] trajectory = IntStream.range(0, window.columns()).toArray();
    List<Complex[]> amplitudes =
        eigenvalues.length == 0
            ? List.<Complex[]>of(new Complex[0])
            : AmplitudeFit.allSnapshots()
                .fit(
                    new AmplitudeFit.Problem(
                        eigenvalues, found.vectors(), columns, List.of(trajectory)));
    double dt = dmd.time().dt();
    TimeAxis axis = new TimeAxis(dmd.time().start() + first * dt, dt);
    return new DmdResult(
        new Coordinates(basis, columns, lost),
        List.of(trajectory),
        ModalModel.of(
            pairs, window.isReal(), axis, List.of(axis.times(window.columns())), amplitudes),
        coarse.diagnostics());
  }
}
