import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const HERE = import.meta.dirname;

/**
 * Installs what the sandbox needs on first use, before any test that starts one: two of them at a time would write over each
 * other. It is not part of the product's dependencies.
 */
export default function setup(): void {
  if (existsSync(join(HERE, 'node_modules/@vendure/core/package.json'))) return;
  console.log('Installing Vendure for the sandbox (once)…');
  const done = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: HERE,
    stdio: 'inherit',
  });
  if (done.status !== 0) throw new Error('Vendure could not be installed: see npm’s words above.');
}
