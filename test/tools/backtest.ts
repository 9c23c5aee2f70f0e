/**
 * `npm run backtest -- DIR [--test N] [--json]`: forecasts every stream of an export from what was known then, beside the
 * text-book methods. DIR holds streams.csv and orders.csv, and rundown, pins, viewers, stock and offers where there are any:
 * docs/backtest.md. `npm run -s backtest` leaves out npm's own lines.
 */
import { backtestFrom } from './backtest-line.ts';

// npm starts us in the project; a folder is meant from where it was called.
const { code, out, err } = await backtestFrom(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
for (const line of err) console.error(line);
for (const line of out) console.log(line);
process.exitCode = code;
