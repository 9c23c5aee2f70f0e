import { describe, expect, it } from 'vitest';
import { aSource, aStream, T0 } from '../../../test/builders/events.ts';
import { HOUR } from '../../domain/instant.ts';
import type { RecordedFile } from '../../domain/recorded.ts';
import { EMPTY_SETTINGS, NO_FACTS, type ShopSettings } from '../../domain/settings.ts';
import { settingsWith, shapeOf } from '../../domain/shop-shape.ts';
import { NO_SUPPLY } from '../../domain/supply.ts';
import { readRecorded, writeRecorded } from './recorded-file.ts';

const file = {
  recorded: {
    stream: aStream('acc', T0, T0 + HOUR, { actualEnd: T0 + HOUR }),
    base: { stream: 'stream', at: T0, readings: [], consoles: [], daily: { TEE: 4.5 } },
    events: [
      {
        id: 'e1',
        v: 1,
        type: 'tick',
        shopId: 'main',
        origin: 'o',
        originSeq: 1,
        at: { wall: T0, count: 0 },
        actor: { name: '', origin: 'o', surface: 'worker' },
        body: { now: T0, intervalMs: 5_000, start: false },
      },
    ],
  },
  lessons: [],
  shape: null,
} satisfies RecordedFile;

describe('a recording’s file', () => {
  it('is read as it was written', () => {
    expect(readRecorded(writeRecorded(file))).toEqual({ ok: true, value: file });
  });
  it('carries how its shop is built, and no address, connector, robot, price or threshold', () => {
    const settings: ShopSettings = {
      ...EMPTY_SETTINGS,
      sources: { wms: { ...aSource('wms', 'both', 90), address: 'https://secret.example', options: { path: 'x-options' } } },
      accounts: { acc: { id: 'acc', name: 'US', profile: 'x-profile', site: 'https://x.example', channel: 'wms', pool: null } },
      skus: { TEE: { sku: 'TEE', ...NO_FACTS, plannedUnits: 60, triggers: { stockOutChance: 0.123 }, supply: NO_SUPPLY } },
      robots: { r: { id: 'r', name: 'x-robot', kind: 'feishu' } },
    };
    const text = writeRecorded({ ...file, shape: shapeOf(settings) });
    expect(text).not.toMatch(/https:|x-|0\.123|supply|connector|address|robot/);
    const read = readRecorded(text);
    if (!read.ok || read.value.shape === null) throw new Error('It was not read.');
    const today: ShopSettings = {
      ...EMPTY_SETTINGS,
      skus: { TEE: { sku: 'TEE', ...NO_FACTS, triggers: { stockOutMinutes: 3 } } },
    };
    const there = settingsWith(read.value.shape, today);
    expect(there.sources.wms).toMatchObject({ role: 'both', lagMinutes: 90, address: '' });
    expect(there.accounts.acc).toMatchObject({ channel: 'wms' });
    // Its own plan, and the thresholds of who replays it.
    expect(there.skus.TEE).toMatchObject({ plannedUnits: 60, triggers: { stockOutMinutes: 3 } });
    expect(there.preferences).toBe(today.preferences);
  });
  it('takes in no address that somebody put into it', () => {
    const source = { id: 'wms', name: '', role: 'both' as const, lagMinutes: 0, address: 'https://evil.example' };
    const shape = { ...shapeOf(EMPTY_SETTINGS), sources: [source] };
    expect(readRecorded(writeRecorded({ ...file, shape }))).toMatchObject({ ok: false });
  });
  it('is read as an earlier version wrote it, without its shop', () => {
    const { shape: _, ...old } = file;
    const text = JSON.stringify({ kind: 'stockcue-recording', version: 1, ...old });
    expect(readRecorded(text)).toEqual({ ok: true, value: file });
  });
  it.each([
    ['no JSON', 'sku,units', 'desk:recordings.notJson'],
    ['another file', '{"kind":"stockcue-settings","version":1}', 'desk:recordings.notOurs'],
    ['one of a later version', writeRecorded(file).replace('"version":2', '"version":3'), 'desk:recordings.newer'],
    ['one whose stream is none', writeRecorded(file).replace('"plannedStart"', '"begins"'), 'desk:recordings.notOurs'],
    ['one whose events have no time', writeRecorded(file).replace('"wall"', '"when"'), 'desk:recordings.notOurs'],
  ])('says what to do where it is %s', (_name, text, key) => {
    expect(readRecorded(text)).toMatchObject({ ok: false, problem: { say: { key } } });
  });
});
