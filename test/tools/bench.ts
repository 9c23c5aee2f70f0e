/** `npm run bench`: costs as ratios, each measured in one run; and the size of what every console page has to load. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, ROOT } from './build.ts';

const cycle = spawnSync(process.execPath, [join(ROOT, 'test/bench/cycle.ts')], { cwd: ROOT, stdio: 'inherit' });
const script = readFileSync(join(build('release'), 'content-scripts/console.js'));
console.log(`\ncontent script: ${script.length} bytes, ${gzipSync(script, { level: 9 }).length} bytes gzip (aim: 10,240)`);
process.exit(cycle.status ?? 1);
