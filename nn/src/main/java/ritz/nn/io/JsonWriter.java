// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what {@link JsonParser} reads. Numbers come back to the bit. */
final class JsonWriter {
  private JsonWriter() {}

  /** The JSON text of a value, without blanks, in ASCII. */
  static String write(Object value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  private static void append(StringBuilder text, Object value) {
    if (value instanceof Map<?, ?> map) {
      char before = '{';
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        text.append(before);
        appendString(text, (String) entry.getKey());
        text.append(':');
        append(text, entry.getValue());
        before = ',';
      }
      text.append(map.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      text.append('[');
      for (Iterator<?> i = list.iterator(); i.hasNext(); ) {
        append(text, i.next());
        text.append(i.hasNext() ? "," : "");
      }
      text.append(']');
    } else if (value instanceof String string) {
      appendString(text, string);
    } else {
      text.append(value);
    }
  }

  private static void appendString(StringBuilder text, String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
