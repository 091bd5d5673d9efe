// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import ritz.koopman.dmd.Dmd;
import ritz.nn.Callback;
import ritz.nn.Network;
import ritz.nn.ParameterView;
import ritz.nn.TrainingView;

/**
 * Speeds a training up by jumps: every few epochs the weights are extrapolated many epochs ahead
 * from their modes ("Optimizing Neural Networks via Koopman Operator Theory", Dogra and Redman,
 * NeurIPS 2020; Tano and others 2020). A jump is kept only if it lowers a loss that the caller
 * computes; otherwise the weights are put back to the bit, and the training goes on as if nothing
 * had been tried, since the state of the optimizer is not touched. A jump that is kept leaves that
 * state as it is too: velocities and scales of the gradient belong to the same slow directions that
 * the jump follows.
 *
 * <p>After a success the next jump may go further; after a failure it goes less far, and the wait
 * for the next attempt doubles, as it does after a jump that gained less than plain epochs would
 * have, so that a training that cannot be extrapolated loses little time. An attempt costs the
 * decomposition of the window and two or more evaluations of the loss. It pays for smooth
 * trainings, those by full batches first of all. Each instance serves one training.
 */
public final class KoopmanAcceleration implements Callback {
  /** Which weights share their modes. */
  public enum Partition {
    /** All weights. */
    WHOLE,
    /** Those of a tensor: a layer's weights, a layer's biases. */
    LAYER,
    /** The weights that lead into a unit; a layer's biases. */
    UNIT
  }

  /** Singular values of the increments below this share of the largest are taken for noise. */
  private static final double TOLERANCE = 1e-3;

  /** The longest jump, in windows. */
  private static final int LONGEST = 1000;

  private final ToDoubleFunction<float[]> loss;
  private final Partition partition;
  private final int window;
  private final Dmd dmd;
  private final List<Part> parts = new ArrayList<>();
  private final List<Jump> jumps = new ArrayList<>();
  private int horizon;
  private int wait;
  private int nextAttempt;
  private int lastEpoch;
  private double lastLoss = Double.NaN;

  /** Some weights that lie together, and their last snapshots. */
  private static final class Part {
    private final int offset;
    private final float[] values;
    private SnapshotWindow snapshots;

    private Part(int offset, int length) {
      this.offset = offset;
      this.values = new float[length];
    }
  }

  /**
   * An attempt.
   *
   * @param epoch the epoch after which it was made
   * @param horizon how many epochs it went ahead
   * @param before the loss before it
   * @param after the loss after it
   * @param kept whether it was kept
   */
  public record Jump(int epoch, int horizon, double before, double after, boolean kept) {}

  /**
   * An acceleration with a window of ten epochs and modes of all weights together.
   *
   * @param loss the loss of parameters, best on validation data; with full batches that on the
   *     training data. It must not change or keep the array
   */
  public KoopmanAcceleration(ToDoubleFunction<float[]> loss) {
    this(loss, Partition.WHOLE, 10);
  }

  /**
   * An acceleration.
   *
   * @param loss the loss of parameters; it must not change or keep the array
   * @param partition which weights share their modes
   * @param window how many snapshots to extrapolate from, at least 4
   * @throws IllegalArgumentException if the window is less than 4
   */
  public KoopmanAcceleration(ToDoubleFunction<float[]> loss, Partition partition, int window) {
    if (window < 4) {
      throw new IllegalArgumentException("window: " + window + ", expected at least 4 snapshots");
    }
    this.loss = Objects.requireNonNull(loss, "loss");
    this.partition = Objects.requireNonNull(partition, "partition");
    this.window = window;
    this.dmd = Dmd.builder().tolerance(TOLERANCE).build();
    this.horizon = 2 * window;
    this.wait = window;
  }

  @Override
  public void onStart(TrainingView training) {
    split(training.network());
    restart(training, 0);
  }

  private void split(Network network) {
    for (ParameterView view : network.parameters()) {
      boolean rows = partition == Partition.UNIT && view.shape().size() > 1;
      int count = rows ? view.shape().get(0) : 1;
      int length = view.length() / count;
      for (int i = 0; i < count && partition != Partition.WHOLE; i++) {
        parts.add(new Part(view.offset() + i * length, length));
      }
    }
    if (parts.isEmpty()) {
      parts.add(new Part(0, network.parameterCount()));
    }
  }

  /** Forgets the snapshots and starts with the present weights. */
  private void restart(TrainingView training, int epoch) {
    parts.forEach(part -> part.snapshots = new SnapshotWindow(window));
    nextAttempt = epoch + wait;
    observe(training.parameters());
  }

  private void observe(float[] parameters) {
    for (Part part : parts) {
      System.arraycopy(parameters, part.offset, part.values, 0, part.values.length);
      part.snapshots.add(part.values);
    }
  }

  @Override
  public void onEpoch(TrainingView training) {
    // What leaves the window before the next attempt need not enter it.
    if (training.epoch() > nextAttempt - window) {
      observe(training.parameters());
    }
    if (training.epoch() >= nextAttempt) {
      attempt(training);
    }
  }

  private void attempt(TrainingView training) {
    float[] parameters = training.parameters();
    float[] original = parameters.clone();
    double before = loss.applyAsDouble(parameters);
    List<Extrapolation> extrapolations =
        parts.stream().map(part -> Extrapolation.of(part.snapshots, dmd)).toList();
    float[] best = null;
    double least = before;
    int tried = horizon;
    while (tried <= LONGEST * window) {
      jump(original, extrapolations, tried, parameters);
      double after = loss.applyAsDouble(parameters);
      boolean better = after < least;
      jumps.add(new Jump(training.epoch(), tried, before, after, better));
      if (!better) {
        break;
      }
      best = parameters.clone();
      least = after;
      horizon = tried;
      tried *= 2;
    }
    System.arraycopy(best == null ? original : best, 0, parameters, 0, parameters.length);
    wait = best != null && paid(training.epoch(), before, least) ? window : 2 * wait;
    lastEpoch = training.epoch();
    lastLoss = least;
    if (best == null) {
      horizon = Math.max(window / 2, horizon / 4);
      nextAttempt = training.epoch() + wait;
    } else {
      restart(training, training.epoch());
    }
  }

  /** Whether a jump gained as much as a window of plain epochs, at the pace since the last one. */
  private boolean paid(int epoch, double before, double after) {
    double pace = (lastLoss - before) / (epoch - lastEpoch);
    return !(before - after < window * pace);
  }

  private void jump(
      float[] original, List<Extrapolation> extrapolations, int ahead, float[] parameters) {
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      Extrapolation extrapolation = extrapolations.get(p);
      if (extrapolation != null) {
        double[] movement = extrapolation.movement(ahead);
        for (int i = 0; i < movement.length; i++) {
          parameters[part.offset + i] = (float) (original[part.offset + i] + movement[i]);
        }
      }
    }
  }

  /**
   * All attempts so far.
   *
   * @return an immutable copy
   */
  public List<Jump> jumps() {
    return List.copyOf(jumps);
  }
}
