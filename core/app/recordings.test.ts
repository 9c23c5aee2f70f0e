import { describe, expect, it } from 'vitest';
import { aShop, evening, over } from '../../test/builders/evening-shop.ts';
import { ACTOR, T0 } from '../../test/builders/events.ts';
import { memoryImports } from '../../test/builders/imports.ts';
import { MINUTE } from '../domain/instant.ts';
import { settingsWith, shapeOf } from '../domain/shop-shape.ts';
import { memoryLog } from '../edge/storage/memory-log.ts';
import { type ShopState, STATE_VERSION } from './cycle.ts';
import { recordedOf } from './recorded.ts';
import { createRecordings } from './recordings.ts';
import { replayed } from './replay.ts';
import { reviewOf } from './reviews.ts';

/** A shop of which A is over and B is on air, its log, and its recordings as the worker keeps them. */
async function keptShop() {
  const shop = aShop();
  shop.stock.set('TEE', 60);
  over(shop, evening(shop, 'A'));
  evening(shop, 'B', { from: 200, minutes: 60 }, 5);
  const log = memoryLog('main', { origin: 'here', clock: { now: () => T0 + 206 * MINUTE } });
  await log.accept(shop.events);
  const last = shop.events.at(-1);
  if (last === undefined) throw new Error('empty');
  await log.saveSnapshot(STATE_VERSION, last, shop.state());
  const imports = memoryImports();
  const lost: unknown[] = [];
  const live = (state: () => ShopState) =>
    createRecordings({
      log,
      imports,
      state,
      append: (draft) => log.append([draft]),
      actorAt: () => ACTOR,
      now: () => T0 + 206 * MINUTE,
      running: () => true,
      ids: () => 'ulid',
      lost: (say) => lost.push(say),
    });
  return { shop, log, imports, live, recordings: live(shop.state) };
}
const ids = async ({ list }: Pick<Awaited<ReturnType<typeof keptShop>>['recordings'], 'list'>) =>
  (await list()).map(({ stream }) => stream);

describe('recordings', () => {
  it('are listed with from when on they are kept, newest first', async () => {
    const { recordings } = await keptShop();
    expect(await recordings.list()).toEqual([
      { stream: 'B', title: 'Evening', startsAt: T0 + 200 * MINUTE, endsAt: null, from: T0 + 200 * MINUTE, imported: false },
      { stream: 'A', title: 'Evening', startsAt: T0, endsAt: T0 + 120 * MINUTE, from: T0, imported: false },
    ]);
  });

  it('are handed out whole, and replay as they were lived through', async () => {
    const { shop, recordings } = await keptShop();
    const found = await recordings.recorded('A');
    if (found === null) throw new Error('It was not found.');
    const { ledger, watched } = shop.state();
    expect(replayed(found.recorded, ledger.settings, found.lessons)).toEqual(reviewOf(ledger, watched, 'A'));
    expect(await recordings.recorded('nowhere')).toBeNull();
  });

  it('go at once when a person says so, while another stream is on air, and leave that one whole', async () => {
    const { log, recordings } = await keptShop();
    const before = await recordings.recorded('B');
    expect(await recordings.forget('A', 'desk')).toBeNull();
    expect(await ids(recordings)).toEqual(['B']);
    expect(await recordings.recorded('A')).toBeNull();
    const inA = (await log.since(null)).filter(({ at }) => at.wall >= T0 && at.wall <= T0 + 120 * MINUTE);
    expect(new Set(inA.map(({ type }) => type))).toEqual(new Set(['settings']));
    expect(await recordings.recorded('B')).toEqual(before);
  });

  it('stay gone after a restart, where nothing could go at once', async () => {
    const { shop, log, live } = await keptShop();
    // A state of another version holds nothing that may go.
    const stuck = memoryLog('main', { origin: 'here', clock: { now: () => T0 } });
    await stuck.accept(shop.events);
    expect(await live(shop.state).forget('A', 'desk')).toBeNull();
    expect((await log.ofType('forgotten')).map(({ body }) => body)).toEqual([{ stream: 'A' }]);
    expect(await ids(live(shop.state))).toEqual(['B']);
  });

  it('of a stream on air are not deleted, and it is said why', async () => {
    const { recordings } = await keptShop();
    expect(await recordings.forget('B', 'desk')).toEqual({ key: 'worker:recordings.onAir' });
    expect(await ids(recordings)).toEqual(['B', 'A']);
  });
});

describe('a recording from a file', () => {
  it('of another shop is kept, plays with its own shop, and is deleted alone', async () => {
    const { shop, recordings: theirs } = await keptShop();
    const found = await theirs.recorded('A');
    if (found === null) throw new Error('It was not found.');
    const { ledger, watched } = shop.state();
    const file = JSON.parse(JSON.stringify({ ...found, shape: shapeOf(ledger.settings) })) as typeof found;

    const other = aShop();
    other.feed(0, { type: 'settings', body: { drop: { sources: ['wms'], accounts: ['acc'], skus: ['TEE', 'CAP', 'BAG'] } } });
    const { live } = await keptShop();
    const recordings = live(other.state);
    expect(await recordings.keep(file, 1_000)).toBeNull();
    expect(await recordings.list()).toMatchObject([{ stream: 'imported-ulid', imported: true, startsAt: T0 }]);
    const kept = await recordings.recorded('imported-ulid');
    if (kept === null || kept.shape === null) throw new Error('It was not kept.');
    const alerts = replayed(kept.recorded, settingsWith(kept.shape, other.state().ledger.settings), kept.lessons)?.alerts;
    expect(alerts).toEqual(reviewOf(ledger, watched, 'A')?.alerts);
    expect(alerts?.length).toBeGreaterThan(0);
    expect(await recordings.forget('imported-ulid', 'desk')).toBeNull();
    expect(await recordings.list()).toEqual([]);
  });

  it('that does not say how its shop is built is refused where its sources are unknown, instead of replaying to nothing', async () => {
    const { recordings: theirs, live } = await keptShop();
    const found = await theirs.recorded('A');
    if (found === null) throw new Error('It was not found.');
    const other = aShop();
    other.feed(0, { type: 'settings', body: { drop: { sources: ['wms'] } } });
    expect(await live(other.state).keep(found, 1_000)).toEqual({ key: 'worker:recordings.noShape' });
    expect(await live(aShop().state).keep(found, 1_000)).toBeNull();
  });

  it('is refused where there is no room for it', async () => {
    const { recordings } = await keptShop();
    const found = await recordings.recorded('A');
    if (found === null) throw new Error('It was not found.');
    expect(await recordings.keep(found, 500_000_001)).toEqual({ key: 'worker:recordings.full' });
  });
});

describe('a recording that grows large', () => {
  it('is noted anew, so that its newest part alone replays to the very same review', () => {
    const shop = aShop();
    shop.stock.set('TEE', 60);
    const stream = evening(shop, 'A', undefined, 24);
    // More than is recorded without noting anew how everything stands.
    shop.page(24, 'TEE', 1_000, { BAG: { title: 'x'.repeat(5_100_000) } });
    for (let minute = 24; minute < 120; minute += 1) {
      shop.page(minute + 0.1, minute < 40 ? 'TEE' : 'CAP', 900);
      shop.sell(minute < 40 ? { TEE: 10, BAG: 1 } : { CAP: 3, BAG: 1 });
      shop.read(minute + 0.9);
    }
    over(shop, stream);
    const begins = shop.events.filter(({ type }) => type === 'began');
    expect(begins).toHaveLength(2);
    const { ledger, watched } = shop.state();
    const review = reviewOf(ledger, watched, 'A');
    const newest = shop.events.slice(begins[1] === undefined ? 0 : shop.events.indexOf(begins[1]));
    const settled = ledger.settings.streams.A;
    const recorded = settled === undefined ? null : recordedOf(settled, newest);
    if (recorded === null) throw new Error('It was not recorded.');
    expect(recorded.base.at).toBe(T0 + 24 * MINUTE);
    // TEE ran out after it; what was sold, said and forecast before it is in its base.
    expect(review?.skus.TEE?.outAt).toBeGreaterThan(recorded.base.at);
    expect(replayed(recorded, ledger.settings, [])).toEqual(review);
  });
});
