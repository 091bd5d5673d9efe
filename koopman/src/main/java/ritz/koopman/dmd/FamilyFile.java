// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.koopman.dictionary.Dictionary;

/** The results that hold more than one {@link DmdResult} says, as files of named arrays. */
final class FamilyFile {
  private FamilyFile() {}

  static void write(Path file, BaggedDmdResult bagged) throws IOException {
    NamedArrays arrays = new NamedArrays();
    ResultFile.putWhole(arrays, bagged.result());
    arrays.put("bags", bagged.discarded(), bagged.factor());
    for (int i = 0; i < bagged.bags(); i++) {
      BaggedDmdResult.Bag bag = bagged.bag(i);
      arrays
          .under("bag_" + i + "_")
          .put("exponents", ResultFile.row(bag.exponents()))
          .put("amplitudes", rows(bag.amplitudes()))
          .put("mode_coordinates", Dense.of(bag.vectors()));
    }
    arrays.write(file);
  }

  static BaggedDmdResult readBagged(Path file) throws IOException {
    NamedArrays arrays = NamedArrays.read(file);
    double[] head = row(arrays, file, "bags", 2);
    DmdResult result = ResultFile.get(arrays, file);
    int k = result.rank();
    int r = result.coordinates().columns().rows();
    int trajectories = result.trajectories().size();
    List<BaggedDmdResult.Bag> bags = new ArrayList<>();
    for (int i = 0; arrays.has("bag_" + i + "_exponents"); i++) {
      NamedArrays one = arrays.under("bag_" + i + "_");
      bags.add(
          new BaggedDmdResult.Bag(
              complexRow(one, file, "exponents", k),
              ResultFile.sized(one, file, "mode_coordinates", r, k).complex(),
              complexRows(ResultFile.sized(one, file, "amplitudes", trajectories, k))));
    }
    if (bags.size() < 2 || !(head[1] > 0)) {
      throw new IOException(file + ": " + bags.size() + " bags, expected at least 2");
    }
    return new BaggedDmdResult(result, bags, (int) head[0], head[1]);
  }

  static void write(Path file, ControlledDmdResult controlled) throws IOException {
    NamedArrays arrays = new NamedArrays();
    ResultFile.put(arrays, controlled.unforced());
    arrays.put("input_map", controlled.map()).put("last_state", controlled.last());
    arrays.write(file);
  }

  static ControlledDmdResult readControlled(Path file) throws IOException {
    NamedArrays arrays = NamedArrays.read(file);
    Dense inputMap = arrays.get(file, "input_map");
    DmdResult unforced = ResultFile.get(arrays, file);
    int n = unforced.coordinates().basis().rows();
    ResultFile.sized(arrays, file, "input_map", n, inputMap.columns());
    Dense last = ResultFile.sized(arrays, file, "last_state", n, 1);
    if (inputMap.isReal() != unforced.isReal() || last.isReal() != unforced.isReal()) {
      throw new IOException(file + ": some of its arrays are complex and some are not");
    }
    return new ControlledDmdResult(unforced, inputMap, last);
  }

  static void write(Path file, MultiResolutionResult result) throws IOException {
    NamedArrays arrays = new NamedArrays();
    arrays
        .put("multi_resolution", result.columns(), result.time().start(), result.time().dt())
        .put("empty", result.empty());
    for (int i = 0; i < result.windows().size(); i++) {
      MultiResolutionResult.Window window = result.windows().get(i);
      arrays.put("window_" + i, window.level(), window.first(), window.length());
      ResultFile.put(arrays.under("window_" + i + "_"), window.result());
    }
    arrays.write(file);
  }

  static MultiResolutionResult readMultiResolution(Path file) throws IOException {
    NamedArrays arrays = NamedArrays.read(file);
    double[] head = row(arrays, file, "multi_resolution", 3);
    Dense empty = arrays.get(file, "empty");
    List<MultiResolutionResult.Window> windows = new ArrayList<>();
    for (int i = 0; arrays.has("window_" + i); i++) {
      double[] place = row(arrays, file, "window_" + i, 3);
      DmdResult result = ResultFile.get(arrays.under("window_" + i + "_"), file);
      boolean fits =
          place[1] >= 0
              && place[1] + place[2] <= head[0]
              && result.times(0).length == place[2]
              && result.isReal() == empty.isReal()
              && result.coordinates().basis().rows() == empty.rows();
      if (!fits) {
        throw new IOException(file + ": window " + i + " does not fit the others");
      }
      windows.add(
          new MultiResolutionResult.Window((int) place[0], (int) place[1], (int) place[2], result));
    }
    if (!(head[2] > 0)) {
      throw new IOException(file + ": time step " + head[2] + ", expected a positive one");
    }
    return new MultiResolutionResult(empty, (int) head[0], new TimeAxis(head[1], head[2]), windows);
  }

  static void write(Path file, EdmdResult edmd) throws IOException {
    NamedArrays arrays = new NamedArrays();
    ResultFile.put(arrays, edmd.result());
    FunctionSpace functions = edmd.functions();
    RitzSpace space = functions.space();
    RitzPairs pairs = functions.pairs();
    arrays
        .under("functions_")
        .put("u", space.u())
        .put("b", space.b())
        .put("s", space.s())
        .put("singular_values", space.singularValues())
        .put("eigenvalues", ResultFile.row(pairs.eigenvalues()))
        .put("vectors", Dense.of(pairs.vectors()))
        .put("images", Dense.of(pairs.images()))
        .put("residuals", pairs.residuals())
        .put("coefficients", Dense.of(functions.coefficients()))
        .put("modes", Dense.of(functions.modes()));
    arrays.write(file);
  }

  static EdmdResult readExtended(Path file, Dictionary dictionary) throws IOException {
    NamedArrays arrays = NamedArrays.read(file);
    NamedArrays functions = arrays.under("functions_");
    Dense u = functions.get(file, "u");
    int rank = u.columns();
    Complex[] eigenvalues = ResultFile.complexRow(functions, file, "eigenvalues");
    int k = eigenvalues.length;
    DmdResult result = ResultFile.get(arrays, file);
    int parts = result.coordinates().basis().rows() * (result.isReal() ? 1 : 2);
    if (result.rank() != k) {
      throw new IOException(file + ": " + k + " eigenfunctions, " + result.rank() + " modes");
    }
    Dense coefficients = functions.get(file, "coefficients");
    if (coefficients.rows() != dictionary.size()) {
      throw new IllegalArgumentException(
          "dictionary: "
              + dictionary.size()
              + " functions, expected the "
              + coefficients.rows()
              + " of the one that was fitted");
    }
    RitzSpace space =
        new RitzSpace(
            u,
            ResultFile.sized(functions, file, "b", u.rows(), rank),
            ResultFile.sized(functions, file, "s", rank, rank),
            functions.row(file, "singular_values"));
    RitzPairs pairs =
        new RitzPairs(
            eigenvalues,
            ResultFile.sized(functions, file, "vectors", u.rows(), k).complex(),
            ResultFile.sized(functions, file, "images", u.rows(), k).complex(),
            row(functions, file, "residuals", k));
    return new EdmdResult(
        dictionary,
        new FunctionSpace(
            space,
            pairs,
            ResultFile.sized(functions, file, "coefficients", dictionary.size(), k).complex(),
            ResultFile.sized(functions, file, "modes", parts, k).complex()),
        result);
  }

  private static Dense rows(List<Complex[]> values) {
    return Dense.stacked(values.stream().map(ResultFile::row).toArray(Dense[]::new));
  }

  private static List<Complex[]> complexRows(Dense values) {
    return IntStream.range(0, values.rows())
        .mapToObj(
            i ->
                IntStream.range(0, values.columns())
                    .mapToObj(j -> values.get(i, j))
                    .toArray(Complex[]::new))
        .toList();
  }

  private static double[] row(NamedArrays arrays, Path file, String name, int length)
      throws IOException {
    double[] found = arrays.row(file, name);
    if (found.length != length) {
      throw new IOException(
          file + ": " + name + " has " + found.length + " numbers, expected " + length);
    }
    return found;
  }

  private static Complex[] complexRow(NamedArrays arrays, Path file, String name, int length)
      throws IOException {
    ResultFile.sized(arrays, file, name, 1, length);
    return ResultFile.complexRow(arrays, file, name);
  }
}
