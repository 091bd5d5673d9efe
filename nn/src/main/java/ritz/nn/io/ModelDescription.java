// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  static String format(Model model) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("version", VERSION);
    description.put("inputs", model.network().inputs());
    description.put("layers", LayerDescription.format(model.network().layers()));
    description.put("shift", list(model.scaling().shift()));
    description.put("factor", list(model.scaling().factor()));
    description.put("classes", model.classes());
    return JsonWriter.write(description);
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
    int inputs = Json.integer(Json.member(description, "inputs"), 1, LayerDescription.MAXIMUM_SIZE);
    Network network =
        LayerDescription.parse(Json.member(description, "layers"), Network.builder(inputs)).build();
    Scaling scaling =
        Scaling.of(
            floats(Json.member(description, "shift")), floats(Json.member(description, "factor")));
    List<String> classes = new ArrayList<>();
    for (Object name : Json.array(Json.member(description, "classes"))) {
      classes.add(Json.string(name));
    }
    return new ModelDescription(network, scaling, classes);
  }

  private static float[] floats(Object array) throws IOException {
    List<Object> list = Json.array(array);
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Json.number(list.get(i));
    }
    return values;
  }

  /** A model of the network, with what else is described. */
  Model describe(Model model) {
    return model.withScaling(scaling).withClasses(classes);
  }
}
