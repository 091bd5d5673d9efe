// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import java.util.Arrays;
import ritz.kernels.FloatBlas;
import ritz.kernels.Threads;
import ritz.kernels.Transpose;

/**
 * A dense layer at work on a batch. W, stored row by row, is the inputs x outputs column-major
 * matrix W' of gemm: Z = W X is {@code gemm(W', transposed, X)}, the gradient for W' is X dZ', and
 * the gradient for X is W' dZ.
 */
final class DensePass extends LayerPass {
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
  }

  @Override
  float[] forward(float[] parameters, float[] x, int batch) {
    if (batch == 1) {
      multiplyOne(parameters, x);
      activation.forward(sums, values, outputs);
    } else {
      multiply(parameters, x, batch);
      activation.forward(parameters, biasOffset, outputs, batch, sums, values);
    }
    return values;
  }

  @Override
  float[] delta() {
    return delta;
  }

  private void multiply(float[] parameters, float[] x, int batch) {
    FloatBlas.gemm(
        threads,
        Transpose.YES,
        Transpose.NO,
        outputs,
        batch,
        inputs,
        1,
        parameters,
        weightOffset,
        inputs,
        x,
        0,
        inputs,
        0,
        sums,
        0,
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
    activation.backward(sums, values, delta, outputs * batch);
    weightGradient(x, batch, gradient);
    biasGradient(batch, gradient);
    if (xDelta != null) {
      inputGradient(parameters, batch, xDelta);
    }
  }

  private void weightGradient(float[] x, int batch, float[] gradient) {
    FloatBlas.gemm(
        threads,
        Transpose.NO,
        Transpose.YES,
        inputs,
        outputs,
        batch,
        1,
        x,
        0,
        inputs,
        delta,
        0,
        outputs,
        0,
        gradient,
        weightOffset,
        inputs);
  }

  private void biasGradient(int batch, float[] gradient) {
    FloatBlas.gemv(
        Transpose.NO, outputs, batch, 1, delta, 0, outputs, ones, 0, 0, gradient, biasOffset);
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
