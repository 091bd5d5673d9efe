// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is written beside its target and moved into place when it is whole. */
final class AsideFile implements Closeable {
  private final Path target;
  private final Path aside;
  private final FileChannel channel;

  AsideFile(Path target) throws IOException {
    this.target = target;
    this.aside = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
    this.channel = FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Where to write. */
  FileChannel channel() {
    return channel;
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

  /** Releases the file; what was not committed is deleted. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(aside);
  }
}
