// SPDX-License-Identifier: Apache-2.0
package ritz.kernels.linalg;

import java.util.Arrays;
import java.util.function.Supplier;
import ritz.kernels.ComplexMatrix;
import ritz.kernels.DoubleBlas;
import ritz.kernels.Matrix;

/**
 * Memory that calls share, so that a factorization in a loop allocates nothing.
 *
 * <p>The first call with a workspace sizes it. Each later call of the same kind and shape finds all
 * it needs in place, its result included, and allocates nothing once the JVM has compiled the
 * vector kernels; another shape replaces what does not fit. So what a call returns is valid until
 * the next call with the same workspace: a result that is still in use, such as the factorization
 * that a system is solved with, needs a workspace of its own. Not thread-safe.
 *
 * <pre>{@code
 * Workspace forQr = new Workspace(), forSolution = new Workspace();
 * for (Matrix a : stream) {
 *   Matrix x = Qr.of(a, forQr).solve(b, forSolution);
 * }
 * }</pre>
 */
public final class Workspace {
  /** What the last call asked for, in its order. */
  private Object[] items = new Object[16];

  /** The place of the next request. */
  private int next;

  private double[] products = new double[0];
  private double[] scaled = new double[0];

  /** An empty workspace. */
  public Workspace() {}

  /**
   * The memory of the arrays that are held, so far.
   *
   * @return in bytes; 0 before the first call
   */
  public long bytes() {
    long bytes = Double.BYTES * ((long) products.length + scaled.length);
    for (Object item : items) {
      if (item instanceof double[] array) {
        bytes += (long) Double.BYTES * array.length;
      } else if (item instanceof int[] array) {
        bytes += (long) Integer.BYTES * array.length;
      } else if (item instanceof Workspace part) {
        bytes += part.bytes();
      }
    }
    return bytes;
  }

  /** Begins a call: what was handed out before is free again. */
  Workspace begin() {
    next = 0;
    return this;
  }

  /**
   * Begins a call on a result that may be held by this workspace.
   *
   * @throws IllegalArgumentException if it is, since it would be overwritten
   */
  Workspace beginBeside(Object result) {
    for (int i = next - 1; i >= 0; i--) {
      if (items[i] == result) {
        throw new IllegalArgumentException(
            "work: holds the factorization itself, expected another workspace");
      }
    }
    return begin();
  }

  /** A workspace for what only some calls need. */
  Workspace part() {
    return object(Workspace.class, Workspace::new).begin();
  }

  /** A matrix of zeros. */
  Matrix matrix(int rows, int columns) {
    Matrix matrix = undefined(rows, columns);
    Arrays.fill(matrix.data(), 0);
    return matrix;
  }

  /** A gapless copy. */
  Matrix copy(Matrix a) {
    Matrix copy = undefined(a.rows(), a.columns());
    Blocks.copy(a, copy);
    return copy;
  }

  /** The transpose. */
  Matrix transposed(Matrix a) {
    Matrix transpose = undefined(a.columns(), a.rows());
    a.transposeTo(transpose);
    return transpose;
  }

  /** A matrix whose entries are undefined. */
  Matrix undefined(int rows, int columns) {
    return view(doubles(rows * columns), 0, rows, columns);
  }

  /** A complex matrix of two parts. */
  ComplexMatrix join(Matrix re, Matrix im) {
    ComplexMatrix kept = kept(ComplexMatrix.class);
    boolean fits = kept != null && kept.real() == re && kept.imaginary() == im;
    return keep(fits ? kept : new ComplexMatrix(re, im));
  }

  /** A complex matrix of zeros. */
  ComplexMatrix complex(int rows, int columns) {
    return join(matrix(rows, columns), matrix(rows, columns));
  }

  /** A complex matrix whose entries are undefined. */
  ComplexMatrix undefinedComplex(int rows, int columns) {
    return join(undefined(rows, columns), undefined(rows, columns));
  }

  /** A gapless copy. */
  ComplexMatrix copy(ComplexMatrix a) {
    return join(copy(a.real()), copy(a.imaginary()));
  }

  /** The conjugate transpose. */
  ComplexMatrix conjugateTransposed(ComplexMatrix a) {
    Matrix re = transposed(a.real());
    Matrix im = transposed(a.imaginary());
    DoubleBlas.scal(im.data().length, -1, im.data(), 0);
    return join(re, im);
  }

  /** A complex square matrix with ones on its diagonal. */
  ComplexMatrix complexIdentity(int n) {
    return join(identity(n), matrix(n, n));
  }

  /** A square matrix with ones on its diagonal. */
  Matrix identity(int n) {
    Matrix identity = undefined(n, n);
    Blocks.setIdentity(identity);
    return identity;
  }

  /** Square matrices of every order up to the largest, in the memory of one. */
  SquareViews squares(int largest) {
    double[] data = doubles(largest * largest);
    SquareViews kept = kept(SquareViews.class);
    return keep(kept != null && kept.fit(data, largest) ? kept : new SquareViews(data, largest));
  }

  /** A view, as {@link Matrix#block}. */
  Matrix block(Matrix a, int row, int column, int rows, int columns) {
    int at = rows == 0 || columns == 0 ? a.offset() : a.index(row, column);
    Matrix kept = kept(Matrix.class);
    return isView(kept, a.data(), at, rows, columns, a.leadingDimension())
        ? keep(kept)
        : keep(a.block(row, column, rows, columns));
  }

  /** A view, as {@link ComplexMatrix#block}. */
  ComplexMatrix block(ComplexMatrix a, int row, int column, int rows, int columns) {
    return join(
        block(a.real(), row, column, rows, columns),
        block(a.imaginary(), row, column, rows, columns));
  }

  /** A view, as {@link Matrix#columns}. */
  Matrix columns(Matrix a, int from, int to) {
    return block(a, 0, from, a.rows(), to - from);
  }

  private static boolean isView(
      Matrix a, double[] data, int offset, int rows, int columns, int leadingDimension) {
    return a != null
        && a.data() == data
        && a.offset() == offset
        && a.rows() == rows
        && a.columns() == columns
        && a.leadingDimension() == leadingDimension;
  }

  /** Numbers that are undefined. */
  double[] doubles(int length) {
    double[] kept = kept(double[].class);
    return kept != null && kept.length == length ? keep(kept) : keep(new double[length]);
  }

  /** Numbers that are undefined. */
  int[] ints(int length) {
    int[] kept = kept(int[].class);
    return kept != null && kept.length == length ? keep(kept) : keep(new int[length]);
  }

  /** An object of a type, in the state in which the last call left it. */
  <T> T object(Class<T> type, Supplier<T> maker) {
    T kept = kept(type);
    return keep(kept != null ? kept : maker.get());
  }

  /** What the last call had at this place, if it is of a type, or else null. */
  <T> T kept(Class<T> type) {
    Object item = next < items.length ? items[next] : null;
    return type.isInstance(item) ? type.cast(item) : null;
  }

  /** Takes what this call has at this place. */
  <T> T keep(T item) {
    if (next == items.length) {
      items = Arrays.copyOf(items, 2 * next);
    }
    if (items[next] != item) {
      items[next] = item;
    }
    next++;
    return item;
  }

  /**
   * A matrix for inner products, its entries undefined; valid until the next call. All reflectors
   * share the memory, which grows to what the largest of them needs.
   */
  Matrix products(int rows, int columns) {
    products = atLeast(rows * columns, products);
    return view(products, 0, rows, columns);
  }

  /** A matrix for scaled products, likewise. */
  Matrix scaled(int rows, int columns) {
    scaled = atLeast(rows * columns, scaled);
    return view(scaled, 0, rows, columns);
  }

  /** A complex matrix for inner products, likewise. */
  ComplexMatrix complexProducts(int rows, int columns) {
    products = atLeast(2 * rows * columns, products);
    return halves(products, rows, columns);
  }

  /** A complex matrix for scaled products, likewise. */
  ComplexMatrix complexScaled(int rows, int columns) {
    scaled = atLeast(2 * rows * columns, scaled);
    return halves(scaled, rows, columns);
  }

  private static double[] atLeast(int length, double[] kept) {
    return kept.length < length ? new double[length] : kept;
  }

  private ComplexMatrix halves(double[] data, int rows, int columns) {
    return join(view(data, 0, rows, columns), view(data, rows * columns, rows, columns));
  }

  private Matrix view(double[] data, int offset, int rows, int columns) {
    Matrix kept = kept(Matrix.class);
    int leadingDimension = Math.max(1, rows);
    return isView(kept, data, offset, rows, columns, leadingDimension)
        ? keep(kept)
        : keep(Matrix.view(data, offset, rows, columns, leadingDimension));
  }
}
