// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, as the jar's manifest gives it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "ritz " + (version == null ? "(not packaged)" : version),
      "Java " + Runtime.version() + " on " + System.getProperty("os.arch")
    };
  }
}
