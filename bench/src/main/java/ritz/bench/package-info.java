/** Where the workbench starts. */
package ritz.bench;
