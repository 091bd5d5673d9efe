// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import ritz.nn.data.SampleCursor;
import ritz.nn.data.SampleSource;

/**
 * Batches of a stream of samples, shuffled in a buffer: each sample is drawn from the buffer at
 * random, and the next one of the stream takes its place. What cannot be read becomes an {@link
 * UncheckedIOException}.
 */
final class StreamBatches implements BatchSource {
  private final SampleSource source;
  private final Loss loss;
  private final int capacity;
  private final int features;
  private final int outputs;
  private final boolean labeled;
  private final float[] inputs;
  private final int[] labels;
  private final float[] targets;
  private SampleCursor cursor;
  private SplittableRandom random;
  private int buffered;
  private long read;

  StreamBatches(SampleSource source, Loss loss, int buffer, int capacity) {
    this.source = source;
    this.loss = loss;
    this.capacity = capacity;
    this.features = source.features();
    this.outputs = source.outputs();
    this.labeled = source.isClassification();
    int room = (int) Math.min(buffer, source.size());
    this.inputs = new float[Math.multiplyExact(room, features)];
    this.labels = new int[labeled ? room : 0];
    this.targets = new float[labeled ? 0 : Math.multiplyExact(room, outputs)];
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public int batches() {
    return Math.toIntExact((source.size() - 1) / capacity + 1);
  }

  @Override
  public void start(long seed, int epoch) {
    try {
      close();
      cursor = source.open();
      random = new SplittableRandom(BatchSource.seed(seed, epoch));
      read = 0;
      buffered = 0;
      while (buffered < inputs.length / features && take(buffered)) {
        buffered++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the next sample to a place in the buffer; false at the end of the stream. */
  private boolean take(int place) throws IOException {
    if (!cursor.advance()) {
      if (read != source.size()) {
        throw new IOException(
            source + ": ends after " + read + " samples, expected " + source.size());
      }
      return false;
    }
    if (++read > source.size()) {
      throw new IOException(source + ": more samples than the " + source.size() + " expected");
    }
    System.arraycopy(cursor.inputs(), 0, inputs, place * features, features);
    if (labeled) {
      labels[place] = cursor.label();
    } else {
      System.arraycopy(cursor.targets(), 0, targets, place * outputs, outputs);
      String fault = TargetCheck.fault(loss, targets, place * outputs, outputs);
      if (fault != null) {
        throw new IOException(
            source + ": a regression, and sample " + (read - 1) + " has " + fault);
      }
    }
    return true;
  }

  @Override
  public boolean next(Batch batch) {
    int taken = 0;
    try {
      while (taken < capacity && buffered > 0) {
        int place = random.nextInt(buffered);
        batch.take(taken++, place, inputs, targets, labels, labeled);
        if (!take(place)) {
          moveLastTo(place);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (taken > 0) {
      batch.scaleAndFinish(taken, labeled);
    }
    return taken > 0;
  }

  private void moveLastTo(int place) {
    buffered--;
    System.arraycopy(inputs, buffered * features, inputs, place * features, features);
    if (labeled) {
      labels[place] = labels[buffered];
    } else {
      System.arraycopy(targets, buffered * outputs, targets, place * outputs, outputs);
    }
  }

  @Override
  public void close() {
    if (cursor != null) {
      try {
        cursor.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      cursor = null;
    }
  }
}
