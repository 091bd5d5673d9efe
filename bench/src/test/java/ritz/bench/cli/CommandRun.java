// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ritz.kernels.Complex;

/** One run of the command line inside this JVM: what it was given and what it gave. */
record CommandRun(List<String> args, int status, String out, String err) {
  static CommandRun of(Object... args) {
    String[] words = Arrays.stream(args).map(String::valueOf).toArray(String[]::new);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Cli.run(new PrintWriter(out), new PrintWriter(err), words);
    return new CommandRun(List.of(words), status, out.toString(), err.toString());
  }

  /** Runs a command that must succeed without a word of complaint. */
  static CommandRun done(Object... args) {
    CommandRun run = of(args);
    assertThat(run.status).as(run.toString()).isZero();
    assertThat(run.err).isEmpty();
    return run;
  }

  /** The members of the one JSON object that a successful command printed. */
  static Map<String, Object> json(Object... args) {
    Object[] all = Arrays.copyOf(args, args.length + 1);
    all[args.length] = "--json";
    CommandRun run = done(all);
    assertThat(run.out.lines()).hasSize(1);
    try {
      return JSON.std.mapFrom(run.out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first of the eigenvalues in an answer. */
  static Complex firstEigenvalue(Map<String, Object> json) {
    double[] z = numbers(((List<?>) json.get("eigenvalues")).get(0));
    return new Complex(z[0], z[1]);
  }

  /** Numbers of a JSON array. */
  static double[] numbers(Object array) {
    return ((List<?>) array)
        .stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
  }
}
