// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ritz.bench.data.MatrixFile;
import ritz.kernels.Matrix;
import ritz.nn.Model;
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
      description = "The model, as 'ritz train --save' wrote it.")
  private Path modelFile;

  @Parameters(
      paramLabel = "INPUT",
      description = "The samples, .npy or .csv: a row for each, with the features alone.")
  private Path input;

  @Override
  Answer answer() throws IOException {
    Model model = ModelFile.load(modelFile);
    Matrix matrix = MatrixFile.read(input).matrix();
    int features = model.network().inputs();
    if (matrix.columns() != features) {
      throw new IOException(
          String.format(
              "%s: %d numbers in a row, %s takes %d features",
              input, matrix.columns(), modelFile, features));
    }
    List<Object> predictions = new ArrayList<>();
    for (int i = 0; i < matrix.rows(); i++) {
      predictions.add(prediction(model, sample(matrix, i)));
    }
    return new Answer(new Json().put("predictions", predictions), text(predictions));
  }

  private float[] sample(Matrix matrix, int row) throws IOException {
    float[] sample = new float[matrix.columns()];
    for (int j = 0; j < sample.length; j++) {
      sample[j] = (float) matrix.get(row, j);
      if (Float.isInfinite(sample[j])) {
        throw new IOException(
            input + ": entry (" + row + ", " + j + ") is " + matrix.get(row, j) + ", no float");
      }
    }
    return sample;
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
