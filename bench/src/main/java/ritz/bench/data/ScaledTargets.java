// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import java.io.IOException;
import java.util.List;
import ritz.nn.data.Columns;
import ritz.nn.data.SampleCursor;
import ritz.nn.data.SampleSource;

/** The samples of a regression with scaled targets. */
record ScaledTargets(SampleSource source, TargetScaling scaling) implements SampleSource {
  @Override
  public long size() {
    return source.size();
  }

  @Override
  public int features() {
    return source.features();
  }

  @Override
  public int outputs() {
    return source.outputs();
  }

  @Override
  public List<String> classes() {
    return source.classes();
  }

  @Override
  public Columns columns() {
    return source.columns();
  }

  @Override
  public SampleCursor open() throws IOException {
    return new Cursor(source.open(), scaling, new float[source.outputs()]);
  }

  @Override
  public String toString() {
    return source.toString();
  }

  private record Cursor(SampleCursor cursor, TargetScaling scaling, float[] targets)
      implements SampleCursor {
    @Override
    public boolean advance() throws IOException {
      if (!cursor.advance()) {
        return false;
      }
      scaling.apply(cursor.targets(), targets);
      return true;
    }

    @Override
    public float[] inputs() {
      return cursor.inputs();
    }

    @Override
    public int label() {
      return cursor.label();
    }

    @Override
    public void close() throws IOException {
      cursor.close();
    }
  }
}
