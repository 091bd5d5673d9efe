// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Takes parsed JSON for what it should be; the messages do not name the file. */
final class Json {
  private Json() {}

  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw unexpected(value, "an object");
  }

  @SuppressWarnings("unchecked")
  static List<Object> array(Object value) throws IOException {
    if (value instanceof List<?> list) {
      return (List<Object>) list;
    }
    throw unexpected(value, "an array");
  }

  static String string(Object value) throws IOException {
    if (value instanceof String string) {
      return string;
    }
    throw unexpected(value, "a string");
  }

  static int integer(Object value, int least, int most) throws IOException {
    if (value instanceof Long number && number >= least && number <= most) {
      return number.intValue();
    }
    throw unexpected(value, "an integer from " + least + " to " + most);
  }

  static double number(Object value) throws IOException {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw unexpected(value, "a finite number");
  }

  static Object member(Map<String, Object> object, String name) throws IOException {
    if (!object.containsKey(name)) {
      throw new IOException("no '" + name + "'");
    }
    return object.get(name);
  }

  private static IOException unexpected(Object value, String expected) {
    String found = String.valueOf(value);
    String excerpt = found.length() > 40 ? found.substring(0, 40) + "…" : found;
    return new IOException("found " + excerpt + ", expected " + expected);
  }
}
