import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { equal } from './equal.ts';

const plain = fc.jsonValue({ maxDepth: 3 });

it('says the same as Node does of plain data, whatever the order of the fields', () => {
  fc.assert(
    fc.property(plain, plain, (a, b) => {
      expect(equal(a, structuredClone(a))).toBe(true);
      expect(equal(a, b)).toBe(isDeepStrictEqual(a, b));
    }),
    { numRuns: 1_000 },
  );
});

it('sees one changed leaf of a copy', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ sku: fc.string(), left: fc.integer() }), { minLength: 1 }), fc.nat(), (rows, pick) => {
      const copy = structuredClone(rows);
      const row = copy[pick % copy.length];
      if (row !== undefined) row.left += 1;
      expect(equal(rows, copy)).toBe(false);
    }),
  );
});

it('takes a field that is not there for one that is undefined', () => {
  expect(equal({ sku: 'TEE' }, { sku: 'TEE', title: undefined })).toBe(true);
  expect(equal({ sku: 'TEE', title: undefined }, { sku: 'TEE' })).toBe(true);
  expect(equal({ sku: 'TEE' }, { sku: 'TEE', title: null })).toBe(false);
  expect(equal([], {})).toBe(false);
});
