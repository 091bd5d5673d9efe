// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.util.List;
import picocli.CommandLine.Option;
import ritz.bench.data.Samples;
import ritz.nn.Activation;
import ritz.nn.Initialization;
import ritz.nn.Network;

/** The options of the network. */
final class NetworkOptions {
  private static final int HIDDEN_UNITS = 32;

  @Option(
      names = "--layers",
      paramLabel = "64,32,10",
      hideParamSyntax = true,
      split = ",",
      description =
          "The number of units in each layer, inputs and outputs included (default: one hidden"
              + " layer of 32 between what the data ask for).")
  private List<Integer> layers;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      defaultValue = "relu",
      converter = ActivationNames.class,
      completionCandidates = ActivationNames.class,
      description = "Of the hidden layers: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Activation activation;

  @Option(
      names = "--norm",
      paramLabel = "NAME",
      description =
          "Normalize what goes into the activations of the hidden layers: batch or layer (default:"
              + " none).")
  private NormChoice norm;

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "The share of the hidden layers' values to drop in training (default: none).")
  private double dropout;

  @Option(
      names = "--residual",
      description = "Let each hidden layer of as many units as the one before it add its input.")
  private boolean residual;

  @Option(
      names = "--init",
      paramLabel = "NAME",
      description =
          "How the weights are drawn: glorot_uniform, glorot_normal, he_uniform, he_normal,"
              + " lecun_uniform, lecun_normal, pytorch, uniform, normal, orthogonal or constant"
              + " (default: he_uniform before relu and its kin, else glorot_uniform).")
  private Initialization.Scheme scheme;

  @Option(
      names = "--init-scale",
      paramLabel = "X",
      defaultValue = "1",
      description = "What the initial weights are multiplied by (default: ${DEFAULT-VALUE}).")
  private double scale;

  /**
   * The network that the options ask for, between the features and the outputs of the data.
   *
   * @param name what the data are called in a message
   * @throws IllegalArgumentException if the layers do not fit the data or a number is out of range
   */
  Network over(Samples data, String name) {
    List<Integer> sizes =
        layers == null ? List.of(data.features(), HIDDEN_UNITS, data.outputs()) : layers;
    int last = sizes.size() - 1;
    if (last < 1 || sizes.get(0) != data.features() || sizes.get(last) != data.outputs()) {
      throw new IllegalArgumentException(
          String.format(
              "--layers: %s, but %s has %d features and %d %s",
              sizes,
              name,
              data.features(),
              data.outputs(),
              data.isClassification() ? "classes" : "targets"));
    }
    return OptionValue.of("--layers", () -> stack(sizes));
  }

  private Network stack(List<Integer> sizes) {
    int last = sizes.size() - 1;
    Network.Builder builder = Network.builder(sizes.get(0));
    boolean adds = false;
    for (int units : sizes.subList(1, last)) {
      if (residual && units == builder.width()) {
        builder.residual(block -> addHidden(block, units));
        adds = true;
      } else {
        addHidden(builder, units);
      }
    }
    if (residual && !adds) {
      throw new IllegalArgumentException(
          "--residual: no hidden layer of " + sizes + " has as many units as the one before it");
    }
    Initialization ending = initializationFor(Activation.IDENTITY);
    return builder.dense(sizes.get(last), Activation.IDENTITY, ending).build();
  }

  private Network.Builder addHidden(Network.Builder builder, int units) {
    if (norm == null) {
      builder.dense(units, activation, initializationFor(activation));
    } else {
      builder.dense(units, Activation.IDENTITY, initializationFor(activation));
      norm.addTo(builder).activation(activation);
    }
    return dropout == 0 ? builder : OptionValue.of("--dropout", () -> builder.dropout(dropout));
  }

  private Initialization initializationFor(Activation of) {
    Initialization plain =
        scheme == null ? Initialization.defaultFor(of) : Initialization.of(scheme);
    return OptionValue.of("--init-scale", () -> plain.scaled(scale));
  }
}
