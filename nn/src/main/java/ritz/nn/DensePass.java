// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;
import java.util.BitSet;
import ritz.kernels.FloatBlas;
import ritz.kernels.Threads;
import ritz.kernels.Transpose;

/**
 * A dense layer at work on a batch. W, stored row by row, is the inputs x outputs column-major
 * matrix W' of gemm: Z = W X is {@code gemm(W', transposed, X)}, the gradient for W' is X dZ', and
 * the gradient for X is W' dZ.
 */
final class DensePass extends LayerPass {
  /** Multiply-adds below which a second thread costs more than it gives. */
  private static final long SHARED_WORK = 1 << 20;

  /** The fewest units for a thread, the height of a register tile or two. */
  private static final int LEAST_UNITS = 32;

  private final Threads threads;
  private final int inputs;
  private final int outputs;
  private final Activation activation;
  private final int weightOffset;
  private final int biasOffset;
  private final float[] sums;
  private final float[] values;
  private final float[] delta;
  private final float[] ones;
  private final int capacity;
  private final RangeLoop multiply;
  private final RangeLoop activate;
  private final RangeLoop takeBack;

  /** What the loops work on: parameters, inputs and their number. */
  private float[] layerParameters;

  private float[] layerInputs;
  private int batchSize;

  /** The units that are not frozen, or null if none is. */
  private ActiveUnits active;

  DensePass(Dense layer, int offset, Mode mode) {
    this.threads = mode.threads();
    this.inputs = layer.inputs();
    this.outputs = layer.outputs();
    this.activation = layer.activation();
    this.weightOffset = offset;
    this.biasOffset = offset + inputs * outputs;
    this.values = mode.room(outputs);
    this.sums = activation.inPlace() ? values : mode.room(outputs);
    this.delta = mode.roomBack(outputs);
    this.ones = mode.roomBack(1);
    Arrays.fill(ones, 1);
    this.capacity = mode.capacity();
    this.multiply = new RangeLoop(threads, this::multiply);
    this.activate = new RangeLoop(threads, this::activate);
    this.takeBack = new RangeLoop(threads, this::takeBack);
  }

  @Override
  void freeze(BitSet frozen, BitSet written) {
    active = ActiveUnits.of(inputs, outputs, weightOffset, capacity, frozen, written);
  }

  @Override
  float[] forward(float[] parameters, float[] x, int batch) {
    if (batch == 1) {
      multiplyOne(parameters, x);
      activation.forward(sums, values, 0, outputs);
    } else {
      layerParameters = parameters;
      layerInputs = x;
      batchSize = batch;
      multiply();
      activate.overSamples(batch, outputs);
    }
    return values;
  }

  @Override
  float[] delta() {
    return delta;
  }

  private void activate(int from, int to) {
    activation.forward(
        layerParameters, biasOffset, outputs, sums, values, from * outputs, to * outputs);
  }

  private void takeBack(int from, int to) {
    activation.backward(sums, values, delta, from * outputs, to * outputs);
  }

  /**
   * Z = W X, each thread for units of its own. So a row of W is in the cache of one processor alone
   * when the update writes it; to write what two hold takes four times as long.
   */
  private void multiply() {
    long work = (long) inputs * outputs * batchSize;
    if (work < SHARED_WORK || outputs < LEAST_UNITS * threads.parallelism()) {
      multiply(0, outputs);
    } else {
      multiply.over(outputs);
    }
  }

  private void multiply(int from, int to) {
    FloatBlas.gemm(
        Threads.single(),
        Transpose.YES,
        Transpose.NO,
        to - from,
        batchSize,
        inputs,
        1,
        layerParameters,
        weightOffset + from * inputs,
        inputs,
        layerInputs,
        0,
        inputs,
        0,
        sums,
        from,
        outputs);
  }

  /** For one sample, gemm would spend most of its time on packing W. */
  private void multiplyOne(float[] parameters, float[] x) {
    System.arraycopy(parameters, biasOffset, sums, 0, outputs);
    FloatBlas.gemv(
        Transpose.YES, inputs, outputs, 1, parameters, weightOffset, inputs, x, 0, 1, sums, 0);
  }

  @Override
  void backward(float[] parameters, float[] x, int batch, float[] gradient, float[] xDelta) {
    takeBack.overSamples(batch, outputs);
    if (gradient != null && active == null) {
      weightGradient(x, batch, delta, outputs, gradient, weightOffset);
      biasGradient(batch, delta, outputs, gradient, biasOffset);
    } else if (gradient != null) {
      float[] part = active.gather(delta, batch);
      weightGradient(x, batch, part, active.count(), active.weights(), 0);
      biasGradient(batch, part, active.count(), active.biases(), 0);
      active.scatter(gradient, weightOffset);
    }
    if (xDelta != null) {
      inputGradient(parameters, batch, xDelta);
    }
  }

  private void weightGradient(
      float[] x, int batch, float[] d, int units, float[] gradient, int offset) {
    FloatBlas.gemm(
        threads,
        Transpose.NO,
        Transpose.YES,
        inputs,
        units,
        batch,
        1,
        x,
        0,
        inputs,
        d,
        0,
        units,
        0,
        gradient,
        offset,
        inputs);
  }

  private void biasGradient(int batch, float[] d, int units, float[] gradient, int offset) {
    FloatBlas.gemv(Transpose.NO, units, batch, 1, d, 0, units, ones, 0, 0, gradient, offset);
  }

  private void inputGradient(float[] parameters, int batch, float[] xDelta) {
    FloatBlas.gemm(
        threads,
        Transpose.NO,
        Transpose.NO,
        inputs,
        batch,
        outputs,
        1,
        parameters,
        weightOffset,
        inputs,
        delta,
        0,
        outputs,
        0,
        xDelta,
        0,
        inputs);
  }
}
