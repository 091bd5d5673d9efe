// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import ritz.bench.data.States;
import ritz.kernels.Matrix;
import ritz.koopman.dictionary.Dictionary;
import ritz.koopman.dictionary.Kernel;

/** The functions of the state that {@code edmd} and {@code kernel} use. */
final class DmdDictionary {
  private static final int MOST_CENTERS = 300;
  private static final int COSINES = 200;

  /** The dictionaries of {@code --dictionary}. */
  enum Kind {
    MONOMIALS,
    HERMITE,
    CHEBYSHEV,
    LEGENDRE,
    FOURIER,
    GAUSSIANS,
    THIN_PLATES,
    RANDOM_FOURIER
  }

  @Option(
      names = "--dictionary",
      paramLabel = "NAME",
      defaultValue = "monomials",
      description =
          "The functions of edmd: monomials, hermite, chebyshev, legendre or fourier up to --degree;"
              + " gaussians, thin_plates or random_fourier of --width (default: ${DEFAULT-VALUE}).")
  private Kind kind;

  @Option(
      names = "--degree",
      paramLabel = "N",
      defaultValue = "2",
      description = "The degree of the functions of edmd (default: ${DEFAULT-VALUE}).")
  private int degree;

  @Option(
      names = "--width",
      paramLabel = "X",
      description = "The width of Gaussians and kernel (default: the median distance of states).")
  private Double width;

  /**
   * Refuses what the functions have no use for.
   *
   * @throws IllegalArgumentException if such an option was given; it names those that take it
   */
  void require(Predicate<String> given) {
    Set<Kind> local = EnumSet.of(Kind.GAUSSIANS, Kind.RANDOM_FOURIER);
    requireUse("--width", local, given);
    requireUse("--seed", EnumSet.of(Kind.RANDOM_FOURIER), given);
    requireUse("--degree", EnumSet.range(Kind.MONOMIALS, Kind.FOURIER), given);
  }

  private void requireUse(String option, Set<Kind> takers, Predicate<String> given) {
    if (given.test(option) && !takers.contains(kind)) {
      throw new IllegalArgumentException(
          option
              + ": the dictionary "
              + kind.name().toLowerCase(Locale.ROOT)
              + " does not take it; these do: "
              + takers.stream()
                  .map(taker -> taker.name().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", ")));
    }
  }

  /** The dictionary for some snapshots, from which it takes its box, centers and width. */
  Dictionary of(States snapshots, boolean isKernel, long seed) {
    Matrix states = numbers(snapshots);
    int n = states.rows();
    if (isKernel) {
      Matrix centers = centers(states);
      return Dictionary.kernel(Kernel.gaussian(size(centers)), centers, 1e-10);
    }
    return switch (kind) {
      case MONOMIALS -> Dictionary.monomials(n, degree);
      case HERMITE -> Dictionary.hermite(n, degree);
      case CHEBYSHEV -> Dictionary.chebyshev(edge(states, -1), edge(states, 1), degree);
      case LEGENDRE -> Dictionary.legendre(edge(states, -1), edge(states, 1), degree);
      case FOURIER -> {
        double[] periods = edge(states, 1);
        double[] low = edge(states, -1);
        Arrays.setAll(periods, i -> periods[i] - low[i]);
        yield Dictionary.fourier(periods, degree).and(Dictionary.identity(n));
      }
      case GAUSSIANS -> {
        Matrix centers = centers(states);
        yield Dictionary.gaussians(centers, size(centers)).and(Dictionary.identity(n));
      }
      case THIN_PLATES -> Dictionary.thinPlates(centers(states));
      case RANDOM_FOURIER ->
          Dictionary.randomFourier(n, COSINES, size(centers(states)), seed)
              .and(Dictionary.identity(n));
    };
  }

  private double size(Matrix centers) {
    return width == null ? medianDistance(centers) : width;
  }

  /** The least (sign -1) or greatest value of each component, or one beside it if all are equal. */
  private static double[] edge(Matrix states, int sign) {
    double[] edge = new double[states.rows()];
    for (int i = 0; i < edge.length; i++) {
      double[] row = states.transpose().column(i);
      double low = Arrays.stream(row).min().orElseThrow();
      double high = Arrays.stream(row).max().orElseThrow();
      edge[i] = sign < 0 ? low : high > low ? high : low + 1;
    }
    return edge;
  }

  private static Matrix centers(Matrix states) {
    int count = Math.min(MOST_CENTERS, states.columns());
    Matrix centers = new Matrix(states.rows(), count);
    for (int j = 0; j < count; j++) {
      double[] state = states.column((int) ((long) j * states.columns() / count));
      System.arraycopy(state, 0, centers.data(), centers.index(0, j), state.length);
    }
    return centers;
  }

  /** What the functions are of: real numbers, or real parts over imaginary parts. */
  private static Matrix numbers(States states) {
    if (states.isReal()) {
      return states.real();
    }
    Matrix result = new Matrix(2 * states.rows(), states.columns());
    for (int j = 0; j < states.columns(); j++) {
      for (int i = 0; i < states.rows(); i++) {
        result.set(i, j, states.real().get(i, j));
        result.set(states.rows() + i, j, states.imaginary().get(i, j));
      }
    }
    return result;
  }

  private static double medianDistance(Matrix states) {
    int count = states.columns();
    double[] distances = new double[count * (count - 1) / 2];
    int next = 0;
    for (int j = 0; j < count; j++) {
      for (int i = 0; i < j; i++) {
        distances[next++] =
            states.columns(i, i + 1).minus(states.columns(j, j + 1)).frobeniusNorm();
      }
    }
    Arrays.sort(distances);
    double median = next == 0 ? 0 : distances[next / 2];
    return median > 0 ? median : 1;
  }
}
