// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

/**
 * What a command found.
 *
 * @param json for machines
 * @param text for people
 */
record Answer(Json json, String text) {}
