// SPDX-License-Identifier: Apache-2.0
package ritz.nn.data;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A stream of samples without some that are held out, in memory.
 *
 * @param train the samples to learn from, still read from where they are
 * @param test the samples held out
 */
public record StreamSplit(SampleSource train, Dataset test) {
  /**
   * Holds samples out at random, every set of them with the same probability.
   *
   * @param source the samples
   * @param count how many to hold out, at least 1 and fewer than there are
   * @param seed the same seed gives the same samples
   * @return the two parts
   * @throws IOException if the samples cannot be read or are damaged
   * @throws IllegalArgumentException if the count is out of range
   */
  public static StreamSplit of(SampleSource source, int count, long seed) throws IOException {
    if (count < 1 || count >= source.size()) {
      throw new IllegalArgumentException(
          "count: " + count + " of " + source.size() + " samples, expected 1 to fewer than all");
    }
    Dataset test = new Part(source, seed, count, true).read();
    return new StreamSplit(new Part(source, seed, count, false), test);
  }

  /** Those samples of a source that are held out, or the others. */
  private record Part(SampleSource source, long seed, int heldOut, boolean test)
      implements SampleSource {
    @Override
    public long size() {
      return test ? heldOut : source.size() - heldOut;
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
      return new PartCursor(this, source.open());
    }

    @Override
    public String toString() {
      return source.toString();
    }
  }

  /**
   * Draws by Knuth's algorithm S (The Art of Computer Programming, 3.4.2) which samples are out.
   */
  private static final class PartCursor implements SampleCursor {
    private final SampleCursor all;
    private final boolean test;
    private final SplittableRandom random;
    private long left;
    private long wanted;

    PartCursor(Part part, SampleCursor all) {
      this.all = all;
      this.test = part.test();
      this.random = new SplittableRandom(part.seed());
      this.left = part.source().size();
      this.wanted = part.heldOut();
    }

    @Override
    public boolean advance() throws IOException {
      while (all.advance()) {
        boolean out = left > 0 && random.nextLong(left) < wanted;
        left--;
        wanted -= out ? 1 : 0;
        if (out == test) {
          return true;
        }
      }
      return false;
    }

    @Override
    public float[] inputs() {
      return all.inputs();
    }

    @Override
    public int label() {
      return all.label();
    }

    @Override
    public float[] targets() {
      return all.targets();
    }

    @Override
    public void close() throws IOException {
      all.close();
    }
  }
}
