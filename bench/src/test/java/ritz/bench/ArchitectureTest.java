// SPDX-License-Identifier: Apache-2.0
package ritz.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what. Arrows point one way: bench, koopman, nn, kernels. */
@AnalyzeClasses(
    packages = "ritz",
    importOptions = {DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeTestJars.class})
class ArchitectureTest {
  /** Leaves out the jar of the kernels' tests. */
  static final class DoNotIncludeTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String JDK = "java..";
  private static final String EVENTS = "jdk.jfr..";
  private static final String VECTORS = "jdk.incubator.vector..";
  private static final String[] KERNELS_API = {
    "ritz.kernels", "ritz.kernels.linalg", "ritz.kernels.fft"
  };

  @ArchTest
  static final ArchRule kernelsStandAlone =
      classes()
          .that()
          .resideInAPackage("ritz.kernels..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("ritz.kernels..", JDK, EVENTS, VECTORS);

  @ArchTest
  static final ArchRule networksStandOnTheKernels =
      classes()
          .that()
          .resideInAPackage("ritz.nn..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(with(KERNELS_API, "ritz.nn..", JDK, EVENTS));

  @ArchTest
  static final ArchRule koopmanStandsOnNetworksAndKernels =
      classes()
          .that()
          .resideInAPackage("ritz.koopman..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(with(KERNELS_API, "ritz.koopman..", "ritz.nn..", JDK, EVENTS));

  @ArchTest
  static final ArchRule onlyTheSimdKernelsSeeTheVectorApi =
      noClasses()
          .that()
          .resideOutsideOfPackage("ritz.kernels.simd..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(VECTORS);

  @ArchTest
  static final ArchRule theWorkbenchUsesOnlyWhatIsExported =
      noClasses()
          .that()
          .resideInAPackage("ritz.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ritz.kernels.backend..", "ritz.kernels.simd..");

  @ArchTest
  static final ArchRule theLibraryPrintsNothing =
      noClasses().that().resideOutsideOfPackage("ritz.bench..").should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule loggingGoesThroughTheSystemLogger = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  private static String[] with(String[] some, String... more) {
    String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
