// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import ritz.kernels.FreshJvm;

class FmaTest {
  /** Prints what a fresh JVM finds. */
  static final class Probe {
    public static void main(String[] args) {
      System.out.println(Fma.FAST);
    }
  }

  @Test
  void findsWhatTheJvmWasBuiltToUse() {
    HotSpotDiagnosticMXBean jvm =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    boolean instruction = Boolean.parseBoolean(jvm.getVMOption("UseFMA").getValue());
    assertThat(Fma.FAST).isEqualTo(instruction);
  }

  @Test
  void findsThatThereIsNoInstruction() throws IOException {
    assertThat(FreshJvm.firstLine(List.of("-XX:-UseFMA"), Probe.class)).isEqualTo("false");
  }

  @Test
  void roundsOnceWithTheInstructionAndTwiceWithout() {
    double third = 1.0 / 3;
    double fused = Math.fma(third, 3, -1);
    assertThat(Fma.multiplyAdd(third, 3, -1)).isEqualTo(Fma.FAST ? fused : 0);
    float floatThird = 1f / 3;
    float floatFused = Math.fma(floatThird, 3f, -1f);
    assertThat(Fma.multiplyAdd(floatThird, 3f, -1f)).isEqualTo(Fma.FAST ? floatFused : 0);
  }
}
