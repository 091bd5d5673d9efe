// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ritz.nn.Activation;
import ritz.nn.ActivationLayer;
import ritz.nn.BatchNorm;
import ritz.nn.Dense;
import ritz.nn.Dropout;
import ritz.nn.Initialization;
import ritz.nn.Layer;
import ritz.nn.LayerNorm;
import ritz.nn.Network;
import ritz.nn.Residual;

/** Layers as JSON: the type of each, and what its record holds. */
final class LayerDescription {
  static final int MAXIMUM_SIZE = Integer.MAX_VALUE - 8;

  private LayerDescription() {}

  static List<Object> format(List<Layer> layers) {
    List<Object> descriptions = new ArrayList<>();
    for (Layer layer : layers) {
      descriptions.add(format(layer));
    }
    return descriptions;
  }

  private static Map<String, Object> format(Layer layer) {
    Map<String, Object> description = new LinkedHashMap<>();
    if (layer instanceof Dense dense) {
      Initialization initialization = dense.initialization();
      description.put("type", "dense");
      description.put("outputs", dense.outputs());
      description.put("activation", dense.activation().label());
      description.put("initialization", initialization.scheme().name().toLowerCase(Locale.ROOT));
      description.put("scale", initialization.scale());
      description.put("bias", initialization.bias());
    } else if (layer instanceof Residual residual) {
      description.put("type", "residual");
      description.put("layers", format(residual.block().layers()));
    } else if (layer instanceof ActivationLayer activation) {
      description.put("type", "activation");
      description.put("activation", activation.activation().label());
    } else if (layer instanceof Dropout dropout) {
      description.put("type", "dropout");
      description.put("rate", dropout.rate());
    } else if (layer instanceof BatchNorm norm) {
      description.put("type", "batch_norm");
      description.put("momentum", norm.momentum());
      description.put("epsilon", norm.epsilon());
    } else if (layer instanceof LayerNorm norm) {
      description.put("type", "layer_norm");
      description.put("epsilon", norm.epsilon());
    }
    return description;
  }

  /**
   * Reads the layers of a network.
   *
   * @param builder takes the layers
   * @throws IOException if it is not a list of layers
   * @throws IllegalArgumentException if a value in it is out of range
   */
  static Network.Builder parse(Object list, Network.Builder builder) throws IOException {
    List<Object> layers = Json.array(list);
    if (layers.isEmpty()) {
      throw new IOException("no layers");
    }
    for (Object layer : layers) {
      add(builder, Json.object(layer));
    }
    return builder;
  }

  private static void add(Network.Builder builder, Map<String, Object> layer) throws IOException {
    String type = Json.string(Json.member(layer, "type"));
    switch (type) {
      case "dense" -> addDense(builder, layer);
      case "residual" -> {
        Object layers = Json.member(layer, "layers");
        builder.add(new Residual(parse(layers, Network.builder(builder.width())).build()));
      }
      case "activation" -> builder.activation(activation(layer));
      case "dropout" -> builder.dropout(number(layer, "rate"));
      case "batch_norm" ->
          builder.add(
              new BatchNorm(builder.width(), number(layer, "momentum"), number(layer, "epsilon")));
      case "layer_norm" -> builder.add(new LayerNorm(builder.width(), number(layer, "epsilon")));
      default -> throw new IOException("layers of type '" + type + "' are not supported");
    }
  }

  private static void addDense(Network.Builder builder, Map<String, Object> layer)
      throws IOException {
    String scheme = Json.string(Json.member(layer, "initialization"));
    builder.dense(
        Json.integer(Json.member(layer, "outputs"), 1, MAXIMUM_SIZE),
        activation(layer),
        new Initialization(
            Initialization.Scheme.valueOf(scheme.toUpperCase(Locale.ROOT)),
            number(layer, "scale"),
            number(layer, "bias")));
  }

  private static double number(Map<String, Object> layer, String name) throws IOException {
    return Json.number(Json.member(layer, name));
  }

  private static Activation activation(Map<String, Object> layer) throws IOException {
    return Activation.named(Json.string(Json.member(layer, "activation")));
  }
}
