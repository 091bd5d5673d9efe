/** Benchmarks of Ritz beside its peers, each pair in one JMH run. */
package ritz.bench.peers;
