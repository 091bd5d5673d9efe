// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import ritz.nn.Network;

/** The normalizations by their names on the command line. */
enum NormChoice {
  BATCH,
  LAYER;

  Network.Builder addTo(Network.Builder builder) {
    return this == BATCH ? builder.batchNorm() : builder.layerNorm();
  }
}
