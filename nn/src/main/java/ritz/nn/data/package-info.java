// SPDX-License-Identifier: Apache-2.0
/** Data sets in memory, their scaling, and readers for CSV and IDX files. */
package ritz.nn.data;
