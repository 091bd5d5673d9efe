// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;

/**
 * LAPACK's dgedmd and dgedmdq. JavaCPP's OpenBLAS has them but exports no Java method, so they are
 * called by their Fortran symbols: columns scaled, Ritz vectors and residuals asked for. Holds its
 * arrays and workspaces, sized once.
 */
public final class Gedmd {
  /** How LAPACK finds the singular values, its WHTSVD. */
  public enum Svd {
    /** QR iteration, dgesvd. */
    QR_ITERATION,
    /** Divide and conquer, dgesdd. */
    DIVIDE_AND_CONQUER,
    /** QR preconditioned, dgesvdq. */
    PRECONDITIONED,
    /** Jacobi, dgejsv, the accurate one. */
    JACOBI
  }

  private static final NativeLibrary LIBRARY = load();

  private final int rows;
  private final int snapshots;
  private final boolean compressed;
  private final DoublePointer original;
  private final DoublePointer f;
  private final DoublePointer x;
  private final DoublePointer y;
  private final IntPointer k = new IntPointer(1);
  private final IntPointer info = new IntPointer(1);
  private final DoublePointer re;
  private final DoublePointer im;
  private final DoublePointer z;
  private final DoublePointer residuals;
  private final DoublePointer b;
  private final DoublePointer w;
  private final DoublePointer s;
  private final List<Object> parameters;
  private DoublePointer work = new DoublePointer(2);
  private IntPointer integers = new IntPointer(2);

  /**
   * Prepares for one trajectory.
   *
   * @param rows n
   * @param snapshots m + 1
   * @param columnMajor the snapshots
   * @param compressed true for dgedmdq, which works on the triangular factor
   * @param svd the singular value decomposition
   * @param rank the rank at most
   */
  public Gedmd(
      int rows, int snapshots, double[] columnMajor, boolean compressed, Svd svd, int rank) {
    this.rows = rows;
    this.snapshots = snapshots;
    this.compressed = compressed;
    int pairs = snapshots - 1;
    original = new DoublePointer(columnMajor);
    int height = compressed ? Math.min(rows, snapshots) : rows;
    long large = (long) height * snapshots;
    f = new DoublePointer((long) rows * snapshots);
    x = new DoublePointer(large);
    y = new DoublePointer(large);
    re = new DoublePointer(snapshots);
    im = new DoublePointer(snapshots);
    z = new DoublePointer((long) rows * snapshots);
    residuals = new DoublePointer(snapshots);
    b = new DoublePointer(large);
    w = new DoublePointer((long) snapshots * snapshots);
    s = new DoublePointer((long) snapshots * snapshots);
    parameters = new ArrayList<>(List.of("S", "V", "R"));
    if (compressed) {
      parameters.addAll(List.of("N", "N"));
    }
    parameters.addAll(List.of("N", new int[] {svd.ordinal() + 1}));
    parameters.addAll(List.of(new int[] {rows}, new int[] {compressed ? snapshots : pairs}));
    if (compressed) {
      parameters.addAll(List.of(pointer(f), new int[] {rows}));
    }
    int[] leading = {height};
    parameters.addAll(List.of(pointer(x), leading, pointer(y), leading));
    parameters.addAll(List.of(new int[] {rank}, new double[] {1e-15 * rows}, pointer(k)));
    parameters.addAll(List.of(pointer(re), pointer(im), pointer(z), new int[] {rows}));
    parameters.addAll(List.of(pointer(residuals), pointer(b), leading));
    int[] square = {pairs};
    parameters.addAll(List.of(pointer(w), square, pointer(s), square));
    call(-1, -1);
    // The second entry is the optimal length.
    work = new DoublePointer((long) work.get(1));
    integers = new IntPointer((long) integers.get(0));
  }

  private static NativeLibrary load() {
    Path bridge = Path.of(Loader.load(openblas.class));
    try (Stream<Path> files = Files.list(bridge.getParent())) {
      return NativeLibrary.getInstance(
          files
              .filter(file -> file.getFileName().toString().startsWith("libopenblas."))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no OpenBLAS beside " + bridge))
              .toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Pointer pointer(org.bytedeco.javacpp.Pointer pointer) {
    return new Pointer(pointer.address());
  }

  private void call(int workLength, int integerLength) {
    Function function = LIBRARY.getFunction(compressed ? "dgedmdq_" : "dgedmd_");
    List<Object> arguments = new ArrayList<>(parameters);
    arguments.addAll(List.of(pointer(work), new int[] {workLength}));
    arguments.addAll(List.of(pointer(integers), new int[] {integerLength}, pointer(info)));
    // Fortran's hidden lengths of the character arguments.
    for (int i = 0; i < (compressed ? 6 : 4); i++) {
      arguments.add(1L);
    }
    function.invoke(arguments.toArray());
    // 4 warns of a zero column of X with a nonzero one of Y.
    if (info.get() != 0 && info.get() != 4) {
      throw new IllegalStateException("LAPACK returned " + info.get());
    }
  }

  /**
   * Decomposes a fresh copy of the snapshots.
   *
   * @return the rank
   */
  public int run() {
    if (compressed) {
      org.bytedeco.javacpp.Pointer.memcpy(f, original, f.capacity() * Double.BYTES);
    } else {
      long bytes = (long) rows * (snapshots - 1) * Double.BYTES;
      org.bytedeco.javacpp.Pointer.memcpy(x, original, bytes);
      org.bytedeco.javacpp.Pointer.memcpy(y, original.getPointer(rows), bytes);
    }
    call((int) work.capacity(), (int) integers.capacity());
    return k.get();
  }

  /**
   * The real parts of the eigenvalues.
   *
   * @return one for each mode
   */
  public double[] re() {
    return OpenBlas.toArray(re, k.get());
  }

  /**
   * The imaginary parts of the eigenvalues.
   *
   * @return one for each mode; pairs adjacent, the positive one first
   */
  public double[] im() {
    return OpenBlas.toArray(im, k.get());
  }

  /**
   * The residuals.
   *
   * @return one for each mode
   */
  public double[] residuals() {
    return OpenBlas.toArray(residuals, k.get());
  }

  /**
   * The modes in real form: a pair has its real and its imaginary part in two columns.
   *
   * @return n x k, column-major
   */
  public double[] modes() {
    return OpenBlas.toArray(z, rows * k.get());
  }
}
