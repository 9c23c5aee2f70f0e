import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * The law itself is written in biome.json and checked by `npm run lint`. Here each of its rules is shown to bite:
 * a file that breaks it is planted, and the linter must say so.
 */
const root = resolve(import.meta.dirname, '../..');
let copy: string;

/** The same rules over an empty tree of the same shape: nothing is planted where somebody works. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'stockcue-law-'));
  copyFileSync(resolve(root, 'biome.json'), join(copy, 'biome.json'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function lint(path: string, source: string): string {
  const file = join(copy, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source);
  const { stdout, stderr } = spawnSync(
    resolve(root, 'node_modules/.bin/biome'),
    ['lint', '--colors=off', '--vcs-enabled=false', path],
    {
      cwd: copy,
      encoding: 'utf8',
    },
  );
  return stdout + stderr;
}

const breaches: readonly [string, string, string][] = [
  ['core/domain', '../ports.ts', 'core/domain imports nothing but its own files'],
  ['core/domain', 'valibot', 'core/domain imports nothing but its own files'],
  ['core/decide/ledger', '../view/panel.ts', 'never import each other'],
  ['core/decide/triggers', '../forecast/forecast.ts', 'never import each other'],
  ['core/decide/ledger', '../../app/cycle.ts', 'core/decide imports domain'],
  ['core/decide/view', 'webextension-polyfill', 'core/decide imports domain'],
  ['core/app', '../edge/storage/log.ts', 'core/app imports domain'],
  ['core/edge/source', '../../decide/ledger/ledger.ts', 'core/edge imports domain'],
  ['core/edge/console', '../../app/cycle.ts', 'core/edge imports domain'],
  ['components/panel', '../../core/edge/storage/log.ts', 'components import domain'],
  ['components/panel', '../../core/decide/ledger/ledger.ts', 'components import domain'],
  ['entrypoints/panel', '../../core/edge/storage/db.ts', 'none opens the database'],
  ['entrypoints/popup', '../../core/app/cycle.ts', 'none opens the database'],
];

describe('the import law', () => {
  it.each(breaches)('refuses in %s an import of %s', (folder, from, says) => {
    const said = lint(`${folder}/planted.ts`, `import { it } from '${from}';\nexport const kept = it;\n`);
    expect(said).toContain('noRestrictedImports');
    expect(said).toContain(says);
  });

  it.each(['../core/edge/storage/log.ts', '../core/edge/source/http.ts', 'ky'])(
    'refuses in the worker of the backtest an import of %s',
    (from) => {
      const said = lint('entrypoints/backtest.ts', `import { it } from '${from}';\nexport const kept = it;\n`);
      expect(said).toContain('no secret, no log and no network');
    },
  );

  it('lets the worker of the backtest import core', () => {
    const said = lint('entrypoints/backtest.ts', "import { it } from '../core/app/planted.ts';\nexport const kept = it;\n");
    expect(said).not.toContain('noRestrictedImports');
  });

  it('allows what the design allows', () => {
    const said = lint('core/app/planted.ts', "import { good } from '../domain/problem.ts';\nexport const kept = good;\n");
    expect(said).not.toContain('noRestrictedImports');
  });

  it('refuses import cycles', () => {
    lint('core/domain/planted-a.ts', "import { b } from './planted-b.ts';\nexport const a = (): number => b();\n");
    const said = lint('core/domain/planted-b.ts', "import { a } from './planted-a.ts';\nexport const b = (): number => a();\n");
    expect(said).toContain('noImportCycles');
  });
});
