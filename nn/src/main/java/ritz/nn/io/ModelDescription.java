// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.data.Columns;
import ritz.nn.data.Scaling;

/**
 * All of a model but its parameters, as JSON.
 *
 * @param network the network
 * @param columns the columns that its features come from
 * @param scaling the scaling of its inputs
 * @param classes the names of its classes, or none
 */
record ModelDescription(Network network, Columns columns, Scaling scaling, List<String> classes) {
  private static final int VERSION = 1;

  static String format(Model model) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("version", VERSION);
    description.put("inputs", model.network().inputs());
    description.put("layers", LayerDescription.format(model.network().layers()));
    if (!model.columns().equals(Columns.numbers(model.network().inputs()))) {
      description.put("columns", list(model.columns()));
    }
    description.put("shift", list(model.scaling().shift()));
    description.put("factor", list(model.scaling().factor()));
    description.put("classes", model.classes());
    return JsonWriter.write(description);
  }

  private static List<Object> list(Columns columns) {
    List<Object> list = new ArrayList<>();
    for (Columns.Column column : columns.columns()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", column.name());
      entry.put("words", column.words());
      list.add(entry);
    }
    return list;
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
    if (scaling.features() != inputs) {
      throw new IOException(
          "a scaling of " + scaling.features() + " features, found " + inputs + " inputs");
    }
    return new ModelDescription(
        network,
        columns(description, inputs),
        scaling,
        strings(Json.member(description, "classes")));
  }

  /** Columns of numbers where none are described. */
  private static Columns columns(Map<String, Object> description, int inputs) throws IOException {
    if (!description.containsKey("columns")) {
      return Columns.numbers(inputs);
    }
    List<Columns.Column> columns = new ArrayList<>();
    for (Object entry : Json.array(Json.member(description, "columns"))) {
      Map<String, Object> column = Json.object(entry);
      columns.add(
          new Columns.Column(
              Json.string(Json.member(column, "name")), strings(Json.member(column, "words"))));
    }
    return new Columns(columns);
  }

  private static List<String> strings(Object array) throws IOException {
    List<String> strings = new ArrayList<>();
    for (Object string : Json.array(array)) {
      strings.add(Json.string(string));
    }
    return strings;
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
    return model.withColumns(columns).withScaling(scaling).withClasses(classes);
  }
}
