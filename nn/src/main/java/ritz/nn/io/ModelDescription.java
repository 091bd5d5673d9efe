// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ritz.nn.Activation;
import ritz.nn.Dense;
import ritz.nn.Initialization;
import ritz.nn.Layer;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.data.Scaling;

/**
 * All of a model but its parameters, as JSON.
 *
 * @param network the network
 * @param scaling the scaling of its inputs
 * @param classes the names of its classes, or none
 */
record ModelDescription(Network network, Scaling scaling, List<String> classes) {
  private static final int VERSION = 1;
  private static final int MAXIMUM_SIZE = Integer.MAX_VALUE - 8;

  static String format(Model model) {
    List<Object> layers = new ArrayList<>();
    for (Layer layer : model.network().layers()) {
      if (layer instanceof Dense dense) {
        layers.add(format(dense));
      }
    }
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("version", VERSION);
    description.put("inputs", model.network().inputs());
    description.put("layers", layers);
    description.put("shift", list(model.scaling().shift()));
    description.put("factor", list(model.scaling().factor()));
    description.put("classes", model.classes());
    return JsonWriter.write(description);
  }

  private static Map<String, Object> format(Dense dense) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("type", "dense");
    description.put("outputs", dense.outputs());
    description.put("activation", dense.activation().label());
    Initialization initialization = dense.initialization();
    description.put("initialization", initialization.scheme().name().toLowerCase(Locale.ROOT));
    description.put("scale", initialization.scale());
    description.put("bias", initialization.bias());
    return description;
  }

  /** The values as doubles, whose texts come back to the same floats. */
  private static List<Double> list(float[] values) {
    List<Double> list = new ArrayList<>();
    for (float value : values) {
      list.add((double) value);
    }
    return list;
  }

  /**
   * Reads a description.
   *
   * @throws IOException if it is not one; the message does not name the file
   * @throws IllegalArgumentException if a value in it is out of range, likewise
   */
  static ModelDescription parse(String text) throws IOException {
    Map<String, Object> description = Json.object(JsonParser.parse(text));
    Json.integer(Json.member(description, "version"), VERSION, VERSION);
    int inputs = Json.integer(Json.member(description, "inputs"), 1, MAXIMUM_SIZE);
    Network.Builder builder = Network.builder(inputs);
    List<Object> layers = Json.array(Json.member(description, "layers"));
    if (layers.isEmpty()) {
      throw new IOException("no layers");
    }
    for (Object layer : layers) {
      addLayer(builder, Json.object(layer));
    }
    Scaling scaling =
        Scaling.of(
            floats(Json.member(description, "shift")), floats(Json.member(description, "factor")));
    List<String> classes = new ArrayList<>();
    for (Object name : Json.array(Json.member(description, "classes"))) {
      classes.add(Json.string(name));
    }
    return new ModelDescription(builder.build(), scaling, classes);
  }

  private static void addLayer(Network.Builder builder, Map<String, Object> layer)
      throws IOException {
    String type = Json.string(Json.member(layer, "type"));
    if (!type.equals("dense")) {
      throw new IOException("layers of type '" + type + "' are not supported");
    }
    String scheme = Json.string(Json.member(layer, "initialization"));
    builder.dense(
        Json.integer(Json.member(layer, "outputs"), 1, MAXIMUM_SIZE),
        Activation.named(Json.string(Json.member(layer, "activation"))),
        new Initialization(
            Initialization.Scheme.valueOf(scheme.toUpperCase(Locale.ROOT)),
            Json.number(Json.member(layer, "scale")),
            Json.number(Json.member(layer, "bias"))));
  }

  private static float[] floats(Object array) throws IOException {
    List<Object> list = Json.array(array);
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Json.number(list.get(i));
    }
    return values;
  }

  /** The model with the given parameters. */
  Model toModel(float[] parameters) {
    return Model.of(network, parameters).withScaling(scaling).withClasses(classes);
  }
}
