// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsideFileTest {
  @TempDir Path folder;

  @Test
  void alsoThroughALinkTheFileItselfIsReplaced() throws IOException {
    Path far = Files.createDirectory(folder.resolve("far"));
    Path file = Files.writeString(far.resolve("w.npy"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.npy"), file);
    Npy.write(link, new double[] {1, 2});
    assertThat(link).isSymbolicLink();
    assertThat(Npy.read(file).data()).containsExactly(1, 2);
    try (var files = Files.list(far)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aLinkThatLeadsNowhereIsAFileToCome() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.npy"), folder.resolve("to.npy"));
    Npy.write(link, new double[] {1});
    assertThat(Npy.read(link).data()).containsExactly(1);
  }

  @Test
  void whatIsNoFileIsNotReplaced() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Npy.write(folder, new double[1]))
        .withMessage(folder + ": not a file");
  }

  @Test
  void aFolderThatIsNotThereIsNotedUnderTheNameOfTheFile() {
    Path file = folder.resolve("none").resolve("w.npy");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Npy.write(file, new double[1]))
        .withMessage(file.toString());
  }
}
