// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The contents of a safetensors file: named tensors and a map of texts.
 *
 * <p>The file is a header length (8 bytes, little-endian), the header in JSON, and the numbers. The
 * header gives each tensor's type, shape and place; the places must cover the numbers without
 * overlap or gap, as the format demands. Read are F64, F32, F16, BF16 and I64, all as {@code
 * float}; written is F32. Headers are limited to 16 MB. Immutable and thread-safe.
 */
public final class Safetensors {
  private static final int MAXIMUM_HEADER = 1 << 24;
  private static final int ALIGNMENT = 8;

  private final SafetensorsHeader header;
  private final ByteBuffer data;

  private Safetensors(SafetensorsHeader header, ByteBuffer data) {
    this.header = header;
    this.data = data;
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @return its contents
   * @throws IOException if it cannot be read, is damaged, holds other types or more than 2 GB
   */
  public static Safetensors read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel, file);
    }
  }

  private static Safetensors read(FileChannel channel, Path file) throws IOException {
    long rest = channel.size() - Long.BYTES;
    if (rest < 0) {
      throw new IOException(file + ": too short for a safetensors file");
    }
    long headerLength = readFully(channel, Long.BYTES, file).getLong();
    long most = Math.min(rest, MAXIMUM_HEADER);
    if (headerLength < 0 || headerLength > most) {
      throw new IOException(
          file
              + ": a header of "
              + Long.toUnsignedString(headerLength)
              + " bytes, expected at most "
              + most
              + "; is it a safetensors file?");
    }
    long dataLength = rest - headerLength;
    if (dataLength > Integer.MAX_VALUE - 8) {
      throw new IOException(file + ": " + dataLength + " bytes of numbers, more than 2 GB");
    }
    ByteBuffer text = readFully(channel, (int) headerLength, file);
    return new Safetensors(
        parse(text, (int) dataLength, file), readFully(channel, (int) dataLength, file));
  }

  private static SafetensorsHeader parse(ByteBuffer text, int dataLength, Path file)
      throws IOException {
    try {
      String decoded = StandardCharsets.UTF_8.newDecoder().decode(text).toString();
      return SafetensorsHeader.parse(decoded, dataLength);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": the header is not UTF-8", e);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static ByteBuffer readFully(FileChannel channel, int length, Path file)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException(file + ": ends early");
      }
    }
    return bytes.flip();
  }

  /**
   * The names of the tensors, in the order of their places.
   *
   * @return an immutable set
   */
  public Set<String> names() {
    return Collections.unmodifiableSet(header.entries().keySet());
  }

  /**
   * The shape of a tensor.
   *
   * @param name its name
   * @return the size of each dimension, the last one contiguous
   * @throws IllegalArgumentException if there is no such tensor
   */
  public List<Integer> shape(String name) {
    return entry(name).shape();
  }

  /**
   * The numbers of a tensor.
   *
   * @param name its name
   * @return a new array, row-major
   * @throws IllegalArgumentException if there is no such tensor
   */
  public float[] values(String name) {
    SafetensorsHeader.Entry entry = entry(name);
    ByteBuffer bytes = data.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(entry.begin());
    float[] values = new float[entry.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = entry.type().next(bytes);
    }
    return values;
  }

  /** The numbers of a tensor of type F64, in full. */
  double[] doubles(String name) {
    SafetensorsHeader.Entry entry = entry(name);
    if (entry.type() != TensorType.F64) {
      throw new IllegalArgumentException(name + ": type " + entry.type() + ", expected F64");
    }
    ByteBuffer bytes = data.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(entry.begin());
    double[] values = new double[entry.count()];
    bytes.asDoubleBuffer().get(values);
    return values;
  }

  private SafetensorsHeader.Entry entry(String name) {
    SafetensorsHeader.Entry entry = header.entries().get(name);
    if (entry == null) {
      throw new IllegalArgumentException("name: no tensor '" + name + "' among " + names());
    }
    return entry;
  }

  /**
   * The texts that go with the tensors.
   *
   * @return an immutable map
   */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(header.metadata());
  }

  /**
   * Starts new contents.
   *
   * @return a builder without tensors and texts
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects tensors and texts for a file. */
  public static final class Builder {
    private final Map<String, SafetensorsHeader.Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private int end;

    private Builder() {}

    /** Writes the numbers of a tensor. */
    private interface Source {
      void writeTo(LittleEndianOutput output) throws IOException;
    }

    /**
     * Adds a tensor.
     *
     * @param name its name, not used yet
     * @param shape the size of each dimension
     * @param values an array with the numbers, row-major; read when the file is written
     * @param offset where they start
     * @return this builder
     * @throws IllegalArgumentException if the name is used, the array too short, or all tensors
     *     together exceed 2 GB
     */
    public Builder tensor(String name, List<Integer> shape, float[] values, int offset) {
      long count = 1;
      for (int size : shape) {
        count = size < 0 ? Long.MAX_VALUE : Math.min(count, Integer.MAX_VALUE) * size;
      }
      if (offset < 0 || count > values.length - offset) {
        throw new IllegalArgumentException(
            name + ": shape " + shape + " exceeds " + values.length + " values from " + offset);
      }
      int length = (int) count;
      return add(
          name,
          TensorType.F32,
          List.copyOf(shape),
          count,
          output -> output.writeFloats(values, offset, length));
    }

    /** Adds a tensor of one dimension and type F64. */
    Builder tensor(String name, double[] values) {
      return add(
          name,
          TensorType.F64,
          List.of(values.length),
          values.length,
          output -> output.writeDoubles(values));
    }

    private Builder add(
        String name, TensorType type, List<Integer> shape, long count, Source source) {
      if (end + count * type.width() > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(name + ": exceeds 2 GB with the tensors before it");
      }
      SafetensorsHeader.Entry entry =
          new SafetensorsHeader.Entry(type, shape, end, end + (int) count * type.width());
      if (entries.putIfAbsent(name, entry) != null) {
        throw new IllegalArgumentException("name: '" + name + "' is used");
      }
      sources.put(name, source);
      end = entry.end();
      return this;
    }

    /** The number of tensors so far. */
    int size() {
      return entries.size();
    }

    /**
     * Adds a text.
     *
     * @param key its name; an earlier text of that name is replaced
     * @param text the text
     * @return this builder
     */
    public Builder metadata(String key, String text) {
      metadata.put(key, text);
      return this;
    }

    /**
     * Writes the file.
     *
     * @param file the file, replaced if it is there
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
      String text = new SafetensorsHeader(entries, metadata).format();
      String padded = text + " ".repeat(Math.floorMod(-text.length(), ALIGNMENT));
      if (padded.length() > MAXIMUM_HEADER) {
        throw new IOException(file + ": a header of " + padded.length() + " bytes is too long");
      }
      try (AsideFile aside = new AsideFile(file)) {
        LittleEndianOutput output = new LittleEndianOutput(aside);
        output.writeLong(padded.length());
        output.writeBytes(padded.getBytes(StandardCharsets.US_ASCII));
        for (Source source : sources.values()) {
          source.writeTo(output);
        }
        output.flush();
        aside.commit();
      }
    }
  }
}
