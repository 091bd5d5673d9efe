// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import ritz.kernels.NumericalException;

/** Turns whatever went wrong into one line and an exit status. */
final class Faults {
  private Faults() {}

  static int onMisuse(ParameterException fault, String[] args) {
    CommandLine command = fault.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String message = fault.getMessage().replaceFirst("^Error: ", "");
    print(command, message + "; '" + name + " --help' explains the usage");
    return ExitCode.USAGE;
  }

  /** Defects of the program itself are not caught: their stack trace is what a report needs. */
  static int onFailure(Exception fault, CommandLine command, ParseResult parsed) throws Exception {
    if (fault instanceof NumericalException) {
      print(command, fault.getMessage());
      return ExitCode.SOFTWARE;
    }
    if (fault instanceof IOException || fault instanceof IllegalArgumentException) {
      print(command, message(fault));
      return ExitCode.USAGE;
    }
    if (fault instanceof UncheckedIOException unchecked) {
      print(command, message(unchecked.getCause()));
      return ExitCode.USAGE;
    }
    throw fault;
  }

  private static void print(CommandLine command, String message) {
    String oneLine = message.strip().replaceAll("\\s*\\R\\s*", "; ");
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + oneLine);
  }

  /** The message; those of the JDK's file system exceptions are often no more than the path. */
  private static String message(Exception fault) {
    if (fault instanceof FileSystemException system && system.getReason() == null) {
      return system.getFile() + ": " + reason(system);
    }
    return fault.getMessage();
  }

  private static String reason(FileSystemException fault) {
    if (fault instanceof NoSuchFileException) {
      return "no such file or directory";
    } else if (fault instanceof AccessDeniedException) {
      return "access denied";
    } else if (fault instanceof NotDirectoryException) {
      return "not a directory";
    } else if (fault instanceof FileAlreadyExistsException) {
      return "a file that is in the way";
    }
    return fault.getClass().getSimpleName();
  }
}
