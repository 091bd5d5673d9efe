// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/** Complex matrices on which factorizations are known to go wrong, and plain ones beside them. */
public final class ComplexZoo {
  /** A matrix and what to call it. */
  public record Specimen(String name, ComplexMatrix matrix) {
    @Override
    public String toString() {
      return name + " " + matrix.shape();
    }
  }

  private ComplexZoo() {}

  /** The square specimens. */
  public static Stream<Specimen> square() {
    List<Specimen> zoo = new ArrayList<>();
    for (int n : new int[] {0, 1, 2, 3, 4, 5, 9, 16, 17, 31, 67}) {
      add(zoo, "random", random(n, n, n));
    }
    MatrixZoo.square()
        .filter(specimen -> specimen.matrix().rows() == 16)
        .forEach(
            specimen -> {
              Matrix a = specimen.matrix();
              add(zoo, specimen.name() + ", real", ComplexMatrix.of(a.copy()));
              add(zoo, specimen.name() + ", imaginary", new ComplexMatrix(new Matrix(16, 16), a));
              add(zoo, specimen.name() + ", both", new ComplexMatrix(a, a.transpose()));
            });
    return zoo.stream();
  }

  /** Every specimen: square, tall and wide. */
  public static Stream<Specimen> all() {
    List<Specimen> zoo = new ArrayList<>(square().toList());
    int[][] shapes = {{0, 3}, {1, 5}, {2, 1}, {7, 3}, {33, 20}, {97, 13}, {300, 20}};
    for (int[] shape : shapes) {
      ComplexMatrix tall = random(shape[0], shape[1], shape[0]);
      add(zoo, "random", tall);
      add(zoo, "random", tall.conjugateTranspose());
    }
    for (int rows : new int[] {25, 120}) {
      add(zoo, "rank 5", random(rows, 5, 1).times(random(5, 17, 2)));
      ComplexMatrix graded = random(rows, 12, 3);
      for (int j = 0; j < 12; j++) {
        for (int i = 0; i < rows; i++) {
          graded.set(i, j, graded.get(i, j).times(Math.pow(10, -5 * j)));
        }
      }
      add(zoo, "graded columns", graded);
      add(zoo, "zero", new ComplexMatrix(rows, 3));
    }
    return zoo.stream();
  }

  private static void add(List<Specimen> zoo, String name, ComplexMatrix matrix) {
    zoo.add(new Specimen(name, matrix));
  }

  /** Independent standard normal parts. */
  public static ComplexMatrix random(int rows, int columns, long seed) {
    return new ComplexMatrix(
        MatrixZoo.random(rows, columns, seed), MatrixZoo.random(rows, columns, seed + 1000));
  }

  /** A diagonal matrix. */
  public static ComplexMatrix diagonal(Complex... entries) {
    ComplexMatrix result = new ComplexMatrix(entries.length, entries.length);
    for (int k = 0; k < entries.length; k++) {
      result.set(k, k, entries[k]);
    }
    return result;
  }
}
