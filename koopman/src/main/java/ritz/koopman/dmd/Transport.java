// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;

/**
 * The transport problem: how to move supplies to demands at least cost, by successive shortest
 * paths with potentials (Edmonds and Karp 1972), O((s + d)²) for each path. With supplies and
 * demands of 1 it is the assignment problem.
 */
final class Transport {
  private static final int NONE = -1;

  private final double[][] costs;
  private final double[] supply;
  private final double[] demand;
  private final double[][] plan;

  /** With these, costs[i][j] - left[i] - right[j] is at least 0, and 0 where something is moved. */
  private final double[] left;

  private final double[] right;

  /**
   * A problem.
   *
   * @param costs of moving one unit from source i to sink j, at least 0
   * @param supply at each source, at least 0; used up
   * @param demand at each sink, as much in total up to rounding; used up
   */
  Transport(double[][] costs, double[] supply, double[] demand) {
    this.costs = costs;
    this.supply = supply;
    this.demand = demand;
    this.plan = new double[supply.length][demand.length];
    this.left = new double[supply.length];
    this.right = new double[demand.length];
  }

  /** How much is moved from each source to each sink; what rounding leaves over stays. */
  double[][] plan() {
    double negligible =
        Arrays.stream(supply).sum() * Math.ulp(1.0) * (supply.length + demand.length);
    for (int i = 0; i < supply.length; i++) {
      while (supply[i] > negligible && Arrays.stream(demand).max().orElseThrow() > 0) {
        ship(i);
      }
    }
    return plan;
  }

  /** Sends from a source as much as one shortest path takes. */
  private void ship(int source) {
    double[] reach = new double[demand.length];
    double[] toSource = new double[supply.length];
    int[] from = new int[demand.length];
    int[] before = new int[supply.length];
    boolean[] done = new boolean[demand.length];
    Arrays.fill(reach, Double.POSITIVE_INFINITY);
    Arrays.fill(toSource, Double.POSITIVE_INFINITY);
    Arrays.fill(before, NONE);
    toSource[source] = 0;
    relax(source, toSource, reach, from, done);
    int sink = nearest(reach, done);
    while (!(demand[sink] > 0)) {
      done[sink] = true;
      for (int i = 0; i < supply.length; i++) {
        if (plan[i][sink] > 0 && reach[sink] < toSource[i]) {
          toSource[i] = reach[sink];
          before[i] = sink;
          relax(i, toSource, reach, from, done);
        }
      }
      sink = nearest(reach, done);
    }
    double length = reach[sink];
    for (int i = 0; i < left.length; i++) {
      left[i] += toSource[i] < length ? length - toSource[i] : 0;
    }
    for (int j = 0; j < right.length; j++) {
      right[j] -= reach[j] < length ? length - reach[j] : 0;
    }
    move(source, sink, from, before);
  }

  private void relax(int i, double[] toSource, double[] reach, int[] from, boolean[] done) {
    for (int j = 0; j < reach.length; j++) {
      double reduced = Math.max(0, costs[i][j] - left[i] - right[j]);
      if (!done[j] && toSource[i] + reduced < reach[j]) {
        reach[j] = toSource[i] + reduced;
        from[j] = i;
      }
    }
  }

  private static int nearest(double[] reach, boolean[] done) {
    int best = NONE;
    for (int j = 0; j < reach.length; j++) {
      if (!done[j] && (best == NONE || reach[j] < reach[best])) {
        best = j;
      }
    }
    return best;
  }

  private void move(int source, int sink, int[] from, int[] before) {
    double amount = Math.min(supply[source], demand[sink]);
    for (int j = sink; from[j] != source; j = before[from[j]]) {
      amount = Math.min(amount, plan[from[j]][before[from[j]]]);
    }
    int j = sink;
    while (from[j] != source) {
      int i = from[j];
      plan[i][j] += amount;
      plan[i][before[i]] -= amount;
      j = before[i];
    }
    plan[source][j] += amount;
    supply[source] -= amount;
    demand[sink] -= amount;
  }
}
