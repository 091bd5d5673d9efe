// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.util.Arrays;
import ritz.kernels.Complex;
import ritz.kernels.Matrix;

/**
 * Real functions of time that span a sum of exponentials, moved by real parameters. There are as
 * many functions as parameters, in pairs: each of two parameters moves the two functions of the
 * same numbers. The last may be alone.
 */
interface ExponentialFunctions {
  /** The functions, rows of the data x parameters, each of norm 1. */
  Matrix functions();

  /**
   * The derivatives by a parameter of the functions that it moves, rows of the data x 2, or x 1 for
   * a lone one.
   */
  Matrix derivatives(int parameter);

  /** The first of the two functions that a parameter moves; for a lone one it is the only one. */
  static int firstFunction(int parameter, int count) {
    return parameter == count - 1 && count % 2 == 1 ? parameter : parameter - parameter % 2;
  }

  /** Divides a function and its derivatives by the norm of the function. */
  static void normalize(Matrix functions, int column, Matrix derivatives, int... derived) {
    double norm = Dense.norm(functions, column);
    if (norm > 0) {
      Dense.divideColumn(functions, column, norm);
      for (int k : derived) {
        Dense.divideColumn(derivatives, k, norm);
      }
    }
  }

  /** The largest exponent that a rate leads to, so that no function overflows. */
  static double peak(double rate, double... times) {
    return Arrays.stream(times).map(t -> rate * t).max().orElseThrow();
  }

  /** Whether the data are real, with exponents real or in conjugate pairs, or complex. */
  enum Kind {
    REAL {
      @Override
      ExponentialFunctions at(double[] times, double[] parameters) {
        return new ExponentialBasis(times, parameters);
      }

      @Override
      Complex[] exponents(double... parameters) {
        return ExponentialBasis.exponents(parameters);
      }

      @Override
      double[] parameters(Complex... exponents) {
        return ExponentialBasis.parameters(exponents);
      }

      @Override
      double[] errors(double[] parameters, Matrix covariance) {
        return ExponentialBasis.errors(parameters, covariance);
      }

      @Override
      int count(int exponents) {
        return exponents;
      }
    },
    COMPLEX {
      @Override
      ExponentialFunctions at(double[] times, double[] parameters) {
        return new ComplexExponentialBasis(times, parameters);
      }

      @Override
      Complex[] exponents(double... parameters) {
        return ComplexExponentialBasis.exponents(parameters);
      }

      @Override
      double[] parameters(Complex... exponents) {
        return ComplexExponentialBasis.parameters(exponents);
      }

      @Override
      double[] errors(double[] parameters, Matrix covariance) {
        return ComplexExponentialBasis.errors(covariance);
      }

      @Override
      int count(int exponents) {
        return 2 * exponents;
      }
    };

    /** The functions at some times and parameters. */
    abstract ExponentialFunctions at(double[] times, double[] parameters);

    abstract Complex[] exponents(double... parameters);

    abstract double[] parameters(Complex... exponents);

    /** The mean squared distances of the exponents, for parameters with some covariance. */
    abstract double[] errors(double[] parameters, Matrix covariance);

    /** How many parameters so many exponents have. */
    abstract int count(int exponents);

    static Kind of(Dense snapshots) {
      return snapshots.isReal() ? REAL : COMPLEX;
    }

    /**
     * Which rows of the data belong to some of the times: the imaginary parts of complex data are
     * below the real ones.
     */
    int[] rows(int total, int... chosen) {
      if (this == REAL) {
        return chosen.clone();
      }
      int[] result = Arrays.copyOf(chosen, 2 * chosen.length);
      for (int i = 0; i < chosen.length; i++) {
        result[chosen.length + i] = total + chosen[i];
      }
      return result;
    }
  }
}
