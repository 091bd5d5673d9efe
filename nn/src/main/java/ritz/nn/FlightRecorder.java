// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** The events of a training; nothing where the JDK has no Flight Recorder. */
class FlightRecorder {
  private FlightRecorder() {}

  static FlightRecorder create() {
    return ModuleLayer.boot().findModule("jdk.jfr").isPresent()
        ? new Events()
        : new FlightRecorder();
  }

  void startEpoch() {}

  void finishEpoch(EpochSummary epoch, double squaredNorm) {}

  void startStep() {}

  void finishStep(long step, double loss, double squaredNorm, double rate) {}

  /** Kept apart, so that the classes of events are loaded only where there are such. */
  private static final class Events extends FlightRecorder {
    private EpochEvent epoch = new EpochEvent();
    private StepEvent step = new StepEvent();

    @Override
    void startEpoch() {
      if (epoch.isEnabled()) {
        epoch = new EpochEvent();
        epoch.begin();
      }
    }

    @Override
    void finishEpoch(EpochSummary summary, double squaredNorm) {
      if (epoch.isEnabled()) {
        epoch.epoch = summary.epoch();
        epoch.trainLoss = summary.trainLoss();
        epoch.validationLoss = summary.validationLoss();
        epoch.validationAccuracy = summary.validationAccuracy();
        epoch.gradientNorm = Math.sqrt(squaredNorm);
        epoch.commit();
      }
    }

    @Override
    void startStep() {
      if (step.isEnabled()) {
        step = new StepEvent();
        step.begin();
      }
    }

    @Override
    void finishStep(long number, double loss, double squaredNorm, double rate) {
      if (step.isEnabled()) {
        step.step = number;
        step.loss = loss;
        step.gradientNorm = Math.sqrt(squaredNorm);
        step.learningRate = rate;
        step.commit();
      }
    }
  }
}
