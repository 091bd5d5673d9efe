// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

/** Which singular vectors of a side are wanted. */
public enum SingularVectors {
  /** None. */
  NONE,
  /** As many as there are singular values. */
  ECONOMY,
  /** All of a square orthogonal matrix. */
  FULL
}
