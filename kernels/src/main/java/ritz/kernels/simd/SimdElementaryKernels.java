// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import ritz.kernels.backend.Elementary;
import ritz.kernels.backend.ElementaryKernels;
import ritz.kernels.backend.Spares;

/**
 * The functions of {@link Elementary} on vectors, operation by operation the same; what is left
 * over at the end is done one by one.
 *
 * <p>The bodies stand in the loops and use few operations: C2 does not inline a method that it once
 * compiled into much code, nor one beyond its limit of nodes, and a vector that crosses a call is
 * allocated.
 */
public final class SimdElementaryKernels implements ElementaryKernels {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LANES = FloatLanes.COUNT;

  /** How many values are taken at a time where a function needs the exponential of others. */
  private static final int CHUNK = 512;

  private static final Spares<float[]> SCRATCH = new Spares<>();

  @Override
  public void exp(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      exp(FloatVector.fromArray(SPECIES, x, xOffset + i)).intoArray(y, yOffset + i);
    }
    for (; i < n; i++) {
      y[yOffset + i] = Elementary.exp(x[xOffset + i]);
    }
  }

  @Override
  public void log(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      var tiny = v.lt(Float.MIN_NORMAL);
      IntVector bits = v.blend(v.mul(0x1p23f), tiny).reinterpretAsInts();
      IntVector exponent = bits.sub(Elementary.SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
      FloatVector f =
          bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(1);
      FloatVector k =
          exponent.add(Elementary.ROUNDING_BITS).reinterpretAsFloats().sub(Elementary.ROUNDING);
      k = k.blend(k.sub(23), tiny);
      float[] c = Elementary.LOG;
      FloatVector q = f.mul(c[8]).add(c[7]).mul(f).add(c[6]).mul(f).add(c[5]).mul(f).add(c[4]);
      q = q.mul(f).add(c[3]).mul(f).add(c[2]).mul(f).add(c[1]).mul(f).add(c[0]);
      FloatVector square = f.mul(f);
      FloatVector tail = square.mul(f).mul(q).add(k.mul(Elementary.LN2_LOW));
      FloatVector value = f.sub(square.mul(0.5f).sub(tail)).add(k.mul(Elementary.LN2_HIGH));
      value = value.blend(Float.POSITIVE_INFINITY, v.eq(Float.POSITIVE_INFINITY));
      value = value.blend(Float.NEGATIVE_INFINITY, v.eq(0));
      FloatVector result =
          FloatVector.broadcast(SPECIES, Float.NaN).blend(value, v.compare(VectorOperators.GE, 0));
      result.intoArray(y, yOffset + i);
    }
    for (; i < n; i++) {
      y[yOffset + i] = Elementary.log(x[xOffset + i]);
    }
  }

  @Override
  public void tanh(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int vectors = n - n % LANES;
    float[] scratch = SCRATCH.takeOr(() -> new float[CHUNK]);
    for (int from = 0; from < vectors; from += CHUNK) {
      int count = Math.min(CHUNK, vectors - from);
      for (int i = 0; i < count; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + from + i).abs();
        FloatVector clamped = atMost(v, Elementary.TANH_LARGEST);
        clamped.add(clamped).intoArray(scratch, i);
      }
      exp(count, scratch, 0, scratch, 0);
      tanhFromExp(count, scratch, x, xOffset + from, y, yOffset + from);
    }
    SCRATCH.giveBack(scratch);
    for (int i = vectors; i < n; i++) {
      y[yOffset + i] = Elementary.tanh(x[xOffset + i]);
    }
  }

  private static void tanhFromExp(
      int n, float[] exp, float[] x, int xOffset, float[] y, int yOffset) {
    float[] c = Elementary.TANH;
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      FloatVector z = v.mul(v);
      FloatVector q = z.mul(c[5]).add(c[4]).mul(z).add(c[3]).mul(z).add(c[2]);
      q = q.mul(z).add(c[1]).mul(z).add(c[0]);
      FloatVector small = z.mul(q).add(1).mul(v);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector e = FloatVector.fromArray(SPECIES, exp, i);
      FloatVector large = one.sub(one.add(one).div(e.add(one)));
      select(v, small, large, Elementary.TANH_SPLIT).intoArray(y, yOffset + i);
    }
  }

  @Override
  public void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      FloatVector e = exp(v.abs().neg());
      FloatVector result = FloatVector.broadcast(SPECIES, 1).blend(e, v.lt(0)).div(e.add(1));
      result.intoArray(y, yOffset + i);
    }
    for (; i < n; i++) {
      y[yOffset + i] = Elementary.sigmoid(x[xOffset + i]);
    }
  }

  @Override
  public void erf(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int vectors = n - n % LANES;
    float[] scratch = SCRATCH.takeOr(() -> new float[CHUNK]);
    float[] c = Elementary.ERF_LARGE;
    for (int from = 0; from < vectors; from += CHUNK) {
      int count = Math.min(CHUNK, vectors - from);
      for (int i = 0; i < count; i += LANES) {
        FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + from + i).abs();
        FloatVector t = atMost(v, Elementary.ERF_LARGEST);
        FloatVector q = t.mul(c[7]).add(c[6]).mul(t).add(c[5]).mul(t).add(c[4]);
        q = q.mul(t).add(c[3]).mul(t).add(c[2]).mul(t).add(c[1]).mul(t).add(c[0]);
        FloatVector.zero(SPECIES).sub(q).intoArray(scratch, i);
      }
      exp(count, scratch, 0, scratch, 0);
      erfFromExp(count, scratch, x, xOffset + from, y, yOffset + from);
    }
    SCRATCH.giveBack(scratch);
    for (int i = vectors; i < n; i++) {
      y[yOffset + i] = Elementary.erf(x[xOffset + i]);
    }
  }

  private static void erfFromExp(
      int n, float[] exp, float[] x, int xOffset, float[] y, int yOffset) {
    float[] c = Elementary.ERF_SMALL;
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      FloatVector z = v.mul(v);
      FloatVector q = z.mul(c[6]).add(c[5]).mul(z).add(c[4]).mul(z).add(c[3]);
      q = q.mul(z).add(c[2]).mul(z).add(c[1]).mul(z).add(c[0]);
      FloatVector small = q.add(1).mul(v);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector large = one.sub(FloatVector.fromArray(SPECIES, exp, i));
      select(v, small, large, Elementary.ERF_SPLIT).intoArray(y, yOffset + i);
    }
  }

  /** Of an odd function: the small value below the split, the large one with the sign above. */
  private static FloatVector select(
      FloatVector x, FloatVector small, FloatVector large, float split) {
    FloatVector negative = FloatVector.zero(SPECIES).sub(large);
    return large.blend(negative, x.lt(0)).blend(small, x.abs().lt(split));
  }

  private static FloatVector exp(FloatVector x) {
    FloatVector a = atMost(x, Elementary.EXP_LARGEST);
    a = a.blend(Elementary.EXP_SMALLEST, a.lt(Elementary.EXP_SMALLEST));
    FloatVector shifted = a.mul(Elementary.LOG2_E).add(Elementary.ROUNDING);
    FloatVector n = shifted.sub(Elementary.ROUNDING);
    FloatVector r = a.sub(n.mul(Elementary.LN2_HIGH)).sub(n.mul(Elementary.LN2_LOW));
    float[] c = Elementary.EXP;
    FloatVector q = r.mul(c[4]).add(c[3]).mul(r).add(c[2]).mul(r).add(c[1]).mul(r).add(c[0]);
    FloatVector p = r.mul(r).mul(q).add(r).add(1);
    IntVector exponent = shifted.reinterpretAsInts().sub(Elementary.ROUNDING_BITS);
    IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
    return p.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
  }

  private static FloatVector powerOfTwo(IntVector exponent) {
    return exponent.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  /** The smaller of each lane and the limit; NaN stays. */
  private static FloatVector atMost(FloatVector x, float limit) {
    return x.blend(limit, x.compare(VectorOperators.GT, limit));
  }
}
