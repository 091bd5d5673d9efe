// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.Arrays;
import ritz.kernels.Complex;
import ritz.kernels.NumericalException;

/**
 * The eigenvalues and eigenvectors of a real matrix of order ten or so in plain loops:
 * Householder's reduction to Hessenberg form and Francis' double-shift QR steps for the values,
 * inverse iteration on the matrix itself for the vectors (Golub and Van Loan, "Matrix
 * Computations", sections 7.4, 7.5 and 7.6.1).
 *
 * @param values conjugate pairs adjacent, the positive imaginary part first
 * @param re the real parts of the unit vectors
 * @param im their imaginary parts
 */
record SmallEigen(Complex[] values, double[][] re, double[][] im) {
  private static final double EPS = Math.ulp(1.0);
  private static final int MOST_STEPS = 60;

  /**
   * Decomposes a matrix.
   *
   * @param rows its rows, finite; not changed
   * @throws NumericalException if the iteration does not converge
   */
  static SmallEigen of(double[][] rows) {
    int n = rows.length;
    Complex[] values = values(Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new));
    double norm = 0;
    for (double[] row : rows) {
      norm = Math.max(norm, Math.sqrt(SmallVectors.dot(row, row)));
    }
    double[][] re = new double[n][];
    double[][] im = new double[n][];
    for (int j = 0; j < n; j++) {
      if (values[j].im() < 0) {
        re[j] = re[j - 1];
        im[j] = Arrays.stream(im[j - 1]).map(value -> -value).toArray();
      } else {
        ShiftedSystem system = new ShiftedSystem(rows, values[j], norm > 0 ? norm : 1);
        system.iterate(j);
        re[j] = system.re;
        im[j] = system.im;
      }
    }
    return new SmallEigen(values, re, im);
  }

  private static Complex[] values(double[][] h) {
    int n = h.length;
    for (int k = 0; k + 2 < n; k++) {
      double[] v = new double[n - k - 1];
      for (int i = 0; i < v.length; i++) {
        v[i] = h[k + 1 + i][k];
      }
      reflect(h, k + 1, v);
      for (int i = k + 2; i < n; i++) {
        h[i][k] = 0;
      }
    }
    Complex[] values = new Complex[n];
    int last = n - 1;
    int steps = 0;
    while (last >= 0) {
      int first = last;
      while (first > 0 && !negligible(h, first)) {
        first--;
      }
      if (first > 0) {
        h[first][first - 1] = 0;
      }
      if (first == last) {
        values[last] = new Complex(h[last][last], 0);
        last--;
        steps = 0;
      } else if (first == last - 1) {
        split(h, first, values);
        last -= 2;
        steps = 0;
      } else if (steps == MOST_STEPS) {
        throw new NumericalException("QR iteration: not converged after " + steps + " steps");
      } else {
        step(h, first, last, ++steps % 10 == 0);
      }
    }
    return values;
  }

  private static boolean negligible(double[][] h, int k) {
    double neighbors = Math.abs(h[k - 1][k - 1]) + Math.abs(h[k][k]);
    if (neighbors == 0) {
      for (double[] row : h) {
        neighbors = Math.max(neighbors, Math.sqrt(SmallVectors.dot(row, row)));
      }
    }
    return Math.abs(h[k][k - 1]) <= EPS * neighbors;
  }

  /** The eigenvalues of the block of order two that begins with a row. */
  private static void split(double[][] h, int k, Complex[] values) {
    double product = h[k][k + 1] * h[k + 1][k];
    double half = (h[k][k] - h[k + 1][k + 1]) / 2;
    double discriminant = half * half + product;
    if (discriminant >= 0) {
      double larger = half + Math.copySign(Math.sqrt(discriminant), half);
      values[k] = new Complex(h[k + 1][k + 1] + larger, 0);
      values[k + 1] = new Complex(h[k + 1][k + 1] - (larger == 0 ? 0 : product / larger), 0);
    } else {
      values[k] = new Complex(h[k + 1][k + 1] + half, Math.sqrt(-discriminant));
      values[k + 1] = values[k].conjugate();
    }
  }

  /** A step with the eigenvalues of the last block of order two as shifts, or unusual ones. */
  private static void step(double[][] h, int first, int last, boolean unusual) {
    double sum = h[last - 1][last - 1] + h[last][last];
    double product = h[last - 1][last - 1] * h[last][last] - h[last - 1][last] * h[last][last - 1];
    if (unusual) {
      double size = Math.abs(h[last][last - 1]) + Math.abs(h[last - 1][last - 2]);
      sum = 1.5 * size;
      product = size * size;
    }
    // The first column of H² - sum H + product I.
    double[] v = {
      h[first][first] * (h[first][first] - sum)
          + h[first][first + 1] * h[first + 1][first]
          + product,
      h[first + 1][first] * (h[first][first] + h[first + 1][first + 1] - sum),
      h[first + 1][first] * h[first + 2][first + 1]
    };
    for (int k = first; k < last; k++) {
      reflect(h, k, v);
      if (k > first) {
        for (int i = k + 1; i < k + v.length; i++) {
          h[i][k - 1] = 0;
        }
      }
      v = new double[Math.min(3, last - k)];
      for (int i = 0; i < v.length; i++) {
        v[i] = h[k + 1 + i][k];
      }
    }
  }

  /** The similarity by the reflection that takes x, at some rows, to the first of them. */
  private static void reflect(double[][] h, int at, double[] x) {
    double norm = Math.sqrt(SmallVectors.dot(x, x));
    if (norm == 0) {
      return;
    }
    double[] v = x.clone();
    v[0] += Math.copySign(norm, v[0]);
    double scale = 2 / SmallVectors.dot(v, v);
    for (int j = 0; j < h.length; j++) {
      double sum = 0;
      for (int i = 0; i < v.length; i++) {
        sum += v[i] * h[at + i][j];
      }
      for (int i = 0; i < v.length; i++) {
        h[at + i][j] -= scale * sum * v[i];
      }
    }
    for (double[] row : h) {
      double sum = 0;
      for (int i = 0; i < v.length; i++) {
        sum += v[i] * row[at + i];
      }
      for (int i = 0; i < v.length; i++) {
        row[at + i] -= scale * sum * v[i];
      }
    }
  }

  /** The complex system (A - lambda I) z = b by elimination with partial pivoting. */
  private static final class ShiftedSystem {
    private static final int ITERATIONS = 3;

    private final int n;
    private final Complex[][] factors;
    private final int[] pivots;
    private double[] re;
    private double[] im;

    private ShiftedSystem(double[][] rows, Complex shift, double norm) {
      n = rows.length;
      factors = new Complex[n][n];
      pivots = new int[n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          Complex entry = new Complex(rows[i][j], 0);
          factors[i][j] = i == j ? entry.minus(shift) : entry;
        }
      }
      for (int k = 0; k < n; k++) {
        int pivot = k;
        for (int i = k + 1; i < n; i++) {
          if (factors[i][k].abs() > factors[pivot][k].abs()) {
            pivot = i;
          }
        }
        pivots[k] = pivot;
        Complex[] row = factors[pivot];
        factors[pivot] = factors[k];
        factors[k] = row;
        // A pivot that vanishes, as that of an exact eigenvalue does, stands for one of rounding.
        if (row[k].abs() < EPS * norm) {
          row[k] = new Complex(EPS * norm, 0);
        }
        for (int i = k + 1; i < n; i++) {
          Complex factor = factors[i][k].divide(row[k]);
          factors[i][k] = factor;
          for (int j = k + 1; j < n; j++) {
            factors[i][j] = factors[i][j].minus(factor.times(row[j]));
          }
        }
      }
    }

    /** Starts with another vector for each number, for the sake of multiple eigenvalues. */
    private void iterate(int number) {
      Complex[] z = new Complex[n];
      for (int i = 0; i < n; i++) {
        z[i] = new Complex(1 + 0.5 * Math.sin(i + 2 * i * number + number), 0);
      }
      for (int iteration = 0; iteration < ITERATIONS; iteration++) {
        solve(z);
        double norm = 0;
        for (Complex entry : z) {
          norm = Math.hypot(norm, entry.abs());
        }
        for (int i = 0; i < n; i++) {
          z[i] = z[i].times(1 / norm);
        }
      }
      re = Arrays.stream(z).mapToDouble(Complex::re).toArray();
      im = Arrays.stream(z).mapToDouble(Complex::im).toArray();
    }

    private void solve(Complex[] z) {
      for (int k = 0; k < n; k++) {
        Complex value = z[pivots[k]];
        z[pivots[k]] = z[k];
        z[k] = value;
      }
      for (int k = 0; k < n; k++) {
        for (int i = k + 1; i < n; i++) {
          z[i] = z[i].minus(factors[i][k].times(z[k]));
        }
      }
      for (int k = n - 1; k >= 0; k--) {
        for (int j = k + 1; j < n; j++) {
          z[k] = z[k].minus(factors[k][j].times(z[j]));
        }
        z[k] = z[k].divide(factors[k][k]);
      }
    }
  }
}
