/** `npm test`: every part in turn, then one line that says how many passed. A part that cannot count counts as one. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './build.ts';

type Count = { readonly passed: number; readonly failed: number };
type Part = { readonly name: string; readonly run: () => Count };

const bin = (name: string, ...path: string[]): string[] => [
  process.execPath,
  join(ROOT, 'node_modules', ...(path.length > 0 ? path : ['.bin', name])),
];

function succeeds(command: readonly string[]): Count {
  const [program = '', ...args] = command;
  const done = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit' });
  return done.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Vitest's own count; a run that breaks before it can count is one failure at least. */
function vitest(config: string, ...args: string[]): Count {
  const report = join(ROOT, '.test', `${config}.json`);
  rmSync(report, { force: true });
  const command = [
    join(ROOT, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
    ...args,
  ];
  const done = spawnSync(process.execPath, command, { cwd: ROOT, stdio: 'inherit' });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const said = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
  };
  const failed = said.numFailedTests + said.numPendingTests;
  return { passed: said.numPassedTests, failed: done.status === 0 ? failed : Math.max(1, failed) };
}

const PARTS: readonly Part[] = [
  { name: 'types', run: () => succeeds(bin('tsc', 'typescript', 'bin', 'tsc').concat('--noEmit')) },
  { name: 'lint', run: () => succeeds([join(ROOT, 'node_modules/.bin/biome'), 'ci', '--colors=off', '.']) },
  { name: 'unused', run: () => succeeds(bin('knip', 'knip', 'bin', 'knip.js')) },
  { name: 'unit', run: () => vitest('vitest.config.ts') },
  { name: 'real', run: () => vitest('vitest.real.config.ts') },
  { name: 'e2e', run: () => vitest('vitest.e2e.config.ts') },
];

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const parts = wanted.length > 0 ? PARTS.filter((part) => wanted.includes(part.name)) : PARTS;
if (parts.length === 0) {
  console.error(`No such part: ${wanted.join(', ')}. There are: ${PARTS.map((part) => part.name).join(', ')}.`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
for (const part of parts) {
  console.log(`\n— ${part.name}`);
  const began = performance.now();
  const count = part.run();
  passed += count.passed;
  failed += count.failed;
  console.log(
    `  ${part.name}: ${count.passed} passed, ${count.failed} failed (${Math.round((performance.now() - began) / 1000)} s)`,
  );
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
