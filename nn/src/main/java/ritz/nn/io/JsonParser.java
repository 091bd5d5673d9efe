// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) into maps, lists, strings, {@code Long}, {@code Double}, {@code Boolean}
 * and null. Duplicate keys and deep nesting are refused.
 */
final class JsonParser {
  private static final int MAXIMUM_DEPTH = 32;

  private final String text;
  private int at;

  private JsonParser(String text) {
    this.text = text;
  }

  /** The value that a text holds, with nothing but blanks around it. */
  static Object parse(String text) throws IOException {
    JsonParser parser = new JsonParser(text);
    Object value = parser.value(0);
    if (parser.peek() != 0) {
      throw parser.fault("the end");
    }
    return value;
  }

  private IOException fault(String expected) {
    return new IOException("JSON, at character " + at + ": expected " + expected);
  }

  /** The next character that is not blank, or 0 at the end. */
  private char peek() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void expect(char character) throws IOException {
    if (peek() != character) {
      throw fault("'" + character + "'");
    }
    at++;
  }

  private boolean skip(char character) {
    boolean found = peek() == character;
    if (found) {
      at++;
    }
    return found;
  }

  private Object value(int depth) throws IOException {
    if (depth > MAXIMUM_DEPTH) {
      throw fault("less nesting");
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object(int depth) throws IOException {
    Map<String, Object> result = new LinkedHashMap<>();
    expect('{');
    if (skip('}')) {
      return result;
    }
    do {
      String key = string();
      expect(':');
      if (result.containsKey(key)) {
        throw fault("no second '" + key + "'");
      }
      result.put(key, value(depth + 1));
    } while (skip(','));
    expect('}');
    return result;
  }

  private List<Object> array(int depth) throws IOException {
    List<Object> result = new ArrayList<>();
    expect('[');
    if (skip(']')) {
      return result;
    }
    do {
      result.add(value(depth + 1));
    } while (skip(','));
    expect(']');
    return result;
  }

  private Object word(String word, Object value) throws IOException {
    if (!text.startsWith(word, at)) {
      throw fault(word);
    }
    at += word.length();
    return value;
  }

  private String string() throws IOException {
    expect('"');
    StringBuilder result = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return result.toString();
      }
      if (c < ' ') {
        throw fault("no control character in a string");
      }
      result.append(c == '\\' ? escaped() : c);
    }
  }

  private char next() throws IOException {
    if (at == text.length()) {
      throw fault("more");
    }
    return text.charAt(at++);
  }

  private char escaped() throws IOException {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw fault("a known escape");
    };
  }

  private char unicode() throws IOException {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw fault("four hexadecimal digits");
      }
      code = 16 * code + digit;
    }
    return (char) code;
  }

  private Object number() throws IOException {
    int start = at;
    skipSign();
    int digits = skipDigits();
    boolean integer = true;
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      integer = false;
      digits = Math.min(digits, skipDigits());
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      integer = false;
      if (at < text.length() && text.charAt(at) == '+') {
        at++;
      } else {
        skipSign();
      }
      digits = Math.min(digits, skipDigits());
    }
    if (digits == 0) {
      throw fault("a value");
    }
    String number = text.substring(start, at);
    return integer && number.length() < 19
        ? (Object) Long.valueOf(number)
        : (Object) Double.valueOf(number);
  }

  private void skipSign() {
    if (at < text.length() && text.charAt(at) == '-') {
      at++;
    }
  }

  private int skipDigits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }
}
