import { expect, it } from 'vitest';
import type { AuditRow } from '../../domain/audit.ts';
import { auditCsv } from './audit-csv.ts';

const row: AuditRow = {
  command: 'c1',
  at: Date.UTC(2026, 10, 23, 12),
  step: 'confirmed',
  kind: 'pause',
  listing: 'L, "one"',
  variant: null,
  skus: ['A', 'B'],
  actor: 'Lin',
  origin: 'here',
  surface: 'panel',
  because: null,
  before: [
    { sku: 'A', source: 'shop', location: 'LAX', level: null, change: null, onSale: true },
    { sku: 'B', source: 'shop', location: 'LAX', level: 12, change: -12, onSale: null },
  ],
  after: [{ sku: 'A', source: 'shop', location: null, level: null, change: null, onSale: false }],
  say: { key: 'command:confirmed' },
};
const limit: AuditRow = {
  ...row,
  command: 'c2',
  kind: 'limit',
  quantity: 2,
  per: 'buyer',
  because: 'stockOut|controller',
  before: [{ sku: 'A', source: 'shop', location: 'LAX', level: null, change: null, onSale: null, perBuyer: null }],
  after: [{ sku: 'A', source: 'shop', location: null, level: null, change: null, onSale: null, perBuyer: 2 }],
  reverted: true,
};

it('writes a line a command, with what was read before and after', () => {
  const lines = auditCsv([row], () => 'done');
  expect(lines).toContain('A @ shop/LAX: on sale; B @ shop/LAX: 12 (-12)');
  expect(lines).toContain('A @ shop: paused');
  expect(lines).toContain('2026-11-23T12:00:00.000Z');
});

it('writes the number, whom it is for, why, and that another system undid it', () => {
  const [head = '', line = ''] = auditCsv([limit], () => 'done').split(/\r?\n/);
  expect(head).toContain('kind,quantity,per');
  expect(line).toContain('limit,2,buyer');
  expect(line).toContain('stockOut|controller');
  expect(line).toContain('A @ shop/LAX: any number per buyer,A @ shop: 2 per buyer,yes,done');
});

it('writes what a guard did by itself, which of its switches it was, and what it led to', () => {
  const guard: AuditRow = { ...row, kind: 'guard', part: 'pauseAt', step: 'acted', before: [], after: [], of: 'c9', skus: ['A'] };
  const assist: AuditRow = {
    ...guard,
    kind: 'assist',
    part: 'pin',
    step: 'takenBack',
    about: 'US, main',
    of: null,
    listing: '',
    skus: [],
  };
  const [head = '', ...lines] = auditCsv([guard, assist], () => 'said')
    .trim()
    .split(/\r?\n/);
  expect(head).toContain('per,part,listing');
  expect(lines[0]).toContain(',acted,guard,,,pauseAt,');
  expect(lines[0]).toContain(',c9,,,,said');
  expect(lines[1]).toContain(',takenBack,assist,,,pin,,,,"US, main",Lin');
});

it('writes what it is given and no more', () => {
  expect(
    auditCsv([], () => '')
      .trim()
      .split(/\r?\n/),
  ).toHaveLength(1);
});
