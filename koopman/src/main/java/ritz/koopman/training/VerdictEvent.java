// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** What a monitor said, in a recording of the JDK Flight Recorder; off unless asked for. */
@Name("ritz.Verdict")
@Label("Verdict on a training")
@Category({"Ritz", "Koopman"})
@Enabled(false)
@StackTrace(false)
final class VerdictEvent extends Event {
  @Label("Epoch")
  int epoch;

  @Label("Verdict")
  String verdict;

  @Label("Tendency")
  @Description("What this epoch taken by itself says")
  String tendency;

  @Label("Step")
  @Description("The mean movement in an epoch, relative to the weights")
  double step;

  @Label("Persistence")
  double persistence;

  @Label("Remaining")
  @Description("The movement still to come, relative to the weights")
  double remaining;

  @Label("Epochs Left")
  double epochsLeft;

  @Label("Eigenvalues")
  @Description("The eigenvalues of the significant modes, the largest part first")
  String eigenvalues;

  /** Records an assessment if anybody asked for it; an event has the duration of the assessment. */
  void commit(Assessment assessment) {
    end();
    if (!shouldCommit()) {
      return;
    }
    epoch = assessment.epoch();
    verdict = assessment.verdict().label();
    tendency = assessment.tendency().label();
    step = assessment.step();
    persistence = assessment.persistence();
    remaining = assessment.remaining();
    epochsLeft = assessment.epochsLeft();
    eigenvalues = assessment.leadingEigenvalues(Integer.MAX_VALUE);
    commit();
  }
}
