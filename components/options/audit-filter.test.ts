import { expect, it } from 'vitest';
import { auditRow } from '../../test/builders/options.ts';
import { ALL, type AuditFilter, dayOf, filtered, GUARDS, NOBODY } from './audit-filter.ts';

const at = Date.UTC(2026, 10, 23, 23, 30);
const rows = [
  auditRow({ command: 'a', at, actor: 'Lin', kind: 'release', listing: 'Tee-3', variant: null, skus: ['TEE-M'] }),
  auditRow({
    command: 'b',
    at: at + 3_600_000,
    actor: '',
    kind: 'pause',
    step: 'failed',
    listing: 'CUP',
    variant: 'Blue',
    skus: ['CUP'],
  }),
  auditRow({ command: 'c', at: at + 7_200_000, actor: 'Lin', kind: 'pause', listing: 'CUP', skus: ['CUP'], reverted: true }),
];

it.each<[Partial<AuditFilter>, string]>([
  [{}, 'abc'],
  [{ who: 'Lin' }, 'ac'],
  [{ who: NOBODY }, 'b'],
  [{ kind: 'pause' }, 'bc'],
  [{ step: 'failed' }, 'b'],
  [{ step: 'confirmed' }, 'a'],
  [{ step: 'reverted' }, 'c'],
  [{ what: 'tee-m' }, 'a'],
  [{ what: ' TEE ' }, 'a'],
  [{ what: 'blue' }, 'b'],
  [{ day: '2026-11-23' }, 'a'],
  [{ day: '2026-11-24' }, 'bc'],
  [{ who: 'Lin', kind: 'pause', what: 'cup', day: '2026-11-24' }, 'c'],
  [{ who: 'Lin', step: 'failed' }, ''],
])('leaves what fits %o', (filter, fits) => {
  const left = filtered(rows, { ...ALL, ...filter }, 'UTC');
  expect(left.map(({ command }) => command).join('')).toBe(fits);
});

it('tells what a guard did by itself from what its owner did', () => {
  const all = [
    auditRow({ command: 'a', kind: 'guard', step: 'counting', surface: 'worker', actor: 'Lin' }),
    auditRow({ command: 'b', kind: 'guard', step: 'stopped', surface: 'popup', actor: 'Chen' }),
    auditRow({ command: 'c', kind: 'pause', surface: 'worker', actor: 'Lin', because: 'guard:pauseAt:CUP' }),
    auditRow({ command: 'd', kind: 'guard', step: 'turnedOn', surface: 'options', actor: 'Lin' }),
    auditRow({ command: 'e', kind: 'release', surface: 'worker', actor: 'Lin' }),
  ];
  const by = (who: string) =>
    filtered(all, { ...ALL, who }, 'UTC')
      .map(({ command }) => command)
      .join('');
  expect([by(GUARDS), by('Lin'), by('Chen')]).toEqual(['ac', 'de', 'b']);
  expect(filtered(all, { ...ALL, kind: 'guard' }, 'UTC')).toHaveLength(3);
});

it('tells the day in the team’s zone', () => {
  expect(rows.map((row) => dayOf(row, 'Asia/Shanghai'))).toEqual(['2026-11-24', '2026-11-24', '2026-11-24']);
});
