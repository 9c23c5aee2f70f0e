/** `npm run soak:kills`: at least 1,000 commands in a real browser with at least 200 killed workers, and 14 kinds of fault. */
import { build } from '../tools/build.ts';
import { runKills } from './kills.ts';

const word = (name: string, usual: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : Number(process.argv[at + 1]);
};

build('test');
const plan = { commands: word('commands', 1_000), killsEach: word('kills', 34), seed: word('seed', 1) };
const done = await runKills(plan, console.log);
console.log(JSON.stringify(done, null, 2));
process.exit(done.wrong.length > 0 ? 1 : 0);
