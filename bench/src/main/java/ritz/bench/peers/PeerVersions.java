// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import dev.ludovic.netlib.blas.BLAS;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.dense.row.CommonOps_DDRM;
import org.hipparchus.linear.RealMatrix;
import org.jtransforms.fft.DoubleFFT_1D;
import org.ojalgo.OjAlgoUtils;

/** What a measurement was made on: the machine, the JDK, the peers. */
public final class PeerVersions {
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
  private static final List<Class<?>> PEERS =
      List.of(
          org.bytedeco.openblas.global.openblas.class,
          BLAS.class,
          CommonOps_DDRM.class,
          OjAlgoUtils.class,
          RealMatrix.class,
          DoubleFFT_1D.class);

  private PeerVersions() {}

  /**
   * The processor and how many of its threads this JVM may use.
   *
   * @return for people
   */
  public static String machine() {
    int threads = Runtime.getRuntime().availableProcessors();
    return processor() + ", " + threads + (threads == 1 ? " thread" : " threads");
  }

  /**
   * The JDK.
   *
   * @return its vendor and version
   */
  public static String jdk() {
    return System.getProperty("java.vendor") + " " + Runtime.version();
  }

  /**
   * The files that the peers come in, which carry their versions.
   *
   * @return for people
   */
  public static String peers() {
    return PEERS.stream().map(PeerVersions::file).collect(Collectors.joining(", "));
  }

  /**
   * The kernels that OpenBLAS takes on this machine, as it says itself when it is loaded. The
   * variable OPENBLAS_CORETYPE forces others.
   *
   * @return the name of a processor family, empty if OpenBLAS does not say
   */
  public static String openBlasCore() {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              PeerVersions.class.getName());
      builder.environment().put("OPENBLAS_VERBOSE", "2");
      Process process = builder.redirectOutput(Redirect.DISCARD).start();
      try (BufferedReader lines = process.errorReader()) {
        return lines
            .lines()
            .filter(line -> line.startsWith("Core: "))
            .map(line -> line.substring(6).strip())
            .reduce("", (first, last) -> last);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Loads OpenBLAS, which then names its kernels.
   *
   * @param args none
   */
  public static void main(String[] args) {
    OpenBlas.start();
  }

  private static String file(Class<?> type) {
    String path = type.getProtectionDomain().getCodeSource().getLocation().getPath();
    return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
  }

  private static String processor() {
    String fallback = System.getProperty("os.arch");
    if (!Files.isReadable(PROCESSOR)) {
      return fallback;
    }
    try (Stream<String> lines = Files.lines(PROCESSOR, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(fallback);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
