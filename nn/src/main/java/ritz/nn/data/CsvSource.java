// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The samples of a text file, read anew for every cursor. */
final class CsvSource implements SampleSource {
  private static final int MOST_CLASSES = 1 << 20;

  private final Path file;
  private final CsvReader settings;
  private final long size;
  private final Columns columns;
  private final int targetCount;
  private final CsvLabels labels;

  private CsvSource(Path file, CsvReader settings, long size, CsvRow row, Set<String> classes) {
    this.file = file;
    this.settings = settings;
    this.size = size;
    this.columns = row.columns();
    this.targetCount = row.targets().length;
    this.labels = new CsvLabels(classes);
  }

  static CsvSource of(Path file, CsvReader settings) throws IOException {
    try (CsvLines lines = CsvLines.open(file, settings)) {
      Set<String> classes = new TreeSet<>();
      long size = 0;
      while (lines.advance()) {
        size++;
        if (settings.isClassification()) {
          classes.add(lines.row().label());
        }
        if (classes.size() > MOST_CLASSES) {
          throw new IOException(file + ": more than " + MOST_CLASSES + " classes");
        }
      }
      if (size == 0) {
        throw new IOException(file + ": no samples");
      }
      return new CsvSource(file, settings, size, lines.row(), classes);
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int features() {
    return columns.features();
  }

  @Override
  public Columns columns() {
    return columns;
  }

  @Override
  public int outputs() {
    return isClassification() ? classes().size() : targetCount;
  }

  @Override
  public List<String> classes() {
    return labels.names();
  }

  @Override
  public SampleCursor open() throws IOException {
    CsvLines lines = CsvLines.open(file, settings);
    CsvRow row = lines.row();
    if (row.featureColumns() != columns.columns().size() || row.targets().length != targetCount) {
      lines.close();
      throw new IOException(file + ": other columns than before");
    }
    row.use(columns);
    return new Cursor(lines, row);
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private final class Cursor implements SampleCursor {
    private final CsvLines lines;
    private final CsvRow row;
    private int label;

    Cursor(CsvLines lines, CsvRow row) {
      this.lines = lines;
      this.row = row;
    }

    @Override
    public boolean advance() throws IOException {
      if (!lines.advance()) {
        return false;
      }
      if (settings.isClassification()) {
        label = labels.number(row.label());
        if (label < 0) {
          throw new IOException(file + ": class '" + row.label() + "' was not there before");
        }
      }
      return true;
    }

    @Override
    public float[] inputs() {
      return row.inputs();
    }

    @Override
    public int label() {
      return label;
    }

    @Override
    public float[] targets() {
      return row.targets();
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
