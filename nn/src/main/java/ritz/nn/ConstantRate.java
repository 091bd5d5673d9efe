// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

/** See {@link Schedule#constant}. */
record ConstantRate() implements Schedule {
  @Override
  public double rate(double base, long time, long total) {
    return base;
  }
}
