// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.io.IOException;
import java.util.List;

/** One experiment. */
public interface Experiment {
  /**
   * Its name on the command line.
   *
   * @return one lower-case word
   */
  String name();

  /**
   * Its title in the report.
   *
   * @return a few words
   */
  String title();

  /**
   * What is done, with what, and what it is compared with.
   *
   * @return some sentences
   */
  String setUp();

  /**
   * What is claimed, before it runs.
   *
   * @return every claim that a run decides
   */
  List<Claim> claims();

  /**
   * Does it.
   *
   * @param setting how many seeds, which data
   * @param results receives a finding for each claim, plots and tables
   * @throws IOException if data cannot be read
   */
  void run(Setting setting, Results results) throws IOException;
}
