// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import java.util.Objects;

/**
 * What is known about a map beforehand (physics-informed DMD: Baddoo, Herrmann, McKeon, Kutz,
 * Brunton, Proc. R. Soc. A 479, 2023): the map fitted to the pairs is the best one of its kind,
 * real for real snapshots and complex for complex ones. Immutable and thread-safe.
 */
public abstract class Structure {
  Structure() {}

  /**
   * Energy is conserved: an orthogonal map, unitary for complex states, whose eigenvalues are on
   * the unit circle. Found in the leading singular vectors, by the polar factor of Y X' (orthogonal
   * Procrustes).
   *
   * @return the structure
   */
  public static Structure orthogonal() {
    return InvariantStructure.ORTHOGONAL.structure();
  }

  /**
   * A self-adjoint map, Hermitian for complex states, whose eigenvalues are real. Found in the
   * leading singular vectors.
   *
   * @return the structure
   */
  public static Structure symmetric() {
    return InvariantStructure.SYMMETRIC.structure();
  }

  /**
   * A skew-symmetric map, skew-Hermitian for complex states, whose eigenvalues are imaginary. Found
   * in the leading singular vectors.
   *
   * @return the structure
   */
  public static Structure skewSymmetric() {
    return InvariantStructure.SKEW.structure();
  }

  /**
   * The same at every place of a periodic domain (shift-equivariant): A(i, j) depends on i - j
   * modulo n. Found by Fourier transforms, each wave by itself.
   *
   * @return the structure
   */
  public static Structure circulant() {
    return new CirculantStructure();
  }

  /**
   * The same at every place of a domain with ends: A(i, j) depends on i - j.
   *
   * @return the structure
   */
  public static Structure toeplitz() {
    return new PatternStructure((i, j, n) -> i - j + n - 1, true);
  }

  /**
   * Every state acts on itself alone.
   *
   * @return the structure
   */
  public static Structure diagonal() {
    return banded(0, 0);
  }

  /**
   * Every state acts on itself and its neighbors, as in a chain.
   *
   * @return the structure
   */
  public static Structure tridiagonal() {
    return banded(1, 1);
  }

  /**
   * Entries below a lower and above an upper diagonal are zero.
   *
   * @param lower the number of diagonals below the main one, at least 0
   * @param upper the number of diagonals above the main one, at least 0
   * @return the structure
   * @throws IllegalArgumentException if a number is negative
   */
  public static Structure banded(int lower, int upper) {
    if (lower < 0 || upper < 0) {
      throw new IllegalArgumentException(
          "diagonals: " + lower + " and " + upper + ", expected at least 0");
    }
    return new PatternStructure(
        (i, j, n) -> i - j <= lower && j - i <= upper ? i + j * n : PatternStructure.ZERO, false);
  }

  /**
   * Later states do not act on earlier ones: zero below the diagonal.
   *
   * @return the structure
   */
  public static Structure upperTriangular() {
    return banded(0, Integer.MAX_VALUE);
  }

  /**
   * Zero above the diagonal.
   *
   * @return the structure
   */
  public static Structure lowerTriangular() {
    return banded(Integer.MAX_VALUE, 0);
  }

  /**
   * A pattern of the user's own: entries with the same number are equal, those with a negative
   * number are zero.
   *
   * @param numbers n x n, a row for each row of A; numbers from 0 on
   * @return the structure
   * @throws IllegalArgumentException if the rows are not as long as they are many
   */
  public static Structure pattern(int[][] numbers) {
    Objects.requireNonNull(numbers, "numbers");
    for (int[] row : numbers) {
      if (row.length != numbers.length) {
        throw new IllegalArgumentException(
            "numbers: a row of " + row.length + ", expected " + numbers.length);
      }
    }
    int[][] copy = Arrays.stream(numbers).map(int[]::clone).toArray(int[][]::new);
    return new PatternStructure(
        (i, j, n) -> {
          if (n != copy.length) {
            throw new IllegalArgumentException(
                "numbers: "
                    + copy.length
                    + " rows, expected "
                    + n
                    + ", one for each of the states");
          }
          return copy[i][j];
        },
        true);
  }

  /** Whether it is one of the states themselves, and not the same in every orthonormal basis. */
  abstract boolean needsStates();

  /**
   * The map of this structure that fits best.
   *
   * @param x n x m, or in an orthonormal basis
   * @param y n x m
   * @return A, n x n, or in that basis
   */
  abstract Dense fit(Dense x, Dense y);
}
