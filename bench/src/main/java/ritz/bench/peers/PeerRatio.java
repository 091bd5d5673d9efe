// SPDX-License-Identifier: Apache-2.0
package ritz.bench.peers;

/**
 * Ritz beside one peer on one task.
 *
 * @param benchmark the task
 * @param size its size, as the benchmark's parameters
 * @param ritz the speed of Ritz
 * @param peer the speed of the peer
 * @param peerName the peer
 * @param unit the unit of both speeds
 * @param ratio the speed of Ritz over the peer's
 * @param allocation the bytes that Ritz allocates per call
 */
public record PeerRatio(
    String benchmark,
    String size,
    double ritz,
    double peer,
    String peerName,
    String unit,
    double ratio,
    double allocation) {}
