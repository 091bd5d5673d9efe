/** Chooses between the SIMD and the scalar kernels, and drives them; not exported. */
package ritz.kernels.backend;
