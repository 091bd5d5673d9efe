/**
 * The commands of the command line, one class each, and what they share: inputs, answers as text or
 * JSON, faults and exit statuses.
 */
package ritz.bench.cli;
