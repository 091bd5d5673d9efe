// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;

/** Matrices on which factorizations are known to go wrong, and plain ones beside them. */
public final class MatrixZoo {
  /** A matrix and what to call it. */
  public record Specimen(String name, Matrix matrix) {
    @Override
    public String toString() {
      return name + " " + matrix.shape();
    }
  }

  private MatrixZoo() {}

  /** Every specimen: square, tall and wide. */
  public static Stream<Specimen> all() {
    return Stream.concat(square(), rectangular());
  }

  /** The square specimens. */
  public static Stream<Specimen> square() {
    List<Specimen> zoo = new ArrayList<>();
    for (int n : new int[] {0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 37, 64, 67}) {
      add(zoo, "random", random(n, n, 17 + n));
    }
    for (int n : new int[] {3, 16, 45}) {
      add(zoo, "zeros", new Matrix(n, n));
      add(zoo, "identity", Matrix.identity(n));
      add(zoo, "ones", generate(n, n, (i, j) -> 1));
      add(zoo, "graded columns", withSpectrum(n, n, k -> Math.pow(10, -10.0 * k / n), n));
      add(zoo, "clustered", withSpectrum(n, n, k -> k < n / 2 ? 1 : 1e-6 * (1 + 1e-12 * k), n));
      add(zoo, "rank one less", withSpectrum(n, n, k -> k == n - 1 ? 0 : 1.0 + k, n));
      add(zoo, "duplicate columns", duplicateColumns(random(n, n, n)));
      add(zoo, "Kahan", kahan(n, 0.3));
      add(zoo, "Hilbert", generate(n, n, (i, j) -> 1.0 / (i + j + 1)));
      add(zoo, "Frank", generate(n, n, (i, j) -> j < i - 1 ? 0 : n - Math.max(i, j)));
      add(zoo, "Grcar", generate(n, n, (i, j) -> j == i - 1 ? -1 : j >= i && j <= i + 3 ? 1 : 0));
      add(zoo, "Jordan block", generate(n, n, (i, j) -> i == j ? 2 : j == i + 1 ? 1 : 0));
      add(zoo, "cyclic shift", generate(n, n, (i, j) -> i == (j + 1) % n ? 1 : 0));
      add(zoo, "huge", scaled(random(n, n, n), 0x1p1000));
      add(zoo, "tiny", scaled(random(n, n, n), 0x1p-1000));
    }
    return zoo.stream();
  }

  /** The tall and wide specimens. */
  public static Stream<Specimen> rectangular() {
    List<Specimen> zoo = new ArrayList<>();
    int[][] shapes = {{0, 3}, {1, 5}, {2, 1}, {7, 3}, {33, 32}, {65, 31}, {97, 13}, {300, 20}};
    for (int[] shape : shapes) {
      Matrix tall = random(shape[0], shape[1], shape[0]);
      add(zoo, "random", tall);
      add(zoo, "random", tall.transpose());
    }
    List<Matrix> tall =
        List.of(
            withSpectrum(50, 20, k -> k < 8 ? 1 + k : 0, 1),
            withSpectrum(61, 23, k -> Math.pow(10, -k), 2),
            duplicateColumns(random(40, 12, 3)),
            lauchli(24, 1e-9),
            generate(30, 12, (i, j) -> Math.pow(i / 29.0, j)),
            new Matrix(20, 6));
    List<String> names =
        List.of("rank 8", "graded", "duplicate columns", "Lauchli", "Vandermonde", "zeros");
    for (int k = 0; k < tall.size(); k++) {
      add(zoo, names.get(k), tall.get(k));
      add(zoo, names.get(k), tall.get(k).transpose());
    }
    return zoo.stream();
  }

  private static void add(List<Specimen> zoo, String name, Matrix matrix) {
    zoo.add(new Specimen(name, matrix));
  }

  /** Independent standard normal entries. */
  public static Matrix random(int rows, int columns, long seed) {
    Random random = new Random(seed);
    return generate(rows, columns, (i, j) -> random.nextGaussian());
  }

  /** A matrix U diag(sigma) V' with random orthonormal U and V. */
  public static Matrix withSpectrum(int rows, int columns, IntToDoubleFunction sigma, long seed) {
    int n = Math.min(rows, columns);
    Matrix u = orthonormal(rows, n, seed);
    for (int k = 0; k < n; k++) {
      DoubleBlas.scal(rows, sigma.applyAsDouble(k), u.data(), u.index(0, k));
    }
    return u.times(orthonormal(columns, n, seed + 1).transpose());
  }

  /** Random orthonormal columns, by Gram-Schmidt twice. */
  public static Matrix orthonormal(int rows, int columns, long seed) {
    Matrix q = random(rows, columns, seed);
    double[] data = q.data();
    for (int j = 0; j < columns; j++) {
      for (int k = 0; k < 2 * j; k++) {
        int other = q.index(0, k % j);
        double dot = DoubleBlas.dot(rows, data, other, data, q.index(0, j));
        DoubleBlas.axpy(rows, -dot, data, other, data, q.index(0, j));
      }
      double norm = DoubleBlas.nrm2(rows, data, q.index(0, j));
      DoubleBlas.scal(rows, 1 / norm, data, q.index(0, j));
    }
    return q;
  }

  /** A copy times a factor. */
  public static Matrix scaled(Matrix a, double factor) {
    return generate(a.rows(), a.columns(), (i, j) -> a.get(i, j) * factor);
  }

  /** Columns in equal pairs. */
  private static Matrix duplicateColumns(Matrix a) {
    return generate(a.rows(), a.columns(), (i, j) -> a.get(i, j / 2));
  }

  /** Kahan's upper triangular matrix, on which column pivoting does not see the rank. */
  private static Matrix kahan(int n, double c) {
    double s = Math.sqrt(1 - c * c);
    return generate(n, n, (i, j) -> j < i ? 0 : Math.pow(s, i) * (i == j ? 1 : -c));
  }

  /** A row of ones over a small multiple of the identity. */
  private static Matrix lauchli(int n, double mu) {
    return generate(n + 1, n, (i, j) -> i == 0 ? 1 : i == j + 1 ? mu : 0);
  }

  /** The entry at a row and column. */
  @FunctionalInterface
  public interface Entry {
    double at(int i, int j);
  }

  /** A matrix from a formula for its entries. */
  public static Matrix generate(int rows, int columns, Entry entry) {
    Matrix result = new Matrix(rows, columns);
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        result.set(i, j, entry.at(i, j));
      }
    }
    return result;
  }
}
