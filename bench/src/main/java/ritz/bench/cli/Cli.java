// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** The command line: commands, options, exit statuses. */
public final class Cli {
  private Cli() {}

  /** All commands, with the help that is made from tables. */
  static CommandLine commands() {
    CommandLine all = new CommandLine(new Ritz());
    all.getSubcommands()
        .get("dmd")
        .getCommandSpec()
        .usageMessage()
        .footerHeading("%nOptions that are for some methods only:%n")
        .footer(DmdTable.lines());
    return all;
  }

  /**
   * Runs one command.
   *
   * @param out takes the answer
   * @param err takes one line when the command failed
   * @param args the command and its options
   * @return 0 if done, 1 if a computation failed or memory ran out, 2 if the usage or an input is
   *     at fault
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    try {
      return commands()
          .setOut(out)
          .setErr(err)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .setParameterExceptionHandler(Faults::onMisuse)
          .setExecutionExceptionHandler(Faults::onFailure)
          .execute(args);
    } catch (OutOfMemoryError e) {
      long megabytes = Runtime.getRuntime().maxMemory() >> 20;
      err.println("ritz: a heap of " + megabytes + " MB is too small; -Xmx sets its size");
      return ExitCode.SOFTWARE;
    }
  }
}
