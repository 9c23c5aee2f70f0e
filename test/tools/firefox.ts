/** `npm run test:firefox`: the smoke test in a real Firefox. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './build.ts';

const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
const done = spawnSync(process.execPath, [vitest, 'run', '--config', 'vitest.firefox.config.ts'], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exit(done.status ?? 1);
