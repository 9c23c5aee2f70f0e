import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

export type Build = 'release' | 'test' | 'firefox';

const FLAVOURS: Readonly<
  Record<Build, { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>>; readonly folder: string }>
> = {
  release: { args: [], env: { STOCKCUE_OUT: '.output' }, folder: '.output/chrome-mv3' },
  /** Asks for the loopback hosts up front (no headless browser answers a prompt) and lets the tests set the worker's clock. */
  test: {
    args: [],
    env: { STOCKCUE_OUT: '.test/build', STOCKCUE_TEST_HOSTS: 'http://127.0.0.1/*,http://localhost/*', VITE_STOCKCUE_TEST: '1' },
    folder: '.test/build/chrome-mv3',
  },
  firefox: {
    args: ['-b', 'firefox', '--mv3'],
    env: { STOCKCUE_OUT: '.test/firefox', STOCKCUE_TEST_HOSTS: 'http://127.0.0.1/*,http://localhost/*', VITE_STOCKCUE_TEST: '1' },
    folder: '.test/firefox/firefox-mv3',
  },
};

/** Builds one flavour of the extension; answers with the folder that a browser loads. */
export function build(flavour: Build): string {
  const { args, env, folder } = FLAVOURS[flavour];
  mkdirSync(join(ROOT, '.test'), { recursive: true });
  const done = spawnSync(process.execPath, [join(ROOT, 'node_modules/wxt/bin/wxt.mjs'), 'build', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`The extension does not build:\n${done.stdout}${done.stderr}`);
  return join(ROOT, folder);
}
