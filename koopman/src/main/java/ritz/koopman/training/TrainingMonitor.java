// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.nn.Network;
import ritz.nn.ParameterView;

/**
 * Watches the weights of a training, whatever it is done with, and says after every epoch how it is
 * going.
 *
 * <p>Training is taken as a dynamical system on the weights, w_(k+1) = T(w_k), and a window of
 * snapshots as a piece of its linear (Koopman) model; see {@link Assessment} for the evidence and
 * {@link Verdict} for what is made of it. A verdict comes into force when {@code patience}
 * assessments in a row say the same. Everything depends on the snapshots and the options alone: the
 * same snapshots give the same verdicts, live or from a file.
 *
 * <p>Memory is one {@code float} for each weight and snapshot of the window, and one {@code int}
 * for each weight. An observation costs about 6 n · window operations and one pass over the window,
 * and some 100 window³ operations that do not depend on n. Not thread-safe.
 */
public final class TrainingMonitor {
  /** A step of so many times the norm of the weights leaves nothing of what they were. */
  private static final double JUMP = 2;

  private final int window;
  private final int patience;
  private final VerdictRule rule;
  private final double tolerance;
  private final SnapshotWindow snapshots;
  private final VerdictRecorder recorder = VerdictRecorder.create();
  private final Deque<Double> pastRemaining = new ArrayDeque<>();
  private int length = -1;
  private int epoch = -1;
  private boolean jumped;
  private double largestStep;
  private Verdict verdict = Verdict.WARMING_UP;
  private Verdict tendency = Verdict.WARMING_UP;
  private int streak;
  private Assessment latest;
  private SnapshotWindow.Frame frame;
  private Spectrum spectrum;

  private TrainingMonitor(Builder builder) {
    this.window = builder.window;
    this.patience = builder.patience;
    this.tolerance = builder.tolerance;
    this.rule = new VerdictRule(window, tolerance);
    this.snapshots = new SnapshotWindow(window);
  }

  /**
   * Starts with the defaults: a window of 12 snapshots, patience 5, tolerance 0.007.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Takes the weights after an epoch. The first snapshot, best the initial weights, is epoch 0.
   *
   * @param weights all weights, or any part or image of them that one cares to watch; copied
   * @return what they say
   * @throws IllegalArgumentException if there are none, their number changed, or one is not finite;
   *     the monitor is then as before
   */
  public Assessment observe(float[] weights) {
    requireLength(weights.length);
    for (int i = 0; i < weights.length; i++) {
      if (!Float.isFinite(weights[i])) {
        throw new IllegalArgumentException(
            "weights: entry " + i + " is " + weights[i] + ", expected a finite number");
      }
    }
    length = weights.length;
    double before = snapshots.latestNorm();
    snapshots.add(weights);
    jumped |= before > 0 && snapshots.latestStep() > JUMP * before;
    return assess();
  }

  /**
   * Takes the weights after an epoch, rounded to {@code float}.
   *
   * @param weights as for {@link #observe(float[])}
   * @return what they say
   * @throws IllegalArgumentException if there are none, their number changed, or one is not a
   *     finite {@code float}; the monitor is then as before
   */
  public Assessment observe(double[] weights) {
    float[] rounded = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      rounded[i] = (float) weights[i];
    }
    return observe(rounded);
  }

  private void requireLength(int found) {
    if (found == 0) {
      throw new IllegalArgumentException("weights: none, expected at least one");
    }
    if (length >= 0 && found != length) {
      throw new IllegalArgumentException(
          "weights: " + found + " numbers, expected " + length + " as before");
    }
  }

  private Assessment assess() {
    recorder.start();
    epoch++;
    if (snapshots.isFull()) {
      Evidence evidence = evidence(true);
      follow(rule.of(evidence, verdict));
      latest = Assessment.of(epoch, verdict, tendency, evidence);
    } else {
      latest = Assessment.withoutEvidence(epoch, verdict);
    }
    recorder.finish(latest);
    return latest;
  }

  /** What a full window shows, at a new snapshot or again at the one before. */
  private Evidence evidence(boolean fresh) {
    frame = snapshots.frame();
    spectrum = Spectrum.of(frame.snapshots());
    Movement movement = Movement.of(snapshots, window);
    largestStep = Math.max(largestStep, movement.step());
    double norm = snapshots.latestNorm() > 0 ? snapshots.latestNorm() : 1;
    double remaining = Math.max(movement.remaining(), spectrum.transientNorm() / norm);
    if (fresh) {
      pastRemaining.addLast(remaining);
      if (pastRemaining.size() > window) {
        pastRemaining.removeFirst();
      }
    }
    return new Evidence(
        modes(norm),
        movement,
        remaining,
        epochsLeft(remaining, movement.persistence()),
        snapshots.frozenShare(),
        largestStep,
        jumped);
  }

  private List<Assessment.Mode> modes(double norm) {
    List<Assessment.Mode> modes = new ArrayList<>();
    for (int j = 0; j < spectrum.size(); j++) {
      double amplitude = spectrum.amplitude(j) / norm;
      double residual = spectrum.residuals()[j];
      boolean significant = residual <= Spectrum.RESIDUAL_LIMIT && amplitude >= tolerance;
      modes.add(
          new Assessment.Mode(
              spectrum.eigenvalues()[j], residual, amplitude, significant, spectrum.unit()[j]));
    }
    return modes;
  }

  /** By the rate at which the remaining movement fell since the start of the window. */
  private double epochsLeft(double remaining, double persistence) {
    if (remaining <= tolerance) {
      return 0;
    }
    double excess = Math.log(remaining / tolerance);
    double past = pastRemaining.getFirst();
    boolean known = pastRemaining.size() == window && past < Double.POSITIVE_INFINITY;
    double rate =
        known ? Math.log(past / remaining) / (window - 1) : -Math.log(Math.abs(persistence));
    return rate > 0 && excess < Double.POSITIVE_INFINITY ? excess / rate : Double.POSITIVE_INFINITY;
  }

  private void follow(Verdict found) {
    streak = found == tendency ? streak + 1 : 1;
    tendency = found;
    int needed = tendency == Verdict.DIVERGING ? 2 * patience : patience;
    if (streak >= needed) {
      verdict = tendency;
    }
  }

  /**
   * All that the verdicts to come depend on besides the options: some 10 + window numbers, and the
   * snapshots of the window.
   */
  double[] state() {
    DoubleStream numbers =
        DoubleStream.of(
            window,
            patience,
            tolerance,
            length,
            epoch,
            jumped ? 1 : 0,
            largestStep,
            verdict.ordinal(),
            tendency.ordinal(),
            streak,
            pastRemaining.size());
    DoubleStream past = pastRemaining.stream().mapToDouble(Double::doubleValue);
    return DoubleStream.concat(DoubleStream.concat(numbers, past), snapshots.values()).toArray();
  }

  /**
   * Goes on from a state of a monitor with the same options. The window is filled anew, which gives
   * the inner products it had to the bit.
   *
   * @throws IllegalArgumentException if this is no such state; the monitor is then of no more use
   */
  void restore(double[] state) {
    StateReader numbers = new StateReader(state);
    numbers.require("window", window);
    numbers.require("patience", patience);
    numbers.require("tolerance", tolerance);
    length = numbers.integer(1, Integer.MAX_VALUE);
    epoch = numbers.integer(0, Integer.MAX_VALUE);
    jumped = numbers.integer(0, 1) == 1;
    largestStep = numbers.next();
    verdict = Verdict.values()[numbers.integer(0, Verdict.values().length - 1)];
    tendency = Verdict.values()[numbers.integer(0, Verdict.values().length - 1)];
    streak = numbers.integer(0, Integer.MAX_VALUE);
    int past = numbers.integer(0, window);
    for (int k = 0; k < past; k++) {
      pastRemaining.addLast(numbers.next());
    }
    int count = (int) Math.min(window, epoch + 1L);
    numbers.requireLeft((long) count * length);
    for (int k = 0; k < count; k++) {
      snapshots.add(numbers.floats(length));
    }
    latest =
        snapshots.isFull()
            ? Assessment.of(epoch, verdict, tendency, evidence(false))
            : Assessment.withoutEvidence(epoch, verdict);
  }

  /**
   * The latest verdict.
   *
   * @return the verdict in force; {@link Verdict#WARMING_UP} before the first observation
   */
  public Verdict verdict() {
    return verdict;
  }

  /**
   * The latest assessment.
   *
   * @return nothing before the first observation
   */
  public Optional<Assessment> latest() {
    return Optional.ofNullable(latest);
  }

  /**
   * The limit the weights are heading for, without the modes that decay or swing, and with as
   * little of the noise as the window allows: the constant of the least-squares fit of the window
   * by those modes that can be trusted. Without any it is the mean of the snapshots, or, in a
   * steady drift, that of the latest ones. Costs one pass over the window.
   *
   * @return a new array, in the order of the weights; the latest weights as long as the window is
   *     not full
   * @throws IllegalStateException if nothing was observed yet
   */
  public float[] limitWeights() {
    if (epoch < 0) {
      throw new IllegalStateException("no weights were observed yet");
    }
    if (spectrum == null) {
      return snapshots.latest().clone();
    }
    double memory = LimitFit.memory(latest.persistence());
    return rounded(snapshots.combination(LimitFit.factors(window, spectrum.transients(), memory)));
  }

  /**
   * How the modes move the weights in the next epoch: the sum of (lambda_j - 1) a_j lambda_j^m z_j,
   * the gradient as the optimizer follows it, without its noise. Costs one pass over the window.
   *
   * @return a new array, in the order of the weights; zeros as long as the window is not full
   * @throws IllegalStateException if nothing was observed yet
   */
  public float[] predictedStep() {
    if (epoch < 0) {
      throw new IllegalStateException("no weights were observed yet");
    }
    return spectrum == null
        ? new float[length]
        : rounded(snapshots.lift(frame, spectrum.nextStep()));
  }

  /**
   * The movement that parts of the weights still have ahead of them, as {@link
   * Assessment#remaining} tells it of all: the larger one of what the persistence of the part's own
   * steps says and of the part's share in the modes off eigenvalue 1.
   *
   * @param skipped parts that are not asked about; their entries are 0
   * @return an entry for each part, relative to its {@link Parts#size}; NaN as long as the window
   *     is not full
   */
  double[] remaining(Parts parts, BitSet skipped) {
    double[] remaining = new double[parts.count()];
    if (spectrum == null) {
      Arrays.fill(remaining, Double.NaN);
    } else if (parts.count() == 1) {
      remaining[0] = latest.remaining();
    } else {
      double[] decaying = snapshots.lift(frame, spectrum.transientPart());
      PartMovement movement = new PartMovement(snapshots, window, parts);
      for (int p = skipped.nextClearBit(0); p < remaining.length; p = skipped.nextClearBit(p + 1)) {
        double absolute = Math.max(movement.remaining(p), parts.norm(p, decaying));
        remaining[p] = absolute / parts.size(p, snapshots.latest(), snapshots.latestNorm());
      }
    }
    return remaining;
  }

  private static float[] rounded(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  /**
   * Where in a network the modes are: the norm of each mode's part of the latest weights,
   * restricted to each tensor. Costs two passes over the window for each mode.
   *
   * @param network the network whose parameters were observed
   * @return one row for each of {@link Network#parameters()}, one column for each mode of the last
   *     assessment; absolute, not relative to the weights
   * @throws IllegalArgumentException if the network has another number of parameters
   */
  public Matrix modeMagnitudes(Network network) {
    if (network.parameterCount() != length) {
      throw new IllegalArgumentException(
          "network: "
              + network.parameterCount()
              + " parameters, "
              + Math.max(0, length)
              + " were observed");
    }
    List<ParameterView> views = network.parameters();
    int size = spectrum == null ? 0 : spectrum.size();
    Matrix result = new Matrix(views.size(), size);
    for (int j = 0; j < size; j++) {
      double[] real = snapshots.lift(frame, spectrum.terms().real().column(j));
      double[] imaginary = snapshots.lift(frame, spectrum.terms().imaginary().column(j));
      for (int i = 0; i < views.size(); i++) {
        ParameterView view = views.get(i);
        double norm = 0;
        for (int at = view.offset(); at < view.offset() + view.length(); at++) {
          norm = Math.hypot(norm, new Complex(real[at], imaginary[at]).abs());
        }
        result.set(i, j, norm);
      }
    }
    return result;
  }

  /** Collects the options of a {@link TrainingMonitor}. */
  public static final class Builder {
    private int window = 12;
    private int patience = 5;
    private double tolerance = 0.007;

    private Builder() {}

    /**
     * Sets how many snapshots are looked at together.
     *
     * @param count at least 4
     * @return this builder
     * @throws IllegalArgumentException if the number is less than 4
     */
    public Builder window(int count) {
      if (count < 4) {
        throw new IllegalArgumentException("window: " + count + ", expected at least 4 snapshots");
      }
      window = count;
      return this;
    }

    /**
     * Sets how many assessments in a row must agree for a verdict to come into force.
     *
     * @param count at least 1
     * @return this builder
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Builder patience(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("patience: " + count + ", expected at least 1");
      }
      patience = count;
      return this;
    }

    /**
     * Sets below which part of the norm of the weights a movement is negligible. A smaller one
     * trains longer.
     *
     * @param value positive, below 1
     * @return this builder
     * @throws IllegalArgumentException if the value is out of range
     */
    public Builder tolerance(double value) {
      if (!(value > 0 && value < 1)) {
        throw new IllegalArgumentException("tolerance: " + value + ", expected a share in (0, 1)");
      }
      tolerance = value;
      return this;
    }

    /**
     * Makes the monitor.
     *
     * @return a monitor that has seen nothing
     */
    public TrainingMonitor build() {
      return new TrainingMonitor(this);
    }
  }
}
