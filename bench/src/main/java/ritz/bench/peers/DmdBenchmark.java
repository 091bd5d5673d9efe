// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import ritz.kernels.Matrix;
import ritz.kernels.Transpose;
import ritz.koopman.dmd.Dmd;
import ritz.koopman.dmd.DmdResult;

/**
 * Dynamic mode decomposition of one trajectory with modes and residuals; every contender scales the
 * columns, keeps the same rank and returns the sum of the residuals. LAPACK's contenders keep their
 * arrays from run to run; so that what Ritz allocates is no fresh memory either, which the system
 * has to clear first, the heap has its size from the start.
 */
@State(Scope.Benchmark)
@Fork(jvmArgsPrepend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class DmdBenchmark {
  /** The length of a snapshot. */
  @Param({"100000"})
  public int rows;

  /** The number of steps; there is one snapshot more. */
  @Param({"100"})
  public int steps;

  /** The rank. */
  @Param({"50"})
  public int rank;

  private Matrix snapshots;
  private Dmd dmd;
  private Gedmd gedmd;
  private Gedmd gedmdq;
  private Gedmd jacobi;

  /** Makes half as many oscillations as the rank, seen through random modes with a little noise. */
  @Setup
  public void fill() {
    OpenBlas.start();
    Random random = new Random(1);
    Matrix modes = new Matrix(rows, rank);
    fill(modes, random, 1);
    Matrix factors = new Matrix(rank, steps + 1);
    for (int j = 0; j < rank / 2; j++) {
      for (int i = 0; i <= steps; i++) {
        double size = Math.pow(1 - 0.002 * j / rank, i);
        factors.set(2 * j, i, size * Math.cos(3.0 * (j + 1) / rank * 2 * i));
        factors.set(2 * j + 1, i, size * Math.sin(3.0 * (j + 1) / rank * 2 * i));
      }
    }
    snapshots = new Matrix(rows, steps + 1);
    fill(snapshots, random, 1e-6);
    Matrix.gemm(Transpose.NO, Transpose.NO, 1, modes, factors, 1, snapshots);
    dmd = Dmd.builder().rank(rank).build();
    gedmd = gedmd(false, Gedmd.Svd.DIVIDE_AND_CONQUER);
    gedmdq = gedmd(true, Gedmd.Svd.JACOBI);
    jacobi = gedmd(false, Gedmd.Svd.JACOBI);
  }

  private Gedmd gedmd(boolean compressed, Gedmd.Svd svd) {
    return new Gedmd(rows, steps + 1, snapshots.data(), compressed, svd, rank);
  }

  private static void fill(Matrix a, Random random, double size) {
    for (int i = 0; i < a.data().length; i++) {
      a.data()[i] = size * (2 * random.nextDouble() - 1);
    }
  }

  /**
   * Ritz.
   *
   * @return the sum of the residuals
   */
  @Benchmark
  public double ritz() {
    DmdResult result = dmd.fit(snapshots);
    return sum(result.residuals()) + 0 * result.modes().real().get(0, 0);
  }

  /**
   * LAPACK's dgedmd with divide and conquer.
   *
   * @return the sum of the residuals
   */
  @Benchmark
  public double dgedmd() {
    return sum(gedmd);
  }

  /**
   * LAPACK's dgedmd with the Jacobi method.
   *
   * @return the sum of the residuals
   */
  @Benchmark
  public double dgedmdJacobi() {
    return sum(jacobi);
  }

  /**
   * LAPACK's dgedmdq, compressed by QR, with the Jacobi method.
   *
   * @return the sum of the residuals
   */
  @Benchmark
  public double dgedmdqJacobi() {
    return sum(gedmdq);
  }

  private static double sum(Gedmd gedmd) {
    gedmd.run();
    return sum(gedmd.residuals());
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
