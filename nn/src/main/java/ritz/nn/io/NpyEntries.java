// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Reads the numbers of an NPY file one by one, through a small buffer. */
final class NpyEntries {
  private static final int BUFFER_LENGTH = 1 << 16;

  /** Takes one number from a buffer. */
  interface Decoder {
    double next(ByteBuffer bytes);
  }

  private final ReadableByteChannel channel;
  private final Object file;
  private final ByteBuffer bytes;
  private final Decoder decoder;
  private final int width;

  /**
   * Takes a channel that stands at the first entry.
   *
   * @throws IOException if the type is unknown, or the rest of the file is not as long as the
   *     header says
   */
  NpyEntries(ReadableByteChannel channel, long found, NpyHeader header, Object file)
      throws IOException {
    this.channel = channel;
    this.file = file;
    this.decoder = decoder(header, file);
    int entryWidth = header.entryBytes();
    this.width = header.isComplex() ? entryWidth / 2 : entryWidth;
    requireLength(found, header, file);
    this.bytes = ByteBuffer.allocate(BUFFER_LENGTH).order(header.byteOrder()).limit(0);
  }

  /** What follows a header must be as long as it says. */
  static void requireLength(long found, NpyHeader header, Object file) throws IOException {
    long expected = header.count() * header.entryBytes();
    if (found != expected) {
      throw new IOException(
          file
              + ": "
              + header.rows()
              + " x "
              + header.columns()
              + " entries of type "
              + header.type()
              + " take "
              + expected
              + " bytes, found "
              + found);
    }
  }

  static Decoder decoder(NpyHeader header, Object file) throws IOException {
    return switch (header.kind()) {
      case "f8", "c16" -> ByteBuffer::getDouble;
      case "f4", "c8" -> ByteBuffer::getFloat;
      case "i8" -> ByteBuffer::getLong;
      case "i4" -> ByteBuffer::getInt;
      case "i2" -> ByteBuffer::getShort;
      case "i1" -> ByteBuffer::get;
      case "u8" -> buffer -> unsigned(buffer.getLong());
      case "u4" -> buffer -> Integer.toUnsignedLong(buffer.getInt());
      case "u2" -> buffer -> Short.toUnsignedInt(buffer.getShort());
      case "u1", "b1" -> buffer -> Byte.toUnsignedInt(buffer.get());
      default ->
          throw new IOException(
              file + ": entries of type '" + header.type() + "' are not supported");
    };
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
  }

  /** The next number; a complex entry is two of them. */
  double next() throws IOException {
    if (bytes.remaining() < width) {
      bytes.compact();
      while (bytes.position() < width) {
        if (channel.read(bytes) < 0) {
          throw new EOFException(file + ": ends within the entries");
        }
      }
      bytes.flip();
    }
    return decoder.next(bytes);
  }
}
