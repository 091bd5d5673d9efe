// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The training of a classifier by PyTorch's C++ library, through JavaCPP. */
final class PyTorchTraining {
  private final List<LinearImpl> layers = new ArrayList<>();
  private final Optimizer optimizer;
  private final FloatPointer inputMemory;
  private final LongPointer labelMemory;
  private final Tensor inputs;
  private final Tensor labels;

  /** Takes the first batch of the samples. */
  PyTorchTraining(
      int[] sizes,
      int batch,
      boolean adam,
      double rate,
      float[] samples,
      int[] classes,
      int threads) {
    // The products of this build run on OpenBLAS, which has threads of its own.
    openblas.blas_set_num_threads(threads);
    torch.set_num_threads(threads);
    TensorVector parameters = new TensorVector();
    for (int i = 1; i < sizes.length; i++) {
      LinearImpl layer = new LinearImpl(sizes[i - 1], sizes[i]);
      layers.add(layer);
      parameters.push_back(layer.weight());
      parameters.push_back(layer.bias());
    }
    if (adam) {
      optimizer = new Adam(parameters, new AdamOptions(rate));
    } else {
      SGDOptions options = new SGDOptions(rate);
      options.momentum().put(0.9);
      optimizer = new SGD(parameters, options);
    }
    inputMemory = new FloatPointer(samples);
    labelMemory = new LongPointer(Arrays.stream(classes).asLongStream().toArray());
    inputs = torch.from_blob(inputMemory, batch, sizes[0]);
    labels =
        torch.from_blob(labelMemory, new long[] {batch}, new TensorOptions(torch.ScalarType.Long));
  }

  /** Takes a step and returns the loss before it. */
  double step() {
    try (PointerScope scope = new PointerScope()) {
      optimizer.zero_grad();
      Tensor loss = torch.cross_entropy_loss(outputs(), labels);
      loss.backward();
      optimizer.step();
      return loss.item_float();
    }
  }

  private Tensor outputs() {
    Tensor x = inputs;
    for (int i = 0; i < layers.size(); i++) {
      x = layers.get(i).forward(x);
      if (i < layers.size() - 1) {
        x = torch.relu(x);
      }
    }
    return x;
  }
}
