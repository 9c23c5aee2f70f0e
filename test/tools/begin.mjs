// The first step of every command: runs on any Node from 20 on, with nothing installed.
// It installs what the lockfile says, finds the Node 24 that comes with it, and hands over.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [tool, ...args] = process.argv.slice(2);

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules/.stockcue-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  // What a command answers may be read by another program: nothing else goes to stdout.
  console.error('Installing what the lockfile lists (once)…');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['inherit', 2, 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    console.error(
      'npm ci failed: see its words above. Check the network to the package registry, then run the same command again.',
    );
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}

/** Node 24 from node_modules where the platform has a package of it; else this one, if it can run TypeScript. */
function findNode() {
  const bundled = join(root, 'node_modules/.bin/node');
  if (existsSync(bundled)) return bundled;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  console.error(
    `Node ${process.versions.node} is too old for this platform: install Node 24 from https://nodejs.org and run the same command again.`,
  );
  return process.exit(1);
}

install();
const node = findNode();
const path = `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`;
const ran = spawnSync(node, [join(root, tool), ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } });
process.exit(ran.status ?? 1);
