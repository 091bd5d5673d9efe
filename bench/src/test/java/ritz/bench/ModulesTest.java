// SPDX-License-Identifier: Apache-2.0
package ritz.bench;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the published modules ask for and show, as their descriptors say. */
class ModulesTest {
  private static ModuleDescriptor descriptor(String module) {
    Path[] published = PublishedModules.paths().toArray(Path[]::new);
    return ModuleFinder.of(published).find(module).orElseThrow().descriptor();
  }

  private static Set<String> exports(String module) {
    return descriptor(module).exports().stream()
        .filter(export -> !export.isQualified())
        .map(Exports::source)
        .collect(toSet());
  }

  private static Set<String> requires(String module, Modifier modifier) {
    return descriptor(module).requires().stream()
        .filter(requirement -> requirement.modifiers().contains(modifier))
        .map(Requires::name)
        .collect(toSet());
  }

  @Test
  void nothingBeyondThePublicPackagesIsExported() {
    assertThat(exports("ritz.kernels"))
        .containsExactlyInAnyOrder("ritz.kernels", "ritz.kernels.linalg", "ritz.kernels.fft");
    assertThat(exports("ritz.nn"))
        .containsExactlyInAnyOrder("ritz.nn", "ritz.nn.data", "ritz.nn.io");
    assertThat(exports("ritz.koopman"))
        .containsExactlyInAnyOrder(
            "ritz.koopman.dictionary", "ritz.koopman.dmd", "ritz.koopman.training");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ritz.kernels", "ritz.nn", "ritz.koopman"})
  void atRunTimeOnlyTheJdkBaseAndEachOtherAreNeeded(String module) {
    assertThat(descriptor(module).requires())
        .filteredOn(requirement -> !requirement.modifiers().contains(Modifier.STATIC))
        .extracting(Requires::name)
        .isSubsetOf("java.base", "jdk.jfr", "ritz.kernels", "ritz.nn");
  }

  @Test
  void theVectorModuleIsOptional() {
    assertThat(requires("ritz.kernels", Modifier.STATIC)).contains("jdk.incubator.vector");
  }

  @Test
  void whatAppearsInAnApiIsHandedOn() {
    assertThat(requires("ritz.nn", Modifier.TRANSITIVE)).contains("ritz.kernels");
    assertThat(requires("ritz.koopman", Modifier.TRANSITIVE)).contains("ritz.kernels", "ritz.nn");
  }
}
