// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.DoubleSupplier;
import ritz.kernels.FloatBlas;
import ritz.nn.data.Dataset;

/** One training: its workspaces, allocated once, and its loop over epochs and steps. */
final class TrainingRun implements TrainingView {
  private final Trainer settings;
  private final Model model;
  private final BatchSource batches;
  private final Batch batch;
  private final NetworkPass pass;
  private final LossPass loss;
  private final Updater updater;
  private final RateControl rates;
  private final DoubleSupplier objective = this::reevaluate;
  private final Evaluation evaluation;
  private final float[] gradient;
  private FreezingMask frozen;
  private ActiveParameters active;
  private final float[] lastGood;
  private final float[] lastGoodBuffers;
  private final float[] buffersBefore;
  private final Callback[] callbacks;
  private final FlightRecorder recorder = FlightRecorder.create();
  private final List<EpochSummary> history = new ArrayList<>();
  private long startNanos;
  private int epoch;
  private long step;
  private boolean withinEpoch;
  private float squaredNorm;
  private double batchLoss = Double.NaN;
  private double trainLoss = Double.NaN;
  private String stoppedBy;
  private String detail = "";

  TrainingRun(Trainer settings, Model model, BatchSource batches, Dataset validation) {
    this.settings = settings;
    this.model = model;
    this.batches = batches;
    int capacity = (int) Math.min(settings.batch(), batches.size());
    Network network = model.network();
    this.batch = new Batch(model.scaling(), network.outputs(), capacity, settings.threads());
    this.pass = new NetworkPass(model, capacity, true, settings.threads());
    this.loss = LossPass.of(settings.loss(), network.outputs(), capacity);
    this.updater = Updater.of(settings.optimizer(), network.parameterCount());
    this.rates =
        new RateControl(
            settings.schedule(),
            settings.plateau(),
            settings.optimizer().learningRate(),
            settings.epochs(),
            batches.batches());
    this.evaluation =
        validation == null
            ? null
            : new Evaluation(model, settings.loss(), validation, settings.threads());
    this.gradient = new float[network.parameterCount()];
    freeze(settings.frozen());
    this.lastGood = model.parameters().clone();
    this.lastGoodBuffers = model.buffers().clone();
    this.buffersBefore = model.buffers().clone();
    this.callbacks = settings.callbacks().toArray(Callback[]::new);
  }

  /** Goes through all epochs, or those that are left where a training is resumed, else null. */
  TrainingResult run(TrainingState resumed) {
    startNanos = System.nanoTime();
    if (resumed == null) {
      prune();
      for (Callback callback : callbacks) {
        callback.onStart(this);
      }
    } else {
      restore(resumed);
      CallbackStates.resume(callbacks, resumed.callbacks(), this);
    }
    while (stoppedBy == null && epoch < settings.epochs()) {
      runEpoch();
    }
    for (Callback callback : callbacks) {
      callback.onEnd(this);
    }
    String reason = stoppedBy == null ? TrainingResult.EPOCHS : stoppedBy;
    return new TrainingResult(reason, detail, step, history, seconds());
  }

  private void restore(TrainingState state) {
    state.requireSettings(settings.description(batches.size()));
    state.frozen().requireFit(model.network(), settings.optimizer());
    updater.restore(state.optimizer(), state.optimizerNumbers());
    rates.restore(state.rates());
    freeze(state.frozen());
    step = state.step();
    history.addAll(state.history());
    epoch = history.size();
    if (epoch > 0) {
      EpochSummary last = history.get(epoch - 1);
      trainLoss = last.trainLoss();
      startNanos -= (long) (last.seconds() * 1e9);
    }
  }

  private void runEpoch() {
    withinEpoch = true;
    recorder.startEpoch();
    batches.start(settings.seed(), epoch);
    double total = 0;
    long seen = 0;
    while (batches.next(batch)) {
      if (!runStep(seen == 0)) {
        return;
      }
      total += batchLoss * batch.size();
      seen += batch.size();
      if (stoppedBy != null && seen < batches.size()) {
        return;
      }
    }
    finishEpoch(total / seen);
  }

  private void finishEpoch(double meanLoss) {
    if (!endsFinite()) {
      return;
    }
    if (evaluation != null) {
      evaluation.run();
      if (!Double.isFinite(evaluation.loss())) {
        halt("the validation loss", evaluation.loss(), step);
        return;
      }
    }
    epoch++;
    trainLoss = meanLoss;
    rates.finishEpoch(evaluation == null ? trainLoss : evaluation.loss());
    EpochSummary summary =
        new EpochSummary(epoch, trainLoss, validationLoss(), validationAccuracy(), seconds());
    history.add(summary);
    recorder.finishEpoch(summary, squaredNorm);
    withinEpoch = false;
    for (Callback callback : callbacks) {
      callback.onEpoch(this);
    }
    for (Callback callback : callbacks) {
      callback.onCheckpoint(this);
    }
  }

  /** Takes one step on the batch; false if it could not be taken because a number is not finite. */
  private boolean runStep(boolean firstOfEpoch) {
    float[] parameters = model.parameters();
    recorder.startStep();
    pass.begin(settings.seed(), step);
    if (firstOfEpoch) {
      System.arraycopy(model.buffers(), 0, buffersBefore, 0, buffersBefore.length);
    }
    batchLoss = evaluate();
    if (!Double.isFinite(batchLoss)) {
      return halt("the loss", batchLoss, step + 1);
    }
    double penalty = penalty();
    squaredNorm = active.squaredNorm(gradient);
    if (!Float.isFinite(squaredNorm)) {
      return halt("the squared norm of the gradient", squaredNorm, step + 1);
    }
    clip(squaredNorm);
    if (firstOfEpoch) {
      System.arraycopy(parameters, 0, lastGood, 0, parameters.length);
      System.arraycopy(buffersBefore, 0, lastGoodBuffers, 0, lastGoodBuffers.length);
    }
    double rate = rates.rate(epoch, step);
    updater.update(parameters, gradient, rate, active, batchLoss + penalty, objective);
    prune();
    step++;
    recorder.finishStep(step, batchLoss, squaredNorm, rate);
    for (Callback callback : callbacks) {
      callback.onStep(this);
    }
    return true;
  }

  /** Computes the loss of the batch and, if it is finite, the gradient. */
  private double evaluate() {
    float[] parameters = model.parameters();
    float[] outputs = pass.forward(parameters, batch.inputs(), batch.size());
    double value = loss.evaluate(outputs, batch, pass.outputDelta());
    if (Double.isFinite(value)) {
      pass.backward(parameters, batch.inputs(), batch.size(), gradient);
      active.clearWritten(gradient);
    }
    return value;
  }

  /** What an optimizer sees when it evaluates again within a step. */
  private double reevaluate() {
    double value = evaluate() + penalty();
    clip(active.squaredNorm(gradient));
    return value;
  }

  /** Adds the gradient of the L1 penalty, keeps the pruned entries out, and returns the penalty. */
  private double penalty() {
    float factor = (float) settings.l1();
    float[] parameters = model.parameters();
    if (factor != 0) {
      for (int s = 0; s < active.stretches(); s++) {
        addSigns(factor, parameters, gradient, active.from(s), active.to(s));
      }
      active.clearHeld(gradient);
    }
    if (settings.mask() != null) {
      settings.mask().apply(gradient);
    }
    return factor == 0 ? 0 : factor * FloatBlas.asum(parameters.length, parameters, 0);
  }

  private static void addSigns(
      float factor, float[] parameters, float[] gradient, int from, int to) {
    for (int i = from; i < to; i++) {
      gradient[i] += factor * Math.signum(parameters[i]);
    }
  }

  /** Scales the gradient down to the largest norm, in PyTorch's form. */
  private void clip(float squaredNorm) {
    double scale = settings.largestNorm() / (Math.sqrt(squaredNorm) + 1e-6);
    if (scale < 1) {
      active.scale((float) scale, gradient);
    }
  }

  /** Checks parameters and buffers, which no loss has seen yet, at the end of an epoch. */
  private boolean endsFinite() {
    for (float statistic : model.buffers()) {
      if (!Float.isFinite(statistic)) {
        return halt("a running statistic", statistic, step);
      }
    }
    float[] parameters = model.parameters();
    if (Float.isFinite(FloatBlas.dot(parameters.length, parameters, 0, parameters, 0))) {
      return true;
    }
    for (float parameter : parameters) {
      if (!Float.isFinite(parameter)) {
        return halt("a parameter", parameter, step);
      }
    }
    return true;
  }

  /** Ends the training with the last good parameters; always false. */
  private boolean halt(String what, double value, long atStep) {
    detail = what + " is " + value + " in epoch " + (epoch + 1) + ", step " + atStep;
    stoppedBy = TrainingResult.NON_FINITE;
    System.arraycopy(lastGood, 0, model.parameters(), 0, lastGood.length);
    System.arraycopy(lastGoodBuffers, 0, model.buffers(), 0, lastGoodBuffers.length);
    return false;
  }

  private void prune() {
    if (settings.mask() != null) {
      settings.mask().apply(model.parameters());
    }
  }

  private double seconds() {
    return (System.nanoTime() - startNanos) * 1e-9;
  }

  @Override
  public Network network() {
    return model.network();
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  public int epochs() {
    return settings.epochs();
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public int stepsPerEpoch() {
    return batches.batches();
  }

  @Override
  public long samplesPerEpoch() {
    return batches.size();
  }

  @Override
  public double learningRate() {
    return rates.rate(epoch, step);
  }

  @Override
  public double batchLoss() {
    return batchLoss;
  }

  @Override
  public double trainLoss() {
    return trainLoss;
  }

  @Override
  public double validationLoss() {
    return evaluation == null ? Double.NaN : evaluation.loss();
  }

  @Override
  public double validationAccuracy() {
    return evaluation == null ? Double.NaN : evaluation.accuracy();
  }

  @Override
  public Model model() {
    return model;
  }

  @Override
  public TrainingState state() {
    if (withinEpoch) {
      throw new IllegalStateException("in the middle of an epoch, expected to be asked after it");
    }
    return new TrainingState(
        settings.description(batches.size()),
        step,
        history,
        updater.state().stream().map(float[]::clone).toList(),
        updater.numbers(),
        rates.state(),
        CallbackStates.of(callbacks),
        frozen);
  }

  @Override
  public FreezingMask frozen() {
    return frozen;
  }

  @Override
  public void freeze(FreezingMask mask) {
    mask.requireFit(model.network(), settings.optimizer());
    BitSet bits = mask.bits();
    BitSet written = mask.bits();
    pass.freeze(bits, written);
    List<float[]> arrays = new ArrayList<>(updater.state());
    arrays.add(model.parameters());
    active = new ActiveParameters(mask, written, arrays, settings.threads());
    bits.stream().forEach(i -> gradient[i] = 0);
    frozen = mask;
  }

  @Override
  public float[] parameters() {
    return model.parameters();
  }

  @Override
  public float[] gradient() {
    return gradient;
  }

  @Override
  public void stop(String reason) {
    if (stoppedBy == null) {
      stoppedBy = reason;
    }
  }
}
