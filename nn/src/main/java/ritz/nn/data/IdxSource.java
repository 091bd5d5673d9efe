// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The labeled images of two IDX files, read anew for every cursor. */
final class IdxSource implements SampleSource {
  private final Path imageFile;
  private final Path labelFile;
  private final int size;
  private final int features;
  private final List<String> classes;

  private IdxSource(Path imageFile, Path labelFile, int size, int features, int classCount) {
    this.imageFile = imageFile;
    this.labelFile = labelFile;
    this.size = size;
    this.features = features;
    this.classes = IntStream.range(0, classCount).mapToObj(String::valueOf).toList();
  }

  /** There are at least so many classes. */
  static IdxSource of(Path imageFile, Path labelFile, int classes) throws IOException {
    try (IdxStream images = IdxStream.images(imageFile);
        IdxStream labels = IdxStream.labels(labelFile)) {
      images.requireItems(labels.items(), labelFile);
      float[] label = new float[1];
      int largest = classes - 1;
      for (int i = 0; i < labels.items(); i++) {
        labels.read(label);
        largest = Math.max(largest, (int) label[0]);
      }
      labels.requireEnd();
      return new IdxSource(imageFile, labelFile, images.items(), images.perItem(), largest + 1);
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int features() {
    return features;
  }

  @Override
  public int outputs() {
    return classes.size();
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public SampleCursor open() throws IOException {
    IdxStream images = IdxStream.images(imageFile);
    try {
      if (images.items() != size || images.perItem() != features) {
        throw new IOException(imageFile + ": other images than before");
      }
      return new Cursor(images, IdxStream.labels(labelFile));
    } catch (IOException e) {
      images.close();
      throw e;
    }
  }

  @Override
  public String toString() {
    return imageFile.toString();
  }

  private final class Cursor implements SampleCursor {
    private final IdxStream images;
    private final IdxStream labels;
    private final float[] inputs = new float[features];
    private final float[] label = new float[1];
    private int at;

    Cursor(IdxStream images, IdxStream labels) {
      this.images = images;
      this.labels = labels;
    }

    @Override
    public boolean advance() throws IOException {
      if (at == size) {
        return false;
      }
      images.read(inputs);
      labels.read(label);
      if (label[0] >= classes.size()) {
        throw new IOException(labelFile + ": class " + (int) label[0] + " was not there before");
      }
      at++;
      return true;
    }

    @Override
    public float[] inputs() {
      return inputs;
    }

    @Override
    public int label() {
      return (int) label[0];
    }

    @Override
    public float[] targets() {
      throw new IllegalStateException("a classification has no target values");
    }

    @Override
    public void close() throws IOException {
      try (labels) {
        images.close();
      }
    }
  }
}
