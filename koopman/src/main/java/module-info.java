// SPDX-License-Identifier: Apache-2.0
/** Dynamic mode decomposition and the Koopman analysis of training. */
module ritz.koopman {
  requires transitive ritz.kernels;
  requires transitive ritz.nn;
  requires static jdk.jfr;

  exports ritz.koopman.dictionary;
  exports ritz.koopman.dmd;
  exports ritz.koopman.training;
}
