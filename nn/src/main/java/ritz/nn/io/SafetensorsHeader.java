// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file.
 *
 * @param entries the tensors by name, in the order of their places
 * @param metadata texts by name
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";

  /**
   * What a header says about one tensor.
   *
   * @param type the type of the numbers
   * @param shape the size of each dimension
   * @param begin the place of its first byte among the numbers
   * @param end one past its last byte
   */
  record Entry(TensorType type, List<Integer> shape, int begin, int end) {
    /** The number of entries. */
    int count() {
      return (end - begin) / type.width();
    }
  }

  /**
   * Parses a header.
   *
   * @param text the header
   * @param dataLength the number of bytes that follow it, below 2^31
   * @throws IOException if it is not as the format demands; the message does not name the file
   */
  static SafetensorsHeader parse(String text, int dataLength) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Map.Entry<String, Entry>> found = new ArrayList<>();
    for (Map.Entry<String, Object> member : Json.object(JsonParser.parse(text)).entrySet()) {
      if (member.getKey().equals(METADATA)) {
        for (Map.Entry<String, Object> item : Json.object(member.getValue()).entrySet()) {
          metadata.put(item.getKey(), Json.string(item.getValue()));
        }
      } else {
        try {
          found.add(Map.entry(member.getKey(), entry(Json.object(member.getValue()), dataLength)));
        } catch (IOException e) {
          throw new IOException("tensor '" + member.getKey() + "': " + e.getMessage(), e);
        }
      }
    }
    return new SafetensorsHeader(inOrder(found, dataLength), metadata);
  }

  private static Entry entry(Map<String, Object> description, int dataLength) throws IOException {
    TensorType type = type(Json.string(Json.member(description, "dtype")));
    List<Integer> shape = new ArrayList<>();
    long count = 1;
    for (Object size : Json.array(Json.member(description, "shape"))) {
      shape.add(Json.integer(size, 0, dataLength));
      count *= shape.get(shape.size() - 1);
      if (count * type.width() > dataLength) {
        throw new IOException("shape " + shape + " exceeds the file");
      }
    }
    List<Object> offsets = Json.array(Json.member(description, "data_offsets"));
    if (offsets.size() != 2) {
      throw new IOException(offsets.size() + " data offsets, expected 2");
    }
    int end = Json.integer(offsets.get(1), 0, dataLength);
    int begin = Json.integer(offsets.get(0), 0, end);
    if (end - begin != count * type.width()) {
      throw new IOException(
          "data offsets " + offsets + " do not fit the shape " + shape + " of " + type);
    }
    return new Entry(type, List.copyOf(shape), begin, end);
  }

  private static TensorType type(String name) throws IOException {
    for (TensorType type : TensorType.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw new IOException("numbers of type '" + name + "' are not supported");
  }

  /** The entries by their places, which must cover the numbers without overlap or gap. */
  private static Map<String, Entry> inOrder(List<Map.Entry<String, Entry>> found, int dataLength)
      throws IOException {
    found.sort(
        Comparator.<Map.Entry<String, Entry>>comparingInt(entry -> entry.getValue().begin())
            .thenComparingInt(entry -> entry.getValue().end()));
    Map<String, Entry> entries = new LinkedHashMap<>();
    int covered = 0;
    for (Map.Entry<String, Entry> entry : found) {
      if (entry.getValue().begin() != covered) {
        throw new IOException(
            "tensor '"
                + entry.getKey()
                + "' starts at "
                + entry.getValue().begin()
                + ", the one before it ends at "
                + covered);
      }
      covered = entry.getValue().end();
      entries.put(entry.getKey(), entry.getValue());
    }
    if (covered != dataLength) {
      throw new IOException("the tensors end at " + covered + ", the numbers at " + dataLength);
    }
    return entries;
  }

  /** The text of this header. */
  String format() {
    Map<String, Object> members = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      members.put(METADATA, metadata);
    }
    entries.forEach(
        (name, entry) -> {
          Map<String, Object> description = new LinkedHashMap<>();
          description.put("dtype", entry.type().name());
          description.put("shape", entry.shape());
          description.put("data_offsets", List.of(entry.begin(), entry.end()));
          members.put(name, description);
        });
    return JsonWriter.write(members);
  }
}
