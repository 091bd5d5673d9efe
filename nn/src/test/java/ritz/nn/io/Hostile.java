// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Damages files at random, always in the same way. */
final class Hostile {
  private static final int ROUNDS = 600;

  private Hostile() {}

  /** A reader under test. */
  interface Reader {
    void read(Path file) throws IOException;
  }

  /**
   * Feeds a reader with cut, extended and changed copies of a file. It may read them or throw an
   * {@link IOException} that names the file; anything else fails.
   *
   * @return how many copies were refused
   */
  static int refusals(byte[] whole, Path file, long seed, Reader reader) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Files.write(file, damage(whole, random));
      try {
        reader.read(file);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining(file.toString());
        refused++;
      }
    }
    return refused;
  }

  private static byte[] damage(byte[] whole, SplittableRandom random) {
    switch (random.nextInt(4)) {
      case 0:
        return Arrays.copyOf(whole, random.nextInt(whole.length));
      case 1:
        return Arrays.copyOf(whole, whole.length + 1 + random.nextInt(20));
      case 2:
        byte[] flipped = whole.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
          flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
      default:
        byte[] digits = whole.clone();
        int at = random.nextInt(whole.length);
        for (int i = at; i < Math.min(whole.length, at + 8); i++) {
          digits[i] = (byte) ('0' + random.nextInt(10));
        }
        return digits;
    }
  }
}
