// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import java.lang.System.Logger.Level;
import java.util.Locale;

/**
 * Which kernels run: SIMD where the module {@code jdk.incubator.vector} is present, scalar
 * otherwise. The system property {@code ritz.simd} forces {@code scalar}, {@code 128}, {@code 256}
 * or {@code 512}.
 */
public final class Selection {
  private static final String PROPERTY = "ritz.simd";
  private static final String MODULE = "jdk.incubator.vector";
  private static final int AUTO = 0;
  private static final int SCALAR = 1;
  private static final int FORCED = forced(System.getProperty(PROPERTY, "auto"));
  private static final boolean SIMD = decide();

  private Selection() {}

  /**
   * Whether the SIMD kernels run.
   *
   * @return false when the module is absent or scalar kernels were asked for
   */
  public static boolean simd() {
    return SIMD;
  }

  /**
   * The vector size asked for.
   *
   * @return 128, 256 or 512, or another number when the machine's own is to be taken
   */
  public static int forcedBits() {
    return FORCED;
  }

  /**
   * The number of vector registers that come with a vector size on this kind of machine.
   *
   * @param vectorBytes the bytes of a vector
   * @return 16 or 32
   */
  public static int vectorRegisters(int vectorBytes) {
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean x86 = arch.equals("amd64") || arch.equals("x86_64") || arch.equals("x86");
    return x86 && vectorBytes < 64 ? 16 : 32;
  }

  private static int forced(String value) {
    return switch (value) {
      case "auto" -> AUTO;
      case "scalar" -> SCALAR;
      case "128", "256", "512" -> Integer.parseInt(value);
      default ->
          throw new IllegalArgumentException(
              PROPERTY + ": " + value + ", expected auto, scalar, 128, 256 or 512");
    };
  }

  private static boolean decide() {
    if (FORCED == SCALAR) {
      return false;
    }
    boolean present = ModuleLayer.boot().findModule(MODULE).isPresent();
    if (!present) {
      System.getLogger("ritz.kernels")
          .log(
              Level.INFO,
              "Scalar kernels in use; for SIMD start the JVM with --add-modules " + MODULE);
    }
    return present;
  }
}
