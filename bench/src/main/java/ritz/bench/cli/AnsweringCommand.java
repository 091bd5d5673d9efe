// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that answers in words or, asked for it, with one JSON object. */
abstract class AnsweringCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Answer with one JSON object on the standard output.")
  private boolean json;

  /** Does the work. */
  abstract Answer answer() throws IOException;

  @Override
  public final Integer call() throws IOException {
    Answer answer = answer();
    spec.commandLine().getOut().println(json ? answer.json() : answer.text().stripTrailing());
    return ExitCode.OK;
  }

  /** What options make; those that the library does not take are a wrong usage. */
  final <T> T fromOptions(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Whether an option is on the command line. */
  final boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** The fault that options make no sense as given. */
  final ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
