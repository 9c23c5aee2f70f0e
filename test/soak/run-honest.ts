/** `npm run soak:honest`: 300 clicks that are meant, of which at most 3 may be refused. */
import { build } from '../tools/build.ts';
import { runHonest } from './honest.ts';

const word = (name: string, usual: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : Number(process.argv[at + 1]);
};

build('test');
const { clicks, refused, again } = await runHonest(word('clicks', 300), word('seed', 1), console.log);
console.log(JSON.stringify({ clicks, refused, again }, null, 2));
process.exit(refused.length > clicks / 100 ? 1 : 0);
