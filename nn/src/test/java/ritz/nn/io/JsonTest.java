// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void valuesOfAllKinds() throws IOException {
    Object parsed =
        JsonParser.parse(
            " {\"a\" : [1, -2.5e3, 0, true, false, null],\n\"b\":{}, \"c\":[], \"d\":\"x\"}\t");
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("a", Arrays.asList(1L, -2500.0, 0L, true, false, null));
    expected.put("b", Map.of());
    expected.put("c", List.of());
    expected.put("d", "x");
    assertThat(parsed).isEqualTo(expected);
    assertThat(JsonParser.parse(JsonWriter.write(parsed))).isEqualTo(expected);
  }

  @Test
  void escapes() throws IOException {
    assertThat(JsonParser.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\u00e9\""))
        .isEqualTo("\"\\/\b\f\n\r\t\u00e9\ud83d\ude00\u00e9");
  }

  @Property(seed = "1")
  void stringsComeBackAsTheyWere(@ForAll String text) throws IOException {
    String json = JsonWriter.write(text);
    assertThat(json).matches("[ -~]*");
    assertThat(JsonParser.parse(json)).isEqualTo(text);
  }

  @Property(seed = "2")
  void numbersComeBackToTheBit(@ForAll double number, @ForAll float single, @ForAll int integer)
      throws IOException {
    List<Number> numbers = List.of(number, (double) single, (long) integer);
    assertThat(JsonParser.parse(JsonWriter.write(numbers))).isEqualTo(numbers);
  }

  @Test
  void largeIntegersBecomeDoubles() throws IOException {
    assertThat(JsonParser.parse("9223372036854775808")).isEqualTo(0x1p63);
    assertThat(JsonParser.parse("100000000000000000")).isEqualTo(100_000_000_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "{\"a\"}",
        "{\"a\":1,}",
        "{a:1}",
        "\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u12",
        "\"a\nb\"",
        "tru",
        "nul",
        "-",
        "1.",
        "1e",
        ".5",
        "+1",
        "NaN",
        "1 2",
        "{\"a\":1,\"a\":2}",
        "[1]]",
        "'a'"
      })
  void faultsAreRefused(String text) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> JsonParser.parse(text))
        .withMessageStartingWith("JSON, at character ");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> JsonParser.parse("[".repeat(1_000_000)))
        .withMessageContaining("less nesting");
  }

  @Test
  void wrongKindsAreNamed() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Json.object(List.of(1)))
        .withMessage("found [1], expected an object");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Json.array("x"))
        .withMessage("found x, expected an array");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Json.string(null))
        .withMessage("found null, expected a string");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Json.integer(8L, 1, 7))
        .withMessage("found 8, expected an integer from 1 to 7");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Json.number(Double.POSITIVE_INFINITY))
        .withMessage("found Infinity, expected a finite number");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Json.member(Map.of(), "shape"))
        .withMessage("no 'shape'");
  }
}
