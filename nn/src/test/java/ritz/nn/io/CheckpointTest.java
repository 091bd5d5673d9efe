// SPDX-License-Identifier: Apache-2.0
package ritz.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritz.nn.Activation;
import ritz.nn.Callback;
import ritz.nn.EarlyStopping;
import ritz.nn.FreezingMask;
import ritz.nn.Loss;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.Optimizer;
import ritz.nn.PruningMask;
import ritz.nn.ReduceOnPlateau;
import ritz.nn.Schedule;
import ritz.nn.Trainer;
import ritz.nn.TrainingResult;
import ritz.nn.TrainingView;
import ritz.nn.data.Dataset;
import ritz.nn.data.Scaling;
import ritz.nn.data.Split;

class CheckpointTest {
  private static final Network NETWORK =
      Network.builder(3).dense(8, Activation.TANH).dense(3).build();
  private static final Split DATA = data();

  @TempDir private Path folder;

  private static Split data() {
    SplittableRandom random = new SplittableRandom(5);
    float[] inputs = new float[3 * 90];
    int[] labels = new int[90];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextDouble();
      labels[i / 3] += inputs[i] > 0.6 && i % 3 > 0 ? 1 : 0;
    }
    return Dataset.classification(3, inputs, labels, 3).split(0.7, 1);
  }

  private static Model fresh() {
    return Model.initialize(NETWORK, 1)
        .withScaling(Scaling.standardize(DATA.train()))
        .withClasses(List.of("none", "one", "two"));
  }

  static List<Optimizer> optimizers() {
    return List.of(
        Optimizer.sgd(0.1),
        Optimizer.sgd(0.1).withMomentum(0.9),
        Optimizer.sgd(0.1).withNesterov(0.9),
        Optimizer.adagrad(0.05),
        Optimizer.adadelta(1),
        Optimizer.rmsProp(0.01).withMomentum(0.5).withCentering(true),
        Optimizer.adam(0.01),
        Optimizer.adamW(0.01),
        Optimizer.lbfgs(0.5).withLineSearch(),
        Optimizer.lbfgs(0.01));
  }

  private static Trainer.Builder settings(Optimizer optimizer) {
    boolean[] pruned = new boolean[NETWORK.parameterCount()];
    Arrays.fill(pruned, 0, 4, true);
    return Trainer.builder(NETWORK)
        .optimizer(optimizer)
        .schedule(Schedule.cosine().afterWarmUp(2, 0.5))
        .reduceOnPlateau(ReduceOnPlateau.after(1))
        .mask(PruningMask.of(pruned))
        .l1(1e-4)
        .clipNorm(1)
        .batch(optimizer.toString().startsWith("Lbfgs") ? 1000 : 16)
        .epochs(20)
        .seed(3);
  }

  private static Callback stopAfter(int epochs) {
    return new Callback() {
      @Override
      public void onEpoch(TrainingView training) {
        if (training.epoch() == epochs) {
          training.stop("interrupted");
        }
      }
    };
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aResumedTrainingHasTheBitsOfOneThatWasNotInterrupted(Optimizer optimizer)
      throws IOException {
    Model whole = fresh();
    EarlyStopping patience = new EarlyStopping(50);
    TrainingResult expected =
        settings(optimizer).callback(patience).build().fit(whole, DATA.train(), DATA.test());

    Path file = folder.resolve("c.safetensors");
    settings(optimizer)
        .callback(new CheckpointWriter(file))
        .callback(new EarlyStopping(50))
        .callback(stopAfter(10))
        .build()
        .fit(fresh(), DATA.train(), DATA.test());
    Checkpoint checkpoint = Checkpoint.load(file);
    assertThat(checkpoint.state().epoch()).isEqualTo(10);
    EarlyStopping resumed = new EarlyStopping(50);
    TrainingResult result =
        settings(optimizer)
            .callback(resumed)
            .build()
            .resume(checkpoint.model(), checkpoint.state(), DATA.train(), DATA.test());

    assertThat(checkpoint.model().parameters()).isEqualTo(whole.parameters());
    assertThat(checkpoint.model().scaling()).isEqualTo(whole.scaling());
    assertThat(checkpoint.model().classes()).isEqualTo(whole.classes());
    assertThat(result.steps()).isEqualTo(expected.steps());
    assertThat(result.history())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seconds")
        .isEqualTo(expected.history());
    assertThat(resumed.bestEpoch()).isEqualTo(patience.bestEpoch());
    assertThat(resumed.bestLoss()).isEqualTo(patience.bestLoss());
  }

  private static Callback freezeAfter(int epochs, FreezingMask mask) {
    return new Callback() {
      @Override
      public void onEpoch(TrainingView training) {
        if (training.epoch() == epochs) {
          training.freeze(mask);
        }
      }
    };
  }

  @Test
  void whatWasFrozenStaysFrozen() throws IOException {
    boolean[][] units = {new boolean[8], {}};
    Arrays.fill(units[0], 2, 7, true);
    FreezingMask mask = FreezingMask.ofUnits(NETWORK, units);
    Optimizer optimizer = Optimizer.sgd(0.1).withMomentum(0.9);
    Model whole = fresh();
    settings(optimizer).callback(freezeAfter(5, mask)).build().fit(whole, DATA.train());

    Path file = folder.resolve("c.safetensors");
    settings(optimizer)
        .callback(new CheckpointWriter(file))
        .callback(freezeAfter(5, mask))
        .callback(stopAfter(10))
        .build()
        .fit(fresh(), DATA.train());
    assertThat(ModelFile.load(file).network()).isEqualTo(NETWORK);
    Checkpoint checkpoint = Checkpoint.load(file);
    assertThat(checkpoint.state().frozen().frozenCount()).isEqualTo(mask.frozenCount());
    float[] before = checkpoint.model().parameters().clone();
    settings(optimizer).build().resume(checkpoint.model(), checkpoint.state(), DATA.train(), null);
    float[] after = checkpoint.model().parameters();
    assertThat(after).isEqualTo(whole.parameters());
    for (int i = 0; i < after.length; i++) {
      assertThat(mask.isFrozen(i) && after[i] != before[i]).as("entry %d moved", i).isFalse();
    }
  }

  /**
   * Goes on with the training whose checkpoint is the argument, in a virtual machine of its own.
   */
  static final class Resume {
    private Resume() {}

    public static void main(String[] arguments) throws IOException {
      Path file = Path.of(arguments[0]);
      Checkpoint checkpoint = Checkpoint.load(file);
      settings(Optimizer.adam(0.01))
          .callback(new EarlyStopping(50))
          .callback(new CheckpointWriter(file, 7))
          .build()
          .resume(checkpoint.model(), checkpoint.state(), DATA.train(), DATA.test());
    }
  }

  @Test
  void alsoInANewVirtualMachine() throws Exception {
    Path file = folder.resolve("c.safetensors");
    Model whole = fresh();
    settings(Optimizer.adam(0.01)).build().fit(whole, DATA.train(), DATA.test());
    settings(Optimizer.adam(0.01))
        .callback(new CheckpointWriter(file, 5))
        .callback(stopAfter(12))
        .build()
        .fit(fresh(), DATA.train(), DATA.test());
    assertThat(Checkpoint.load(file).state().epoch()).isEqualTo(10);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The same kernels: those that the flags of this machine choose.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-modules") || argument.contains("ritz.simd"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), Resume.class.getName(), file.toString()));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    Checkpoint end = Checkpoint.load(file);
    assertThat(end.state().epoch()).isEqualTo(20);
    assertThat(end.model().parameters()).isEqualTo(whole.parameters());
  }

  @Test
  void aPatienceGoesOnCounting() throws IOException {
    Path file = folder.resolve("c.safetensors");
    Trainer.Builder standing =
        Trainer.builder(NETWORK).optimizer(Optimizer.sgd(1e-9)).epochs(30).batch(100);
    TrainingResult whole =
        standing
            .callback(new EarlyStopping(6, 0.1))
            .callback(new CheckpointWriter(file, 4))
            .build()
            .fit(fresh(), DATA.train(), DATA.test());
    assertThat(whole.epochs()).isEqualTo(7);
    Checkpoint checkpoint = Checkpoint.load(file);
    TrainingResult result =
        Trainer.builder(NETWORK)
            .optimizer(Optimizer.sgd(1e-9))
            .epochs(30)
            .batch(100)
            .callback(new EarlyStopping(6, 0.1))
            .build()
            .resume(checkpoint.model(), checkpoint.state(), DATA.train(), DATA.test());
    assertThat(result.stoppedBy()).isEqualTo(EarlyStopping.PATIENCE);
    assertThat(result.epochs()).isEqualTo(7);
  }

  private Path checkpoint() throws IOException {
    Path file = folder.resolve("c.safetensors");
    settings(Optimizer.adam(0.01))
        .callback(new EarlyStopping(50))
        .callback(new CheckpointWriter(file))
        .callback(stopAfter(3))
        .build()
        .fit(fresh(), DATA.train(), DATA.test());
    return file;
  }

  @Test
  void isAModelFileToo() throws IOException {
    Path file = checkpoint();
    assertThat(ModelFile.load(file).parameters())
        .isEqualTo(Checkpoint.load(file).model().parameters());
    assertThat(Checkpoint.isCheckpoint(file)).isTrue();
    Path model = folder.resolve("m.safetensors");
    ModelFile.save(model, fresh());
    assertThat(Checkpoint.isCheckpoint(model)).isFalse();
    assertThatIOException()
        .isThrownBy(() -> Checkpoint.load(model))
        .withMessageContaining("m.safetensors: no state of a training");
  }

  @Test
  void otherSettingsAreRefusedByName() throws IOException {
    Checkpoint checkpoint = Checkpoint.load(checkpoint());
    float[] before = checkpoint.model().parameters().clone();
    Trainer other = settings(Optimizer.adam(0.01)).batch(17).build();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> other.resume(checkpoint.model(), checkpoint.state(), DATA.train(), DATA.test()))
        .withMessage("batch: 17, the training to resume had 16");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                settings(Optimizer.adam(0.01))
                    .build()
                    .resume(checkpoint.model(), checkpoint.state(), DATA.test(), null))
        .withMessageStartingWith("samples: ");
    assertThat(checkpoint.model().parameters()).isEqualTo(before);
  }

  @Test
  void aStateIsTakenBetweenEpochs() {
    Callback early =
        new Callback() {
          @Override
          public void onStep(TrainingView training) {
            training.state();
          }
        };
    Trainer trainer = Trainer.builder(NETWORK).loss(Loss.meanSquare()).callback(early).build();
    assertThatIllegalStateException().isThrownBy(() -> trainer.fit(fresh(), DATA.train()));
  }

  @Test
  void aCheckpointThatCannotBeWrittenLeavesTheOneBefore() throws IOException {
    Path file = checkpoint();
    byte[] before = Files.readAllBytes(file);
    Callback breaking =
        new Callback() {
          @Override
          public void onStart(TrainingView training) {
            throw new UncheckedIOException(new IOException("gone"));
          }
        };
    Trainer trainer =
        settings(Optimizer.adam(0.01))
            .callback(new CheckpointWriter(file))
            .callback(breaking)
            .build();
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> trainer.fit(fresh(), DATA.train()));
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void hostileFilesAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(checkpoint());
    int refused =
        Hostile.refusals(whole, folder.resolve("h.safetensors"), 9, file -> Checkpoint.load(file));
    assertThat(refused).isGreaterThan(300);
  }
}
