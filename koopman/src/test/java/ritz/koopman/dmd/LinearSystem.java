// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;
import ritz.kernels.linalg.Qr;

/** A linear map with known eigenvalues: A = T D T^-1 with D of blocks [[a, b], [-b, a]] or [a]. */
record LinearSystem(Matrix a, List<Complex> spectrum) {
  /** A normal map: T is orthogonal. */
  static LinearSystem normal(long seed, Complex... upperHalf) {
    int n = size(upperHalf);
    Matrix q = orthogonal(n, new SplittableRandom(seed));
    return new LinearSystem(q.times(blocks(upperHalf)).times(q.transpose()), spectrum(upperHalf));
  }

  /** A map with eigenvectors that are far from orthogonal. */
  static LinearSystem skewed(long seed, Complex... upperHalf) {
    int n = size(upperHalf);
    SplittableRandom random = new SplittableRandom(seed);
    Matrix t = Matrix.identity(n);
    for (int j = 1; j < n; j++) {
      for (int i = 0; i < j; i++) {
        t.set(i, j, 2 * random.nextDouble() - 1);
      }
    }
    Matrix q = orthogonal(n, random);
    Matrix inverse = Qr.of(t).solve(Matrix.identity(n));
    Matrix core = t.times(blocks(upperHalf)).times(inverse);
    return new LinearSystem(q.times(core).times(q.transpose()), spectrum(upperHalf));
  }

  private static int size(Complex... upperHalf) {
    return spectrum(upperHalf).size();
  }

  private static List<Complex> spectrum(Complex... upperHalf) {
    List<Complex> all = new ArrayList<>();
    for (Complex z : upperHalf) {
      all.add(z);
      if (z.im() != 0) {
        all.add(z.conjugate());
      }
    }
    return all;
  }

  private static Matrix blocks(Complex... upperHalf) {
    int n = size(upperHalf);
    Matrix d = new Matrix(n, n);
    int at = 0;
    for (Complex z : upperHalf) {
      d.set(at, at, z.re());
      if (z.im() != 0) {
        d.set(at, at + 1, z.im());
        d.set(at + 1, at, -z.im());
        d.set(at + 1, at + 1, z.re());
        at++;
      }
      at++;
    }
    return d;
  }

  static Matrix orthogonal(int n, SplittableRandom random) {
    return Qr.of(random(n, n, random)).q();
  }

  /** A matrix of uniform numbers from [-1, 1). */
  static Matrix random(int rows, int columns, SplittableRandom random) {
    Matrix result = new Matrix(rows, columns);
    for (int i = 0; i < result.data().length; i++) {
      result.data()[i] = 2 * random.nextDouble() - 1;
    }
    return result;
  }

  int size() {
    return a.rows();
  }

  /** The states x, A x, A² x … from x = (1, …, 1). */
  Matrix trajectory(int snapshots) {
    Matrix start = new Matrix(size(), 1);
    java.util.Arrays.fill(start.data(), 1);
    return trajectory(start, snapshots);
  }

  Matrix trajectory(Matrix start, int snapshots) {
    Matrix result = new Matrix(size(), snapshots);
    Matrix state = start;
    for (int j = 0; j < snapshots; j++) {
      System.arraycopy(state.data(), 0, result.data(), result.index(0, j), size());
      state = a.times(state);
    }
    return result;
  }
}
