// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens files that may be compressed. */
final class Sources {
  /** More than the deflate method can expand its input. */
  static final int MAXIMUM_EXPANSION = 1100;

  private Sources() {}

  /** Whether a file starts like a gzip file. */
  static boolean isGzip(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.read() == 0x1f && stream.read() == 0x8b;
    }
  }

  /**
   * Opens a file, unpacking it on the way if it is a gzip file, whatever its name. A pipe is
   * refused: files are opened more than once.
   */
  static InputStream open(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + ": not a file");
    }
    boolean gzip = isGzip(file);
    InputStream stream = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    if (!gzip) {
      return stream;
    }
    try {
      return new BufferedInputStream(new GZIPInputStream(stream, 1 << 16), 1 << 16);
    } catch (IOException e) {
      stream.close();
      throw e;
    }
  }

  /** The same fault with the name of the file, unless it has it already. */
  static IOException named(Path file, IOException fault) {
    if (fault instanceof FileSystemException
        || String.valueOf(fault.getMessage()).startsWith(file + ": ")) {
      return fault;
    }
    if (fault instanceof CharacterCodingException) {
      return new IOException(file + ": not text in UTF-8", fault);
    }
    if (fault instanceof EOFException && fault.getMessage() == null) {
      return new IOException(file + ": ends early", fault);
    }
    String reason = fault.getMessage() == null ? fault.getClass().getName() : fault.getMessage();
    return new IOException(file + ": " + reason, fault);
  }
}
