// SPDX-License-Identifier: Apache-2.0
/**
 * Dynamic mode decomposition: eigenvalues, modes and residuals of the linear map that takes each
 * snapshot of a system to the next.
 *
 * <p>A snapshot is a column of n numbers. {@link ritz.koopman.dmd.Dmd} holds the options, {@link
 * ritz.koopman.dmd.DmdResult} the answer. The method is LAPACK's xGEDMD and xGEDMDQ (Drmač, Mezić,
 * Mohr, "Data driven modal decompositions: analysis and enhancements", SIAM J. Sci. Comput. 40,
 * 2018; LAPACK Working Notes 298 and 300) with refined Ritz vectors added.
 *
 * <h2>Design</h2>
 *
 * <p>A decomposition is a chain of steps, and a member of the family is a choice of one or more of
 * them. Real and complex data take the same way: {@code Dense} is a matrix of either kind.
 *
 * <table>
 * <caption>The steps</caption>
 * <tr><th>step</th><th>what varies</th><th>gives</th></tr>
 * <tr><td>snapshots</td><td>one trajectory, several, or pairs</td><td>{@code Snapshots}</td></tr>
 * <tr><td>compression</td><td>{@link ritz.koopman.dmd.Compression}</td>
 *     <td>{@code Coordinates} in a {@code Basis}, which lifts vectors when they are asked for</td></tr>
 * <tr><td>embedding</td><td>{@code DelayEmbedding}</td><td>{@code Snapshots} of a larger system</td></tr>
 * <tr><td>scaling</td><td>{@link ritz.koopman.dmd.Scaling}</td><td>{@code SnapshotPairs} X, Y</td></tr>
 * <tr><td>rank</td><td>{@code RankRule}</td><td>how many singular values count</td></tr>
 * <tr><td>regression</td><td>{@link ritz.koopman.dmd.Regression}: least squares, total least squares,
 *     forward-backward, maps with a structure</td><td>{@code RitzSpace}: basis U, image B, map S</td></tr>
 * <tr><td>eigenpairs</td><td>refined or not</td><td>{@code RitzPairs} with residuals, folded back
 *     from the embedding</td></tr>
 * <tr><td>amplitudes</td><td>{@link ritz.koopman.dmd.AmplitudeFit}: first snapshot, all, weighted,
 *     sparse</td><td>amplitudes for each trajectory</td></tr>
 * <tr><td>model</td><td>evenly spaced or irregular times</td><td>{@code ModalModel}, in the order of
 *     contributions</td></tr>
 * </table>
 *
 * <p>{@code Compression}, {@code Regression} and {@code AmplitudeFit} are abstract classes with one
 * package-private method and a static factory for each choice: a new variant is one small
 * package-private class and one factory. A method that is not of this chain, such as a fit of the
 * exponents to irregular times, makes the last three by itself: {@code RitzPairs} in coordinates of
 * some {@code Basis}, a {@code ModalModel} with times and amplitudes of each trajectory, {@code
 * Diagnostics}; then {@code DmdResult} does the rest.
 */
package ritz.koopman.dmd;
