// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.kernels.backend.FourierKernels;
import ritz.kernels.backend.ScalarFourierKernels;

/** The kernels of this run round as the scalar ones do, at every length of the legs. */
class FourierKernelsTest {
  private static final FourierKernels SCALAR = new ScalarFourierKernels();
  private static final FourierKernels WARM = FourierKernels.warm();

  private static double[] random(int n, long seed) {
    return new Random(seed).doubles(n, -1, 1).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 7, 8, 11, 31})
  void passesHaveTheBitsOfTheScalarOnes(int radix) {
    int blocks = 3;
    for (int length = 1; length <= 20; length++) {
      int block = radix * length + 2;
      double[] xr = random(blocks * block + 3, length);
      double[] xi = random(blocks * block + 3, length + 100);
      double[] wr = random(blocks * (radix - 1), 1);
      double[] wi = random(blocks * (radix - 1), 2);
      Arrays.fill(wr, 0, radix - 1, 1);
      Arrays.fill(wi, 0, radix - 1, 0);
      double[][] y = new double[4][xr.length];
      int leg = length;
      SCALAR
          .pass(radix)
          .run(blocks, length, xr, xi, 3, block, leg, y[0], y[1], 2, block, leg, wr, wi);
      WARM.pass(radix)
          .run(blocks, length, xr, xi, 3, block, leg, y[2], y[3], 2, block, leg, wr, wi);
      assertThat(y[2]).isEqualTo(y[0]);
      assertThat(y[3]).isEqualTo(y[1]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7, 8, 9, 16, 21, 40})
  void productsHaveTheBitsOfTheScalarOnes(int n) {
    double[][] x = {random(n + 1, 1), random(n + 1, 2), random(n + 1, 1), random(n + 1, 2)};
    double[] wr = random(n + 2, 3);
    double[] wi = random(n + 2, 4);
    SCALAR.multiply(n, x[0], x[1], 1, wr, wi, 2);
    WARM.multiply(n, x[2], x[3], 1, wr, wi, 2);
    assertThat(x[2]).isEqualTo(x[0]);
    assertThat(x[3]).isEqualTo(x[1]);
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "1, 5", "3, 5", "7, 8", "8, 5", "8, 8", "9, 9", "16, 12", "21, 16", "40, 40"})
  void transposedProductsHaveTheBitsOfTheScalarOnes(int rows, int columns) {
    int[] places = new Random(rows).ints(rows + 1, 0, 100).toArray();
    double[] xr = random(104 + columns, 1);
    double[] xi = random(104 + columns, 2);
    double[] wr = random(columns * (rows + 1) + 1, 3);
    double[] wi = random(columns * (rows + 1) + 1, 4);
    int step = rows + 2;
    double[][] y = new double[4][columns * step + 1];
    for (int i = 0; i < 2; i++) {
      FourierKernels kernels = i == 0 ? SCALAR : WARM;
      double[] yr = y[2 * i];
      double[] yi = y[2 * i + 1];
      kernels.transposeTimes(
          rows, columns, xr, xi, 4, places, 1, wr, wi, 1, rows + 1, yr, yi, 1, step);
    }
    assertThat(y[2]).isEqualTo(y[0]);
    assertThat(y[3]).isEqualTo(y[1]);
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        int w = 1 + j * (rows + 1) + i;
        int x = 4 + places[1 + i] + j;
        assertThat(y[0][1 + j * step + i]).isEqualTo(xr[x] * wr[w] - xi[x] * wi[w]);
        assertThat(y[1][1 + j * step + i]).isEqualTo(xr[x] * wi[w] + xi[x] * wr[w]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "1, 5", "3, 5", "7, 8", "8, 5", "8, 8", "9, 9", "16, 12", "21, 16", "32, 32"})
  void rowsFromAnywhereAreMultipliedByBothFactors(int rows, int columns) {
    int[] places = new Random(rows).ints(rows + 1, 0, 100).toArray();
    double[] xr = random(104 + columns, 1);
    double[] xi = random(104 + columns, 2);
    double[] wr = random(columns * (rows + 1) + 1, 3);
    double[] wi = random(columns * (rows + 1) + 1, 4);
    double[] hr = random(columns + 3, 5);
    double[] hi = random(columns + 3, 6);
    int step = rows + 2;
    double[][] y = new double[4][columns * step + 1];
    for (int i = 0; i < 2; i++) {
      FourierKernels kernels = i == 0 ? SCALAR : WARM;
      double[] yr = y[2 * i];
      double[] yi = y[2 * i + 1];
      kernels.transposeTimes(
          rows, columns, xr, xi, 4, places, 1, wr, wi, 1, rows + 1, hr, hi, 3, yr, yi, 1, step);
    }
    assertThat(y[2]).isEqualTo(y[0]);
    assertThat(y[3]).isEqualTo(y[1]);
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        int w = 1 + j * (rows + 1) + i;
        int x = 4 + places[1 + i] + j;
        double c = wr[w] * hr[3 + j] - wi[w] * hi[3 + j];
        double s = wr[w] * hi[3 + j] + wi[w] * hr[3 + j];
        assertThat(y[0][1 + j * step + i]).isEqualTo(xr[x] * c - xi[x] * s);
        assertThat(y[1][1 + j * step + i]).isEqualTo(xr[x] * s + xi[x] * c);
      }
    }
  }
}
