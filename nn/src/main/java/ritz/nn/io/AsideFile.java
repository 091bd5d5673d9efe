// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that is written beside its target and moved into place when it is whole. Faults name the
 * target. Where that is a link, what it leads to is replaced.
 */
final class AsideFile implements WritableByteChannel {
  private final Path name;
  private final Path target;
  private final Path aside;
  private final FileChannel channel;

  AsideFile(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + ": not a file");
    }
    this.name = file;
    this.target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
    this.aside = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      this.channel =
          FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      throw (IOException) new NoSuchFileException(file.toString()).initCause(e);
    } catch (AccessDeniedException e) {
      throw (IOException) new AccessDeniedException(file.toString()).initCause(e);
    }
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    try {
      return channel.write(bytes);
    } catch (IOException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }

  /** Goes back to the start, to write over what is there. */
  void rewind() throws IOException {
    channel.position(0);
  }

  /** Moves the file into place, over any file that was there. */
  void commit() throws IOException {
    channel.force(true);
    channel.close();
    try {
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  /** Releases the file; what was not committed is deleted. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(aside);
  }
}
