// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
  static Stream<String> commands() {
    return new CommandLine(new Ritz()).getSubcommands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItself(String command) {
    assertThat(CommandRun.done(command, "--help").out())
        .contains("Usage: ritz " + command)
        .contains("--json")
        .contains("Exit status:");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theRootListsEveryCommand(String command) {
    assertThat(CommandRun.done("--help").out()).containsPattern("(?m)^ +" + command + " ");
  }

  @Test
  void theVersionNamesTheRuntime() {
    assertThat(CommandRun.done("--version").out()).startsWith("ritz ").contains("Java ");
  }
}
