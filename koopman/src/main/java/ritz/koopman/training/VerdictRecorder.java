// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

/** Records assessments as events; does nothing where the JDK has no Flight Recorder. */
class VerdictRecorder {
  private VerdictRecorder() {}

  static VerdictRecorder create() {
    return ModuleLayer.boot().findModule("jdk.jfr").isPresent()
        ? new Events()
        : new VerdictRecorder();
  }

  void start() {}

  void finish(Assessment assessment) {}

  /** Kept apart, so that the class of the event is loaded only where there are such. */
  private static final class Events extends VerdictRecorder {
    private VerdictEvent event = new VerdictEvent();

    @Override
    void start() {
      event = new VerdictEvent();
      event.begin();
    }

    @Override
    void finish(Assessment assessment) {
      event.commit(assessment);
    }
  }
}
