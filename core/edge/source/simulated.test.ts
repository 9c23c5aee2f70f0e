import { expect, test } from 'vitest';
import { MINUTE } from '../../domain/instant.ts';
import type { SourceConfig } from '../../domain/settings.ts';
import type { Source } from '../../ports.ts';
import type { RehearsalState, RehearsalWrite } from '../messages/protocol.ts';
import { rehearsalConnectors } from './simulated.ts';
import { rehearsalSettings } from './simulation/set-up.ts';

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
