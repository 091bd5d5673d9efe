// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * How an experiment is to be run.
 *
 * @param quick whether a look is enough: three seeds, less data
 * @param data a folder with further data in folders of their own, or nothing
 * @param progress is told in words how far things are
 */
public record Setting(boolean quick, Optional<Path> data, Consumer<String> progress) {
  private static final int QUICK_SEEDS = 3;
  private static final int SEEDS = 10;

  /** The seeds to judge by; lower ones were used to choose the thresholds of the rules. */
  private static final long FIRST_SEED = 1000;

  /** The seeds to judge by. */
  long[] seeds() {
    return seeds(quick ? QUICK_SEEDS : SEEDS);
  }

  /** Some seeds to judge by. */
  static long[] seeds(int count) {
    return LongStream.range(FIRST_SEED, FIRST_SEED + count).toArray();
  }

  /** The first value for a quick look, else the second. */
  int choose(int forQuick, int forFull) {
    return quick ? forQuick : forFull;
  }

  /**
   * The tasks that experiments with classifiers share: networks of different depth and activation
   * on the digits, and, where their folders are given, on MNIST and Fashion-MNIST.
   */
  List<Task> classifications(long seed) throws IOException {
    List<Task> tasks = new ArrayList<>(Task.digits(seed));
    if (data.isPresent() && !quick) {
      for (String folder : List.of("mnist", "fashion-mnist")) {
        Path images = data.get().resolve(folder);
        if (Files.isDirectory(images)) {
          tasks.add(Task.images(images, seed));
        }
      }
    }
    return tasks;
  }

  /** The table of numbers to learn a regression from: a file in the folder, else a formula. */
  Task regression(long seed) throws IOException {
    Path file = data.map(folder -> folder.resolve("diabetes.csv")).orElse(null);
    return file != null && Files.exists(file) ? Task.table(file, seed) : Task.friedman(seed);
  }
}
