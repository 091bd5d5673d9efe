// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.lang.management.ManagementFactory;

/**
 * The processor time of the current thread. Of a training on one thread it is the wall time on an
 * idle machine, and it stays so on a busy one.
 */
final class Clock {
  private Clock() {}

  static double seconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9;
  }
}
