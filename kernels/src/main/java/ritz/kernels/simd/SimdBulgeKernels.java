// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import ritz.kernels.backend.BulgeKernels;
import ritz.kernels.backend.ScalarBulgeKernels;

/** The inner loop of the QR iteration on the Vector API. */
public final class SimdBulgeKernels implements BulgeKernels {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LANES = DoubleLanes.COUNT;

  private final BulgeKernels scalar = new ScalarBulgeKernels();
  private final ColdCalls coldCalls = new ColdCalls(ColdCalls.USUAL);

  @Override
  public void reflectColumns(
      int n, double[] x, int first, int second, int third, double tau, double v1, double v2) {
    double t1 = tau * v1;
    double t2 = tau * v2;
    int whole = coldCalls.vectorized(n - n % LANES);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, x, first + i);
      DoubleVector b = DoubleVector.fromArray(SPECIES, x, second + i);
      DoubleVector c = DoubleVector.fromArray(SPECIES, x, third + i);
      DoubleVector sum = a.add(b.mul(v1)).add(c.mul(v2));
      a.sub(sum.mul(tau)).intoArray(x, first + i);
      b.sub(sum.mul(t1)).intoArray(x, second + i);
      c.sub(sum.mul(t2)).intoArray(x, third + i);
    }
    scalar.reflectColumns(n - whole, x, first + whole, second + whole, third + whole, tau, v1, v2);
  }
}
