/**
 * The kernels on the Vector API; the one package that touches the incubator module, and loaded only
 * where it is present.
 */
package ritz.kernels.simd;
