// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody is looking. */
final class Terminal {
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /**
   * Whether the standard error goes to a terminal. The JDK tells only whether the standard input
   * and output both do, so Linux is asked first.
   */
  @SuppressWarnings("SystemConsoleNull") // off Linux, JDK 22 and later always say yes
  static boolean showsErrors() {
    if (Files.isSymbolicLink(STANDARD_ERROR)) {
      try {
        String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      } catch (IOException e) {
        return false;
      }
    }
    return System.console() != null;
  }
}
