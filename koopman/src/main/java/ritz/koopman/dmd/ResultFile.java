// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.dmd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ritz.kernels.Complex;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;

/**
 * A result as a file of named arrays. In place of the basis of the snapshots it holds one of the
 * modes and their images; what the snapshots have outside of it becomes part of what is lost.
 */
final class ResultFile {
  private static final double VERSION = 2;

  private ResultFile() {}

  static void write(Path file, DmdResult result) throws IOException {
    NamedArrays arrays = new NamedArrays();
    put(arrays, result);
    arrays.write(file);
  }

  /** A result with the whole basis, so that other vectors have coordinates in it too. */
  static void putWhole(NamedArrays arrays, DmdResult result) {
    Dense columns = result.coordinates().columns();
    put(arrays, result, columns.identity(columns.rows()));
  }

  /** A result in the basis of its modes. */
  static void put(NamedArrays arrays, DmdResult result) {
    put(arrays, result, innerBasis(result.model().pairs(), result.isReal()));
  }

  /**
   * A result.
   *
   * @param inner a basis that holds the modes and their images, in the coordinates of its own
   */
  private static void put(NamedArrays arrays, DmdResult result, Dense inner) {
    ModalModel model = result.model();
    RitzPairs pairs = model.pairs();
    Coordinates old = result.coordinates();
    Dense columns = inner.adjointTimes(old.columns());
    double outside = old.columns().minus(inner.times(columns)).frobeniusNorm();
    arrays
        .put(
            "dmd",
            VERSION,
            model.axis().start(),
            model.axis().dt(),
            model.real() ? 1 : 0,
            result.imageNorm(),
            result.modeCondition(),
            Math.hypot(old.lost(), outside),
            result.hasStandardErrors() ? 1 : 0)
        .put("eigenvalues", row(pairs.eigenvalues()))
        .put("exponents", row(model.exponents()))
        .put("residuals", pairs.residuals())
        .put("contributions", model.contributions())
        .put("singular_values", result.singularValues())
        .put("inconsistent_pairs", doubles(result.inconsistentPairs()))
        .put("modes", Dense.of(result.modes()))
        .put("basis", old.basis().lift(inner))
        .put("mode_coordinates", inner.adjointTimes(Dense.of(pairs.vectors())))
        .put("image_coordinates", inner.adjointTimes(Dense.of(pairs.images())))
        .put("snapshot_coordinates", columns);
    for (int i = 0; i < result.trajectories().size(); i++) {
      arrays
          .put("trajectory_" + i, doubles(result.trajectories().get(i)))
          .put("times_" + i, model.times().get(i))
          .put("amplitudes_" + i, row(model.amplitudes().get(i)));
    }
  }

  /** An orthonormal basis of the vectors and images, in their coordinates. */
  private static Dense innerBasis(RitzPairs pairs, boolean real) {
    int k = pairs.count();
    int r = pairs.vectors().rows();
    ComplexMatrix all = new ComplexMatrix(r, 2 * k);
    Dense.of(all).setBlock(0, 0, Dense.of(pairs.vectors()));
    Dense.of(all).setBlock(0, k, Dense.of(pairs.images()));
    Dense columns = Dense.of(all);
    if (real) {
      Matrix parts = new Matrix(r, 4 * k);
      Dense.of(parts).setBlock(0, 0, Dense.of(all.real()));
      Dense.of(parts).setBlock(0, 2 * k, Dense.of(all.imaginary()));
      columns = Dense.of(parts);
    }
    Factorizations.Svd svd = Factorizations.svd(columns);
    int rank = 0;
    while (rank < svd.sigma().length && svd.sigma()[rank] > Math.ulp(1.0) * svd.sigma()[0]) {
      rank++;
    }
    return svd.u().columns(0, rank);
  }

  static Dense row(Complex... values) {
    ComplexMatrix result = new ComplexMatrix(1, values.length);
    for (int j = 0; j < values.length; j++) {
      result.set(0, j, values[j]);
    }
    return Dense.of(result);
  }

  private static double[] doubles(int... values) {
    return Arrays.stream(values).asDoubleStream().toArray();
  }

  static DmdResult read(Path file) throws IOException {
    return get(NamedArrays.read(file), file);
  }

  /** The result that {@link #put} or {@link #putWhole} put. */
  static DmdResult get(NamedArrays arrays, Path file) throws IOException {
    double[] head = arrays.row(file, "dmd");
    if (head.length != 8 || head[0] != VERSION) {
      throw new IOException(file + ": not the result of a decomposition, version " + VERSION);
    }
    Complex[] eigenvalues = complexRow(arrays, file, "eigenvalues");
    int k = eigenvalues.length;
    Dense basis = arrays.get(file, "basis");
    Dense vectors = sized(arrays, file, "mode_coordinates", basis.columns(), k);
    Dense images = sized(arrays, file, "image_coordinates", basis.columns(), k);
    Dense columns = arrays.get(file, "snapshot_coordinates");
    double[] residuals = arrays.row(file, "residuals");
    double[] contributions = arrays.row(file, "contributions");
    Complex[] exponents = complexRow(arrays, file, "exponents");
    List<int[]> trajectories = new ArrayList<>();
    List<double[]> times = new ArrayList<>();
    List<Complex[]> amplitudes = new ArrayList<>();
    for (int i = 0; arrays.has("trajectory_" + i); i++) {
      trajectories.add(indices(arrays, file, "trajectory_" + i, columns.columns()));
      times.add(arrays.row(file, "times_" + i));
      amplitudes.add(complexRow(arrays, file, "amplitudes_" + i));
    }
    boolean fits =
        residuals.length == k
            && contributions.length == k
            && exponents.length == k
            && columns.rows() == basis.columns()
            && !trajectories.isEmpty()
            && IntStream.range(0, trajectories.size())
                .allMatch(
                    i ->
                        amplitudes.get(i).length == k
                            && times.get(i).length == trajectories.get(i).length
                            && times.get(i).length > 0);
    if (!fits || !(head[2] > 0)) {
      throw new IOException(file + ": the sizes of its arrays do not fit together");
    }
    ModalModel model =
        new ModalModel(
            new RitzPairs(eigenvalues, vectors.complex(), images.complex(), residuals),
            exponents,
            head[3] == 1,
            new TimeAxis(head[1], head[2]),
            times,
            amplitudes,
            contributions);
    Diagnostics diagnostics =
        new Diagnostics(
            arrays.row(file, "singular_values"),
            head[4],
            head[5],
            indices(arrays, file, "inconsistent_pairs", Integer.MAX_VALUE),
            head[7] == 1);
    Coordinates coordinates = new Coordinates(new MatrixBasis(basis), columns, head[6]);
    return new DmdResult(coordinates, trajectories, model, diagnostics);
  }

  static Dense sized(NamedArrays arrays, Path file, String name, int rows, int columns)
      throws IOException {
    Dense found = arrays.get(file, name);
    if (found.rows() != rows || found.columns() != columns) {
      throw new IOException(
          file + ": " + name + " is " + found.shape() + ", expected " + rows + " x " + columns);
    }
    return found;
  }

  static Complex[] complexRow(NamedArrays arrays, Path file, String name) throws IOException {
    Dense found = arrays.get(file, name);
    Complex[] result = new Complex[sized(arrays, file, name, 1, found.columns()).columns()];
    Arrays.setAll(result, j -> found.complex().get(0, j));
    return result;
  }

  static int[] indices(NamedArrays arrays, Path file, String name, int end) throws IOException {
    double[] values = arrays.row(file, name);
    for (double value : values) {
      if (value != Math.rint(value) || value < 0 || value >= end) {
        throw new IOException(file + ": " + name + " holds " + value + ", expected an index");
      }
    }
    return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
  }
}
