import { describe, expect, test } from 'vitest';
import type { Write } from '../../domain/command.ts';
import { MINUTE } from '../../domain/instant.ts';
import type { SourceConfig } from '../../domain/settings.ts';
import type { Source } from '../../ports.ts';
import type { RehearsalState, RehearsalWrite } from '../messages/protocol.ts';
import { rehearsalItem } from '../rehearsal-item.ts';
import { rehearsalConnectors } from './simulated.ts';
import { CHANNEL, rehearsalSettings } from './simulation/set-up.ts';

const T = 1_764_000_000_000;
const never = new AbortController().signal;

function rehearse() {
  let now = T;
  let state: RehearsalState = { seed: 7, startsAt: T, clock: { realAnchor: 0, anchor: T, rate: 1 }, writes: [] };
  const write = async (entry: RehearsalWrite) => {
    state = { ...state, writes: [...state.writes, entry] };
  };
  const byId = rehearsalConnectors({ state: () => state, write });
  const world = { fetch, clock: { now: () => now, wake: () => {} }, timeoutMs: 1_000 };
  const open = (config: SourceConfig): Source => {
    const connector = byId(config.connector);
    if (connector === null) throw new Error(`no ${config.connector}`);
    return connector.open(config, null, world);
  };
  const [warehouse, channel] = (rehearsalSettings(state).sources ?? []).map(open);
  if (warehouse === undefined || channel === undefined) throw new Error('no sources');
  return {
    warehouse,
    channel,
    byId,
    write,
    state: () => state,
    writes: () => state.writes,
    go: (minutes: number) => {
      now += minutes * MINUTE;
    },
  };
}

test('a pause is read back at once, acts once for one key, and is undone', async () => {
  const { channel, go, writes } = rehearse();
  const target = { source: channel.id, sku: 'LAMP-SUN', ref: null };
  go(3);
  expect(await channel.readBack?.(target, never)).toMatchObject({ ok: true, value: { onSale: true } });
  await channel.setFlag?.(target, false, 'key', never);
  await channel.setFlag?.(target, false, 'key', never);
  expect(writes()).toHaveLength(1);
  expect(await channel.readBack?.(target, never)).toMatchObject({ ok: true, value: { onSale: false } });
  await channel.setFlag?.(target, true, 'other', never);
  expect(await channel.readBack?.(target, never)).toMatchObject({ ok: true, value: { onSale: true } });
});

describe('what is on sale', () => {
  const SKU = 'LAMP-SUN';
  const target = { source: CHANNEL, sku: SKU, ref: null };
  type Rehearsed = ReturnType<typeof rehearse>;
  async function stands({ channel }: Rehearsed) {
    const back = await channel.readBack?.(target, never);
    const place = back?.ok ? back.value.levels[0] : undefined;
    if (!back?.ok || place?.field === undefined) throw new Error('not read');
    return { ...place, field: place.field, perBuyer: back.value.perBuyer };
  }
  type Stands = Awaited<ReturnType<typeof stands>>;
  const aWrite = ({ location, level, field }: Stands, change: number): Write => ({
    place: { source: CHANNEL, location },
    sku: SKU,
    lever: 'compareAndSet',
    before: level,
    change,
    field,
  });
  const set = async ({ channel }: Rehearsed, on: Stands, change: number, key: string) => {
    const said = await channel.setLevels?.(target, [aWrite(on, change)], key, never);
    return said?.ok ? 'done' : said?.problem;
  };

  test('a limit counts at once, once for one key; what is withheld is given back, sales in between stay sold', async () => {
    const it = rehearse();
    it.go(3);
    const before = await stands(it);
    expect(await set(it, before, 4 - before.level, 'k')).toBe('done');
    expect(await set(it, before, 4 - before.level, 'k')).toBe('done');
    expect(it.writes()).toHaveLength(1);
    expect(await stands(it)).toMatchObject({ level: 4, field: before.field + 4 - before.level });
    it.go(60);
    const sold = 4 - (await stands(it)).level;
    expect(sold).toBeGreaterThan(0);
    expect(await set(it, await stands(it), before.level - 4, 'l')).toBe('done');
    expect(await stands(it)).toMatchObject({ level: before.level - sold, field: before.field });
  });

  test('of two that planned on the same stock one is refused, at once or later, and nothing is written', async () => {
    const it = rehearse();
    const before = await stands(it);
    const both = await Promise.all([set(it, before, -3, 'a'), set(it, before, -5, 'b')]);
    const refusal = { kind: 'refused', say: { key: 'practice:source.moved' } };
    expect(both).toMatchObject(['done', refusal]);
    expect(await set(it, before, -1, 'c')).toMatchObject(refusal);
    expect(it.writes()).toHaveLength(1);
  });

  test('a sale meanwhile is no reason to refuse, unless it took what was to be withheld', async () => {
    const it = rehearse();
    const before = await stands(it);
    it.go(60);
    const now = await stands(it);
    expect(now.level).toBeLessThan(before.level);
    expect(await set(it, before, -before.level, 'a')).toMatchObject({ kind: 'refused' });
    expect(await set(it, before, -now.level, 'b')).toBe('done');
    expect(await stands(it)).toMatchObject({ level: 0 });
  });

  test('another place, another figure or no change at all is refused', async () => {
    const it = rehearse();
    const on = await stands(it);
    expect(await set(it, { ...on, location: 'elsewhere' }, -1, 'a')).toMatchObject({ kind: 'refused' });
    expect(await set(it, { ...on, field: on.field + 1 }, -1, 'b')).toMatchObject({ kind: 'refused' });
    const unplanned = { ...aWrite(on, 0), change: null };
    expect(await it.channel.setLevels?.(target, [unplanned], 'c', never)).toMatchObject({ ok: false });
    expect(await it.channel.setLevels?.(target, [], 'd', never)).toMatchObject({ ok: false });
    expect(it.writes()).toEqual([]);
  });

  test('a limit per buyer is written once for one key, read back and taken away', async () => {
    const it = rehearse();
    expect((await stands(it)).perBuyer).toBeNull();
    for (const key of ['k', 'k'])
      expect(await it.channel.setPerBuyer?.(target, 2, key, never)).toEqual({ ok: true, value: null });
    expect([(await stands(it)).perBuyer, it.writes().length]).toEqual([2, 1]);
    await it.channel.setPerBuyer?.(target, null, 'l', never);
    expect((await stands(it)).perBuyer).toBeNull();
  });

  test('the rehearsal’s store takes what was written, and finds it again', async () => {
    const it = rehearse();
    await set(it, await stands(it), -3, 'k');
    await it.channel.setPerBuyer?.(target, 2, 'l', never);
    let kept: Record<string, unknown> = {};
    const put = async (items: Record<string, unknown>) => {
      kept = structuredClone(items);
    };
    const item = rehearsalItem({ get: async () => kept, set: put, remove: async () => {} });
    await item.set(it.state());
    expect(await item.get()).toEqual(it.state());
  });
});

test('an unknown SKU is refused and nothing is written', async () => {
  const { channel, writes } = rehearse();
  const target = { source: channel.id, sku: '<img src=x onerror=alert(1)>', ref: null };
  expect(await channel.setFlag?.(target, false, 'key', never)).toMatchObject({ ok: false, problem: { kind: 'refused' } });
  expect(writes()).toEqual([]);
});

test('orders come once, complete up to their watermark, and again when they are given back', async () => {
  const { channel, go } = rehearse();
  go(20);
  const first = await channel.orders?.(T, never);
  go(20);
  if (!first?.ok) throw new Error('no orders');
  const second = await channel.orders?.(first.value.watermark, never);
  if (!second?.ok) throw new Error('no orders');
  expect(first.value.lines.length).toBeGreaterThan(10);
  const known = new Map(first.value.lines.map((line) => [`${line.order} ${line.line}`, line.revision]));
  const again = second.value.lines.filter((line) => known.has(`${line.order} ${line.line}`));
  expect(again.some(({ state }) => state === 'released')).toBe(true);
  expect(again.every((line) => line.revision > (known.get(`${line.order} ${line.line}`) ?? 0))).toBe(true);
});

test('an outage is a problem while it lasts, and says what to do', async () => {
  const { warehouse, write, go } = rehearse();
  await write({ kind: 'inject', what: 'outage', at: T });
  expect(await warehouse.positions(never)).toMatchObject({ ok: false, problem: { kind: 'server' } });
  expect((await warehouse.check(never)).ok).toBe(false);
  go(1);
  await write({ kind: 'inject', what: 'outageEnd', at: T + MINUTE });
  const reading = await warehouse.positions(never);
  expect(reading.ok && new Set(reading.value.positions.map(({ location }) => location)).size).toBe(3);
});

test.each([
  ['simulated-warehouse', 'warehouse'],
  ['simulated-channel', 'channel'],
] as const)('%s says that it is a %s, and needs no host and no key', (id, role) => {
  const { byId, warehouse } = rehearse();
  const connector = byId(id);
  expect(connector).toMatchObject({ id, roles: [role], fields: [] });
  const config = { id: warehouse.id, connector: id, name: '', role, address: '', options: {}, lagMinutes: 0 };
  expect(connector?.parse(config)).toMatchObject({ ok: true });
  expect(connector?.hosts(config)).toEqual([]);
  expect(byId('vendure')).toBeNull();
});

test('both can be checked, and read alike twice at one instant: whole, in units that are there', async () => {
  const { warehouse, channel, go } = rehearse();
  go(30);
  for (const source of [warehouse, channel]) {
    expect(await source.check(never)).toMatchObject({ ok: true, lines: [{ ok: true }] });
    const reading = await source.positions(never);
    expect(await source.positions(never)).toEqual(reading);
    if (!reading.ok) throw new Error('no reading');
    const { coverage, problems, positions } = reading.value;
    expect({ coverage, problems }).toEqual({ coverage: { kind: 'full' }, problems: [] });
    expect(positions.length).toBeGreaterThan(10);
    for (const { sellable, onHand } of positions) {
      const level = sellable ?? onHand;
      expect(Number.isInteger(level) && (level ?? -1) >= 0).toBe(true);
    }
  }
});
