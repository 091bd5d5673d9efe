// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Counts the bytes that are read from a channel. */
final class CountingChannel implements ReadableByteChannel {
  private final ReadableByteChannel channel;
  private long count;

  CountingChannel(ReadableByteChannel channel) {
    this.channel = channel;
  }

  long count() {
    return count;
  }

  @Override
  public int read(ByteBuffer bytes) throws IOException {
    int length = channel.read(bytes);
    count += Math.max(0, length);
    return length;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
