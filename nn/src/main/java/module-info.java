// SPDX-License-Identifier: Apache-2.0
/** Small neural networks: layers, losses, optimizers, training and model files. */
module ritz.nn {
  requires transitive ritz.kernels;
  requires static jdk.jfr;

  exports ritz.nn;
  exports ritz.nn.data;
  exports ritz.nn.io;
}
