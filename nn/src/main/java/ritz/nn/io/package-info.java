// SPDX-License-Identifier: Apache-2.0
/**
 * Model and array files: safetensors and NPY.
 *
 * <p>A reader trusts nothing that a file says about itself: sizes are checked against the file's
 * own before memory is taken, and whatever is wrong becomes an {@link java.io.IOException} that
 * names the file and the fault. A writer writes aside and moves the finished file into place.
 */
package ritz.nn.io;
