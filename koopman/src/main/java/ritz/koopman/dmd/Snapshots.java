// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Snapshots side by side, and which of them follow one another.
 *
 * @param columns all snapshots, n x total
 * @param trajectories for each trajectory the columns of its snapshots in the order of time, at
 *     least two; a pair is a trajectory of two
 */
record Snapshots(Dense columns, List<int[]> trajectories) {
  static Snapshots ofTrajectory(Dense snapshots) {
    requireLength(snapshots, "snapshots");
    requireUsable(snapshots, "snapshots");
    return new Snapshots(snapshots, List.of(range(0, snapshots.columns())));
  }

  static Snapshots ofTrajectories(List<Dense> trajectories) {
    if (trajectories.isEmpty()) {
      throw new IllegalArgumentException("trajectories: none, expected at least one");
    }
    List<int[]> indices = new ArrayList<>();
    int total = 0;
    for (int i = 0; i < trajectories.size(); i++) {
      Dense trajectory = trajectories.get(i);
      String name = "trajectories: trajectory " + i;
      requireLength(trajectory, name);
      requireRows(trajectory, trajectories.get(0).rows(), name);
      requireUsable(trajectory, name);
      indices.add(range(total, Math.addExact(total, trajectory.columns())));
      total += trajectory.columns();
    }
    return new Snapshots(sideBySide(trajectories), indices);
  }

  static Snapshots ofPairs(Dense x, Dense y) {
    if (x.columns() == 0) {
      throw new IllegalArgumentException("x: " + x.shape() + ", expected at least one column");
    }
    if (y.columns() != x.columns()) {
      throw new IllegalArgumentException(
          "y: " + y.shape() + ", expected as many columns as x, " + x.shape());
    }
    requireRows(y, x.rows(), "y");
    requireUsable(x, "x");
    requireUsable(y, "y");
    int count = x.columns();
    List<int[]> pairs = IntStream.range(0, count).mapToObj(i -> new int[] {i, count + i}).toList();
    return new Snapshots(sideBySide(List.of(x, y)), pairs);
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  private static void requireLength(Dense snapshots, String name) {
    if (snapshots.columns() < 2) {
      throw new IllegalArgumentException(
          name + ": " + snapshots.shape() + ", expected at least two snapshots (columns)");
    }
  }

  private static void requireRows(Dense snapshots, int rows, String name) {
    if (snapshots.rows() != rows) {
      throw new IllegalArgumentException(
          name + ": " + snapshots.shape() + ", expected " + rows + " rows");
    }
  }

  private static void requireUsable(Dense snapshots, String name) {
    if (snapshots.rows() == 0) {
      throw new IllegalArgumentException(
          name + ": " + snapshots.shape() + ", expected at least one row");
    }
    for (int j = 0; j < snapshots.columns(); j++) {
      // One pass over the memory: the norm tells of every entry that is not finite.
      if (!Double.isFinite(snapshots.norm(j))) {
        snapshots.requireFinite(name);
        throw new IllegalArgumentException(
            name + ": the norm of column " + j + " exceeds the range of double");
      }
    }
  }

  /** The columns of matrices with as many rows, as one. */
  static Dense sideBySide(List<Dense> parts) {
    int total = parts.stream().mapToInt(Dense::columns).reduce(0, Math::addExact);
    Dense result = parts.get(0).zeros(parts.get(0).rows(), total);
    int next = 0;
    for (Dense part : parts) {
      result.setBlock(0, next, part);
      next += part.columns();
    }
    return result;
  }

  /** The columns of the snapshots that have a successor, trajectory by trajectory. */
  int[] first() {
    return trajectories.stream().flatMapToInt(t -> IntStream.of(t).limit(t.length - 1)).toArray();
  }

  /** The columns of their successors. */
  int[] second() {
    return trajectories.stream().flatMapToInt(t -> IntStream.of(t).skip(1)).toArray();
  }
}
