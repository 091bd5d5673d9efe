// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The transform of other lengths than powers of two: smooth ones and primes. */
public class FftAnyLengthBenchmark extends FourierBenchmark {
  /** The length. */
  @Param({"1000", "6561", "30030", "100000", "1009", "65537"})
  public int length;

  /** Makes the plans and the numbers. */
  @Setup
  public void fill() {
    fill(length);
  }
}
