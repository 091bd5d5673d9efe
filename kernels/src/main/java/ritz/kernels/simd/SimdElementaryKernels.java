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
 * over at the end is done one by one. Columns end with a vector that reaches back over the one
 * before it; its sums are formed before that one is written.
 *
 * <p>The bodies stand in the loops, and functions are made of several loops over the result rather
 * than of methods on vectors ({@link LaneShape} says why).
 */
public final class SimdElementaryKernels implements ElementaryKernels {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LANES = FloatLanes.COUNT;

  /** The sign bit. */
  private static final int SIGN = Integer.MIN_VALUE;

  /** How often a vector shorter than the lanes is repeated; a power of two. */
  private static final int REPEATS = 16;

  private static final Spares<float[]> REPEATED = new Spares<>(() -> new float[REPEATS * LANES]);

  @Override
  public void exp(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int whole = n - n % LANES;
    exponentials(whole, x, xOffset, y, yOffset, 0);
    for (int i = whole; i < n; i++) {
      y[yOffset + i] = Elementary.exp(x[xOffset + i]);
    }
  }

  /** y = exp(x) for mask 0; for mask SIGN exp(-|x|) with the sign of x. */
  private static void exponentials(
      int n, float[] x, int xOffset, float[] y, int yOffset, int mask) {
    float[] c = Elementary.EXP;
    for (int i = 0; i < n; i += LANES) {
      IntVector bits = FloatVector.fromArray(SPECIES, x, xOffset + i).reinterpretAsInts();
      FloatVector a = bits.lanewise(VectorOperators.OR, mask).reinterpretAsFloats();
      a = a.blend(Elementary.EXP_LARGEST, a.compare(VectorOperators.GT, Elementary.EXP_LARGEST));
      a = a.blend(Elementary.EXP_SMALLEST, a.lt(Elementary.EXP_SMALLEST));
      FloatVector shifted = a.mul(Elementary.LOG2_E).add(Elementary.ROUNDING);
      FloatVector m = shifted.sub(Elementary.ROUNDING);
      FloatVector r = a.sub(m.mul(Elementary.LN2_HIGH)).sub(m.mul(Elementary.LN2_LOW));
      FloatVector q = r.mul(c[4]).add(c[3]).mul(r).add(c[2]).mul(r).add(c[1]).mul(r).add(c[0]);
      FloatVector p = r.mul(r).mul(q).add(r).add(1);
      IntVector exponent = shifted.reinterpretAsInts().sub(Elementary.ROUNDING_BITS);
      IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
      IntVector rest = exponent.sub(half);
      p = p.mul(half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
      p = p.mul(rest.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
      IntVector sign = bits.lanewise(VectorOperators.AND, mask);
      p.reinterpretAsInts()
          .lanewise(VectorOperators.OR, sign)
          .reinterpretAsFloats()
          .intoArray(y, yOffset + i);
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
    int whole = n - n % LANES;
    for (int i = 0; i < whole; i += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, xOffset + i);
      a = a.blend(Elementary.TANH_LARGEST, a.compare(VectorOperators.GT, Elementary.TANH_LARGEST));
      a = a.blend(-Elementary.TANH_LARGEST, a.lt(-Elementary.TANH_LARGEST));
      a.add(a).intoArray(y, yOffset + i);
    }
    lessOne(whole, y, yOffset, 0);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector e = FloatVector.fromArray(SPECIES, y, yOffset + i);
      e.div(e.add(2)).intoArray(y, yOffset + i);
    }
    for (int i = whole; i < n; i++) {
      y[yOffset + i] = Elementary.tanh(x[xOffset + i]);
    }
  }

  @Override
  public void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int whole = n - n % LANES;
    exponentials(whole, x, xOffset, y, yOffset, SIGN);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, y, yOffset + i);
      FloatVector e = v.abs();
      FloatVector.broadcast(SPECIES, 1)
          .blend(e, v.reinterpretAsInts().lt(0).cast(SPECIES))
          .div(e.add(1))
          .intoArray(y, yOffset + i);
    }
    for (int i = whole; i < n; i++) {
      y[yOffset + i] = Elementary.sigmoid(x[xOffset + i]);
    }
  }

  @Override
  public void erf(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int whole = n - n % LANES;
    erfExponents(whole, x, xOffset, y, yOffset);
    lessOne(whole, y, yOffset, SIGN);
    for (int i = whole; i < n; i++) {
      y[yOffset + i] = Elementary.erf(x[xOffset + i]);
    }
  }

  /** y = log(1 - erf(|x|)), which is never positive, with the sign of x. */
  private static void erfExponents(int n, float[] x, int xOffset, float[] y, int yOffset) {
    float[] c = Elementary.ERF;
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      FloatVector t = v.abs();
      t = t.blend(Elementary.ERF_LARGEST, t.compare(VectorOperators.GT, Elementary.ERF_LARGEST));
      FloatVector q = t.mul(c[7]).add(c[6]).mul(t).add(c[5]).mul(t).add(c[4]);
      q = q.mul(t).add(c[3]).mul(t).add(c[2]).mul(t).add(c[1]).mul(t).add(c[0]);
      FloatVector exponent = t.mul(q);
      exponent
          .neg()
          .blend(exponent, v.reinterpretAsInts().lt(0).cast(SPECIES))
          .intoArray(y, yOffset + i);
    }
  }

  /**
   * y = exp(y) - 1 for mask 0, and zeros keep their sign; for mask SIGN exp(-|y|) - 1 with the sign
   * of y.
   */
  private static void lessOne(int n, float[] y, int yOffset, int mask) {
    float[] c = Elementary.EXP;
    for (int i = 0; i < n; i += LANES) {
      IntVector bits = FloatVector.fromArray(SPECIES, y, yOffset + i).reinterpretAsInts();
      FloatVector a = bits.lanewise(VectorOperators.OR, mask).reinterpretAsFloats();
      FloatVector shifted = a.mul(Elementary.LOG2_E).add(Elementary.ROUNDING);
      FloatVector m = shifted.sub(Elementary.ROUNDING);
      FloatVector r = a.sub(m.mul(Elementary.LN2_HIGH)).sub(m.mul(Elementary.LN2_LOW));
      FloatVector q = r.mul(c[4]).add(c[3]).mul(r).add(c[2]).mul(r).add(c[1]).mul(r).add(c[0]);
      FloatVector power =
          shifted
              .reinterpretAsInts()
              .sub(Elementary.ROUNDING_BITS)
              .add(127)
              .lanewise(VectorOperators.LSHL, 23)
              .reinterpretAsFloats();
      FloatVector e = r.mul(r).mul(q).add(r).mul(power).add(power.sub(1));
      e = e.blend(a, a.eq(0));
      IntVector flip = bits.lanewise(VectorOperators.XOR, mask).lanewise(VectorOperators.AND, mask);
      e.reinterpretAsInts()
          .lanewise(VectorOperators.XOR, flip)
          .reinterpretAsFloats()
          .intoArray(y, yOffset + i);
    }
  }

  @Override
  public void addToColumns(int m, int n, float[] b, int bOffset, float[] z, int zOffset) {
    if (m < LANES) {
      addToNarrowColumns(m, n, b, bOffset, z, zOffset);
      return;
    }
    int tail = m - LANES;
    FloatVector bTail = FloatVector.fromArray(SPECIES, b, bOffset + tail);
    for (int j = 0; j < n; j++) {
      int at = zOffset + j * m;
      FloatVector last = FloatVector.fromArray(SPECIES, z, at + tail).add(bTail);
      for (int i = 0; i < tail; i += LANES) {
        FloatVector.fromArray(SPECIES, z, at + i)
            .add(FloatVector.fromArray(SPECIES, b, bOffset + i))
            .intoArray(z, at + i);
      }
      last.intoArray(z, at + tail);
    }
  }

  /** Adds b, repeated for several columns, in a plain loop, which C2 vectorizes. */
  private static void addToNarrowColumns(
      int m, int n, float[] b, int bOffset, float[] z, int zOffset) {
    float[] repeated = REPEATED.take();
    System.arraycopy(b, bOffset, repeated, 0, m);
    for (int times = 1; times < REPEATS; times *= 2) {
      System.arraycopy(repeated, 0, repeated, times * m, times * m);
    }
    for (int j = 0; j < n; j += REPEATS) {
      addTo(Math.min(REPEATS, n - j) * m, repeated, z, zOffset + j * m);
    }
    REPEATED.giveBack(repeated);
  }

  private static void addTo(int n, float[] x, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] += x[i];
    }
  }

  @Override
  public void rectifyColumns(int m, int n, float[] b, int bOffset, float[] z, int zOffset) {
    if (m < LANES) {
      addToNarrowColumns(m, n, b, bOffset, z, zOffset);
      clearWhereNotPositive(m * n, z, zOffset, z, zOffset);
      return;
    }
    int tail = m - LANES;
    FloatVector bTail = FloatVector.fromArray(SPECIES, b, bOffset + tail);
    for (int j = 0; j < n; j++) {
      int at = zOffset + j * m;
      FloatVector last = FloatVector.fromArray(SPECIES, z, at + tail).add(bTail);
      for (int i = 0; i < tail; i += LANES) {
        FloatVector sum =
            FloatVector.fromArray(SPECIES, z, at + i)
                .add(FloatVector.fromArray(SPECIES, b, bOffset + i));
        sum.blend(0, sum.compare(VectorOperators.LE, 0)).intoArray(z, at + i);
      }
      last.blend(0, last.compare(VectorOperators.LE, 0)).intoArray(z, at + tail);
    }
  }

  @Override
  public void clearWhereNotPositive(int n, float[] x, int xOffset, float[] y, int yOffset) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      FloatVector.fromArray(SPECIES, y, yOffset + i)
          .blend(0, v.compare(VectorOperators.LE, 0))
          .intoArray(y, yOffset + i);
    }
    for (; i < n; i++) {
      y[yOffset + i] = Elementary.clearedBy(x[xOffset + i], y[yOffset + i]);
    }
  }
}
