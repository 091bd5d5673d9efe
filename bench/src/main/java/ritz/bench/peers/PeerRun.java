// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of this package, in which the method {@code ritz} stands beside one method
 * per peer, and forms the ratios.
 */
public final class PeerRun {
  private static final String RITZ = "ritz";
  private static final String ALLOCATION = "gc.alloc.rate.norm";
  private static final String VECTOR_FLAG = "--add-modules=jdk.incubator.vector";

  /**
   * Interpreted vector code is a thousand times slower than compiled code, and C2 takes seconds
   * over it where the compiler shares a core; a shorter warm-up measures the interpreter.
   */
  private static final int WARM_UP_SECONDS = 5;

  /**
   * What a quick run keeps of the parameters that occur in the benchmarks. Its warm-up and its
   * measurement are one iteration each, since a slow peer takes at least a call for every
   * iteration.
   */
  private static final Map<String, String[]> QUICK_SIZES =
      Map.of(
          "n", new String[] {"64", "512"},
          "order", new String[] {"128"},
          "transposes", new String[] {"NN"},
          "powerOfTwo", new String[] {"256", "16384", "262144"},
          "length", new String[] {"30030", "1009"});

  private PeerRun() {}

  /**
   * Runs the benchmarks, each in fresh JVMs with the vector module.
   *
   * @param filter a regular expression, sought in the names of the benchmarks whatever their case
   * @param quick one short fork in place of three long ones, and few sizes: a look, not a result
   * @return one entry per task, size and peer; empty if no benchmark matches
   * @throws RunnerException if a benchmark failed
   */
  public static List<PeerRatio> run(String filter, boolean quick) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("(?i)ritz\\.bench\\.peers\\..*(" + filter + ")")
            .mode(Mode.Throughput)
            .timeUnit(TimeUnit.SECONDS)
            .jvmArgsAppend(VECTOR_FLAG)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .forks(quick ? 1 : 3)
            .warmupIterations(quick ? 1 : WARM_UP_SECONDS)
            .warmupTime(TimeValue.seconds(quick ? WARM_UP_SECONDS : 1))
            .measurementIterations(quick ? 1 : 5)
            .measurementTime(TimeValue.milliseconds(500));
    if (quick) {
      QUICK_SIZES.forEach((parameter, sizes) -> options.param(parameter, sizes));
    }
    try {
      // what JMH and its forks say must not mix with the answer
      OutputFormat said = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT);
      return ratios(new Runner(options.build(), said).run());
    } catch (NoBenchmarksException e) {
      return List.of();
    }
  }

  static List<PeerRatio> ratios(Collection<RunResult> results) {
    Map<String, Map<String, Speed>> tasks = new LinkedHashMap<>();
    for (RunResult result : results) {
      Speed speed = Speed.of(result);
      tasks
          .computeIfAbsent(speed.task + " " + speed.size, key -> new LinkedHashMap<>())
          .put(speed.contender, speed);
    }
    List<PeerRatio> ratios = new ArrayList<>();
    for (Map<String, Speed> contenders : tasks.values()) {
      Speed ritz = contenders.remove(RITZ);
      for (Speed peer : ritz == null ? List.<Speed>of() : contenders.values()) {
        ratios.add(
            new PeerRatio(
                ritz.task,
                ritz.size,
                ritz.value,
                peer.value,
                peer.contender,
                ritz.unit,
                ritz.value / peer.value,
                ritz.allocation));
      }
    }
    return ratios;
  }

  /** What one benchmark method reached. */
  private record Speed(
      String task, String size, String contender, double value, String unit, double allocation) {
    static Speed of(RunResult result) {
      BenchmarkParams params = result.getParams();
      String name = params.getBenchmark();
      int method = name.lastIndexOf('.');
      String contender = name.substring(method + 1);
      String type = name.substring(name.lastIndexOf('.', method - 1) + 1, method);
      String task = type.replace("Benchmark", "").toLowerCase(Locale.ROOT);
      String size =
          params.getParamsKeys().stream().map(params::getParam).collect(Collectors.joining("x"));
      Result<?> flops = result.getSecondaryResults().get("flops");
      Result<?> allocated = result.getSecondaryResults().get(ALLOCATION);
      double bytes = allocated == null ? Double.NaN : allocated.getScore();
      return flops == null
          ? new Speed(task, size, contender, result.getPrimaryResult().getScore(), "1/s", bytes)
          : new Speed(task, size, contender, flops.getScore() / 1e9, "GFLOP/s", bytes);
    }
  }
}
