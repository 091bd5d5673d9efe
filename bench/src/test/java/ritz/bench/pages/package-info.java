/** Runs the Java that the project's pages show. */
package ritz.bench.pages;
