// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/** Numbers on their way to a file, through a small buffer. */
final class LittleEndianOutput {
  private final WritableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  LittleEndianOutput(WritableByteChannel channel) {
    this.channel = channel;
  }

  void writeBytes(byte[] bytes) throws IOException {
    flush();
    ByteBuffer source = ByteBuffer.wrap(bytes);
    while (source.hasRemaining()) {
      channel.write(source);
    }
  }

  void writeLong(long value) throws IOException {
    require(Long.BYTES);
    buffer.putLong(value);
  }

  void writeDouble(double value) throws IOException {
    require(Double.BYTES);
    buffer.putDouble(value);
  }

  void writeFloats(float[] values, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      require(Float.BYTES);
      buffer.putFloat(values[i]);
    }
  }

  void writeDoubles(double[] values) throws IOException {
    for (double value : values) {
      writeDouble(value);
    }
  }

  private void require(int length) throws IOException {
    if (buffer.remaining() < length) {
      flush();
    }
  }

  /** Hands everything to the file. */
  void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }
}
