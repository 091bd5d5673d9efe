// SPDX-License-Identifier: Apache-2.0
package ritz.bench.pages;

import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import ritz.bench.PublishedModules;

/**
 * A JShell session for the blocks of one page in order, with the published modules. The code runs
 * in a JVM of its own, as under the command {@code jshell}: within this one, JShell cannot redefine
 * classes, and an import in a later block would reset the variables of earlier ones.
 */
final class PageSession implements AutoCloseable {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String[] NO_OPTIONS = {};

  private final Page page;
  private final JShell shell;

  PageSession(Page page) {
    this.page = page;
    String classPath =
        PublishedModules.paths().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    boolean vectors = ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
    this.shell =
        JShell.builder()
            .compilerOptions("-cp", classPath)
            .remoteVMOptions(vectors ? new String[] {"--add-modules", VECTOR_MODULE} : NO_OPTIONS)
            .out(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .err(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .build();
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
