// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import java.util.concurrent.atomic.AtomicReference;

/** A transform that is too short to be split: its passes run over a single column. */
final class SmallTransform implements Transform {
  private final Passes passes;
  private final AtomicReference<Workspace> spare = new AtomicReference<>();

  SmallTransform(Radices radices) {
    passes = new Passes(radices);
  }

  private record Workspace(SplitArray first, SplitArray second) {}

  private Workspace workspace() {
    return new Workspace(new SplitArray(passes.length()), new SplitArray(passes.length()));
  }

  @Override
  public void forward(double[] re, double[] im) {
    SplitArray data = new SplitArray(re, im);
    Workspace kept = spare.getAndSet(null);
    Workspace work = kept != null ? kept : workspace();
    passes.run(1, data, 0, 1, work.first, work.second, data, 0, 1);
    spare.set(work);
  }
}
