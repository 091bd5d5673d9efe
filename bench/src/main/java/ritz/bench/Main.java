// SPDX-License-Identifier: Apache-2.0
package ritz.bench;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import ritz.bench.cli.Cli;

/** The command line {@code ritz}; see {@link Cli}. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the JVM with its exit status.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    setUnlessGiven("java.util.logging.SimpleFormatter.format", "%5$s%6$s%n");
    setUnlessGiven("java.awt.headless", "true");
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    System.exit(Cli.run(out, err, args));
  }

  private static void setUnlessGiven(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
