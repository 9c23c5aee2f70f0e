/** `npm run bench`: costs as ratios, each measured in one run; what a user waits for in a real browser; what each page has to load. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, ROOT } from './build.ts';

const folder = build('release');
/** What runs in a console page, and when; the first is loaded on every page of a granted site. */
const SCRIPTS: Readonly<Record<string, string>> = {
  console: 'always (aim: 10,240)',
  'page-data': 'where a profile reads the page’s own data',
  act: 'when something is done on the page',
  teach: 'when a page is taught',
};
for (const [name, when] of Object.entries(SCRIPTS)) {
  const script = readFileSync(join(folder, `${name}.js`));
  console.log(`${`${name}.js`.padEnd(13)} ${script.length} bytes, ${gzipSync(script, { level: 9 }).length} gzip: ${when}`);
}
console.log('');
const parts = ['test/bench/cycle.ts', 'test/bench/forecast.ts', 'test/bench/browser.ts', 'test/bench/console.ts'].map(
  (part) => spawnSync(process.execPath, [join(ROOT, part)], { cwd: ROOT, stdio: 'inherit' }).status ?? 1,
);
process.exit(Math.max(...parts));
