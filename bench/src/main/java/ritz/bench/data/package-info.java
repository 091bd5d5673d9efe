/** Data sets and matrices, by name or from files. */
package ritz.bench.data;
