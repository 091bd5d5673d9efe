// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;

/** The Java kernels of netlib, on the Vector API where it is present. */
final class Netlib {
  private Netlib() {}

  /**
   * The kernels, without the BLAS of the system, which netlib would load when asked for any kernels
   * and which JavaCPP's OpenBLAS would then be linked against.
   */
  static BLAS kernels() {
    System.setProperty("dev.ludovic.netlib.blas.allowNative", "false");
    return JavaBLAS.getInstance();
  }
}
