// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.ParameterView;

/**
 * Models as safetensors files. The tensors are named and shaped as in the state dict of the same
 * network as a PyTorch {@code nn.Sequential}, so weights move both ways; the architecture, the
 * scaling and the class names are JSON under the key {@code "ritz"} of the file's metadata.
 */
public final class ModelFile {
  private static final String DESCRIPTION = "ritz";

  private ModelFile() {}

  /**
   * Writes a model.
   *
   * @param file the file, replaced if it is there
   * @param model the model
   * @throws IOException if the file cannot be written
   */
  public static void save(Path file, Model model) throws IOException {
    contents(model).write(file);
  }

  /** The contents of a model file. */
  static Safetensors.Builder contents(Model model) {
    Safetensors.Builder contents = Safetensors.builder();
    contents.metadata("format", "pt");
    contents.metadata(DESCRIPTION, ModelDescription.format(model));
    for (ParameterView view : model.network().parameters()) {
      contents.tensor(view.name(), view.shape(), model.parameters(), view.offset());
    }
    for (ParameterView view : model.network().buffers()) {
      contents.tensor(view.name(), view.shape(), model.buffers(), view.offset());
    }
    return contents;
  }

  /**
   * Reads a model that {@link #save} wrote.
   *
   * @param file the file
   * @return the model
   * @throws IOException if the file cannot be read, is damaged, or has no description of a model
   */
  public static Model load(Path file) throws IOException {
    return model(Safetensors.read(file), file);
  }

  /** The model in the contents of a file. */
  static Model model(Safetensors contents, Path file) throws IOException {
    String description = contents.metadata().get(DESCRIPTION);
    if (description == null) {
      throw new IOException(
          file + ": no description of a model; give the network of a file of other origin");
    }
    try {
      ModelDescription parsed = ModelDescription.parse(description);
      return parsed.describe(model(contents, parsed.network()));
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a model of a known network, for example from the state dict of a PyTorch {@code
   * nn.Sequential} saved by {@code safetensors.torch.save_file}.
   *
   * @param file the file
   * @param network the network the file is for
   * @return the model, without scaling and class names
   * @throws IOException if the file cannot be read or is damaged, or its tensors are not those of
   *     the network
   */
  public static Model load(Path file, Network network) throws IOException {
    try {
      return model(Safetensors.read(file), network);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads the parameters of a known network alone.
   *
   * @param file the file
   * @param network the network the file is for
   * @return the parameters, laid out as {@link Network#parameters()} says
   * @throws IOException as {@link #load(Path, Network)} does
   */
  public static float[] loadParameters(Path file, Network network) throws IOException {
    return load(file, network).parameters();
  }

  /** Compares all names and shapes before arrays are allocated. */
  private static Model model(Safetensors contents, Network network) {
    Set<String> superfluous = new HashSet<>(contents.names());
    superfluous.removeIf(Checkpoint::isState);
    for (ParameterView view : network.parameters()) {
      requireTensor(view, contents, superfluous, network);
    }
    for (ParameterView view : network.buffers()) {
      requireTensor(view, contents, superfluous, network);
      // PyTorch counts the batches beside the running mean and variance, and needs it for nothing.
      superfluous.remove(view.name().replaceFirst("[^.]*$", "num_batches_tracked"));
    }
    if (!superfluous.isEmpty()) {
      throw new IllegalArgumentException("tensors " + superfluous + " are not part of " + network);
    }
    return Model.of(
        network,
        numbers(contents, network.parameters(), network.parameterCount()),
        numbers(contents, network.buffers(), network.bufferCount()));
  }

  private static void requireTensor(
      ParameterView view, Safetensors contents, Set<String> superfluous, Network network) {
    if (!superfluous.remove(view.name())) {
      throw new IllegalArgumentException("no tensor '" + view.name() + "', needed by " + network);
    }
    if (!contents.shape(view.name()).equals(view.shape())) {
      throw new IllegalArgumentException(
          "tensor '"
              + view.name()
              + "' has shape "
              + contents.shape(view.name())
              + ", expected "
              + view.shape());
    }
  }

  private static float[] numbers(Safetensors contents, List<ParameterView> views, int count) {
    float[] numbers = new float[count];
    for (ParameterView view : views) {
      float[] values = contents.values(view.name());
      float least = view.name().endsWith("running_var") ? 0 : -Float.MAX_VALUE;
      for (int i = 0; i < values.length; i++) {
        if (!(values[i] >= least && values[i] <= Float.MAX_VALUE)) {
          throw new IllegalArgumentException(
              "tensor '" + view.name() + "': entry " + i + " is " + values[i]);
        }
      }
      System.arraycopy(values, 0, numbers, view.offset(), values.length);
    }
    return numbers;
  }
}
