import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aCapacityCase,
  aDayCase,
  aListingCase,
  anInterest,
  anOffersCase,
  aSkuCase,
  aSourceCase,
} from '../../../test/builders/cases.ts';
import { T0 } from '../../../test/builders/events.ts';
import type { Findings } from '../../domain/finding.ts';
import { DAY, SECOND } from '../../domain/instant.ts';
import { judged, settled } from './findings.ts';
import { capacityTriggers, dayTriggers, listingTriggers, offersTriggers, skuTriggers, sourceTriggers } from './registry.ts';
import type { Trigger } from './trigger.ts';

const ALL = [
  skuTriggers,
  dayTriggers,
  offersTriggers,
  listingTriggers,
  capacityTriggers,
  sourceTriggers,
].flat() as Trigger<never>[];
const nameOf = ({ id, variant }: Pick<Trigger, 'id' | 'variant'>) => (variant === undefined ? id : `${id} ${variant}`);

/** For each trigger its case, with the figure that it compares trembling about the line: `noise` is between −1 and 1. */
const TREMBLING: Readonly<Record<string, (noise: number) => unknown>> = {
  stockOut: (noise) => aSkuCase({ available: 40, out: { chance: 0.5 + 0.2 * noise, minutesLeft: 15 + 4 * noise } }),
  safety: (noise) => aSkuCase({ available: Math.round(21 + noise), safety: 20 }),
  // A few are given back, and bought again.
  pulse: (noise) => aSkuCase({ net: Math.round(31 + noise), dailySales: 10, available: 5_000 }),
  schedule: (noise) => {
    const planned = [{ stream: 's', title: 's', startsAt: T0 + 3 * DAY, units: 100, keeps: 0, guess: false }];
    return aDayCase({ available: Math.round(150 + 6 * noise), planned });
  },
  cover: (noise) => aDayCase({ available: Math.round(140 + 6 * noise) }),
  breakout: (noise) =>
    aDayCase({ interest: anInterest(Math.round(7_500 + 300 * noise), Math.round(300 + 60 * noise)), available: 9_000 }),
  overstock: (noise) => aDayCase({ available: Math.round(900 + 40 * noise) }),
  oversell: (noise) => anOffersCase({ offered: [{ name: 'shop', units: Math.round(100 + noise) }] }),
  stalled: (noise) => aListingCase({ expected: 4.8 + 0.5 * noise, size: 50 }),
  capacity: (noise) => aCapacityCase({ expected: Math.round(240 + 15 * noise) }),
  // It answers after 14 to 16 seconds where 15 are the line.
  stale: (noise) => aSourceCase(15 + noise),
  'stale blind': (noise) => aSourceCase(5, { overdue: { units: Math.round(5 + 2 * noise), margin: 0 } }),
};

const READING = 5 * SECOND;
/** How often it came and went over readings each 5 s, and how long those lasted. */
function changesOf(trigger: Trigger<never>, cases: readonly unknown[]): number {
  let findings: Findings = {};
  let changes = 0;
  for (const [index, one] of cases.entries()) {
    const now = T0 + index * READING;
    const before = Object.keys(findings).length;
    findings = settled(judged(findings, trigger, { sku: 'TEE' }, one as never, now), now, false);
    if (Object.keys(findings).length !== before) changes += 1;
  }
  return changes;
}

it('every trigger of the registry is tried, and no other', () => {
  expect(Object.keys(TREMBLING).toSorted()).toEqual(ALL.map(nameOf).toSorted());
});

describe.each(ALL.map((trigger) => [nameOf(trigger), trigger] as const))('%s', (name, trigger) => {
  const at = TREMBLING[name] ?? (() => null);
  it('is raised by what trembles about its line, so that this says something', () => {
    expect(changesOf(trigger, [at(-1), at(1)]) + changesOf(trigger, [at(1)])).toBeGreaterThan(0);
  });

  it('does not come and go while its figure trembles', () => {
    const steady = trigger.settles === undefined;
    const noise = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(noise, (all) => {
        const changes = changesOf(trigger, all.map(at));
        // With a margin: once. What has none must have been quiet for half a minute before it goes.
        expect(changes).toBeLessThanOrEqual(steady ? 1 : 1 + (2 * all.length * READING) / (30 * SECOND));
      }),
    );
  });

  it('does not come and go with each reading', () => {
    const all = Array.from({ length: 40 }, (_, index) => at(index % 2 === 0 ? 1 : -1));
    expect(changesOf(trigger, all)).toBe(1);
  });

  it('goes when its figure is far from the line again', () => {
    const far = Array.from({ length: 20 }, () => FAR[name]?.());
    expect(changesOf(trigger, [at(1), at(-1), ...far])).toBe(2);
  });
});

/** The same cases, where nobody would say a word. */
const FAR: Readonly<Record<string, () => unknown>> = {
  stockOut: () => aSkuCase(),
  safety: () => aSkuCase({ safety: 20 }),
  pulse: () => aSkuCase({ net: 5, dailySales: 10 }),
  schedule: () => aDayCase(),
  cover: () => aDayCase(),
  breakout: () => aDayCase({ interest: anInterest(5_000) }),
  overstock: () => aDayCase(),
  oversell: () => anOffersCase({ offered: [{ name: 'shop', units: 100 }] }),
  stalled: () => aListingCase({ expected: 0 }),
  capacity: () => aCapacityCase(),
  stale: () => aSourceCase(5),
  'stale blind': () => aSourceCase(5),
};

it('a pulse that interrupts does not go from hand to hand', () => {
  let findings: Findings = {};
  const trigger = ALL.find(({ id }) => id === 'pulse') as Trigger<never>;
  const to = Array.from({ length: 20 }, (_, index) => {
    const given = aSkuCase({ net: 40, dailySales: 10, available: 140 + (index % 2 === 0 ? -1 : 1) });
    findings = judged(findings, trigger, { sku: 'TEE' }, given as never, T0 + index * READING);
    return Object.values(findings)[0]?.goesTo;
  });
  expect(new Set(to)).toEqual(new Set(['controller']));
});
