/** `npm run soak:commands`: at least 100,000 histories of commands; `--runs N`, `--seed N`. */
import fc from 'fast-check';
import { histories, play } from './history.ts';

const word = (name: string, usual: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : Number(process.argv[at + 1]);
};
const runs = word('runs', 100_000);
const seed = word('seed', Date.now() % 2 ** 31);
let played = 0;
const found = await fc.check(
  fc.asyncProperty(histories, async (history) => {
    await play(history);
    played += 1;
    if (played % 10_000 === 0) console.log(`${played} histories`);
  }),
  { numRuns: runs, seed },
);
console.log(
  found.failed
    ? `${String(found.errorInstance)}\n${fc.defaultReportMessage(found)}`
    : `${found.numRuns} histories, no law broken (seed ${seed})`,
);
process.exit(found.failed ? 1 : 0);
