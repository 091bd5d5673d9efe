// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import ritz.nn.Callback;
import ritz.nn.Model;
import ritz.nn.Trainer;
import ritz.nn.TrainingResult;
import ritz.nn.data.Dataset;

/**
 * Lets models from several seeds train for a few epochs, keeps the one whose expected loss is the
 * smallest among the promising ones, and trains that to its end. Trainings being deterministic, the
 * winner starts from its seed again and repeats its first epochs to the bit.
 */
public final class Race {
  private final Function<Callback, Trainer> trainers;
  private final double share;
  private final double trivialLoss;

  /**
   * A race.
   *
   * @param trainers makes a trainer that has the given callback
   * @param share the share of the budget to race for, above 0 and at most 1; at least four epochs
   * @param trivialLoss as for {@link InitializationCheck#InitializationCheck(double, double)}
   * @throws IllegalArgumentException if the share is out of range
   */
  public Race(Function<Callback, Trainer> trainers, double share, double trivialLoss) {
    this.trainers = Objects.requireNonNull(trainers, "trainers");
    this.share = share;
    this.trivialLoss = trivialLoss;
    racing();
  }

  private InitializationCheck racing() {
    return new InitializationCheck(share, trivialLoss, true);
  }

  /**
   * One contender.
   *
   * @param seed the seed of its initial weights
   * @param outlook what its first epochs promise
   */
  public record Contender(long seed, Outlook outlook) {}

  /**
   * What came of it.
   *
   * @param model the winner, trained
   * @param training how its training went
   * @param contenders all of them, the winner first
   */
  public record Outcome(Model model, TrainingResult training, List<Contender> contenders) {
    /** Takes a copy of the list. */
    public Outcome {
      contenders = List.copyOf(contenders);
    }
  }

  /**
   * Races and trains the winner.
   *
   * @param models makes an untrained model from a seed
   * @param seeds one for each contender, at least one
   * @param train the data to learn from
   * @param validation data to evaluate after every epoch, or null for none
   * @return the trained winner
   * @throws IllegalArgumentException if there are no seeds
   */
  public Outcome run(LongFunction<Model> models, long[] seeds, Dataset train, Dataset validation) {
    if (seeds.length == 0) {
      throw new IllegalArgumentException("seeds: none, expected at least one");
    }
    Comparator<Contender> hopelessLast = Comparator.comparing(c -> !c.outlook().promising());
    List<Contender> contenders =
        LongStream.of(seeds)
            .mapToObj(seed -> contender(models, seed, train, validation))
            .sorted(hopelessLast.thenComparingDouble(c -> c.outlook().expectedLoss()))
            .toList();
    Model winner = models.apply(contenders.get(0).seed());
    TrainingResult result = trainers.apply(new Callback() {}).fit(winner, train, validation);
    return new Outcome(winner, result, contenders);
  }

  private Contender contender(
      LongFunction<Model> models, long seed, Dataset train, Dataset validation) {
    InitializationCheck check = racing();
    trainers.apply(check).fit(models.apply(seed), train, validation);
    return new Contender(seed, check.outlook().orElseGet(Race::brokenOff));
  }

  /** Of a training that ended before it could be judged, with numbers that are not finite. */
  private static Outlook brokenOff() {
    double infinite = Double.POSITIVE_INFINITY;
    return new Outlook(0, Double.NaN, Double.NaN, infinite, Double.NaN, infinite);
  }
}
