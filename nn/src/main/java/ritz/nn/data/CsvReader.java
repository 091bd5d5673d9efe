// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/**
 * Reads data sets from separated text: a line for each sample. Files may be gzip-compressed,
 * whatever their names; the text is UTF-8.
 *
 * <p>A column whose first field is a word holds words alone, all others hold numbers; {@link
 * Columns} says how words become features. Missing values are refused, but that among words {@code
 * NA} or {@code ?} is one more word; so are numbers with a decimal comma. A file with words is read
 * twice.
 *
 * <p>A first line is taken for a header if none of its features is a number, unless {@link
 * #withHeader} says what it is. Without {@link #withTargets} the last column is the target. Without
 * {@link #withSeparator} fields are separated by what is most frequent in the first line: comma,
 * semicolon or tab. Immutable and thread-safe.
 */
public final class CsvReader {
  private final boolean classification;
  private final List<String> targets;
  private final Character separator;
  private final Boolean header;

  private CsvReader(
      boolean classification, List<String> targets, Character separator, Boolean header) {
    this.classification = classification;
    this.targets = targets;
    this.separator = separator;
    this.header = header;
  }

  /**
   * A reader of classifications. The classes are the distinct texts in the target column, in the
   * order of the numbers if all are integers and else in that of the alphabet.
   *
   * @return a reader with defaults
   */
  public static CsvReader classification() {
    return new CsvReader(true, List.of(), null, null);
  }

  /**
   * A reader of regressions.
   *
   * @return a reader with defaults
   */
  public static CsvReader regression() {
    return new CsvReader(false, List.of(), null, null);
  }

  /**
   * A reader for a file whose last column tells by its values, see {@link TargetKind}, whether it
   * holds classes.
   *
   * @param file the file, read as far as needed
   * @return a reader of classifications or of regressions
   * @throws IOException if the file cannot be read, or as {@link #read} does
   */
  public static CsvReader inferredFrom(Path file) throws IOException {
    TargetKind kind = new TargetKind();
    try (CsvLines lines = CsvLines.open(file, classification())) {
      while (!kind.isCertain() && lines.advance()) {
        kind.add(lines.row().label());
      }
    }
    return kind.isClasses() ? classification() : regression();
  }

  /**
   * The same with the target columns named; the file must then have a header.
   *
   * @param names the names of the columns in the order wanted; one for a classification
   * @return a new reader
   * @throws IllegalArgumentException if there is no name, or more than one for a classification
   */
  public CsvReader withTargets(String... names) {
    if (names.length == 0 || (classification && names.length > 1)) {
      throw new IllegalArgumentException(
          "names: " + names.length + " target columns, expected one");
    }
    return new CsvReader(classification, List.of(names), separator, header);
  }

  /**
   * The same with another separator.
   *
   * @param character the character between fields, not a quote or a line end
   * @return a new reader
   * @throws IllegalArgumentException if the character cannot be a separator
   */
  public CsvReader withSeparator(char character) {
    if (character == '"' || character == '\n' || character == '\r') {
      throw new IllegalArgumentException("character: a quote or a line end cannot separate fields");
    }
    return new CsvReader(classification, targets, character, header);
  }

  /**
   * The same with the word of the caller on whether there is a header.
   *
   * @param present whether the first line is a header
   * @return a new reader
   */
  public CsvReader withHeader(boolean present) {
    return new CsvReader(classification, targets, separator, present);
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @return the data set, in the order of the file
   * @throws IOException if the file cannot be read, or a line has too few or too many fields or
   *     something else than a finite number, with the number of the line
   */
  public Dataset read(Path file) throws IOException {
    try (CsvLines lines = CsvLines.open(file, this)) {
      if (lines.row().hasWords()) {
        return stream(file).read();
      }
      CsvTable table = new CsvTable();
      while (lines.advance()) {
        table.add(lines.row());
      }
      return table.toDataset(lines.row());
    } catch (IOException e) {
      throw Sources.named(file, e);
    }
  }

  /**
   * Makes a source of a file that need not fit in memory. The file is read once here, to count the
   * samples, to find the classes, and so that no fault in it comes up later.
   *
   * @param file the file
   * @return its samples, in the order of the file
   * @throws IOException as {@link #read} does
   */
  public SampleSource stream(Path file) throws IOException {
    return CsvSource.of(file, this);
  }

  /**
   * Reads samples without targets, to predict from. If the first line has the names of all columns,
   * in any order and perhaps among others, it says which fields to take; if it has none of them,
   * each line has one field a column.
   *
   * @param file the file
   * @param columns the columns that the features come from, as {@link Dataset#columns} of the
   *     training data had them
   * @return the samples one after the other
   * @throws IOException if the file cannot be read or a line does not fit, with its number
   */
  public static float[] readFeatures(Path file, Columns columns) throws IOException {
    return CsvFeatures.read(file, columns);
  }

  /** The separator, or null if the first line is to tell. */
  Character separator() {
    return separator;
  }

  boolean isClassification() {
    return classification;
  }

  /** Whether a file that starts with these fields has a header. */
  boolean isHeader(List<String> first) {
    if (header != null) {
      return header;
    }
    return !targets.isEmpty()
        || first.subList(0, first.size() - 1).stream()
            .noneMatch(text -> CsvNumbers.isNumber(text) || CsvNumbers.hasDecimalComma(text));
  }

  /**
   * What takes the lines of a file apart.
   *
   * @param first its first line
   * @param data its first line below the header
   */
  CsvRow rowFor(List<String> first, List<String> data) throws IOException {
    List<String> names = isHeader(first) ? first : Collections.nCopies(first.size(), "");
    return new CsvRow(targetColumns(first), names, data, classification);
  }

  private int[] targetColumns(List<String> names) throws IOException {
    if (targets.isEmpty()) {
      return new int[] {names.size() - 1};
    }
    if (!isHeader(names)) {
      throw new IOException("no header, expected one with " + targets);
    }
    int[] columns = new int[targets.size()];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = Columns.find(targets.get(k), names);
    }
    return columns;
  }
}
