// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ritz.kernels.Complex;

/**
 * A JSON object in the making, or a list of such objects. Numbers keep 17 significant digits, so
 * that each {@code double} is read back to the bit; a complex number is the pair [re, im]; what is
 * not finite becomes null.
 */
final class Json {
  private static final MathContext DIGITS = new MathContext(17);

  /**
   * What is not ASCII is escaped, so that the text does not depend on the encoding of a terminal.
   */
  private static final JSON WRITER =
      JSON.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
          .enable(JSON.Feature.WRITE_NULL_PROPERTIES)
          .build();

  private final Map<String, Object> members = new LinkedHashMap<>();
  private final Object root;

  /** An object without members. */
  Json() {
    root = members;
  }

  private Json(List<Object> elements) {
    root = elements;
  }

  /** A list of objects. */
  static Json array(List<Json> elements) {
    return new Json(elements.stream().map(element -> element.root).toList());
  }

  /** Adds a member; members keep their order. */
  Json put(String name, Object value) {
    members.put(name, plain(value));
    return this;
  }

  /** The object or list in one line. */
  @Override
  public String toString() {
    try {
      return WRITER.asString(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object plain(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue());
    } else if (value instanceof Complex complex) {
      return Arrays.asList(number(complex.re()), number(complex.im()));
    } else if (value instanceof double[] array) {
      return Arrays.stream(array).mapToObj(Json::number).toList();
    } else if (value instanceof Object[] array) {
      return Arrays.stream(array).map(Json::plain).toList();
    } else if (value instanceof List<?> list) {
      return list.stream().map(Json::plain).toList();
    } else if (value instanceof Json object) {
      return object.root;
    }
    return value;
  }

  private static BigDecimal number(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    boolean shortInteger = rounded.scale() < 0 && rounded.precision() - rounded.scale() <= 17;
    return shortInteger ? rounded.setScale(0) : rounded;
  }
}
