// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.ArrayList;
import java.util.List;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.koopman.dmd.Dmd;
import ritz.koopman.dmd.DmdResult;
import ritz.koopman.dmd.SpectrumDistance;
import ritz.nn.Callback;
import ritz.nn.TrainingView;

/**
 * Records a training and compares its dynamics with that of others by their Koopman spectra: two
 * trainings are equivalent when one is the other in other coordinates, and then their eigenvalues
 * are the same (Redman and others, "Identifying equivalent training dynamics", NeurIPS 2024).
 * Networks with another order of their units, another start, even other sizes can be compared so.
 *
 * <p>The spectrum is that of the snapshots by dynamic mode decomposition of a fixed rank. Memory is
 * one column of the observable for each epoch. Each instance serves one training.
 */
public final class TrainingSpectrum implements Callback {
  private final Observable observable;
  private final int rank;
  private final List<float[]> snapshots = new ArrayList<>();

  /** Of all weights, with at most ten eigenvalues. */
  public TrainingSpectrum() {
    this(Observable.weights(), 10);
  }

  /**
   * A spectrum in the making.
   *
   * @param observable what of the training is decomposed; comparisons need the same kind
   * @param rank the number of eigenvalues at most, at least 1
   * @throws IllegalArgumentException if the rank is less than 1
   */
  public TrainingSpectrum(Observable observable, int rank) {
    if (rank < 1) {
      throw new IllegalArgumentException("rank: " + rank + ", expected at least 1");
    }
    this.observable = observable;
    this.rank = rank;
  }

  @Override
  public void onStart(TrainingView training) {
    snapshots.add(observable.of(training).clone());
  }

  @Override
  public void onEpoch(TrainingView training) {
    snapshots.add(observable.of(training).clone());
  }

  /**
   * The decomposition of all snapshots so far.
   *
   * @return eigenvalues, modes, residuals
   * @throws IllegalStateException if there are fewer than three
   */
  public DmdResult decomposition() {
    if (snapshots.size() < 3) {
      throw new IllegalStateException(
          snapshots.size() + " snapshots, expected at least 3 for a spectrum");
    }
    Matrix matrix = new Matrix(snapshots.get(0).length, snapshots.size());
    for (int k = 0; k < snapshots.size(); k++) {
      float[] snapshot = snapshots.get(k);
      for (int i = 0; i < snapshot.length; i++) {
        matrix.set(i, k, snapshot[i]);
      }
    }
    return Dmd.builder().rank(rank).build().fit(matrix);
  }

  /**
   * The eigenvalues.
   *
   * @return those of {@link #decomposition}
   * @throws IllegalStateException if there are fewer than three snapshots
   */
  public Complex[] eigenvalues() {
    return decomposition().eigenvalues();
  }

  /**
   * How far the dynamics of another training are: the Wasserstein distance of order 1 between the
   * spectra.
   *
   * @param other a training recorded with the same observable and rank
   * @return at least 0; 0 for equal spectra
   * @throws IllegalStateException if either has fewer than three snapshots
   */
  public double distance(TrainingSpectrum other) {
    return SpectrumDistance.wasserstein(eigenvalues(), other.eigenvalues(), 1);
  }
}
