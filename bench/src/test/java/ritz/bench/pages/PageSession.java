// SPDX-License-Identifier: Apache-2.0
package ritz.bench.pages;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** A JShell session in this JVM, with its class path, for the blocks of one page in order. */
final class PageSession implements AutoCloseable {
  private final Page page;
  private final JShell shell;

  PageSession(Page page) {
    this.page = page;
    String classPath = System.getProperty("java.class.path");
    this.shell =
        JShell.builder().executionEngine("local").compilerOptions("-cp", classPath).build();
    shell.addToClasspath(classPath);
  }

  /** Runs a block; an error says where, what code and why. */
  void run(Page.Block block) {
    String rest = block.code();
    while (!rest.isBlank()) {
      CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      if (!info.completeness().isComplete()) {
        throw fault(block, rest, info.completeness().toString().toLowerCase(Locale.ROOT));
      }
      for (SnippetEvent event : shell.eval(info.source())) {
        check(block, event);
      }
      rest = info.remaining();
    }
  }

  private void check(Page.Block block, SnippetEvent event) {
    if (event.exception() != null) {
      throw fault(block, event.snippet().source(), describe(event.exception()));
    }
    if (event.status() != Status.VALID && event.status() != Status.OVERWRITTEN) {
      String errors =
          shell
              .diagnostics(event.snippet())
              .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
              .collect(Collectors.joining("; "));
      throw fault(block, event.snippet().source(), event.status() + " " + errors);
    }
  }

  private static String describe(JShellException exception) {
    return exception instanceof EvalException thrown
        ? thrown.getExceptionClassName() + ": " + thrown.getMessage()
        : String.valueOf(exception);
  }

  private AssertionError fault(Page.Block block, String source, String why) {
    return new AssertionError(
        String.join(
            System.lineSeparator(),
            List.of(page.file() + ", block at line " + block.line() + ": " + why, source)));
  }

  @Override
  public void close() {
    shell.close();
  }
}
