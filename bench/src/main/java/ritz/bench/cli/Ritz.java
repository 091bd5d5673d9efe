// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the commands. */
@Command(
    name = "ritz",
    description = "Small neural networks and Koopman mode analysis in pure Java.",
    subcommands = {
      TrainCommand.class,
      PredictCommand.class,
      MonitorCommand.class,
      DmdCommand.class,
      SvdCommand.class,
      EigCommand.class,
      PaperCommand.class,
      PeersCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:a computation failed, for example an iteration that did not converge, or memory ran out",
      "2:the usage or an input is at fault"
    })
final class Ritz implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }
}
