// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ritz.bench.data.MatrixFile;
import ritz.bench.data.TrainingData;
import ritz.kernels.Matrix;
import ritz.nn.Model;
import ritz.nn.data.CsvReader;
import ritz.nn.io.Checkpoint;
import ritz.nn.io.ModelFile;

/** {@code ritz predict}. */
@Command(
    name = "predict",
    description = "Predictions of a saved model: classes, or the values of a regression.")
final class PredictCommand extends AnsweringCommand {
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,8}");

  @Option(
      names = "--model",
      paramLabel = "M.safetensors",
      required = true,
      description = "The model, as 'ritz train' wrote it with --save or --checkpoint.")
  private Path modelFile;

  @Parameters(
      paramLabel = "INPUT",
      description =
          "The samples, .npy, .csv or .tsv: a row for each, with the features alone, or below a"
              + " header with the names of the features among others.")
  private Path input;

  @Override
  Answer answer() throws IOException {
    Model model = model();
    int features = model.network().inputs();
    float[] samples =
        TrainingData.isCsv(input.toString())
            ? CsvReader.readFeatures(input, model.columns())
            : samples(MatrixFile.read(input).matrix(), features);
    List<Object> predictions = new ArrayList<>();
    for (int at = 0; at < samples.length; at += features) {
      predictions.add(prediction(model, Arrays.copyOfRange(samples, at, at + features)));
    }
    return new Answer(new Json().put("predictions", predictions), text(predictions));
  }

  private Model model() throws IOException {
    if (!Checkpoint.isCheckpoint(modelFile)) {
      return ModelFile.load(modelFile);
    }
    Checkpoint checkpoint = Checkpoint.load(modelFile);
    try {
      TargetNote.undo(checkpoint.state(), checkpoint.model());
    } catch (IllegalArgumentException e) {
      throw new IOException(modelFile + ": " + e.getMessage(), e);
    }
    return checkpoint.model();
  }

  private float[] samples(Matrix matrix, int features) throws IOException {
    if (matrix.columns() != features) {
      throw new IOException(
          String.format(
              "%s: %d numbers in a row, %s takes %d features",
              input, matrix.columns(), modelFile, features));
    }
    float[] samples = new float[Math.multiplyExact(matrix.rows(), features)];
    for (int k = 0; k < samples.length; k++) {
      double value = matrix.get(k / features, k % features);
      samples[k] = (float) value;
      if (Float.isInfinite(samples[k])) {
        throw new IOException(
            input
                + ": entry ("
                + k / features
                + ", "
                + k % features
                + ") is "
                + value
                + ", no float");
      }
    }
    return samples;
  }

  /** The class, as a number if it is one; of a regression the value or the list of values. */
  private static Object prediction(Model model, float[] sample) {
    if (!model.classes().isEmpty()) {
      String name = model.classes().get(model.classify(sample));
      return INTEGER.matcher(name).matches() ? (Object) Integer.valueOf(name) : name;
    }
    float[] values = model.predict(sample);
    List<Double> outputs = new ArrayList<>();
    for (float value : values) {
      outputs.add((double) value);
    }
    return outputs.size() == 1 ? outputs.get(0) : outputs;
  }

  private static String text(List<Object> predictions) {
    return predictions.stream().map(String::valueOf).collect(Collectors.joining("\n"));
  }
}
