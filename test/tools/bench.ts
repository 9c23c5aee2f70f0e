/** `npm run bench`: costs as ratios, each measured in one run; what a user waits for in a real browser; what each page has to load. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, ROOT } from './build.ts';

const script = readFileSync(join(build('release'), 'console.js'));
console.log(`content script: ${script.length} bytes, ${gzipSync(script, { level: 9 }).length} bytes gzip (aim: 10,240)\n`);
const parts = ['test/bench/cycle.ts', 'test/bench/forecast.ts', 'test/bench/browser.ts'].map(
  (part) => spawnSync(process.execPath, [join(ROOT, part)], { cwd: ROOT, stdio: 'inherit' }).status ?? 1,
);
process.exit(Math.max(...parts));
