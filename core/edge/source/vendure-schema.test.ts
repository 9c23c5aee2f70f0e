import fc from 'fast-check';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { isPlainLevel, isPlainRow, level, row } from './vendure-schema.ts';

const loose = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined));
const levels = fc.record(
  {
    stockOnHand: loose,
    stockAllocated: loose,
    stockLocation: fc.oneof(loose, fc.record({ id: loose, name: loose }, { requiredKeys: [] })),
  },
  { requiredKeys: [] },
);
const rows = fc.record(
  {
    id: loose,
    sku: fc.oneof(loose, fc.constant(' A ')),
    name: loose,
    enabled: loose,
    trackInventory: loose,
    stockLevels: fc.oneof(loose, fc.array(levels)),
    product: fc.oneof(loose, fc.record({ enabled: loose })),
  },
  { requiredKeys: [] },
);
const plainLevel = fc.record({
  stockOnHand: fc.integer(),
  stockAllocated: fc.integer(),
  stockLocation: fc.record({ id: fc.string(), name: fc.string() }),
});
const plainRow = fc.record({
  id: fc.string(),
  sku: fc.stringMatching(/^[A-Z0-9-]+$/),
  name: fc.string(),
  enabled: fc.boolean(),
  trackInventory: fc.constantFrom('TRUE', 'FALSE', 'INHERIT'),
  stockLevels: fc.array(plainLevel),
  product: fc.record({ enabled: fc.boolean() }),
});

it('what is recognised at a glance is what the schema makes of it', () => {
  fc.assert(
    fc.property(fc.oneof(levels, plainLevel), fc.oneof(rows, plainRow), (one, variant) => {
      if (isPlainLevel(one)) expect(v.parse(level, one)).toEqual(one);
      if (isPlainRow(variant)) expect(v.parse(row, variant)).toEqual(variant);
    }),
  );
});

it('recognises what Vendure answers', () => {
  fc.assert(
    fc.property(plainLevel, plainRow, (one, variant) => {
      expect([isPlainLevel(one), isPlainRow(variant)]).toEqual([true, true]);
    }),
  );
});
