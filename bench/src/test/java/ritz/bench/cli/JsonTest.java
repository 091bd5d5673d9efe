// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import ritz.kernels.Complex;

class JsonTest {
  @Property(seed = "20260")
  void aDoubleIsReadBackToTheBit(@ForAll double value) throws IOException {
    Object read = JSON.std.mapFrom(new Json().put("x", value).toString()).get("x");
    // the sign of zero is the only thing that a decimal number loses
    assertThat(((Number) read).doubleValue()).isEqualTo(value + 0.0);
  }

  @Example
  void numbersCarrySeventeenDigits() {
    assertThat(new Json().put("x", 0.1).put("y", 1.0 / 3).toString())
        .isEqualTo("{\"x\":0.10000000000000001,\"y\":0.33333333333333331}");
  }

  @Example
  void integersAndShortNumbersStayReadable() {
    assertThat(new Json().put("x", new double[] {0, 1, -20, 0.5, 1e16}).toString())
        .isEqualTo("{\"x\":[0,1,-20,0.5,10000000000000000]}");
  }

  @Example
  void whatIsNotFiniteBecomesNull() {
    assertThat(
            new Json()
                .put("x", new double[] {Double.NaN, Double.NEGATIVE_INFINITY})
                .put("y", Float.NaN)
                .toString())
        .isEqualTo("{\"x\":[null,null],\"y\":null}");
  }

  @Example
  void onlyAsciiIsWritten() {
    assertThat(new Json().put("größe", "µ").toString())
        .isEqualTo("{\"gr\\u00F6\\u00DFe\":\"\\u00B5\"}");
  }

  @Example
  void complexNumbersArePairsAndMembersKeepTheirOrder() {
    Json inner = new Json().put("verdict", "stalled");
    String text =
        new Json()
            .put("z", new Complex[] {new Complex(1, -2)})
            .put("a", List.of(inner))
            .put("s", "a \"word\"")
            .toString();
    assertThat(text)
        .isEqualTo("{\"z\":[[1,-2]],\"a\":[{\"verdict\":\"stalled\"}],\"s\":\"a \\\"word\\\"\"}");
  }
}
