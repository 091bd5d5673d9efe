// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The classes of a file, in the order of the numbers if all are integers, else of the alphabet. */
final class CsvLabels {
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");

  private final List<String> names;
  private final Map<String, Integer> numbers = new HashMap<>();

  CsvLabels(Set<String> distinct) {
    Comparator<String> alphabet = Comparator.naturalOrder();
    boolean integers = distinct.stream().allMatch(name -> INTEGER.matcher(name).matches());
    this.names = new ArrayList<>(distinct);
    names.sort(
        integers
            ? Comparator.<String>comparingLong(Long::parseLong).thenComparing(alphabet)
            : alphabet);
    for (String name : names) {
      numbers.put(name, numbers.size());
    }
  }

  List<String> names() {
    return names;
  }

  /** The number of a class, or -1 if it is none of them. */
  int number(String name) {
    return numbers.getOrDefault(name, -1);
  }
}
