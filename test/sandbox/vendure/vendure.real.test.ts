import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { levelOf } from '../../../core/domain/position.ts';
import { vendure as connector } from '../../../core/edge/source/vendure.ts';
import type { Source } from '../../../core/ports.ts';
import { startVendure, type Vendure } from './vendure.ts';

const SKU = 'FS01-S';

describe('the connector and a real Vendure', () => {
  const data = mkdtempSync(join(tmpdir(), 'stockcue-vendure-'));
  const { signal } = new AbortController();
  let vendure: Vendure;
  let source: Source;
  const open = (apiKey: string): Source =>
    connector.open(
      { id: 'v', connector: 'vendure', name: 'V', role: 'both', address: vendure.adminApi, options: {}, lagMinutes: 0 },
      { apiKey },
      { fetch, timeoutMs: 20_000, clock: { now: () => Date.now(), wake: () => {} } },
    );
  const read = async () => {
    const reading = await source.positions(signal);
    if (!reading.ok) throw new Error(reading.problem.say.key);
    return reading.value.positions.filter((one) => one.sku === SKU);
  };
  const available = async () => (await read()).reduce((sum, one) => sum + (levelOf(one) ?? 0), 0);

  beforeAll(async () => {
    vendure = await startVendure(data);
    source = open(vendure.apiKey);
  });
  afterAll(async () => {
    await vendure.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('says in words that everything works', async () => {
    const { ok, lines } = await source.check(signal);
    expect({ ok, lines }).toMatchObject({ ok: true });
  });

  it('reads every variant in every place as Vendure itself has it', async () => {
    const reading = await source.positions(signal);
    if (!reading.ok) throw new Error(reading.problem.say.key);
    expect(new Set(reading.value.positions.map((one) => one.sku)).size).toBeGreaterThanOrEqual(80);
    expect(reading.value.problems).toEqual([]);
    expect(await available()).toBe(await vendure.available(SKU));
  });

  it('sees a purchase as exactly as many units less', async () => {
    const before = await available();
    expect(await vendure.buy(SKU, 3)).toEqual({ ok: true, said: 'PaymentAuthorized' });
    expect(await available()).toBe(before - 3);
  });

  it('pauses so that nobody can buy, and resumes so that they can', async () => {
    const [position = null] = await read();
    const target = { source: 'v', sku: SKU, ref: position?.ref ?? null };
    for (const onSale of [false, true]) {
      expect(await source.setFlag?.(target, onSale, `key-${onSale}`, signal)).toEqual({ ok: true, value: null });
      expect(await source.readBack?.(target, signal)).toMatchObject({ ok: true, value: { onSale } });
      expect(await vendure.enabled(SKU)).toBe(onSale);
      expect((await vendure.buy(SKU, 1)).ok).toBe(onSale);
    }
  });

  it('says that a key is wrong', async () => {
    const reading = await open('no:such').positions(signal);
    expect(reading).toMatchObject({ ok: false, problem: { kind: 'credentials' } });
  });

  it('says that nobody answers when Vendure is stopped, and reads on when it is back', async () => {
    const before = await vendure.available(SKU);
    await vendure.stop();
    expect(await source.positions(signal)).toMatchObject({ ok: false, problem: { kind: 'network' } });
    await vendure.start();
    expect(await available()).toBe(before);
  });
});
