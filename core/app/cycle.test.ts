import { describe, expect, it } from 'vitest';
import { aContext } from '../../test/builders/context.ts';
import { aPosition, aReading, aSource, aStream, eventMaker, T0 } from '../../test/builders/events.ts';
import { aRow } from '../../test/builders/rows.ts';
import { readingBody } from '../decide/ledger/diff.ts';
import { panelPatch } from '../decide/view/patch.ts';
import type { RowSeen } from '../domain/console.ts';
import type { LogEvent } from '../domain/event.ts';
import { HOUR, MINUTE, SECOND } from '../domain/instant.ts';
import { listingId } from '../domain/listing.ts';
import { applyPatch } from '../domain/patch.ts';
import type { Position } from '../domain/position.ts';
import { NO_FACTS, type SettingsBody } from '../domain/settings.ts';
import { advance, badgesOf, detailOf, emptyState, panelOf, popupOf, type ShopState } from './cycle.ts';
import type { ViewContext } from './views.ts';

const CONTEXT: ViewContext = aContext({ levers: { wms: { pause: 'flag', level: null, perBuyer: false } } });

/** A shop on air for an hour and a half, with readings each five seconds. */
function onAir(options: { lag?: number; settings?: SettingsBody } = {}) {
  const make = eventMaker();
  const events: LogEvent[] = [];
  let state = emptyState('main');
  const feed = (event: LogEvent): void => {
    events.push(event);
    state = advance(state, event);
  };
  feed(
    make(T0 - 1, {
      type: 'settings',
      body: {
        sources: [aSource('wms', 'warehouse', options.lag ?? 0)],
        accounts: [{ id: 'acc', name: 'acc', profile: 'practice', site: 'https://x.example', channel: null, pool: null }],
        streams: [aStream('acc', T0, T0 + 3 * HOUR)],
        skus: [{ sku: 'TEE', ...NO_FACTS, title: 'Tee', plannedUnits: 60, dailySales: 5, safetyStock: 20 }],
        ...options.settings,
      },
    }),
  );
  const tick = (seconds: number): void => {
    const now = T0 + seconds * SECOND;
    feed(make(now, { type: 'tick', body: { now, intervalMs: 5 * SECOND, start: seconds === 0 } }));
  };
  tick(0);
  return {
    events,
    tick,
    feed,
    make,
    state: (): ShopState => state,
    read(seconds: number, ...positions: Position[]): void {
      const now = T0 + seconds * SECOND;
      feed(make(now, { type: 'reading', body: readingBody(state.ledger, aReading('wms', now, positions)) }));
    },
    view: () => panelOf(state, CONTEXT),
    row: (key = 'TEE') => panelOf(state, CONTEXT).rows[listingId('acc', key)],
  };
}
const tee = (sellable: number, more: Partial<Position> = {}): Position =>
  aPosition('TEE', 'LAX', { sellable, onSale: true, ref: '1', ...more });

describe('one pass from a reading to the view', () => {
  it('says what is left, what is safe to promise, and that it is enough', () => {
    const shop = onAir();
    shop.read(0, tee(400));
    shop.read(5, tee(397));
    expect(shop.row()).toMatchObject({ left: 397, safeToPromise: 397, verdict: { kind: 'enough' }, state: 'onSale' });
    expect(badgesOf(shop.state(), { ...CONTEXT, account: 'acc' })).toEqual([]);
  });

  it('says short by how much and when, raises an alert once, and clears it when stock comes', () => {
    const shop = onAir();
    shop.read(0, tee(60));
    for (let minute = 1; minute <= 20; minute += 1) shop.read(minute * 60, tee(60 - 2 * minute));
    const row = shop.row();
    expect(row?.verdict).toMatchObject({ kind: 'short' });
    if (row?.verdict.kind !== 'short') throw new Error('It is not short.');
    expect(row.verdict.by).toBeGreaterThan(100);
    expect(row.verdict.outAt).toBeGreaterThan(T0 + 20 * MINUTE);
    expect(row.verdict.outAt).toBeLessThan(T0 + 60 * MINUTE);
    const alerts = shop.view().alerts.filter((alert) => alert.trigger === 'stockOut');
    expect(alerts).toHaveLength(1);
    shop.read(21 * 60, tee(2_000));
    expect(shop.view().alerts).toEqual([]);
    expect(shop.row()?.verdict).toEqual({ kind: 'enough' });
  });

  it('says that there is too little once to the operator, who reads the popup, and once to the controller', () => {
    const shop = onAir();
    shop.read(0, tee(36));
    for (let minute = 1; minute <= 17; minute += 1) shop.read(minute * 60, tee(36 - minute));
    const { alerts } = popupOf(shop.state(), CONTEXT);
    const said = (to: string) =>
      alerts.filter(({ goesTo }) => goesTo === to).map(({ trigger, also }) => [trigger, ...also].toSorted());
    expect(said('operator')).toEqual([['cover', 'safety', 'schedule']]);
    // What is left falls below the cover line: the pulse interrupts, and is named with what is more urgent.
    expect(said('controller')).toEqual([['pulse', 'stockOut']]);
    expect(shop.view().alerts.map(({ trigger }) => trigger)).toEqual(['stockOut']);
  });

  it('greys what is stale, says nothing of enough or short from it, and is right again with the next reading', () => {
    const shop = onAir();
    shop.read(0, tee(400));
    shop.tick(15);
    expect(shop.row()?.freshness).toBe('fresh');
    shop.tick(16);
    expect(shop.row()).toMatchObject({ freshness: 'stale', left: 400, verdict: { kind: 'unknown' }, pace: null });
    expect(shop.view().alerts[0]?.trigger).toBe('stale');
    expect(shop.view().sources[0]?.freshness).toBe('stale');
    shop.read(20, tee(399));
    shop.tick(20);
    expect(shop.row()).toMatchObject({ freshness: 'fresh', left: 399 });
    expect(shop.view().alerts.map(({ reason }) => reason.key)).toEqual(['core:stale.settling']);
    for (let seconds = 25; seconds <= 50; seconds += 5) {
      shop.read(seconds, tee(399));
      shop.tick(seconds);
    }
    expect(shop.view().alerts).toEqual([]);
  });

  it('knows no pace and no time where the only source is 90 minutes late, and promises less than it last saw', () => {
    const shop = onAir({ lag: 90 });
    shop.read(0, tee(100));
    shop.read(3_600, tee(100));
    shop.tick(3_600);
    const row = shop.row();
    expect(row).toMatchObject({ left: 100, pace: null, verdict: { kind: 'unknown', why: { key: 'core:verdict.late' } } });
    expect(row?.safeToPromise).toBeLessThan(100);
  });

  it('says that a warehouse is blind when the channel sells and it stands still, and takes it back with its next movement', () => {
    const account = { id: 'acc', name: 'acc', profile: 'practice', site: 'https://x.example', channel: 'shop', pool: null };
    const shop = onAir({ settings: { sources: [aSource('wms', 'warehouse'), aSource('shop', 'channel')], accounts: [account] } });
    const channel = (seconds: number, sellable: number) => {
      const now = T0 + seconds * SECOND;
      const reading = aReading('shop', now, [aPosition('TEE', 'store', { sellable })]);
      shop.feed(shop.make(now, { type: 'reading', body: readingBody(shop.state().ledger, reading) }));
    };
    const blind = () => shop.view().alerts.filter(({ reason }) => reason.key === 'core:blind.reason');
    for (let seconds = 0; seconds <= 240; seconds += 5) {
      channel(seconds, 400 - seconds / 5);
      shop.read(seconds, tee(400));
      shop.tick(seconds);
    }
    expect(blind()).toHaveLength(1);
    shop.read(245, tee(352));
    expect(blind()).toEqual([]);
  });

  it('forecasts and warns of what the stream offers, not of all that lies in the warehouse', () => {
    const offered = {
      account: 'acc',
      key: 'L1',
      title: 'Tee',
      variants: [{ id: 'v', title: '', components: [{ sku: 'TEE', unitsPerSale: 1 }] }],
    };
    const shop = onAir({ settings: { listings: [offered] } });
    const cap = (sellable: number) => aPosition('CAP', 'LAX', { sellable });
    shop.read(0, tee(400), cap(0), aPosition('SOCK', 'LAX', { sellable: 3 }));
    shop.tick(5);
    expect(Object.keys(shop.state().outlooks.stream ?? {})).toEqual(['TEE']);
    expect(shop.view().alerts).toEqual([]);
    const alone = shop.view().head.stream?.forecastNet ?? 0;
    expect(alone).toBeGreaterThan(0);
    // It sells after all (a link that nobody mapped): from then on it counts.
    shop.read(10, tee(400), cap(0), aPosition('SOCK', 'LAX', { sellable: 1 }));
    expect(Object.keys(shop.state().outlooks.stream ?? {})).toEqual(['TEE', 'SOCK']);
    expect(shop.view().head.stream).toMatchObject({ netSoFar: 2 });
    expect(shop.view().alerts.map(({ subject }) => subject.sku)).toEqual(['SOCK']);
  });

  it('shows unknown, never zero, for a listing that no source knows', () => {
    const shop = onAir({
      settings: {
        listings: [
          {
            account: 'acc',
            key: 'L1',
            title: 'Lamp',
            variants: [{ id: 'v', title: '', components: [{ sku: 'LAMP', unitsPerSale: 1 }] }],
          },
        ],
      },
    });
    shop.read(0, tee(400));
    expect(shop.row('L1')).toMatchObject({ left: null, safeToPromise: null, mapped: false, verdict: { kind: 'unknown' } });
  });

  it('counts a bundle by its scarcest component', () => {
    const components = [
      { sku: 'TEE', unitsPerSale: 2 },
      { sku: 'CAP', unitsPerSale: 1 },
    ];
    const shop = onAir({
      settings: { listings: [{ account: 'acc', key: 'SET', title: 'Set', variants: [{ id: 'v', title: '', components }] }] },
    });
    shop.read(0, tee(41), aPosition('CAP', 'LAX', { sellable: 100 }));
    expect(shop.row('SET')).toMatchObject({ left: 20 });
  });

  it('tells the parts behind a number', () => {
    const shop = onAir();
    shop.read(0, tee(400));
    shop.read(65, tee(397));
    const detail = detailOf(shop.state(), listingId('acc', 'TEE'), 'TEE');
    expect(detail?.skus[0]).toMatchObject({
      available: 397,
      unseen: 0,
      curve: [{ net: 3 }],
      places: [{ location: 'LAX', level: 397, inPool: true }],
    });
    const { p10 = 0, median = 0, p90 = 0, mean = 0 } = detail?.skus[0]?.forecast?.net ?? {};
    expect(p10).toBeLessThanOrEqual(median);
    expect(median).toBeLessThanOrEqual(p90);
    expect(mean).toBeGreaterThan(3);
  });
});

describe('what a console page says', () => {
  const page = { live: 'live', room: null, viewers: null, comments: null } as const;
  function watched(row: Partial<RowSeen>) {
    const shop = onAir();
    shop.read(0, tee(400));
    const see = (seconds: number, sold: number) => {
      const seenAt = T0 + seconds * SECOND;
      const changed = [aRow('TEE', { ...row, sold })];
      shop.feed(
        shop.make(seenAt, {
          type: 'consoleSeen',
          body: { account: 'acc', seenAt, page, changed, keys: ['TEE'], complete: true },
        }),
      );
      shop.tick(seconds);
    };
    see(5, 10);
    see(10, 13);
    return shop;
  }

  it('counts sales, and says so where only its data counts them', () => {
    expect(watched({}).view().head.salesKind).toBe('console');
    const shop = watched({ fromData: ['sold'] });
    expect(shop.view().head.salesKind).toBe('pageData');
    expect(shop.row()?.variants[0]?.soldThisStream).toBe(3);
  });

  it('stands beside a listing’s own numbers, and what is abbreviated enters none of them', () => {
    const exact = watched({ clicks: null, sellable: null });
    const rough = watched({ clicks: null, sellable: null, about: { clicks: 18_800, sellable: 1_200 } });
    const detail = detailOf(rough.state(), listingId('acc', 'TEE'), 'TEE');
    expect(detail?.page).toContainEqual({ of: 'clicks', count: 18_800, as: 'about' });
    expect(detail?.page).toContainEqual({ of: 'sold', count: 13, as: 'exact' });
    expect(rough.view()).toEqual(exact.view());
    expect(detail?.skus).toEqual(detailOf(exact.state(), listingId('acc', 'TEE'), 'TEE')?.skus);
  });
});

describe('the same log', () => {
  function history() {
    const shop = onAir();
    for (let step = 0; step < 60; step += 1) {
      shop.read(step * 5, tee(400 - step));
      shop.tick(step * 5 + 1);
    }
    return shop;
  }

  it('gives the same view from any stored snapshot and the log’s tail', () => {
    const shop = history();
    for (const cut of [1, 17, 60, 119]) {
      const snapshot = JSON.parse(JSON.stringify(shop.events.slice(0, cut).reduce(advance, emptyState('main')))) as ShopState;
      const again = shop.events.slice(cut).reduce(advance, snapshot);
      expect(JSON.stringify(again)).toBe(JSON.stringify(shop.state()));
      expect(JSON.stringify(panelOf(again, CONTEXT))).toBe(JSON.stringify(shop.view()));
    }
  });

  it('gives patches that lead from each view to the next', () => {
    const shop = onAir();
    let view = shop.view();
    for (let step = 0; step < 20; step += 1) {
      shop.read(step * 5, tee(400 - (step % 3 === 0 ? step : step - 1)));
      const next = shop.view();
      const patch = panelPatch(view, next);
      view = patch === null ? view : applyPatch(view, patch);
      expect(view).toEqual(next);
    }
  });

  it('says nothing of rows that did not change', () => {
    const shop = onAir();
    shop.read(0, tee(400), aPosition('CAP', 'LAX', { sellable: 9 }));
    const before = shop.view();
    shop.read(5, tee(400), aPosition('CAP', 'LAX', { sellable: 8 }));
    expect(panelPatch(before, shop.view())?.put?.map((row) => row.key)).toEqual(['CAP']);
  });
});
