import { describe, expect, it } from 'vitest';
import { AIR, aPlanInput, aStreamDemand, cny, rules, SEA, supply, TRANSFER } from '../../../test/builders/restock.ts';
import type { PlanInput } from './input.ts';
import { planOf } from './plan.ts';

const free = { by: 'unit' as const, rate: cny(100), minimum: null };
const priced = supply({ unitCost: cny(1_000), dutyRate: 0.1 });
const cash = (more: Partial<PlanInput>) =>
  planOf(aPlanInput({ supply: priced, modes: [{ ...SEA, freight: free }], ...more })).cash;

describe('cash that an order ties up', () => {
  it('is all that it costs, from the order until half of it is sold', () => {
    // Ten a day: 400 last forty days. Ordered on day ten, put away on day forty, half of the 200 sold ten days on.
    expect(cash({ sellable: 400 })).toEqual({ amount: cny(200 * (1_000 + 100 + 100)), days: 40 });
  });

  it('is tied up for longer where what comes before it sells first', () => {
    const shipment = {
      name: 'S',
      sku: 'TEE-M',
      to: { source: 'wms', location: 'LAX' },
      putAwayAt: aStreamDemand(20, 1).at,
      chance: 1,
    };
    const waiting = cash({ sellable: 300, inflows: [{ ...shipment, units: 200 }] });
    expect(waiting.days).toBeCloseTo(cash({ sellable: 500 }).days ?? 0, 3);
  });

  it('weighs each consignment by its units', () => {
    // By air 150 from day five to day 22.5, by sea 300 from day nought to day 45.
    const both = cash({
      sellable: 150,
      modes: [
        { ...SEA, freight: free },
        { ...AIR, freight: { ...free, rate: cny(900) } },
      ],
    });
    expect(both.days).toBeCloseTo((150 * 17.5 + 300 * 45) / 450, 1);
  });

  it('ends with the stream that sells it', () => {
    const stream = aStreamDemand(40, 200);
    const given = { base: null, streams: [stream], starts: [stream.at], sellable: 0 };
    expect(cash(given).days).toBeCloseTo(30, 1);
  });

  it('goes on beyond the plan at its own pace, where a least quantity is more than it asks for', () => {
    // 1,000 from day 60 on at ten a day: half are sold fifty days on.
    const given = { sellable: 599, supply: { ...priced, moq: 1_000 } };
    expect(cash(given).days).toBe(30 + 50);
  });

  it('is not known where a price is not, nor for how long where nothing sells', () => {
    expect(cash({ sellable: 400, supply: supply() })).toEqual({ amount: null, days: 40 });
    expect(cash({ base: null, safetyStock: 10, sellable: 0 }).days).toBeNull();
    expect(cash({ sellable: 4_000 })).toEqual({ amount: cny(0), days: null });
  });

  it('of a transfer is its freight alone', () => {
    const modes = [{ ...TRANSFER, freight: free }];
    const reserves = [{ place: { source: 'wms', location: 'RNO' }, units: 500 }];
    expect(cash({ sellable: 100, modes, reserves, rules: rules({ reviewDays: 20 }) }).amount).toEqual(cny(130 * 100));
  });
});
