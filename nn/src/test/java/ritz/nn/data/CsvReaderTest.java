// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritz.nn.data.Columns.Column;
import ritz.nn.io.Hostile;

class CsvReaderTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text);
  }

  private Dataset classes(String text) throws IOException {
    return CsvReader.classification().read(file(text));
  }

  @Test
  void theLastColumnIsTheClass() throws IOException {
    Dataset data = classes("1,2.5,b\n-3e1, +4. ,a\n.5,6,b\n");
    assertThat(data.inputs()).containsExactly(1, 2.5f, -30, 4, 0.5f, 6);
    assertThat(data.labels()).containsExactly(1, 0, 1);
    assertThat(data.classes()).containsExactly("a", "b");
  }

  @Test
  void integerClassesAreOrderedAsNumbers() throws IOException {
    assertThat(classes("0,10\n0,9\n0,-1\n").classes()).containsExactly("-1", "9", "10");
    assertThat(classes("0,10\n0,9\n0,x\n").classes()).containsExactly("10", "9", "x");
  }

  @Test
  void aHeaderIsRecognized() throws IOException {
    assertThat(classes("x,y,label\n1,2,3\n").inputs()).containsExactly(1, 2);
    assertThat(classes("1,2,label\n1,2,3\n").size()).isEqualTo(2);
    Path numbers = file("1,2,3\n4,5,6\n");
    assertThat(CsvReader.classification().withHeader(true).read(numbers).inputs())
        .containsExactly(4, 5);
  }

  @Test
  void targetsAreFoundByName() throws IOException {
    Path file = file("a,b,c,d\n1,2,3,4\n5,6,7,8\n");
    Dataset values = CsvReader.regression().withTargets("d", "b").read(file);
    assertThat(values.inputs()).containsExactly(1, 3, 5, 7);
    assertThat(values.targets()).containsExactly(4, 2, 8, 6);
    assertThat(CsvReader.classification().withTargets("a").read(file).classes())
        .containsExactly("1", "5");
  }

  @Test
  void quotesSeparatorsLineEndsAndBlankLines() throws IOException {
    Path file = file("\uFEFF\"a;\"\"1\"\"\";\"b\nc\";k\r\n\r\n1;2;x\r3;4;\"y\n\n\"\n\n");
    Dataset data = CsvReader.classification().withSeparator(';').read(file);
    assertThat(data.inputs()).containsExactly(1, 2, 3, 4);
    assertThat(data.classes()).containsExactly("x", "y");
    assertThat(CsvReader.classification().withSeparator(';').withTargets("k").read(file).size())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"size;\"a,b,c\";kind\n1;2;x\n3;4;y\n", "1\t2\tx\n3\t4\ty\n", "1,2,x\n3,4,y"})
  void theFirstLineTellsTheSeparator(String text) throws IOException {
    Dataset data = classes(text);
    assertThat(data.inputs()).containsExactly(1, 2, 3, 4);
    assertThat(data.classes()).containsExactly("x", "y");
  }

  @Test
  void theLastColumnTellsWhetherThereAreClasses() throws IOException {
    assertThat(CsvReader.inferredFrom(file("1;2\n3;2\n")).isClassification()).isTrue();
    assertThat(CsvReader.inferredFrom(file("1,2.5\n3,2.5\n")).isClassification()).isFalse();
    assertThat(CsvReader.inferredFrom(file("a,b\n1,x\n2,y\n")).isClassification()).isTrue();
    assertThat(CsvReader.inferredFrom(file("1,2\n3,4\n")).isClassification()).isFalse();
    // A value that is missing tells nothing: these are numbers, and reading them says which is not.
    Path gap = file("a,b\n1,20\n2,NA\n3,30\n4,40\n");
    assertThat(CsvReader.inferredFrom(gap).isClassification()).isFalse();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.inferredFrom(gap).read(gap))
        .withMessageContaining("line 3, column 2 'b': 'NA', expected a finite number");
    assertThat(CsvReader.inferredFrom(file("1,?\n2,x\n")).isClassification()).isTrue();
  }

  @Test
  void compressedFilesAreRecognizedByTheirContent() throws IOException {
    Path file = folder.resolve("compressed");
    try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(file))) {
      stream.write("1,2,0\n3,4,1\n".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(CsvReader.classification().read(file).inputs()).containsExactly(1, 2, 3, 4);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.classification().read(file))
        .withMessageContaining(file.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,0/1,0|line 2: 2 fields, expected 3",
        "1,2,0//1,2,3,0|line 3: 4 fields, expected 3",
        "1,2,0/1,x,0|line 2, column 2: 'x', expected a finite number",
        "1,2,0/1,NaN,0|line 2, column 2: 'NaN'",
        "inf,2,0|line 1, column 1: 'inf'",
        "1,2,0/1,1e39,0|line 2, column 2: '1e39'",
        "1,2,0/1,0x1p3,0|line 2, column 2: '0x1p3'",
        "1,2,0/1,2f,0|line 2, column 2: '2f'",
        "1,2,0/1,,0|line 2, column 2: no value, expected a finite number",
        "1,2,0/1,2,|line 2, column 3: no class",
        "age,size,kind/1,2,a/1,,b|line 3, column 2 'size': no value",
        "age,size,kind/1,?,a|line 2, column 2 'size': '?', expected a finite number",
        "age;size;kind/1;2;|line 2, column 3 'kind': no class",
        "x,2,0/1,2,0|line 2, column 1: '1', expected a word",
        "?,2,0/1,2,0|line 1, column 1: '?', expected a finite number",
        "x,2,0/,2,0|line 2, column 1: no value, expected a word",
        "1,2,0/1,\"2,0|line 2: a quote is not closed",
        "x;y;kind/1,5;2;a|line 2, column 1 'x': '1,5', expected a decimal point",
        "1,5;2,5;a/3;4;b|line 1, column 1: '1,5', expected a decimal point",
        "x;y;kind/1;2;a/1;2,5;a|line 3, column 2 'y': '2,5', expected a decimal point",
        "'//'|no data",
        "a,b|no samples",
        "5/6|no columns besides the 1 of the target"
      })
  void faultsAreNamedWithTheirPlace(String text, String fault) throws IOException {
    Path file = file(text.replace('/', '\n'));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.classification().read(file))
        .withMessageContaining(file.toString())
        .withMessageContaining(fault);
  }

  @Test
  void otherEncodingsAreRefusedByName() throws IOException {
    Path file = file("");
    Files.write(file, "grün,1,a".getBytes(StandardCharsets.ISO_8859_1));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.classification().read(file))
        .withMessage(file + ": not text in UTF-8");
  }

  @Test
  void linesAreCountedThroughAllKindsOfLineEnds() throws IOException {
    Path file = file("\n\r\n\r1,2,a\r\n1,2,\"b\nc\"\r1,2,d\n1,x,e\n");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.classification().read(file))
        .withMessageContaining("line 8, column 2: 'x'");
  }

  @Test
  void largeFilesAreReadWhole() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      text.append(i).append(',').append(-i).append(',').append(i % 7).append('\n');
    }
    Dataset data = classes(text.toString());
    assertThat(data.size()).isEqualTo(5000);
    for (int i = 0; i < 5000; i++) {
      assertThat(data.sample(i)).containsExactly(i, -i);
      assertThat(data.labels()[i]).isEqualTo(i % 7);
    }
  }

  @Test
  void wordsHaveAFeatureEach() throws IOException {
    Path file = file("size,color,kind\n1.5,red,a\n2,blue,b\n-1,red,a\n");
    Dataset data = CsvReader.classification().read(file);
    assertThat(data.features()).isEqualTo(3);
    assertThat(data.inputs()).containsExactly(1.5f, 0, 1, 2, 1, 0, -1, 0, 1);
    assertThat(data.labels()).containsExactly(0, 1, 0);
    Column size = new Column("size", List.of());
    Column color = new Column("color", List.of("blue", "red"));
    assertThat(data.columns()).isEqualTo(new Columns(List.of(size, color)));
    assertThat(data.subset(1).columns()).isEqualTo(data.columns());
    SampleSource source = CsvReader.classification().stream(file);
    assertThat(source.columns()).isEqualTo(data.columns());
    assertThat(source.read().inputs()).isEqualTo(data.inputs());
    assertThat(StreamSplit.of(source, 1, 1).train().columns()).isEqualTo(data.columns());
    Dataset sizes = CsvReader.regression().withTargets("size").read(file);
    assertThat(sizes.inputs()).containsExactly(0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0);
    assertThat(sizes.targets()).containsExactly(1.5f, 2, -1);
  }

  @Test
  void aWordThatWasNotThereWhenTheFileWasReadIsNamed() throws IOException {
    Path file = file("1,red,a\n2,blue,b\n");
    SampleSource source = CsvReader.classification().stream(file);
    file("1,red,a\n2,green,b\n");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(source::read)
        .withMessageContaining("line 2, column 2: 'green', expected one of [blue, red]");
  }

  @Test
  void columnsOfNumbersAmongWordsAreNotTakenForWords() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= 1000; i++) {
      text.append('w').append(i).append(",2,a\n");
    }
    Path file = file(text.toString());
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.classification().read(file))
        .withMessageContaining("line 1001, column 1: more than 1000 words");
  }

  @Test
  void featuresAreReadByNameOrByPlace() throws IOException {
    Columns columns =
        new Columns(
            List.of(new Column("size", List.of()), new Column("color", List.of("blue", "red"))));
    float[] expected = {1, 0, 1, 2, 1, 0};
    for (String text :
        new String[] {
          "1,red\n2,blue\n",
          "anything,else\n1,red\n2,blue\n",
          "color;kind;size\nred;a;1\nblue;b;2\n",
          "size\tcolor\n1\tred\n2\tblue"
        }) {
      assertThat(CsvReader.readFeatures(file(text), columns)).as(text).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,red,a|line 1: 3 fields, expected 2 or a header with [size, color]",
        "size,color/1,green|line 2, column 2 'color': 'green', expected one of [blue, red]",
        "size,color/1,|line 2, column 2 'color': no value, expected one of",
        "color,size/red,x|line 2, column 2 'size': 'x', expected a finite number",
        "1,red/2|line 2: 1 fields, expected 2",
        "size,color|no samples",
        "'//'|no data"
      })
  void faultsOfFeaturesAreNamedWithTheirPlace(String text, String fault) throws IOException {
    Columns columns =
        new Columns(
            List.of(new Column("size", List.of()), new Column("color", List.of("blue", "red"))));
    Path file = file(text.replace('/', '\n'));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.readFeatures(file, columns))
        .withMessageContaining(file.toString())
        .withMessageContaining(fault);
  }

  @Test
  void columnsOfTheSameNameAreToldApartByTheirPlaceAlone() throws IOException {
    Dataset data = CsvReader.regression().read(file("x,x,y\n1,2,3\n4,5,6\n"));
    assertThat(CsvReader.readFeatures(file("x,x\n1,2\n4,5\n"), data.columns()))
        .isEqualTo(data.inputs());
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.readFeatures(file("y,x,x\n3,1,2\n"), data.columns()))
        .withMessageContaining("line 1: column 'x' comes twice");
    Columns one = new Columns(List.of(new Column("x", List.of())));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.readFeatures(file("x,y,x\n1,2,3\n"), one))
        .withMessageContaining("line 1: column 'x' comes twice");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> CsvReader.regression().withTargets("x").read(file("x,y,x\n1,2,3\n4,5,6\n")))
        .withMessageContaining("column 'x' comes twice");
  }

  /** As tables of programs have it that number their rows. */
  @Test
  void oneColumnMayHaveNoName() throws IOException {
    Dataset data = CsvReader.regression().read(file(",x,y\n0,1,3\n1,4,6\n"));
    assertThat(data.inputs()).containsExactly(0, 1, 1, 4);
    assertThat(CsvReader.readFeatures(file("y,x,\n3,1,0\n6,4,1\n"), data.columns()))
        .isEqualTo(data.inputs());
  }

  @Test
  void aHeaderWithSomeOfTheNamesLacksTheOthers() throws IOException {
    Columns columns =
        new Columns(List.of(new Column("size", List.of()), new Column("weight", List.of())));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.readFeatures(file("weight,age\n1,2\n"), columns))
        .withMessageContaining("line 1: no column 'size' among [weight, age]");
  }

  @Test
  void linesOfManyFieldsAreRefusedBeforeTheyFillTheMemory() throws IOException {
    Path file = folder.resolve("commas.csv.gz");
    try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(file))) {
      byte[] commas = ",".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 32; i++) {
        stream.write(commas);
      }
    }
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.classification().read(file))
        .withMessage(file + ": line 1: more than 1048576 fields");
  }

  @Test
  void whatIsNoFileIsRefusedBeforeItIsReadFrom() throws Exception {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.classification().read(folder))
        .withMessage(folder + ": not a file");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.classification().read(Path.of("/dev/zero")))
        .withMessage("/dev/zero: not a file");
  }

  @Test
  void aCompressedFileThatIsCutInItsHeaderEndsEarly() throws IOException {
    Path file = Files.write(folder.resolve("cut.csv"), new byte[] {0x1f, (byte) 0x8b, 8});
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.classification().read(file))
        .withMessage(file + ": ends early");
  }

  @Test
  void regressionsNeedNumbersAsTargets() throws IOException {
    Path file = file("1,2\n3,y\n");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.regression().read(file))
        .withMessageContaining("line 2, column 2: 'y'");
  }

  @Test
  void otherFaults() throws IOException {
    Path file = file("a,b,c\n1,2,3\n");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.classification().withTargets("z").read(file))
        .withMessageContaining("no column 'z' among [a, b, c]");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.classification().withTargets("c").withHeader(false).read(file))
        .withMessageContaining("no header");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.regression().withTargets("a", "a").read(file))
        .withMessageContaining("column 1 is a target twice");
    Path binary = Files.write(folder.resolve("binary.csv"), new byte[] {'1', (byte) 0xff, '\n'});
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.classification().read(binary))
        .withMessageContaining(binary.toString());
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> CsvReader.classification().read(folder.resolve("absent.csv")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsvReader.classification().withTargets("a", "b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsvReader.regression().withSeparator('"'));
  }

  @Test
  void longFieldsAreRefusedInLinearTime() throws IOException {
    Path digits = file("1,2\n" + "9".repeat(60_000) + "x,2\n");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.classification().read(digits))
        .withMessageContaining("line 2, column 1");
    Path endless = file("1,2\n\"" + "9".repeat(70_000));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CsvReader.classification().read(endless))
        .withMessageContaining("line 2: a field is longer than");
  }

  @Test
  void damagedFilesAreReadOrRefused(@TempDir Path damaged) throws IOException {
    byte[] whole = "length,width,kind\n1.5,2,\"a \"\"b\"\"\"\n-3e2,4,c\n5,.5,c\n".getBytes(UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(whole);
    }
    Path file = damaged.resolve("x.csv");
    int plain = Hostile.refusals(whole, file, 1, CsvReader.classification()::read);
    int streamed = Hostile.refusals(whole, file, 1, CsvReader.classification()::stream);
    assertThat(plain).isGreaterThan(100).isEqualTo(streamed);
    byte[] words = "size,color,kind\n1.5,red,c\n-3e2,\"bl ue\",c\n".getBytes(UTF_8);
    assertThat(Hostile.refusals(words, file, 1, CsvReader.classification()::read))
        .isGreaterThan(50);
    assertThat(Hostile.refusals(packed.toByteArray(), file, 2, CsvReader.classification()::read))
        .isGreaterThan(300);
  }
}
