// SPDX-License-Identifier: Apache-2.0
package ritz.bench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.Matrix;
import ritz.kernels.NumericalException;
import ritz.nn.io.Npy;

/**
 * A matrix and the file it came from: {@code .npy}, or {@code .csv} with an optional header and one
 * row of the matrix per line.
 *
 * @param file the file
 * @param matrix finite numbers, at least one row and one column
 */
public record MatrixFile(Path file, Matrix matrix) {
  /**
   * Reads a matrix.
   *
   * @param file the file, told by its ending
   * @return its matrix
   * @throws IOException if it cannot be read, is neither of the two kinds, is damaged, is empty or
   *     has a number that is not finite
   */
  public static MatrixFile read(Path file) throws IOException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      return checked(file, Npy.read(file));
    } else if (name.endsWith(".csv")) {
      return checked(file, readCsv(file));
    }
    throw new IOException(file + ": expected a file that ends in .npy or .csv");
  }

  /**
   * Reads a matrix that may be complex: as {@link #read}, and {@code .npy} of complex numbers.
   *
   * @param file the file, told by its ending
   * @return its matrix
   * @throws IOException as for {@link #read}
   */
  public static States readStates(Path file) throws IOException {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")
        || !Npy.header(file).isComplex()) {
      return States.of(read(file).matrix());
    }
    ComplexMatrix complex = Npy.readComplex(file);
    checked(file, complex.real());
    checked(file, complex.imaginary());
    return States.of(complex);
  }

  private static MatrixFile checked(Path file, Matrix matrix) throws IOException {
    if (matrix.rows() == 0 || matrix.columns() == 0) {
      throw new IOException(file + ": " + matrix.shape() + ", expected at least one number");
    }
    try {
      matrix.requireFinite("the matrix");
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    return new MatrixFile(file, matrix);
  }

  private static Matrix readCsv(Path file) throws IOException {
    try (CsvRows rows = CsvRows.open(file)) {
      return matrix(rows);
    }
  }

  static Matrix matrix(CsvRows rows) throws IOException {
    int width = rows.width();
    double[] rowMajor = new double[16 * width];
    int length = 0;
    while (rows.advance()) {
      if (length + width > rowMajor.length) {
        rowMajor = Arrays.copyOf(rowMajor, Math.addExact(rowMajor.length, rowMajor.length));
      }
      for (int field = 0; field < width; field++) {
        rowMajor[length++] = rows.number(field);
      }
    }
    return Matrix.view(rowMajor, 0, width, length / width, width).transpose();
  }

  /**
   * Computes something from the matrix.
   *
   * @param computation what to do
   * @param <T> the type of its result
   * @return the result
   * @throws IllegalArgumentException if the computation does not take the matrix; the message names
   *     the file
   * @throws NumericalException if the computation fails; the message names the file
   */
  public <T> T apply(Function<Matrix, T> computation) {
    return naming(file, () -> computation.apply(matrix));
  }

  /**
   * Computes something from a file's contents.
   *
   * @param file the file, or what else names it
   * @param computation what to do
   * @param <T> the type of its result
   * @return the result
   * @throws IllegalArgumentException if the computation throws one; the message names the file
   * @throws NumericalException if the computation throws one; the message names the file
   */
  public static <T> T naming(Object file, Supplier<T> computation) {
    try {
      return computation.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    } catch (NumericalException e) {
      NumericalException named = new NumericalException(file + ": " + e.getMessage());
      named.initCause(e);
      throw named;
    }
  }
}
