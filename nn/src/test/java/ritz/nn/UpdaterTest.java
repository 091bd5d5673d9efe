// SPDX-License-Identifier: Apache-2.0
package ritz.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Update rules against the pseudo-code in the documentation of PyTorch's {@code optim}, in double
 * precision.
 */
class UpdaterTest {
  private static final int N = 37;
  private static final int STEPS = 100;

  static List<Optimizer> optimizers() {
    return List.of(
        Optimizer.sgd(0.05),
        Optimizer.sgd(0.05).withWeightDecay(0.1),
        Optimizer.sgd(0.02).withMomentum(0.9),
        Optimizer.sgd(0.02).withMomentum(0.8).withWeightDecay(0.1),
        Optimizer.sgd(0.02).withNesterov(0.9),
        Optimizer.sgd(0.02).withNesterov(0.7).withWeightDecay(0.1),
        Optimizer.adagrad(0.05),
        Optimizer.adagrad(0.05).withRateDecay(0.1).withWeightDecay(0.1),
        Optimizer.adagrad(0.05).withInitialSum(0.3).withEpsilon(1e-3),
        Optimizer.adadelta(1),
        Optimizer.adadelta(0.5).withRho(0.8).withEpsilon(1e-3).withWeightDecay(0.1),
        Optimizer.rmsProp(0.003).withEpsilon(1e-3),
        Optimizer.rmsProp(0.003).withEpsilon(1e-3).withMomentum(0.5).withWeightDecay(0.1),
        Optimizer.rmsProp(0.003).withAlpha(0.9).withEpsilon(1e-2).withCentering(true),
        Optimizer.adam(0.01),
        Optimizer.adam(0.01).withWeightDecay(0.1),
        Optimizer.adam(0.01).withBetas(0.8, 0.95).withEpsilon(1e-3),
        Optimizer.adamW(0.01),
        Optimizer.adamW(0.01).withWeightDecay(0.3));
  }

  /** The gradient of sum_i c_i w_i^2 / 2 with c from 0.1 to 4, and a constant pull. */
  private static double slope(int i, double w) {
    return (0.1 + 3.9 * i / N) * w + 0.01 * (i % 3 - 1);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void followsTheDocumentedRule(Optimizer optimizer) {
    Updater updater = Updater.of(optimizer, N);
    float[] w = new float[N];
    double[] expected = new double[N];
    for (int i = 0; i < N; i++) {
      w[i] = (i - 18) / 20f;
      expected[i] = w[i];
    }
    double[] first = new double[N];
    double[] second = new double[N];
    float[] gradient = new float[N];
    for (int t = 1; t <= STEPS; t++) {
      for (int i = 0; i < N; i++) {
        gradient[i] = (float) slope(i, w[i]);
        expected[i] = next(optimizer, t, i, expected[i], slope(i, expected[i]), first, second);
      }
      updater.update(w, gradient, optimizer.learningRate());
    }
    for (int i = 0; i < N; i++) {
      // Every step rounds a few times at the size of w, at most 1, and none of these problems
      // amplifies errors: STEPS * 4 * eps / 2.
      assertThat((double) w[i]).as("w %d", i).isCloseTo(expected[i], within(STEPS * 2 * 0x1p-23));
    }
  }

  private static double next(
      Optimizer optimizer, int t, int i, double w, double g, double[] first, double[] second) {
    if (optimizer instanceof Sgd sgd) {
      g += sgd.weightDecay() * w;
      if (sgd.momentum() != 0) {
        first[i] = t > 1 ? sgd.momentum() * first[i] + g : g;
        g = sgd.nesterov() ? g + sgd.momentum() * first[i] : first[i];
      }
      return w - sgd.learningRate() * g;
    }
    if (optimizer instanceof Adagrad adagrad) {
      g += adagrad.weightDecay() * w;
      first[i] = (t > 1 ? first[i] : adagrad.initialSum()) + g * g;
      double rate = adagrad.learningRate() / (1 + (t - 1) * adagrad.rateDecay());
      return w - rate * g / (Math.sqrt(first[i]) + adagrad.epsilon());
    }
    if (optimizer instanceof Adadelta adadelta) {
      g += adadelta.weightDecay() * w;
      double epsilon = adadelta.epsilon();
      first[i] = adadelta.rho() * first[i] + (1 - adadelta.rho()) * g * g;
      double change = Math.sqrt(second[i] + epsilon) / Math.sqrt(first[i] + epsilon) * g;
      second[i] = adadelta.rho() * second[i] + (1 - adadelta.rho()) * change * change;
      return w - adadelta.learningRate() * change;
    }
    if (optimizer instanceof RmsProp rms) {
      g += rms.weightDecay() * w;
      first[i] = rms.alpha() * first[i] + (1 - rms.alpha()) * g * g;
      double square = first[i];
      if (rms.centered()) {
        second[i] = rms.alpha() * second[i] + (1 - rms.alpha()) * g;
        square -= second[i] * second[i];
      }
      double quotient = g / (Math.sqrt(square) + rms.epsilon());
      if (rms.momentum() != 0) {
        quotient = second[i] = rms.momentum() * second[i] + quotient;
      }
      return w - rms.learningRate() * quotient;
    }
    Adam adam = (Adam) optimizer;
    if (adam.decoupled()) {
      w -= adam.learningRate() * adam.weightDecay() * w;
    } else {
      g += adam.weightDecay() * w;
    }
    first[i] = adam.beta1() * first[i] + (1 - adam.beta1()) * g;
    second[i] = adam.beta2() * second[i] + (1 - adam.beta2()) * g * g;
    double mean = first[i] / (1 - Math.pow(adam.beta1(), t));
    double square = second[i] / (1 - Math.pow(adam.beta2(), t));
    return w - adam.learningRate() * mean / (Math.sqrt(square) + adam.epsilon());
  }

  @Test
  void defaultsArePyTorchs() {
    assertThat(Optimizer.sgd(0.1)).isEqualTo(new Sgd(0.1, 0, false, 0));
    assertThat(Optimizer.sgd(0.1).withNesterov(0.9).withMomentum(0))
        .isEqualTo(new Sgd(0.1, 0, false, 0));
    assertThat(Optimizer.sgd(0.1).withNesterov(0.9).withMomentum(0.5))
        .isEqualTo(new Sgd(0.1, 0.5, true, 0));
    assertThat(Optimizer.adagrad(0.01)).isEqualTo(new Adagrad(0.01, 0, 0, 0, 1e-10));
    assertThat(Optimizer.adadelta(1)).isEqualTo(new Adadelta(1, 0.9, 1e-6, 0));
    assertThat(Optimizer.rmsProp(0.01)).isEqualTo(new RmsProp(0.01, 0.99, 1e-8, 0, 0, false));
    assertThat(Optimizer.lbfgs(1)).isEqualTo(new Lbfgs(1, 20, 25, 1e-7, 1e-9, 100, false));
    assertThat(Optimizer.adam(1e-3)).isEqualTo(new Adam(1e-3, 0.9, 0.999, 1e-8, 0, false));
    assertThat(Optimizer.adamW(1e-3)).isEqualTo(new Adam(1e-3, 0.9, 0.999, 1e-8, 0.01, true));
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Optimizer.sgd(0))
        .withMessageContaining("learningRate: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Optimizer.adam(Double.NaN))
        .withMessageContaining("learningRate: NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Optimizer.sgd(1).withMomentum(1))
        .withMessageContaining("momentum: 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Optimizer.sgd(1).withNesterov(0))
        .withMessageContaining("nesterov");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Optimizer.sgd(1).withWeightDecay(Double.POSITIVE_INFINITY))
        .withMessageContaining("weightDecay: Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Optimizer.adam(1).withBetas(-0.1, 0.9))
        .withMessageContaining("beta1: -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Optimizer.adam(1).withEpsilon(0))
        .withMessageContaining("epsilon: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Optimizer.adam(1).withBetas(0.9, 1))
        .withMessageContaining("beta2: 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Optimizer.adam(1).withWeightDecay(-1))
        .withMessageContaining("weightDecay: -1.0");
  }
}
