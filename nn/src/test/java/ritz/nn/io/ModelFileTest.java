// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritz.nn.Activation;
import ritz.nn.Initialization;
import ritz.nn.Initialization.Scheme;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.data.Columns;
import ritz.nn.data.Columns.Column;
import ritz.nn.data.Scaling;

class ModelFileTest {
  @TempDir Path folder;

  private static final Network NETWORK =
      Network.builder(3)
          .dense(4, Activation.LEAKY_RELU)
          .dense(2, Activation.IDENTITY, Initialization.of(Scheme.PYTORCH).scaled(0.3).withBias(-1))
          .build();

  private Path file() {
    return folder.resolve("m.safetensors");
  }

  private static Model model() {
    return Model.initialize(NETWORK, 1)
        .withScaling(Scaling.of(new float[] {0.1f, -2e-30f, 7}, new float[] {1e30f, 0.3f, 0}))
        .withClasses(List.of("yes", "no, \"never\""));
  }

  private static void assertSame(Model read, Model written) {
    assertThat(read.network()).isEqualTo(written.network());
    assertThat(read.parameters()).isEqualTo(written.parameters());
    assertThat(read.buffers()).isEqualTo(written.buffers());
    assertThat(read.columns()).isEqualTo(written.columns());
    assertThat(read.scaling()).isEqualTo(written.scaling());
    assertThat(read.classes()).isEqualTo(written.classes());
  }

  @Test
  void whatTheFeaturesStandForComesBack() throws IOException {
    Columns columns =
        new Columns(List.of(new Column("a", List.of()), new Column("b", List.of("x", "\"y, z"))));
    Model model = model().withColumns(columns);
    ModelFile.save(file(), model);
    assertSame(ModelFile.load(file()), model);
    assertThat(model.copy().columns()).isEqualTo(columns);
    Columns numbers = Columns.numbers(2);
    assertThatIllegalArgumentException().isThrownBy(() -> model.withColumns(numbers));
  }

  @Test
  void modelsComeBackAsTheyWere() throws IOException {
    ModelFile.save(file(), model());
    assertSame(ModelFile.load(file()), model());
    Model plain = Model.initialize(NETWORK, 2);
    ModelFile.save(file(), plain);
    assertSame(ModelFile.load(file()), plain);
  }

  @Test
  void readsTheStateDictOfABatchNormalization() throws IOException {
    Network network = Network.builder(2).dense(2).batchNorm().build();
    Safetensors.Builder contents = Safetensors.builder();
    float[] numbers = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};
    contents.tensor("0.weight", List.of(2, 2), numbers, 0).tensor("0.bias", List.of(2), numbers, 4);
    contents.tensor("1.weight", List.of(2), numbers, 6).tensor("1.bias", List.of(2), numbers, 8);
    contents.tensor("1.running_mean", List.of(2), numbers, 10);
    contents.tensor("1.running_var", List.of(2), numbers, 12);
    contents.tensor("1.num_batches_tracked", List.of(), numbers, 0).write(file());
    Model model = ModelFile.load(file(), network);
    assertThat(model.parameters()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(model.buffers()).containsExactly(11, 12, 13, 14);
    assertThat(ModelFile.loadParameters(file(), network)).isEqualTo(model.parameters());
  }

  @Test
  void refusesANegativeVariance() throws IOException {
    Network network = Network.builder(1).batchNorm().build();
    ModelFile.save(file(), Model.of(network, new float[] {1, 0}, new float[] {-1, -0.5f}));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ModelFile.load(file()))
        .withMessageContaining("tensor '0.running_var': entry 0 is -0.5");
  }

  @Property(tries = 100, seed = "1")
  void allNetworksComeBackAsTheyWere(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Network.Builder builder = Network.builder(1 + random.nextInt(5));
    for (int i = 0; i <= random.nextInt(5); i++) {
      Activation[] activations = Activation.values();
      Scheme[] schemes = Scheme.values();
      Initialization initialization =
          new Initialization(
              schemes[random.nextInt(schemes.length)], random.nextDouble(), random.nextDouble());
      builder.dense(
          1 + random.nextInt(5), activations[random.nextInt(activations.length)], initialization);
      if (random.nextBoolean()) {
        int width = builder.width();
        builder.residual(
            outer ->
                outer
                    .dense(3, Activation.TANH)
                    .residual(inner -> inner.dense(2, Activation.GELU).batchNorm().dense(3))
                    .layerNorm()
                    .dropout(0.25)
                    .dense(width));
        builder.activation(activations[random.nextInt(activations.length)]);
      }
    }
    Model model = Model.initialize(builder.build(), seed);
    for (int i = 0; i < model.buffers().length; i++) {
      model.buffers()[i] = random.nextInt(100);
    }
    Path file = Files.createTempFile("model", ".safetensors");
    try {
      ModelFile.save(file, model);
      assertSame(ModelFile.load(file), model);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void tensorsAreThoseOfAStateDict() throws IOException {
    ModelFile.save(file(), model());
    Safetensors contents = Safetensors.read(file());
    assertThat(contents.names()).containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
    assertThat(contents.shape("0.weight")).containsExactly(4, 3);
    assertThat(contents.shape("2.bias")).containsExactly(2);
    assertThat(contents.values("2.weight")[5]).isEqualTo(model().parameters()[16 + 5]);
    assertThat(contents.metadata()).containsEntry("format", "pt");
  }

  @Test
  void weightsOfOtherOriginAreReadForAKnownNetwork() throws IOException {
    float[] values = NETWORK.initialize(3);
    Safetensors.Builder contents = Safetensors.builder();
    contents.tensor("2.bias", List.of(2), values, 24);
    contents.tensor("2.weight", List.of(2, 4), values, 16);
    contents.tensor("0.bias", List.of(4), values, 12);
    contents.tensor("0.weight", List.of(4, 3), values, 0);
    contents.write(file());
    assertThat(ModelFile.loadParameters(file(), NETWORK)).isEqualTo(values);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ModelFile.load(file()))
        .withMessageContaining("no description of a model");
  }

  @Test
  void tensorsThatAreNotTheNetworksAreRefused() throws IOException {
    ModelFile.save(file(), model());
    Network other = Network.builder(3).dense(4).dense(2).build();
    assertRefused(other, "no tensor '1.weight'");
    assertRefused(Network.builder(4).dense(4, Activation.ELU).dense(2).build(), "shape [4, 3]");
    assertRefused(Network.builder(3).dense(4).build(), "are not part of 3-4");
    Model poisoned = model();
    poisoned.parameters()[17] = Float.NaN;
    ModelFile.save(file(), poisoned);
    assertRefused(NETWORK, "tensor '2.weight': entry 1 is NaN");
  }

  private void assertRefused(Network network, String fault) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ModelFile.loadParameters(file(), network))
        .withMessageContaining(file().toString())
        .withMessageContaining(fault);
  }

  @Test
  void descriptionsThatAreNotOursAreRefused() throws IOException {
    String good = ModelDescription.format(model());
    assertDescriptionRefused("[]", "expected an object");
    assertDescriptionRefused(good.replace("\"version\":1", "\"version\":2"), "found 2");
    assertDescriptionRefused(good.replace("\"dense\"", "\"conv\""), "'conv' are not supported");
    assertDescriptionRefused(
        good.replace("leaky_relu", "leaky"), "'leaky', expected one of identity");
    assertDescriptionRefused(good.replace("pytorch", "keras"), "KERAS");
    assertDescriptionRefused(good.replace("\"outputs\":4", "\"outputs\":5"), "shape [4, 3]");
    assertDescriptionRefused(good.replace("\"inputs\":3", "\"inputs\":4"), "3 features, found 4");
    assertDescriptionRefused(good.replace("\"outputs\":4", "\"outputs\":2000000000"), "exceed");
    assertDescriptionRefused(good.replace("\"yes\",", ""), "1 classes for 2 outputs");
    assertDescriptionRefused(good.replace("7.0", "1e99"), "feature 2");
    assertDescriptionRefused(good.replace(",7.0", ""), "3 factors for 2 shifts");
  }

  /** A network without parameters fits any file, and so do inputs that no memory holds. */
  @Test
  void inputsThatTheFileDoesNotHaveTakeNoMemory() throws IOException {
    Network network = Network.builder(1).dropout(0.5).build();
    String good = ModelDescription.format(Model.initialize(network, 1));
    String lie = good.replace("\"inputs\":1", "\"inputs\":2000000000");
    Safetensors.builder().metadata("ritz", lie).write(file());
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ModelFile.load(file()))
        .withMessage(file() + ": a scaling of 1 features, found 2000000000 inputs");
  }

  private void assertDescriptionRefused(String description, String fault) throws IOException {
    float[] values = model().parameters();
    Safetensors.builder()
        .tensor("0.weight", List.of(4, 3), values, 0)
        .tensor("0.bias", List.of(4), values, 12)
        .tensor("2.weight", List.of(2, 4), values, 16)
        .tensor("2.bias", List.of(2), values, 24)
        .metadata("ritz", description)
        .write(file());
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ModelFile.load(file()))
        .withMessageContaining(file().toString())
        .withMessageContaining(fault);
  }

  @Test
  void damagedFilesGiveAnIoExceptionOrAModel() throws IOException {
    ModelFile.save(file(), model());
    byte[] whole = Files.readAllBytes(file());
    int refused = Hostile.refusals(whole, folder.resolve("damaged"), 5, ModelFile::load);
    assertThat(refused).isBetween(400, 590);
  }
}
