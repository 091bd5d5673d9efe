// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import ritz.nn.Callback;
import ritz.nn.Loss;
import ritz.nn.Metrics;
import ritz.nn.Network;
import ritz.nn.ParameterView;
import ritz.nn.TrainingView;
import ritz.nn.data.Dataset;

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
 * have, so that a training that cannot be extrapolated loses little time. Judged on a data set, it
 * knows what an attempt costs: those that do not pay may cost 1.5 % of the training and twice what
 * those that did have cost, and where that is not enough for one, on networks and data so small
 * that an epoch takes no longer than a decomposition, nothing is tried. For a loss of one's own
 * {@link #limitTime} bounds what it may lose. An attempt costs the decomposition of the window and
 * two or more evaluations of the loss. When most of a step is noise, or turns with a long period,
 * which the persistence of the steps tells in one pass over the window, an attempt fails without
 * all that. It pays for smooth trainings, those by full batches first of all. Each instance serves
 * one training.
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

  /** The longest jump, in windows. */
  private static final int LONGEST = 1000;

  /** Steps of which less than this is repeated, or undone, in the next lead nowhere. */
  private static final double LEAST_PERSISTENCE = 0.4;

  /** A jump goes twice as far only after one that brought this share of the attempt's gain. */
  private static final double WORTH_DOUBLING = 0.01;

  /** What a jump is judged by: a loss on data, or a function if there are none. */
  private final Loss dataLoss;

  private final Dataset data;
  private final Partition partition;
  private final int window;
  private final List<Part> parts = new ArrayList<>();
  private final List<Jump> jumps = new ArrayList<>();
  private int horizon;
  private int wait;
  private int nextAttempt;
  private int lastEpoch;
  private double lastLoss = Double.NaN;
  private double share = Double.POSITIVE_INFINITY;
  private ToDoubleFunction<float[]> loss;
  private AttemptBudget budget;
  private boolean exhausted;
  private long started;
  private long own;
  private long sinceAttempt;
  private long lost;

  /** Some weights that lie together, and their last snapshots. */
  private static final class Part {
    private final int offset;
    private final float[][] snapshots;

    private Part(int offset, int length, int window) {
      this.offset = offset;
      this.snapshots = new float[window][length];
    }

    /** Takes a snapshot in the place of the oldest, and puts it last. */
    private void add(float[] parameters) {
      float[] oldest = snapshots[0];
      System.arraycopy(snapshots, 1, snapshots, 0, snapshots.length - 1);
      snapshots[snapshots.length - 1] = oldest;
      System.arraycopy(parameters, offset, oldest, 0, oldest.length);
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
    this(null, null, Objects.requireNonNull(loss, "loss"), partition, window);
  }

  /**
   * An acceleration with a window of ten epochs and modes of all weights together.
   *
   * @param loss the loss of the training
   * @param data what jumps are judged on, best validation data; with full batches the training data
   */
  public KoopmanAcceleration(Loss loss, Dataset data) {
    this(loss, data, Partition.WHOLE, 10);
  }

  /**
   * An acceleration.
   *
   * @param loss the loss of the training
   * @param data what jumps are judged on, of the features and outputs of the network
   * @param partition which weights share their modes
   * @param window how many snapshots to extrapolate from, at least 4
   * @throws IllegalArgumentException if the window is less than 4
   */
  public KoopmanAcceleration(Loss loss, Dataset data, Partition partition, int window) {
    this(
        Objects.requireNonNull(loss, "loss"),
        Objects.requireNonNull(data, "data"),
        null,
        partition,
        window);
  }

  private KoopmanAcceleration(
      Loss dataLoss,
      Dataset data,
      ToDoubleFunction<float[]> loss,
      Partition partition,
      int window) {
    if (window < 4) {
      throw new IllegalArgumentException("window: " + window + ", expected at least 4 snapshots");
    }
    this.dataLoss = dataLoss;
    this.data = data;
    this.loss = loss;
    this.partition = Objects.requireNonNull(partition, "partition");
    this.window = window;
    this.horizon = 2 * window;
    this.wait = window;
  }

  /**
   * Gives up when attempts that did not pay have taken, or one more would take, more than a share
   * of the time that the epochs of the training are expected to take without them. The jumps then
   * depend on the clock, and two trainings from the same start may differ.
   *
   * @param limit the share, positive; 0.02 bounds the loss of a training that cannot be
   *     extrapolated by 2 % and the first attempt
   * @return this acceleration
   * @throws IllegalArgumentException if the share is not positive
   */
  public KoopmanAcceleration limitTime(double limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("limit: " + limit + ", expected a positive share");
    }
    share = limit;
    return this;
  }

  @Override
  public void onStart(TrainingView training) {
    budget =
        data == null ? AttemptBudget.unlimited() : AttemptBudget.of(training, window, data.size());
    exhausted = !budget.allowsAttempt();
    if (exhausted) {
      return;
    }
    split(training.network());
    nextAttempt = wait;
    if (data != null) {
      DoubleSupplier current = Metrics.lossOf(training.model(), dataLoss, data);
      loss = parameters -> current.getAsDouble();
    }
    started = System.nanoTime();
  }

  private void split(Network network) {
    for (ParameterView view : network.parameters()) {
      boolean rows = partition == Partition.UNIT && view.shape().size() > 1;
      int count = rows ? view.shape().get(0) : 1;
      int length = view.length() / count;
      for (int i = 0; i < count && partition != Partition.WHOLE; i++) {
        parts.add(new Part(view.offset() + i * length, length, window));
      }
    }
    if (parts.isEmpty()) {
      parts.add(new Part(0, network.parameterCount(), window));
    }
  }

  @Override
  public void onEpoch(TrainingView training) {
    if (exhausted) {
      return;
    }
    long start = System.nanoTime();
    // What leaves the window before the next attempt need not enter it.
    if (training.epoch() > nextAttempt - window) {
      parts.forEach(part -> part.add(training.parameters()));
    }
    boolean due = training.epoch() >= nextAttempt;
    boolean paid = due && (persists() ? attempt(training) : passUp(training));
    long spent = System.nanoTime() - start;
    own += spent;
    sinceAttempt += spent;
    if (due) {
      lost += paid ? 0 : sinceAttempt;
      double epoch = (double) (System.nanoTime() - started - own) / training.epoch();
      exhausted =
          !budget.allowsAttempt() || lost + sinceAttempt > share * epoch * training.epochs();
      sinceAttempt = 0;
    }
  }

  /** Whether the steps of the window have a memory: |sum of d_k'd_(k+1)| / sum of |d_k|². */
  private boolean persists() {
    double successive = 0;
    double squares = 0;
    for (Part part : parts) {
      float[][] w = part.snapshots;
      for (int k = 0; k + 2 < window; k++) {
        for (int i = 0; i < w[k].length; i++) {
          double step = (double) w[k + 1][i] - w[k][i];
          successive += step * ((double) w[k + 2][i] - w[k + 1][i]);
          squares += step * step;
        }
      }
    }
    return Math.abs(successive) >= LEAST_PERSISTENCE * squares && squares > 0;
  }

  /** Waits longer without having tried. */
  private boolean passUp(TrainingView training) {
    budget.loseLook();
    wait *= 2;
    nextAttempt = training.epoch() + wait;
    return false;
  }

  /** Tries to jump; says whether that gained as much as plain epochs would have. */
  private boolean attempt(TrainingView training) {
    float[] parameters = training.parameters();
    float[] original = parameters.clone();
    double before = loss.applyAsDouble(parameters);
    List<Extrapolation> extrapolations =
        parts.stream().map(part -> Extrapolation.of(part.snapshots)).toList();
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
      boolean worthDoubling = least - after >= WORTH_DOUBLING * (before - after);
      best = parameters.clone();
      least = after;
      horizon = tried;
      tried *= 2;
      if (!worthDoubling) {
        break;
      }
    }
    System.arraycopy(best == null ? original : best, 0, parameters, 0, parameters.length);
    boolean paid = best != null && paid(training.epoch(), before, least);
    if (paid) {
      budget.winAttempt();
    } else {
      budget.loseAttempt();
    }
    wait = paid ? window : 2 * wait;
    lastEpoch = training.epoch();
    lastLoss = least;
    if (best == null) {
      horizon = Math.max(window / 2, horizon / 4);
    }
    nextAttempt = training.epoch() + wait;
    return paid;
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
