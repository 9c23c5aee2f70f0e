import { describe, expect, it } from 'vitest';
import { aShop, type EveningShop, evening, over, SKUS } from '../../test/builders/evening-shop.ts';
import { aStream, T0 } from '../../test/builders/events.ts';
import { DAY, MINUTE, SECOND } from '../domain/instant.ts';
import { panelOf } from './cycle.ts';
import { showOf } from './shows.ts';

const FROM = 3 * 24 * 60;
type Tonight = {
  readonly page?: (minute: number) => boolean;
  readonly read?: (minute: number) => boolean;
  readonly rundown?: boolean;
  readonly gone?: (shop: EveningShop, minute: number) => void;
};

const shownAt = (minute: number) => (minute >= 20 && minute < 40 ? 'TEE' : minute >= 80 && minute < 100 ? 'CAP' : null);

/** After three evenings, a fourth like them: TEE presented from 20 to 40, CAP from 80 to 100, ten a minute; BAG sells one always. */
function tonight({ page = () => true, read = () => true, rundown = true, gone }: Tonight) {
  const shop = aShop({});
  for (const [day, id] of ['A', 'B', 'C'].entries()) over(shop, evening(shop, id, { from: day * 24 * 60, minutes: 120 }));
  const start = T0 + 3 * DAY;
  const slot = (key: string, at: number) => ({ key, startsAt: start + at * MINUTE, endsAt: start + (at + 20) * MINUTE });
  shop.read(FROM - 0.5);
  const slots = rundown ? [slot('TEE', 20), slot('CAP', 80)] : [];
  shop.stream(aStream('acc', start, start + 120 * MINUTE, { id: 'D', rundown: slots }));
  let minute = 0;
  return {
    shop,
    until(last: number) {
      for (; minute < last; minute += 1) {
        const shown = shownAt(minute);
        if (page(minute)) shop.page(FROM + minute, shown, 1_000);
        else gone?.(shop, minute);
        if (shown !== null) shop.sell({ [shown]: 10 });
        shop.sell({ BAG: 1 });
        if (read(minute)) shop.read(FROM + minute + 0.9);
        for (let second = 5; second < 54; second += 10) shop.tick(FROM + minute + second / 60, 5 * SECOND);
      }
      return SKUS.map((sku) => shop.forecast(sku, 'D')?.net.mean ?? 0);
    },
  };
}
/** The worker's word that nobody sees the page any more. */
const blank = (shop: EveningShop, minute: number) =>
  shop.feed(FROM + minute, {
    type: 'consoleSeen',
    body: {
      account: 'acc',
      seenAt: T0 + (FROM + minute) * MINUTE,
      page: { live: 'unknown', room: null, viewers: null, comments: null },
      changed: [],
      keys: [],
      complete: false,
    },
  });

describe('a gap in the readings', () => {
  const gap = { read: (minute: number) => minute < 22 || minute >= 70 };

  it('is not taken for a lack of buyers: what is forecast stands, and says since when nothing is known', () => {
    const { shop, until } = tonight(gap);
    const before = until(22);
    for (const minute of [24, 45, 60]) {
      for (const [index, mean] of until(minute).entries()) expect(Math.abs(mean / (before[index] ?? 1) - 1)).toBeLessThan(0.05);
      const tee = shop.forecast('TEE', 'D');
      expect(tee?.soldSoFar).toBe(20);
      expect(tee?.net.p10).toBeLessThan(200);
      expect(tee?.net.p90).toBeGreaterThan(200);
    }
    expect(shop.forecast('TEE', 'D')?.why).toMatchObject({
      key: 'core:why.late',
      values: { since: { instant: T0 + (FROM + 21.9) * MINUTE } },
    });
    const context = { choices: [], clock: { realAnchor: 0, anchor: 0, rate: 1 }, notices: [], levers: {} };
    const { rows, alerts } = panelOf(shop.state(), { account: 'acc', stream: 'D', ...context });
    expect(Object.values(rows).find(({ key }) => key === 'TEE')?.verdict).toMatchObject({ kind: 'unknown' });
    expect(alerts.map(({ trigger }) => trigger)).toEqual(['stale']);
  });

  it('leaves no rush behind: the units that came in it lie where people bought', () => {
    const read = tonight({}).until(75);
    const { shop, until } = tonight(gap);
    for (const [index, mean] of until(75).entries()) expect(Math.abs(mean / (read[index] ?? 1) - 1)).toBeLessThan(0.1);
    expect(shop.forecast('TEE', 'D')?.soldSoFar).toBe(200);
    expect(shop.forecast('CAP', 'D')?.why.values?.times).toBeLessThan(1.2);
    expect(shop.forecast('CAP', 'D')?.pace).toBe(0);
  });
});

describe('a console tab that is closed', () => {
  for (const [how, gone] of [
    ['as the worker says it', (shop: EveningShop, minute: number) => minute === 25 && blank(shop, minute)],
    ['without a word', () => undefined],
  ] as const)
    it(`leaves the rundown to be believed, ${how}`, () => {
      const seen = tonight({}).until(75);
      const { shop, until } = tonight({ page: (minute) => minute < 25, gone });
      for (const [index, mean] of until(75).entries()) expect(Math.abs(mean / (seen[index] ?? 1) - 1)).toBeLessThan(0.05);
      const [pin] = showOf(shop.state().ledger, shop.state().ledger.settings.streams.D as never, T0 + 3 * DAY + 75 * MINUTE).pins;
      expect(pin?.endsAt).toBeLessThanOrEqual(T0 + 3 * DAY + 25 * MINUTE);
    });

  it('ends a pin that was gone when it is seen again where it was seen last', () => {
    const { shop, until } = tonight({ page: (minute) => minute < 25 || minute >= 60 });
    until(75);
    const { ledger } = shop.state();
    const stream = ledger.settings.streams.D;
    if (stream === undefined) throw new Error('It is on.');
    const { pins, unseen } = showOf(ledger, stream, ledger.now);
    const minutes = (at: number) => Math.round((at - T0) / MINUTE - FROM);
    expect(pins.map(({ sku, startsAt, endsAt }) => [sku, minutes(startsAt), minutes(endsAt)])).toEqual([['TEE', 20, 24]]);
    expect(unseen?.map(({ from, to }) => [minutes(from), minutes(to)])).toEqual([[24, 60]]);
  });

  it('without a rundown leaves unknown what is presented: what sells then tells nothing of a rush', () => {
    const [seen = 0] = tonight({ rundown: false }).until(75);
    const [closed = 0] = tonight({ rundown: false, page: (minute) => minute < 25 }).until(75);
    // A pin that were believed to go on for ever would leave nothing to be sold in the rest.
    expect(closed).toBeGreaterThan(220);
    expect(Math.abs(closed / seen - 1)).toBeLessThan(0.1);
  });
});
