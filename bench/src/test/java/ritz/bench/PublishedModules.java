// SPDX-License-Identifier: Apache-2.0
package ritz.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Where the published modules are: folders of classes, or jars after packaging. */
public final class PublishedModules {
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?:.*/)?(?:(kernels|nn|koopman)/target/classes/?|ritz-(kernels|nn|koopman)-[^/]*\\.jar)");

  private PublishedModules() {}

  /** The entries of the class path that hold them. */
  public static List<Path> paths() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> ENTRY.matcher(entry.replace(File.separatorChar, '/')).matches())
        .map(Path::of)
        .toList();
  }
}
