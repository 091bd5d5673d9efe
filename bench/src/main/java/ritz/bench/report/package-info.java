/** Reports: one self-contained HTML page with plots, and the numbers behind them as tables. */
package ritz.bench.report;
