// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import ritz.nn.FreezingMask;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.TrainingState;
import ritz.nn.TrainingView;

/** A training whose weights and losses a test sets. */
final class FakeTraining implements TrainingView {
  private final Network network;
  private final int epochs;
  private final float[] parameters;
  private FreezingMask frozen;
  private int epoch;
  private double trainLoss = Double.NaN;
  private double validationLoss = Double.NaN;
  private String stoppedBy;

  FakeTraining(Network network, int epochs, float[] parameters) {
    this.network = network;
    this.epochs = epochs;
    this.parameters = parameters;
    this.frozen = FreezingMask.of(new boolean[parameters.length]);
  }

  /** Ends an epoch with these losses. */
  FakeTraining finishEpoch(double loss, double validation) {
    epoch++;
    trainLoss = loss;
    validationLoss = validation;
    return this;
  }

  String stoppedBy() {
    return stoppedBy;
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  public int epochs() {
    return epochs;
  }

  @Override
  public long step() {
    return epoch;
  }

  @Override
  public int stepsPerEpoch() {
    return 1;
  }

  @Override
  public long samplesPerEpoch() {
    return 100;
  }

  @Override
  public double learningRate() {
    return 0.1;
  }

  @Override
  public double batchLoss() {
    return trainLoss;
  }

  @Override
  public double trainLoss() {
    return trainLoss;
  }

  @Override
  public double validationLoss() {
    return validationLoss;
  }

  @Override
  public double validationAccuracy() {
    return Double.NaN;
  }

  @Override
  public float[] parameters() {
    return parameters;
  }

  @Override
  public float[] gradient() {
    return new float[parameters.length];
  }

  @Override
  public void stop(String reason) {
    stoppedBy = stoppedBy == null ? reason : stoppedBy;
  }

  @Override
  public Model model() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FreezingMask frozen() {
    return frozen;
  }

  @Override
  public void freeze(FreezingMask mask) {
    frozen = mask;
  }

  @Override
  public TrainingState state() {
    throw new UnsupportedOperationException();
  }
}
