// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ritz train --data} on the kinds of files that people have. */
class OwnDataTest {
  @TempDir private Path dir;

  /** A file of 90 lines, in which @ is a number that tells the class, and # the class. */
  private Path file(String header, String line) throws IOException {
    String lines =
        IntStream.range(0, 90)
            .mapToObj(i -> line.replace("@", "" + (i % 3 + i / 1000.0)).replace("#", "k" + i % 3))
            .collect(Collectors.joining("\n"));
    return Files.writeString(dir.resolve("my.csv"), header + lines + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "|@,1,#",
        "value,constant,kind~|@,1,#",
        "`value`;`constant`;`kind`~|@;1;`#`",
        "value\tkind~|@\t#",
        "`a, quoted`,kind~| @ , `#` ",
        "value,kind~~|@,#~"
      })
  void classesAreLearnedFromManyForms(String header, String line) throws IOException {
    String start = header == null ? "" : header.replace('~', '\n').replace('`', '"');
    Path file = file(start, line.replace('~', '\n').replace('`', '"'));
    Map<String, Object> json =
        CommandRun.json("train", "--data", file, "--epochs", 60, "--rate", 0.02, "--prune", 0);
    assertThat(((Number) json.get("test_accuracy")).doubleValue()).isGreaterThan(0.95);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "value,age,kind~1,,a~2,3,b|line 2, column 2 'age': no value, expected a finite number",
        "value,city,kind~1,Rome,a~2,7,b|line 3, column 2 'city': '7', expected a word",
        "value,age,kind~1,2,a~2,NA,b|line 3, column 2 'age': 'NA', expected a finite number",
        "value,age,kind~1,2,a~2,3,|line 3, column 3 'kind': no class",
        "value,age,kind~1,2,a~2,3|line 3: 2 fields, expected 3",
        "1,a~2,a~3,a~4,a|one class alone, 'a', expected several"
      })
  void whatCannotBeLearnedIsNamed(String text, String fault) throws IOException {
    Path file = Files.writeString(dir.resolve("my.csv"), text.replace('~', '\n') + "\n");
    for (String[] options : new String[][] {{}, {"--stream"}}) {
      Object[] command = new Object[3 + options.length];
      System.arraycopy(new Object[] {"train", "--data", file}, 0, command, 0, 3);
      System.arraycopy(options, 0, command, 3, options.length);
      CommandRun run = CommandRun.of(command);
      assertThat(run.status()).as(run.toString()).isEqualTo(2);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).contains("my.csv: ").contains(fault);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--batch=16", "--stream"})
  void wordsAreLearnedFromAndPredictedFrom(String option) throws IOException {
    Path file = file("kind,noise,word\n", "#,@,w#");
    Path model = dir.resolve("m.safetensors");
    Map<String, Object> json =
        CommandRun.json(
            "train",
            "--data",
            file,
            "--label",
            "kind",
            "--epochs",
            60,
            "--rate",
            0.02,
            "--save",
            model,
            option);
    assertThat(((Number) json.get("test_accuracy")).doubleValue()).isEqualTo(1);
    List<?> found = (List<?>) CommandRun.json("predict", "--model", model, file).get("predictions");
    for (int i = 0; i < 90; i++) {
      assertThat(found.get(i)).isEqualTo("k" + i % 3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--label", "--target"})
  void aColumnThatIsNotThereIsNamedWithThoseThatAre(String option) throws IOException {
    CommandRun run = CommandRun.of("train", "--data", file("v,kind\n", "@,#"), option, "sort");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("my.csv: no column 'sort' among [v, kind]");
  }

  @Test
  void aCurveIsFittedInTheSobolevNorm() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    StringBuilder text = new StringBuilder("x,y\n");
    for (int i = 0; i < 400; i++) {
      double x = i / 400.0;
      text.append(x).append(',').append(Math.sin(6 * x) + 0.1 * random.nextDouble()).append('\n');
    }
    Path file = Files.writeString(dir.resolve("curve.csv"), text);
    Path where = file.toAbsolutePath();
    String recipe =
        "--loss sobolev --order 0.5 --activation tanh --rate 0.02 --epochs 600 --prune 0";
    Object[] command = ("train --data " + where + " " + recipe).split(" ", -1);
    assertThat(CommandRun.done(command).out()).contains("200 samples, 200 more held out");
    // The noise has a standard deviation of 0.03, the curve one of 0.7.
    Map<String, Object> json = CommandRun.json(command);
    assertThat(((Number) json.get("test_rmse")).doubleValue()).isLessThan(0.2);
  }

  @Test
  void anImageIsFittedInTheSobolevNormInTwoDimensions() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder text = new StringBuilder("x,y,z\n");
    for (int i = 0; i < 32 * 24; i++) {
      double x = Math.floorDiv(i, 24) / 32.0;
      double y = i % 24 / 24.0;
      double z = Math.sin(6 * x) * Math.cos(3 * y) + 0.1 * random.nextDouble();
      text.append(x).append(',').append(y).append(',').append(z).append('\n');
    }
    Path file = Files.writeString(dir.resolve("image.csv"), text).toAbsolutePath();
    String recipe =
        "--loss sobolev --columns 24 --activation tanh --rate 0.02 --epochs 800 --prune 0";

    Map<String, Object> json =
        CommandRun.json((Object[]) ("train --data " + file + " " + recipe).split(" ", -1));

    // The noise has a standard deviation of 0.03, the image one of 0.5.
    assertThat(((Number) json.get("test_rmse")).doubleValue()).isLessThan(0.15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--columns 6", "--columns 1", ""})
  void ofAnOddNumberOfRowsTheLastIsLeftOut(String columns) throws IOException {
    StringBuilder text = new StringBuilder("x,y,z\n");
    for (int i = 0; i < 7 * 6 + (columns.isEmpty() ? 1 : 0); i++) {
      text.append(i / 6).append(',').append(i % 6).append(',').append(0.5 * i).append('\n');
    }
    Path file = Files.writeString(dir.resolve("odd.csv"), text).toAbsolutePath();
    String command = "train --data " + file + " --loss sobolev --epochs 2 " + columns;
    assertThat(CommandRun.done((Object[]) command.strip().split(" +")).out())
        .contains(
            columns.endsWith("6")
                ? ": 18 samples, 18 more held out"
                : columns.isEmpty() ? ": 22 samples, 21 more" : ": 21 samples, 21 more");
  }

  @Test
  void aGridHasWholeRows() throws IOException {
    CommandRun run =
        CommandRun.of(
            "train", "--data", file("0,1\n", "1,2\n"), "--loss", "sobolev", "--columns", 8);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("no grid with 8 columns");
  }
}
