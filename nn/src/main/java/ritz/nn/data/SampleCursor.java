// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.Closeable;
import java.io.IOException;

/** Goes through the samples of a {@link SampleSource} in their order. Not thread-safe. */
public interface SampleCursor extends Closeable {
  /**
   * Goes on to the next sample.
   *
   * @return false at the end
   * @throws IOException if it cannot be read or is damaged; the message names the file and the
   *     fault
   */
  boolean advance() throws IOException;

  /**
   * The features of the present sample.
   *
   * @return an array of finite numbers, valid until the next call of {@link #advance}
   */
  float[] inputs();

  /**
   * The class of the present sample, in a classification.
   *
   * @return its index among {@link SampleSource#classes}
   */
  int label();

  /**
   * The target values of the present sample, in a regression.
   *
   * @return an array of finite numbers, valid until the next call of {@link #advance}
   */
  float[] targets();
}
