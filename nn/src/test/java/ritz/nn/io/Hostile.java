// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Damages files at random, always in the same way. */
public final class Hostile {
  private static final int ROUNDS = 600;

  private Hostile() {}

  /** A reader under test. */
  public interface Reader {
    void read(Path file) throws IOException;
  }

  /**
   * Feeds a reader with cut, extended and changed copies of a file. It may read them or throw an
   * {@link IOException} that names the file; anything else fails.
   *
   * @return how many copies were refused
   */
  public static int refusals(byte[] whole, Path file, long seed, Reader reader) throws IOException {
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
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(whole, random.nextInt(whole.length));
      case 1 -> Arrays.copyOf(whole, whole.length + 1 + random.nextInt(20));
      case 2 -> flipped(whole.clone(), random);
      default -> overwritten(whole.clone(), random);
    };
  }

  private static byte[] flipped(byte[] bytes, SplittableRandom random) {
    for (int i = 0; i <= random.nextInt(4); i++) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] overwritten(byte[] bytes, SplittableRandom random) {
    int from = random.nextInt(bytes.length);
    for (int i = from; i < Math.min(bytes.length, from + 8); i++) {
      bytes[i] = (byte) ('0' + random.nextInt(10));
    }
    return bytes;
  }
}
