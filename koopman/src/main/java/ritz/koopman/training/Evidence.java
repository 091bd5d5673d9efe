// SPDX-License-Identifier: Apache-2.0
package ritz.koopman.training;

import java.util.List;

/**
 * What a full window shows.
 *
 * @param modes its modes
 * @param movement its movement
 * @param remaining the larger of the two predictions of the movement still to come: by the modes
 *     and by the persistence of the increments
 * @param epochsLeft when that will be negligible
 * @param frozen the share of the weights, those that are zero apart, that did not change at all
 *     within the last half of the window
 * @param largestStep the largest step of any window so far
 * @param jumped whether the weights ever moved by more than twice their norm in one epoch
 */
record Evidence(
    List<Assessment.Mode> modes,
    Movement movement,
    double remaining,
    double epochsLeft,
    double frozen,
    double largestStep,
    boolean jumped) {}
