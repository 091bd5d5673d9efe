// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ritz.kernels.Matrix;
import ritz.nn.io.Npy;

/** Which option of {@code ritz dmd} is for which method. */
class DmdTableTest {
  /** For every method. */
  private static final Set<String> COMMON =
      Set.of(
          "--method",
          "--dt",
          "--center",
          "--hold-out",
          "--forecasts",
          "--season",
          "--modes-out",
          "--save",
          "--compare",
          "--forecast",
          "--forecast-out",
          "--report",
          "--json",
          "--version",
          "--help");

  @TempDir private Path dir;

  /** A new option must say whom it is for. */
  @Test
  void everyOptionIsInTheTableOrForAll() {
    Set<String> all = new TreeSet<>();
    Cli.commands()
        .getSubcommands()
        .get("dmd")
        .getCommandSpec()
        .options()
        .forEach(option -> all.add(option.longestName()));
    Set<String> said = new TreeSet<>(COMMON);
    said.addAll(DmdTable.options());
    said.remove(DmdTable.SEVERAL);
    assertThat(said).isEqualTo(all);
  }

  @Test
  void theHelpHasTheTable() {
    String help = CommandRun.done("dmd", "--help").out().replaceAll("\\s+", " ");
    assertThat(help)
        .contains("--bags, --forecast-errors-out: bagged")
        .contains("--window, --forgetting: streaming")
        .contains("--rank: all but krylov");
    for (String option : DmdTable.options()) {
      assertThat(help.substring(help.indexOf("for some methods only"))).contains(option);
    }
  }

  /** Arguments that would do where the option is taken. */
  private Map<String, List<Object>> arguments(Path x) {
    return Map.ofEntries(
        Map.entry("--next", List.of(x)),
        Map.entry("--times", List.of(x)),
        Map.entry("--control", List.of(x)),
        Map.entry("--future-control", List.of(x)),
        Map.entry("--choose", List.of()),
        Map.entry("--rank", List.of(2)),
        Map.entry("--tolerance", List.of(0.1)),
        Map.entry("--energy", List.of(0.9)),
        Map.entry("--optimal-threshold", List.of()),
        Map.entry("--scaling", List.of("none")),
        Map.entry("--refine", List.of()),
        Map.entry("--delays", List.of(2)),
        Map.entry("--truncate", List.of(0.1)),
        Map.entry("--sparse", List.of(1)),
        Map.entry("--bags", List.of(3)),
        Map.entry("--seed", List.of(3)),
        Map.entry("--levels", List.of(2)),
        Map.entry("--cycles", List.of(1)),
        Map.entry("--window", List.of(3)),
        Map.entry("--forgetting", List.of(0.9)),
        Map.entry("--dictionary", List.of("fourier")),
        Map.entry("--degree", List.of(2)),
        Map.entry("--width", List.of(2)),
        Map.entry("--pseudospectrum", List.of(dir.resolve("p.npy"))));
  }

  @ParameterizedTest
  @EnumSource(DmdMethod.class)
  void whatAMethodHasNoUseForIsRefused(DmdMethod method) throws IOException {
    Path x = dir.resolve("x.npy");
    Matrix states = new Matrix(2, 12);
    for (int k = 0; k < 12; k++) {
      states.set(0, k, Math.cos(k));
      states.set(1, k, Math.sin(k));
    }
    Npy.write(x, states);
    for (Map.Entry<String, List<Object>> option : arguments(x).entrySet()) {
      if (!DmdTable.takes(method, option.getKey())) {
        List<Object> words =
            new ArrayList<>(List.of("dmd", x, "--method", method.label(), option.getKey()));
        words.addAll(option.getValue());
        CommandRun run = CommandRun.of(words.toArray());
        assertThat(run.status()).as(run.toString()).isEqualTo(2);
        assertThat(run.err())
            .contains(option.getKey() + ": " + method.label() + " does not take it; these do: ");
      }
    }
  }

  @Test
  void dictionariesRefuseWhatIsForOthers() throws IOException {
    Path x = dir.resolve("x.npy");
    Npy.write(x, Matrix.identity(4));
    assertThat(CommandRun.of("dmd", x, "--method", "edmd", "--width", 2).err())
        .contains("--width: the dictionary monomials does not take it; these do: gaussians");
    assertThat(
            CommandRun.of("dmd", x, "--method", "edmd", "--dictionary", "gaussians", "--degree", 2)
                .err())
        .contains("--degree: the dictionary gaussians does not take it");
  }
}
