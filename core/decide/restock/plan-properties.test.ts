import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPlanInput, cny } from '../../../test/builders/restock.ts';
import { nullable, planInputs } from '../../../test/builders/restock-plans.ts';
import { DAY } from '../../domain/instant.ts';
import { sumMoney } from '../../domain/money.ts';
import type { RestockPlan } from '../../domain/restock.ts';
import type { PlanInput } from './input.ts';
import { planOf } from './plan.ts';
import { plansWithin, totalsOf } from './totals.ts';

const RUNS = { numRuns: 400 };
const sumOf = (plan: RestockPlan) => plan.lots.reduce((sum, lot) => sum + lot.units, 0);

describe('every plan', () => {
  it('has parts that add up to the need, and lots that add up to the quantity', () => {
    fc.assert(
      fc.property(planInputs, (given) => {
        const plan = planOf(given);
        const { base, scheduled, cadence, safety, sellable, unseen, inbound } = plan.parts;
        expect(base + scheduled + cadence + safety + (sellable ?? Number.NaN) + unseen + inbound).toBe(plan.need);
        for (const part of [base, scheduled, cadence, safety]) expect(part).toBeGreaterThanOrEqual(0);
        for (const part of Object.values(plan.parts)) expect(Number.isInteger(part)).toBe(true);
        if (given.modes.length > 0) expect(sumOf(plan)).toBe(plan.quantity);
        for (const lot of plan.lots) expect(lot.units).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });

  it('orders what its supplier sells: multiples and cartons, the least quantity at least', () => {
    fc.assert(
      fc.property(planInputs, (given) => {
        const bought = planOf(given).lots.filter(({ kind }) => kind !== 'transfer');
        for (const lot of bought) {
          expect(lot.units % (given.supply.multiple ?? 1)).toBe(0);
          expect(lot.units % (given.supply.unitsPerCarton ?? 1)).toBe(0);
        }
        const sum = bought.reduce((total, lot) => total + lot.units, 0);
        if (sum > 0) expect(sum).toBeGreaterThanOrEqual(given.supply.moq ?? 0);
      }),
      RUNS,
    );
  });

  it('is ordered by its cut-off, arrives after it, and is put away after that', () => {
    fc.assert(
      fc.property(planInputs, (given) => {
        const plan = planOf(given);
        for (const lot of plan.lots) {
          expect(lot.orderBy).toBeGreaterThanOrEqual(given.now);
          expect(lot.orderBy).toBeLessThanOrEqual(lot.cutOff ?? lot.arrivesAt);
          expect(lot.cutOff ?? lot.orderBy).toBeLessThanOrEqual(lot.arrivesAt);
          expect(lot.arrivesAt).toBeLessThanOrEqual(lot.putAwayAt);
          expect(lot.inTime).toBe(lot.neededAt === null || lot.putAwayAt <= lot.neededAt);
        }
        expect(plan.orderBy).toBe(plan.lots.length === 0 ? null : Math.min(...plan.lots.map(({ orderBy }) => orderBy)));
      }),
      RUNS,
    );
  });

  it('orders nothing that cannot be put away in time without saying so', () => {
    fc.assert(
      fc.property(planInputs, (given) => {
        const plan = planOf(given);
        if (given.modes.length === 0) return;
        const late = plan.lots.some(({ inTime }) => !inTime);
        if (late || plan.gapUnits > 0) {
          expect(plan.tooLate).not.toBe('none');
          expect(plan.gapUnits).toBeGreaterThan(0);
          expect(plan.warnings.map(({ key }) => key)).toEqual(
            expect.arrayContaining([expect.stringMatching(/^restock:warning\.gap/)]),
          );
        }
        if (plan.tooLate === 'all') expect(plan.gapUnits).toBeGreaterThan(0);
        if (plan.outAt === null) expect(plan.tooLate).not.toBe('all');
      }),
      RUNS,
    );
  });

  it('counts no stream twice: a week expects its usual ones less those that are scheduled in it', () => {
    fc.assert(
      fc.property(planInputs, (given) => {
        const { parts, until } = planOf(given);
        const weeks = Math.ceil((until - given.now) / (7 * DAY));
        const scheduled = given.streams.filter(({ at }) => at < until);
        let expected = 0;
        for (let week = 0; week < weeks; week += 1) {
          const [from, to] = [given.now + week * 7 * DAY, Math.min(until, given.now + (week + 1) * 7 * DAY)];
          const usual = ((given.cadence?.perWeek ?? 0) * (to - from)) / (7 * DAY);
          expected +=
            Math.max(0, usual - given.starts.filter((at) => at >= from && at < to).length) * (given.cadence?.units ?? 0);
        }
        const units = scheduled.reduce((sum, one) => sum + one.units, 0);
        expect(Math.abs(parts.scheduled - units)).toBeLessThan(1.01);
        expect(Math.abs(parts.cadence - expected)).toBeLessThan(1.01);
      }),
      RUNS,
    );
  });

  it('asks for no more when a usual stream is put on the schedule', () => {
    fc.assert(
      fc.property(planInputs, fc.integer({ min: 0, max: 60 }), (given, day) => {
        const { cadence } = given;
        if (cadence === null) return;
        const at = given.now + day * DAY + 1;
        const more = { id: 'more', at, units: cadence.units, ratio: cadence.ratio };
        const { parts, until } = planOf(given);
        const week = Math.floor((at - given.now) / (7 * DAY));
        const inWeek = given.starts.filter(
          (start) => Math.floor((start - given.now) / (7 * DAY)) === week && start < until,
        ).length;
        const length = Math.min(7 * DAY, until - given.now - week * 7 * DAY);
        // Only where one more was expected in that week.
        if (at >= until || (cadence.perWeek * length) / (7 * DAY) - inWeek < 1) return;
        const after = planOf({ ...given, streams: [...given.streams, more], starts: [...given.starts, at] }).parts;
        expect(Math.abs(after.scheduled + after.cadence - parts.scheduled - parts.cadence)).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  it('ties up what it costs, for as long as it is under way at least', () => {
    fc.assert(
      fc.property(planInputs, (given) => {
        const { cash, cost, lots, quantity } = planOf(given);
        expect(cash.amount).toEqual(cost.all);
        if (quantity === 0 || lots.length === 0) expect(cash.days).toBeNull();
        if (cash.days === null) return;
        const bought = lots.filter(({ kind }) => kind !== 'transfer');
        const paid = bought.length > 0 ? bought : lots;
        const least = Math.min(...paid.map(({ putAwayAt, orderBy }) => (putAwayAt - orderBy) / DAY));
        expect(cash.days).toBeGreaterThanOrEqual(Math.floor(least * 10) / 10);
      }),
      RUNS,
    );
  });

  it('costs exactly the sum of its parts, and never more than the cap', () => {
    fc.assert(
      fc.property(planInputs, (given) => {
        const { cost } = planOf(given);
        if (cost.all === null) return;
        const parts = [cost.goods, cost.freight, cost.duty].filter((one) => one !== null);
        expect(parts).toHaveLength(3);
        expect(sumMoney(parts, 'CNY')).toEqual(cost.all);
        expect(Number.isSafeInteger(cost.all.minor)).toBe(true);
        const { capMoney } = given.rules;
        if (capMoney !== null) expect(cost.all.minor).toBeLessThanOrEqual(capMoney.minor);
      }),
      RUNS,
    );
  });

  it('takes a mode that is refused for nothing, and carries no battery where that is not allowed', () => {
    fc.assert(
      fc.property(planInputs, (given) => {
        const plan = planOf(given);
        const refused = new Set(plan.refused.map(({ mode }) => mode));
        for (const { mode, kind } of plan.lots) {
          expect(refused.has(mode)).toBe(false);
          if (given.supply.battery) expect(given.modes.find(({ id }) => id === mode)?.battery).toBe(true);
          if (kind !== 'transfer') continue;
          expect(plan.lots.filter((lot) => lot.mode === mode).reduce((sum, lot) => sum + lot.units, 0)).toBeLessThanOrEqual(
            given.reserves[0]?.units ?? 0,
          );
        }
      }),
      RUNS,
    );
  });
});

describe('quantity', () => {
  // What fits in a cap of money is fewer units where they must fly, so money is left out of these two.
  const uncapped = planInputs.map((given): PlanInput => ({ ...given, rules: { ...given.rules, capMoney: null } }));

  it('is never raised by more stock', () => {
    fc.assert(
      fc.property(uncapped, fc.integer({ min: 1, max: 300 }), (given, more) => {
        const richer = planOf({ ...given, sellable: (given.sellable ?? 0) + more });
        expect(richer.quantity).toBeLessThanOrEqual(planOf(given).quantity);
      }),
      RUNS,
    );
  });

  it('is never lowered by more demand', () => {
    const times = fc.constantFrom(1.01, 1.5, 3);
    fc.assert(
      fc.property(uncapped, times, fc.constantFrom('base', 'streams', 'cadence'), (given, by, what) => {
        const more = busier(given, by, what);
        const [plan, after] = [planOf(given), planOf(more)];
        // Units that are lost are a mean, a simulated safety stock a quantile of runs: where both play it is held.
        const held = after.gapUnits > 0 && given.safetyStock === null ? { safetyStock: plan.parts.safety } : null;
        if (held === null) expect(after.quantity).toBeGreaterThanOrEqual(plan.quantity);
        else expect(planOf({ ...more, ...held }).quantity).toBeGreaterThanOrEqual(planOf({ ...given, ...held }).quantity);
      }),
      RUNS,
    );
  });
});

function busier(given: PlanInput, by: number, what: string): PlanInput {
  const { base, cadence, streams } = given;
  if (what === 'base') return { ...given, base: base === null ? null : { ...base, perDay: base.perDay * by } };
  if (what === 'cadence') return { ...given, cadence: cadence === null ? null : { ...cadence, units: cadence.units * by } };
  return { ...given, streams: streams.map((one) => ({ ...one, units: one.units * by })) };
}

describe('plans as a whole', () => {
  const shop = fc.array(planInputs, { minLength: 1, maxLength: 6 }).chain((all) =>
    nullable(fc.integer({ min: 0, max: 4_000_000 }).map(cny)).map((capMoney) =>
      // The shop has one table of modes, so that SKUs go together.
      all.map(
        (given, index): PlanInput => ({
          ...given,
          sku: `SKU-${index}`,
          modes: all[0]?.modes ?? [],
          rules: { ...given.rules, capMoney },
        }),
      ),
    ),
  );
  it('add up exactly, stay within one cap, and give it to the most urgent first', () => {
    fc.assert(
      fc.property(shop, (inputs) => {
        const plans = plansWithin(inputs);
        expect(plans.map(({ sku }) => sku).sort()).toEqual(inputs.map(({ sku }) => sku).sort());
        const totals = totalsOf(plans, 'CNY');
        const spent = plans.filter(({ quantity }) => quantity > 0).reduce((sum, { cost }) => sum + (cost.all?.minor ?? 0), 0);
        expect(totals.cost.minor).toBe(spent);
        expect(totals.goods.minor + totals.freight.minor + totals.duty.minor).toBe(totals.cost.minor);
        expect(totals.units).toBe(plans.reduce((sum, { quantity }) => sum + quantity, 0));
        const cap = inputs[0]?.rules.capMoney;
        if (cap != null) expect(spent).toBeLessThanOrEqual(cap.minor);
        for (const plan of plans) {
          const isLate = plan.gapUnits > 0 || plan.lots.some(({ inTime }) => !inTime);
          if (isLate && (inputs[0]?.modes.length ?? 0) > 0) expect(plan.tooLate).not.toBe('none');
          const alone = planOf(inputs.find(({ sku }) => sku === plan.sku) ?? aPlanInput());
          if (plan.quantity < alone.quantity) expect(plan.capped?.key).toBe('restock:capped.shared');
        }
        const first = planOf(inputs.find(({ sku }) => sku === plans[0]?.sku) ?? aPlanInput());
        expect(plans[0]?.lots.map(({ mode, units }) => [mode, units])).toEqual(
          first.lots.map(({ mode, units }) => [mode, units]),
        );
      }),
      { numRuns: 100 },
    );
  });
});

it('is the same plan for the same question', () => {
  fc.assert(
    fc.property(planInputs, (given) => {
      const again = { ...given, chance: given.chance, now: given.now };
      expect(JSON.parse(JSON.stringify(planOf(given)))).toEqual(planOf(again));
      expect(planOf(given).until).toBeGreaterThanOrEqual(given.now + given.rules.reviewDays * DAY);
    }),
    { numRuns: 100 },
  );
});
