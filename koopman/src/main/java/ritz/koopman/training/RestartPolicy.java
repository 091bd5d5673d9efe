// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import ritz.nn.Callback;
import ritz.nn.Model;
import ritz.nn.Trainer;
import ritz.nn.TrainingResult;
import ritz.nn.data.Dataset;

/**
 * Trains, and starts again from other initial weights when an {@link InitializationCheck} finds the
 * first epochs unpromising. The last attempt allowed runs to its end whatever the check says.
 */
public final class RestartPolicy {
  private final Function<Callback, Trainer> trainers;
  private final Supplier<InitializationCheck> checks;
  private final int attempts;

  /**
   * A policy.
   *
   * @param trainers makes a trainer that has the given callback
   * @param checks makes a check for each attempt
   * @param attempts how many attempts to make, at least 1
   * @throws IllegalArgumentException if there is no attempt
   */
  public RestartPolicy(
      Function<Callback, Trainer> trainers, Supplier<InitializationCheck> checks, int attempts) {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts: " + attempts + ", expected at least 1");
    }
    this.trainers = Objects.requireNonNull(trainers, "trainers");
    this.checks = Objects.requireNonNull(checks, "checks");
    this.attempts = attempts;
  }

  /**
   * What came of it.
   *
   * @param model the model of the last attempt, trained
   * @param training how that went
   * @param seed the seed of its initial weights
   * @param abandoned what was seen of the attempts before, in their order
   */
  public record Outcome(Model model, TrainingResult training, long seed, List<Outlook> abandoned) {
    /** Takes a copy of the list. */
    public Outcome {
      abandoned = List.copyOf(abandoned);
    }
  }

  /**
   * Trains.
   *
   * @param models makes an untrained model from a seed
   * @param firstSeed the seed of the first attempt; the others follow by one
   * @param train the data to learn from
   * @param validation data to evaluate after every epoch, or null for none
   * @return the trained model and its history
   */
  public Outcome fit(
      LongFunction<Model> models, long firstSeed, Dataset train, Dataset validation) {
    List<Outlook> abandoned = new ArrayList<>();
    for (int attempt = 0; ; attempt++) {
      long seed = firstSeed + attempt;
      Model model = models.apply(seed);
      boolean last = attempt == attempts - 1;
      InitializationCheck check = checks.get();
      Trainer trainer = trainers.apply(last ? new Callback() {} : check);
      TrainingResult result = trainer.fit(model, train, validation);
      boolean hopeless =
          result.stoppedBy().equals(InitializationCheck.INITIALIZATION)
              && check.outlook().isPresent();
      if (last || !hopeless) {
        return new Outcome(model, result, seed, abandoned);
      }
      abandoned.add(check.outlook().orElseThrow());
    }
  }
}
