// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Counts the floating-point operations of a benchmark, so that its speed is known in GFLOP/s. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Flops {
  /** The operations so far. */
  public double flops;

  /** Starts an iteration. */
  @Setup(Level.Iteration)
  public void clear() {
    flops = 0;
  }

  void add(double operations) {
    flops += operations;
  }
}
