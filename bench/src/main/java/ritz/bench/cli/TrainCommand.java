// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ritz.bench.data.CsvDataset;
import ritz.bench.data.LearningData;
import ritz.bench.data.TrainingData;
import ritz.nn.data.Dataset;
import ritz.nn.io.ModelFile;
import ritz.nn.io.OnnxFile;

/** {@code ritz train}. */
@Command(
    name = "train",
    description =
        "Train a network until the Koopman monitor sees that its weights have converged, prune it,"
            + " and say what was found.")
final class TrainCommand extends AnsweringCommand {
  @Option(
      names = "--data",
      paramLabel = "digits|DIR|FILE",
      defaultValue = "digits",
      description =
          "The data: the digits that come with the program, a folder with the IDX files of MNIST or"
              + " its kin, a .csv or .tsv file with a sample per line, of numbers and words (a header"
              + " and .gz are recognized), or a .npy file with a sample per row, the class or target last"
              + " (default: ${DEFAULT-VALUE}).")
  private String source;

  @Option(
      names = "--stream",
      description =
          "Read the folder or file anew in every epoch, for data larger than the memory. Of a file"
              + " a third is held out as test, but at most 10000 samples.")
  private boolean stream;

  @ArgGroup private Column column = new Column();

  @Mixin private TrainingOptions options = new TrainingOptions();

  @Option(
      names = "--snapshots",
      paramLabel = "W.npy",
      description = "Write the weights, parameters x epochs, the initial ones first.")
  private Path snapshots;

  @Option(names = "--save", paramLabel = "M.safetensors", description = "Write the pruned model.")
  private Path modelFile;

  @Option(
      names = "--onnx",
      paramLabel = "M.onnx",
      description = "Write the pruned model for other programs, with the scaling of its inputs.")
  private Path onnxFile;

  @Mixin private CheckpointOptions checkpoints = new CheckpointOptions();

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write DIR/index.html with the plots and their numbers.")
  private Path report;

  /** What a file is to be learned for. */
  private static final class Column {
    @Option(
        names = "--label",
        paramLabel = "NAME",
        description = "The column of a file with the class.")
    private String label;

    @Option(
        names = "--target",
        paramLabel = "NAME,...",
        hideParamSyntax = true,
        split = ",",
        description =
            "The columns of a file with the values of a regression. Without --label and --target"
                + " the last column counts: words or few kinds of whole numbers are classes.")
    private List<String> targets;

    private boolean isGiven() {
      return label != null || targets != null;
    }
  }

  @Override
  Answer answer() throws IOException {
    if (column.isGiven() && !TrainingData.isCsv(source)) {
      throw misuse("--label and --target: only for a file that ends in .csv or .tsv");
    }
    if (checkpoints.lacksFile()) {
      throw misuse("--resume: from what, expected --checkpoint with a file");
    }
    if (stream && source.equals("digits")) {
      throw misuse("--stream: only for a folder or a file");
    }
    LearningData data = load();
    TrainingTask task = fromOptions(() -> options.taskFor(data));
    requireFolder(snapshots);
    requireFolder(modelFile);
    requireFolder(onnxFile);
    requireFolder(checkpoints.file());
    if (report != null) {
      Files.createDirectories(report);
    }
    TrainingOutcome outcome = task.run(snapshots, checkpoints);
    if (modelFile != null) {
      ModelFile.save(modelFile, outcome.pruned());
    }
    if (onnxFile != null) {
      OnnxFile.save(onnxFile, outcome.pruned());
    }
    if (report != null) {
      TrainingReport.of(outcome).write(report);
    }
    return new Answer(TrainingAnswer.json(outcome), TrainingAnswer.text(outcome));
  }

  private LearningData load() throws IOException {
    if (stream) {
      return LearningData.stream(
          source, file -> CsvDataset.stream(file, column.label, column.targets), options.seed());
    }
    if (options.needsGrid() && TrainingData.isFile(source)) {
      int columns = fromOptions(options::gridColumns);
      return LearningData.onGrid(source, read(Path.of(source)), columns);
    }
    return LearningData.of(TrainingData.load(source, this::read, options.seed()));
  }

  private Dataset read(Path file) throws IOException {
    if (column.label != null) {
      return CsvDataset.classification(file, column.label);
    } else if (column.targets != null) {
      return CsvDataset.regression(file, column.targets);
    }
    return CsvDataset.byLastColumn(file);
  }

  /** Finds out before the work rather than after it that a result cannot be written. */
  private static void requireFolder(Path file) throws IOException {
    if (file == null) {
      return;
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + ": not a file");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new IOException(file + ": no folder " + folder);
    }
    if (!Files.isWritable(folder)) {
      throw new AccessDeniedException(file.toString());
    }
  }
}
