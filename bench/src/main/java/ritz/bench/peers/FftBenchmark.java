// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

import org.hipparchus.transform.DftNormalization;
import org.hipparchus.transform.FastFourierTransformer;
import org.hipparchus.transform.TransformType;
import org.ojalgo.OjAlgoUtils;
import org.ojalgo.data.transform.DiscreteFourierTransform;
import org.ojalgo.matrix.store.GenericStore;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.scalar.ComplexNumber;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The transform of powers of two, which more libraries have. */
public class FftBenchmark extends FourierBenchmark {
  /** The length. */
  @Param({
    "256", "512", "1024", "2048", "4096", "8192", "16384", "32768", "65536", "131072", "262144"
  })
  public int powerOfTwo;

  /** Forward, of numbers that are not real. */
  private static final DiscreteFourierTransform.Directive COMPLEX =
      new DiscreteFourierTransform.Directive(true, false, false);

  private double[][] hipparchus;
  private DiscreteFourierTransform ojalgo;
  private GenericStore<ComplexNumber> ojalgoNumbers;

  /** Makes the plans and the numbers. */
  @Setup
  public void fill() {
    OjAlgoUtils.limitThreadsTo(1);
    fill(powerOfTwo);
    hipparchus = new double[][] {re.clone(), im.clone()};
    ojalgo = DiscreteFourierTransform.newInstance(powerOfTwo);
    ojalgoNumbers = GenericStore.C128.make(powerOfTwo, 1);
    for (int j = 0; j < powerOfTwo; j++) {
      ojalgoNumbers.set(j, 0, ComplexNumber.of(re[j], im[j]));
    }
  }

  /**
   * Hipparchus, in place.
   *
   * @return real and imaginary parts
   */
  @Benchmark
  public double[][] hipparchus() {
    FastFourierTransformer.transformInPlace(
        hipparchus, DftNormalization.STANDARD, TransformType.FORWARD);
    FastFourierTransformer.transformInPlace(
        hipparchus, DftNormalization.STANDARD, TransformType.INVERSE);
    return hipparchus;
  }

  /**
   * ojAlgo, held to one thread, in place, on objects.
   *
   * @return the numbers
   */
  @Benchmark
  public MatrixStore<ComplexNumber> ojalgo() {
    ojalgo.transform(ojalgoNumbers, COMPLEX, ojalgoNumbers);
    ojalgo.inverse(ojalgoNumbers, ojalgoNumbers);
    return ojalgoNumbers;
  }
}
