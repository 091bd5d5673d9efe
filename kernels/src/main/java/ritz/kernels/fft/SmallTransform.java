// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.fft;

import ritz.kernels.backend.Spares;

/** A transform that is too short to be split: its passes run over a single column. */
final class SmallTransform implements Transform {
  private final Passes passes;
  private final Spares<Workspace> spares = new Spares<>(this::workspace);

  SmallTransform(Radices radices) {
    passes = new Passes(radices);
  }

  private record Workspace(SplitArray first, SplitArray second) {}

  private Workspace workspace() {
    return new Workspace(new SplitArray(passes.length()), new SplitArray(passes.length()));
  }

  @Override
  public void forward(double[] re, double[] im, int at, double[] toRe, double[] toIm, int toAt) {
    Workspace work = spares.take();
    // A pass cannot write what it has yet to read.
    SplitArray source = work.second;
    System.arraycopy(re, at, source.re(), 0, passes.length());
    System.arraycopy(im, at, source.im(), 0, passes.length());
    passes.run(1, source.re(), source.im(), 0, 1, work.first, work.second, toRe, toIm, toAt, 1);
    spares.giveBack(work);
  }
}
