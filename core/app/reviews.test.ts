import { describe, expect, it } from 'vitest';
import { aCommand } from '../../test/builders/command.ts';
import { aShop, evening, over } from '../../test/builders/evening-shop.ts';
import { T0 } from '../../test/builders/events.ts';
import type { Command } from '../domain/command.ts';
import { MINUTE } from '../domain/instant.ts';
import { advance, emptyState } from './cycle.ts';
import { reviewOf } from './reviews.ts';

/** An evening with too few of TEE: it is presented from minute 20 on, and sells ten a minute while there is some. */
function shortEvening() {
  const shop = aShop();
  shop.stock.set('TEE', 60);
  const stream = evening(shop, 'A');
  return { shop, stream };
}
const review = ({ shop }: Pick<ReturnType<typeof shortEvening>, 'shop'>, id = 'A') =>
  reviewOf(shop.state().ledger, shop.state().watched, id);

describe('a review', () => {
  it('is there as soon as the stream is over, and not before', () => {
    const { shop, stream } = shortEvening();
    expect(review({ shop })).toBeNull();
    over(shop, stream);
    expect(review({ shop })).toMatchObject({
      stream: 'A',
      startsAt: T0,
      endsAt: T0 + 120 * MINUTE,
      plannedEndsAt: T0 + 120 * MINUTE,
    });
  });

  it('holds what was forecast at each share against what came', () => {
    const { shop, stream } = shortEvening();
    over(shop, stream);
    const bag = review({ shop })?.skus.BAG;
    expect(bag).toMatchObject({ ordered: 120, net: 120, had: 100_000 });
    expect(bag?.said.map(({ share }) => share)).toEqual([0, 0.1, 0.25, 0.5, 0.75]);
    for (const { p10, median, p90 } of bag?.said ?? []) {
      expect(p10).toBeLessThanOrEqual(median);
      expect(median).toBeLessThanOrEqual(p90);
    }
    expect(bag?.said.at(-1)?.median).toBeGreaterThan(90);
  });

  it('says when something ran out, what is left, and what was lost', () => {
    const { shop, stream } = shortEvening();
    over(shop, stream);
    const { TEE, BAG } = review({ shop })?.skus ?? {};
    expect(TEE?.outAt).toBeGreaterThan(T0 + 25 * MINUTE);
    expect(TEE?.outAt).toBeLessThan(T0 + 28 * MINUTE);
    expect(TEE?.left).toBeLessThanOrEqual(0);
    expect(TEE?.lost).toBeGreaterThan(0);
    expect(BAG).toMatchObject({ outAt: null, lost: 0 });
  });

  it('names the alerts of its stream, when they came and went, and what was done', () => {
    const { shop, stream } = shortEvening();
    const raised = Object.values(shop.state().alerts).find(({ trigger }) => trigger === 'stockOut');
    shop.feed(119.95, {
      type: 'alertAction',
      body: { alert: raised?.id ?? '', action: 'acknowledge', until: null, at: T0 + 119.95 * MINUTE },
    });
    shop.tick(119.97);
    over(shop, stream);
    const noted = review({ shop })?.alerts.filter(({ trigger }) => trigger === 'stockOut') ?? [];
    expect(noted).toMatchObject([{ sku: 'TEE', done: 'acknowledge', by: 'Lin', goesTo: 'controller' }]);
    // As it was said first, with its figures.
    expect(noted[0]?.reason).toMatchObject({ key: expect.stringMatching(/^core:stockOut/), values: { sku: 'TEE' } });
    expect(noted[0]?.raisedAt).toBeLessThan(T0 + 27 * MINUTE);
  });

  it('says which command came of an alert: the first on its SKU within ten minutes, and none that came later', () => {
    const shop = aShop();
    shop.stock.set('TEE', 60);
    shop.stock.set('CAP', 60);
    const stream = evening(shop, 'A', undefined, 90);
    const pause = (minute: number, id: string, sku: string) => {
      const command: Command = aCommand({
        id,
        key: `here:${id}`,
        listing: sku,
        targets: [{ source: 'wms', sku, ref: null }],
        actor: { name: 'Mei', origin: 'here', surface: 'panel' },
        requestedAt: T0 + minute * MINUTE,
      });
      shop.feed(minute, { type: 'command', body: { step: 'requested', id, command } });
    };
    pause(90, 'late', 'TEE');
    pause(90.1, 'first', 'CAP');
    pause(90.2, 'second', 'CAP');
    over(shop, stream);
    const came = review({ shop })?.alerts.filter(({ trigger }) => trigger === 'stockOut') ?? [];
    expect(came.find(({ sku }) => sku === 'CAP')?.command).toEqual({
      id: 'first',
      kind: 'pause',
      at: T0 + 90.1 * MINUTE,
      by: 'Mei',
    });
    expect(came.find(({ sku }) => sku === 'TEE')?.command).toBeUndefined();
  });

  it('is written down once, an hour later, and outlives the recording', () => {
    const { shop, stream } = shortEvening();
    over(shop, stream);
    shop.tick(150);
    expect(shop.events.filter(({ type }) => type === 'reviewed')).toHaveLength(0);
    shop.tick(181);
    shop.tick(300);
    const written = shop.events.filter(({ type }) => type === 'reviewed');
    expect(written).toHaveLength(1);
    expect(shop.state().watched).toEqual({});
    const rest = shop.events.filter(({ type }) => type === 'reviewed' || type === 'settings').reduce(advance, emptyState('main'));
    expect(reviewOf(rest.ledger, rest.watched, 'A')).toEqual(review({ shop }));
  });

  it('is not kept of a stream that was deleted, nor of one that never began', () => {
    const { shop, stream } = shortEvening();
    over(shop, stream);
    shop.feed(130, { type: 'settings', body: { drop: { streams: ['A'] } } });
    expect(shop.state().watched).toEqual({});
    shop.tick(300);
    expect(shop.events.some(({ type }) => type === 'reviewed')).toBe(false);
    expect(review({ shop }, 'B')).toBeNull();
  });
});
