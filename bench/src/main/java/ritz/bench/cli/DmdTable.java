// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static ritz.bench.cli.DmdMethod.BAGGED;
import static ritz.bench.cli.DmdMethod.CIRCULANT;
import static ritz.bench.cli.DmdMethod.COMPRESSED;
import static ritz.bench.cli.DmdMethod.DIAGONAL;
import static ritz.bench.cli.DmdMethod.EDMD;
import static ritz.bench.cli.DmdMethod.KERNEL;
import static ritz.bench.cli.DmdMethod.KRYLOV;
import static ritz.bench.cli.DmdMethod.MULTI_RESOLUTION;
import static ritz.bench.cli.DmdMethod.OPTIMIZED;
import static ritz.bench.cli.DmdMethod.RANDOMIZED;
import static ritz.bench.cli.DmdMethod.STREAMING;
import static ritz.bench.cli.DmdMethod.TOEPLITZ;
import static ritz.bench.cli.DmdMethod.TRIDIAGONAL;
import static ritz.bench.cli.DmdMethod.UPPER_TRIANGULAR;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which method of {@code ritz dmd} takes which option. Options that are not here are for all. The
 * help is made from this table, and an option that the method has no use for is refused by it.
 */
final class DmdTable {
  /** Stands for more than one X. */
  static final String SEVERAL = "several X";

  private static final Map<String, Set<DmdMethod>> TAKERS = takers();

  private DmdTable() {}

  private static Map<String, Set<DmdMethod>> takers() {
    Set<DmdMethod> maps =
        EnumSet.complementOf(
            EnumSet.of(OPTIMIZED, BAGGED, KRYLOV, STREAMING, MULTI_RESOLUTION, EDMD, KERNEL));
    Set<DmdMethod> mapsAndWindows = with(maps, MULTI_RESOLUTION);
    Set<DmdMethod> mapsAndStream = with(maps, STREAMING);
    Set<DmdMethod> ranked = EnumSet.complementOf(EnumSet.of(OPTIMIZED, BAGGED, KRYLOV));
    // these need the states as they are, or compress them in their own way
    Set<DmdMethod> truncated = EnumSet.copyOf(mapsAndWindows);
    truncated.removeAll(
        EnumSet.of(
            RANDOMIZED, COMPRESSED, CIRCULANT, TOEPLITZ, TRIDIAGONAL, DIAGONAL, UPPER_TRIANGULAR));
    Map<String, Set<DmdMethod>> table = new LinkedHashMap<>();
    table.put(SEVERAL, EnumSet.complementOf(EnumSet.of(KRYLOV, MULTI_RESOLUTION)));
    table.put("--next", with(maps, EDMD, KERNEL));
    table.put("--times", EnumSet.of(OPTIMIZED, BAGGED));
    table.put("--control", maps);
    table.put("--future-control", maps);
    table.put("--choose", maps);
    table.put("--rank", EnumSet.complementOf(EnumSet.of(KRYLOV)));
    table.put("--tolerance", ranked);
    table.put("--energy", ranked);
    table.put("--optimal-threshold", ranked);
    table.put("--scaling", with(mapsAndWindows, STREAMING));
    table.put("--refine", ranked);
    table.put("--delays", mapsAndWindows);
    table.put("--truncate", truncated);
    table.put("--sparse", mapsAndStream);
    table.put("--bags", EnumSet.of(BAGGED));
    table.put("--forecast-errors-out", EnumSet.of(BAGGED));
    table.put("--seed", EnumSet.of(RANDOMIZED, COMPRESSED, BAGGED, EDMD));
    table.put("--levels", EnumSet.of(MULTI_RESOLUTION));
    table.put("--cycles", EnumSet.of(MULTI_RESOLUTION));
    table.put("--window", EnumSet.of(STREAMING));
    table.put("--forgetting", EnumSet.of(STREAMING));
    table.put("--dictionary", EnumSet.of(EDMD));
    table.put("--degree", EnumSet.of(EDMD));
    table.put("--width", EnumSet.of(EDMD, KERNEL));
    table.put("--pseudospectrum", EnumSet.of(EDMD, KERNEL));
    return Collections.unmodifiableMap(table);
  }

  private static Set<DmdMethod> with(Set<DmdMethod> some, DmdMethod... more) {
    Set<DmdMethod> result = EnumSet.copyOf(some);
    Collections.addAll(result, more);
    return result;
  }

  static Set<String> options() {
    return TAKERS.keySet();
  }

  static boolean takes(DmdMethod method, String option) {
    return !TAKERS.containsKey(option) || TAKERS.get(option).contains(method);
  }

  /**
   * Refuses what a method has no use for.
   *
   * @param given whether an option was given
   * @throws IllegalArgumentException if one was that the method does not take; it names the option,
   *     the method and those that take it
   */
  static void require(DmdMethod method, Predicate<String> given) {
    TAKERS.forEach(
        (option, takers) -> {
          if (!takers.contains(method) && given.test(option)) {
            throw new IllegalArgumentException(
                option
                    + ": "
                    + method.label()
                    + " does not take it"
                    + reason(method, option)
                    + "; these do: "
                    + names(takers));
          }
        });
  }

  private static String reason(DmdMethod method, String option) {
    if (!option.equals(SEVERAL)) {
      return "";
    }
    return method == KRYLOV
        ? ", since one orbit spans a Krylov space and several do not"
        : ", since its windows are times in the life of one trajectory";
  }

  /** A set of methods in words, the shorter way. */
  private static String names(Set<DmdMethod> methods) {
    Set<DmdMethod> others = EnumSet.complementOf(EnumSet.copyOf(methods));
    return others.size() < methods.size() ? "all but " + joined(others) : joined(methods);
  }

  private static String joined(Set<DmdMethod> methods) {
    return methods.stream().map(DmdMethod::label).collect(Collectors.joining(", "));
  }

  /** For the help: the options of as many methods in one line. */
  static String[] lines() {
    Map<String, String> byTakers = new LinkedHashMap<>();
    TAKERS.forEach(
        (option, takers) ->
            byTakers.merge(names(takers), option, (before, more) -> before + ", " + more));
    return byTakers.entrySet().stream()
        .map(entry -> "  " + entry.getValue() + ": " + entry.getKey())
        .toArray(String[]::new);
  }
}
