// SPDX-License-Identifier: Apache-2.0
package ritz.bench.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ritz.bench.data.TrainingData;
import ritz.bench.report.Curve;
import ritz.bench.report.CurvePlot;
import ritz.bench.report.StripPlot;
import ritz.nn.Activation;
import ritz.nn.Loss;
import ritz.nn.Model;
import ritz.nn.NegativeSobolev;
import ritz.nn.Network;
import ritz.nn.Optimizer;
import ritz.nn.Trainer;
import ritz.nn.data.Dataset;

/** A signal and an image fitted through heavy noise by negative Sobolev losses. */
final class SobolevExperiment implements Experiment {
  private static final double[] ORDERS = {0, 0.5, 1, 2};
  private static final double HEAVY = 10;
  private static final int POINTS = 1024;
  private static final int SIDE = 32;

  private static final Claim SIGNAL =
      Claim.atMost(
          0.5,
          "times",
          "On a signal of four scales under noise of ten times its rms, the best order above 0 has"
              + " at most half the error of the mean square");
  private static final Claim LIKE_THE_SIGNAL =
      Claim.atMost(
          1,
          "times",
          "Under noise as strong as the signal, the best order above 0 is no worse than the mean"
              + " square");
  private static final Claim IMAGE =
      Claim.atMost(
          0.5,
          "times",
          "On an image under the same noise, the best order above 0 has at most half");
  private static final Claim COARSE =
      Claim.atMost(
          1, "times", "Order 1 reconstructs the largest scale no worse than the mean square");
  private static final Claim FINE =
      Claim.atMost(
          1, "times", "Order 1 reconstructs the smallest scale no worse than the mean square");
  private static final Claim CLEAN =
      Claim.atMost(
          1, "times", "Without noise, the best order above 0 is no worse than the mean square");

  @Override
  public String name() {
    return "sobolev";
  }

  @Override
  public String title() {
    return "Negative Sobolev losses under noise";
  }

  @Override
  public String setUp() {
    return "A network on 16 Fourier features of the position, two hidden layers of 64 tanh units,"
        + " is fitted to 1024 samples of a periodic signal with frequencies 1, 5, 25 and"
        + " 125, of amplitudes 1 to 0.09, by 400 full-batch steps of Adam at 3e-3: the same"
        + " network, start and budget for every order s. Order 0 is the mean square. Errors"
        + " are relative to the clean signal, in the 2-norm. Then an image of 32 x 32"
        + " pixels, a handwritten digit.";
  }

  @Override
  public List<Claim> claims() {
    return List.of(SIGNAL, LIKE_THE_SIGNAL, IMAGE, COARSE, FINE, CLEAN);
  }

  @Override
  public void run(Setting setting, Results results) throws IOException {
    double[] levels =
        setting.quick() ? new double[] {0, 1, HEAVY} : new double[] {0, 0.3, 1, 3, HEAVY};
    long[] seeds = setting.seeds();
    double[][][] errors = new double[levels.length][ORDERS.length][seeds.length];
    double[][][] byScale = new double[ORDERS.length][MultiscaleSignal.FREQUENCIES.length][];
    for (double[][] scales : byScale) {
      Arrays.setAll(scales, scale -> new double[seeds.length]);
    }
    for (int run = 0; run < seeds.length; run++) {
      MultiscaleSignal signal = MultiscaleSignal.of(POINTS, seeds[run]);
      List<Curve> shown = new ArrayList<>();
      double[] x = IntStream.range(0, POINTS).mapToDouble(i -> (double) i / POINTS).toArray();
      for (int level = 0; level < levels.length; level++) {
        float[] noisy = MultiscaleSignal.noisy(signal.clean(), levels[level], seeds[run]);
        for (int s = 0; s < ORDERS.length; s++) {
          setting
              .progress()
              .accept(
                  "sobolev, seed "
                      + seeds[run]
                      + ", noise "
                      + levels[level]
                      + ", s = "
                      + ORDERS[s]);
          float[] fit = fit(signalFeatures(), noisy, loss(ORDERS[s]), seeds[run]);
          errors[level][s][run] = MultiscaleSignal.error(signal.clean(), fit);
          if (levels[level] == HEAVY) {
            double[] scales = signal.errorByScale(fit);
            for (int scale = 0; scale < scales.length; scale++) {
              byScale[s][scale][run] = scales[scale];
            }
            if (ORDERS[s] >= 1) {
              shown.add(Curve.of("s = " + ORDERS[s], x, doubles(fit)));
            }
          }
        }
      }
      if (run == 0) {
        shown.add(Curve.of("clean", x, signal.clean()));
        results.plot(
            "Reconstructions",
            "The first seed, noise ten times the rms of the signal. Smaller orders reproduce the"
                + " noise, beyond this scale.",
            new CurvePlot("reconstructions", "Reconstructed signals", "position", "value")
                .of(shown));
      }
    }
    int last = levels.length - 1;
    results.decide(SIGNAL, ratios(errors[last]), "order 0; " + beside(errors[last]));
    double[][] equal = errors[Arrays.binarySearch(levels, 1)];
    results.decide(LIKE_THE_SIGNAL, ratios(equal), "order 0; " + beside(equal));
    results.decide(CLEAN, ratios(errors[0]), "order 0; " + beside(errors[0]));
    results.decide(COARSE, ratios(byScale[2][0], byScale[0][0]), "order 0 at frequency 1");
    results.decide(FINE, ratios(byScale[2][3], byScale[0][3]), "order 0 at frequency 125");
    plots(results, levels, errors, byScale);
    image(setting, results);
  }

  private static NegativeSobolev loss(double order) {
    return Loss.negativeSobolev(order).alongTheBatch();
  }

  private static double[] doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  /** For each seed the error of the order above 0 with the best median, over that of order 0. */
  private static Spread ratios(double[][] errors) {
    return ratios(errors[best(errors)], errors[0]);
  }

  private static int best(double[][] errors) {
    int best = 1;
    for (int s = 2; s < errors.length; s++) {
      if (Spread.of(errors[s]).median() < Spread.of(errors[best]).median()) {
        best = s;
      }
    }
    return best;
  }

  private static Spread ratios(double[] numerators, double[] denominators) {
    return Spread.of(
        IntStream.range(0, numerators.length)
            .mapToDouble(i -> numerators[i] / denominators[i])
            .toArray());
  }

  private static String beside(double[][] errors) {
    return "best s = "
        + ORDERS[best(errors)]
        + ", median errors "
        + Arrays.stream(errors).map(e -> Claim.number(Spread.of(e).median())).toList();
  }

  private static void plots(
      Results results, double[] levels, double[][][] errors, double[][][] byScale) {
    List<Curve> curves = new ArrayList<>();
    List<Curve> scales = new ArrayList<>();
    double[] frequencies = Arrays.stream(MultiscaleSignal.FREQUENCIES).asDoubleStream().toArray();
    for (int s = 0; s < ORDERS.length; s++) {
      int order = s;
      String name = "s = " + ORDERS[s];
      curves.add(
          Spread.curve(
              name,
              levels,
              IntStream.range(0, levels.length)
                  .mapToObj(level -> Spread.of(errors[level][order]))
                  .toList()));
      scales.add(
          Spread.curve(name, frequencies, Arrays.stream(byScale[s]).map(Spread::of).toList()));
    }
    results.plot(
        "Error against noise",
        "Noise in multiples of the signal's rms. Lines: medians; bands: all seeds.",
        new CurvePlot("error-by-noise", "Error by noise", "noise", "relative error")
            .logarithmicY()
            .of(curves));
    results.plot(
        "Error at each scale",
        "Noise ten times the rms. An error of 1 means that a scale is left out, more that noise"
            + " stands for it.",
        new CurvePlot("error-by-scale", "Error by scale", "frequency", "relative error")
            .logarithmicX()
            .logarithmicY()
            .of(scales));
  }

  /** Sines and cosines of 1, 2, 4 … 128 rounds. */
  private static float[][] signalFeatures() {
    float[][] features = new float[POINTS][16];
    for (int i = 0; i < POINTS; i++) {
      for (int j = 0; j < 8; j++) {
        double angle = 2 * Math.PI * (1 << j) * i / POINTS;
        features[i][2 * j] = (float) Math.cos(angle);
        features[i][2 * j + 1] = (float) Math.sin(angle);
      }
    }
    return features;
  }

  /** Sines and cosines of a half, 1, 2 and 4 rounds along each axis. */
  private static float[][] imageFeatures() {
    float[][] features = new float[SIDE * SIDE][16];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int row = i / SIDE;
      double[] position = {(row + 0.5) / SIDE, (i % SIDE + 0.5) / SIDE};
      for (int j = 0; j < 8; j++) {
        double angle = Math.PI * (1 << (j / 2)) * position[j % 2];
        features[i][2 * j] = (float) Math.cos(angle);
        features[i][2 * j + 1] = (float) Math.sin(angle);
      }
    }
    return features;
  }

  private static float[] fit(float[][] features, float[] values, Loss loss, long seed) {
    int width = features[0].length;
    float[] inputs = new float[width * features.length];
    for (int i = 0; i < features.length; i++) {
      System.arraycopy(features[i], 0, inputs, i * width, width);
    }
    Network network =
        Network.builder(width)
            .dense(64, Activation.TANH)
            .dense(64, Activation.TANH)
            .dense(1)
            .build();
    Model model = Model.initialize(network, seed);
    Trainer.builder(network)
        .loss(loss)
        .optimizer(Optimizer.adam(3e-3))
        .batch(features.length)
        .epochs(400)
        .build()
        .fit(model, Dataset.regression(width, inputs, 1, values));
    return model.predict(inputs);
  }

  private static void image(Setting setting, Results results) throws IOException {
    long[] seeds = setting.seeds();
    double[][] errors = new double[ORDERS.length][seeds.length];
    StripPlot plot = new StripPlot("image", "Errors on the image", "relative error");
    for (int run = 0; run < seeds.length; run++) {
      double[] clean = digit(run);
      float[] noisy = MultiscaleSignal.noisy(clean, HEAVY, seeds[run]);
      for (int s = 0; s < ORDERS.length; s++) {
        setting.progress().accept("sobolev, image, seed " + seeds[run] + ", s = " + ORDERS[s]);
        Loss loss = loss(ORDERS[s]).onGrid(SIDE, SIDE).withReflection();
        float[] fit = fit(imageFeatures(), noisy, loss, seeds[run]);
        errors[s][run] = MultiscaleSignal.error(clean, fit);
        plot.add("s = " + ORDERS[s], "image", errors[s][run]);
      }
    }
    results.decide(IMAGE, ratios(errors), "order 0; " + beside(errors));
    results.plot("An image", "A digit of 32 x 32 pixels, noise ten times its rms.", plot.figure());
  }

  /** One of the digits, its 8 x 8 pixels brought to 32 x 32 bilinearly, of mean 0. */
  private static double[] digit(int number) throws IOException {
    Dataset digits = TrainingData.load("digits", null, 1).test();
    float[] pixels = digits.sample(number % digits.size());
    double[] image = new double[SIDE * SIDE];
    double mean = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
      int line = i / SIDE;
      double row = Math.min(6.999, Math.max(0, (line + 0.5) / 4 - 0.5));
      double column = Math.min(6.999, Math.max(0, (i % SIDE + 0.5) / 4 - 0.5));
      int r = (int) row;
      int c = (int) column;
      double top = pixels[8 * r + c] * (1 - column + c) + pixels[8 * r + c + 1] * (column - c);
      double bottom =
          pixels[8 * r + 8 + c] * (1 - column + c) + pixels[8 * r + 9 + c] * (column - c);
      image[i] = top * (1 - row + r) + bottom * (row - r);
      mean += image[i] / image.length;
    }
    for (int i = 0; i < image.length; i++) {
      image[i] -= mean;
    }
    return image;
  }
}
