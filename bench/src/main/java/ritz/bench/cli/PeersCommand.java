// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.List;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ritz.bench.peers.PeerRatio;
import ritz.bench.peers.PeerRun;
import ritz.bench.peers.PeerVersions;
import ritz.bench.report.Table;
import ritz.kernels.NumericalException;

/** {@code ritz peers}. */
@Command(
    name = "peers",
    description = "Measure Ritz beside its peers with JMH; a ratio above 1 means Ritz is faster.")
final class PeersCommand extends AnsweringCommand {
  @Option(
      names = "--filter",
      paramLabel = "REGEX",
      defaultValue = ".*",
      description = "Only the benchmarks whose names contain a match, for example dgemm.")
  private String filter;

  @Option(
      names = "--quick",
      description = "One short fork of each, at few sizes: a look, not a result.")
  private boolean quick;

  @Override
  Answer answer() {
    List<PeerRatio> ratios;
    try {
      ratios = PeerRun.run(filter, quick);
    } catch (RunnerException e) {
      throw new NumericalException("the benchmarks failed: " + e.getMessage());
    }
    if (ratios.isEmpty()) {
      throw misuse("--filter: no benchmark matches " + filter);
    }
    String machine = PeerVersions.machine();
    String core = PeerVersions.openBlasCore();
    return new Answer(
        Json.array(ratios.stream().map(ratio -> json(ratio, machine, core)).toList()),
        text(ratios, machine, core));
  }

  private static Json json(PeerRatio ratio, String machine, String core) {
    return new Json()
        .put("benchmark", ratio.benchmark())
        .put("size", ratio.size())
        .put("ritz", ratio.ritz())
        .put("peer", ratio.peer())
        .put("peer_name", ratio.peerName())
        .put("unit", ratio.unit())
        .put("ratio", ratio.ratio())
        .put("allocation", ratio.allocation())
        .put("machine", machine)
        .put("jdk", PeerVersions.jdk())
        .put("peers", PeerVersions.peers())
        .put("openblas_core", core);
  }

  private static String text(List<PeerRatio> ratios, String machine, String core) {
    Table table =
        new Table("benchmark", "size", "peer", "ritz", "the peer", "unit", "ratio", "B/call");
    for (PeerRatio ratio : ratios) {
      table.add(
          ratio.benchmark(),
          ratio.size(),
          ratio.peerName(),
          ratio.ritz(),
          ratio.peer(),
          ratio.unit(),
          ratio.ratio(),
          Math.rint(ratio.allocation()));
    }
    return String.format(
        "%s%n%s%n%s%nOpenBLAS takes its kernels for %s%n%n%s",
        machine, PeerVersions.jdk(), PeerVersions.peers(), core, table.toText());
  }
}
