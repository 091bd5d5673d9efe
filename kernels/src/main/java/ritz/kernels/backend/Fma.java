// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.backend;

/**
 * The fused multiply-add where it is an instruction; elsewhere {@code Math.fma} goes through exact
 * decimal numbers, some ten thousand times slower, and a product and a sum are taken instead.
 */
final class Fma {
  /** Far more than the two differ with the instruction, far less than without. */
  private static final int SLOWER = 20;

  private static final int TRIALS = 30;
  private static final int CALLS = 10;

  /** Found by trial, as no property tells. */
  static final boolean FAST = isFast();

  private Fma() {}

  static double multiplyAdd(double a, double b, double c) {
    return FAST ? Math.fma(a, b, c) : a * b + c;
  }

  static float multiplyAdd(float a, float b, float c) {
    return FAST ? Math.fma(a, b, c) : a * b + c;
  }

  /** Compares the shortest times, which no other work on the machine can shorten. */
  private static boolean isFast() {
    long fused = Long.MAX_VALUE;
    long plain = Long.MAX_VALUE;
    double sum = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        sum = Math.fma(sum, 0.3, 0.7);
      }
      long middle = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        sum = productAndSum(sum, 0.3, 0.7);
      }
      fused = Math.min(fused, middle - start);
      plain = Math.min(plain, System.nanoTime() - middle);
    }
    return sum != 0 && fused < SLOWER * Math.max(1, plain);
  }

  private static double productAndSum(double a, double b, double c) {
    return a * b + c;
  }
}
