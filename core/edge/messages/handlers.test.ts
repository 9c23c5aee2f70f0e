import { describe, expect, test } from 'vitest';
import type { Phrase } from '../../domain/phrase.ts';
import type { SettingsBody, SourceConfig } from '../../domain/settings.ts';
import { EMPTY_SETTINGS } from '../../domain/settings.ts';
import type { Connector, Source } from '../../ports.ts';
import { createHandlers, type Desk } from './handlers.ts';

const config: SourceConfig = {
  id: 's',
  connector: 'vendure',
  name: 'S',
  role: 'both',
  address: 'http://127.0.0.1',
  options: {},
  lagMinutes: 0,
};
const say = { key: 'source:check.ok' };

function setUp(granted = true, blocked: Phrase | null = null) {
  const done: string[] = [];
  const kept = new Map<string, Readonly<Record<string, string>>>();
  const source = { check: async () => ({ ok: true, lines: [{ ok: true, say }] }) } as unknown as Source;
  const connector = {
    parse: (it: SourceConfig) =>
      it.address === '' ? { ok: false, problem: { kind: 'malformed', say: { key: 'source:address' } } } : { ok: true, value: it },
    hosts: () => ['http://127.0.0.1/*'],
  } as unknown as Connector;
  const desk: Desk = {
    notices: () => [{ key: 'worker:storage.refused' }],
    settings: () => ({
      ...EMPTY_SETTINGS,
      sources: { s: config },
      robots: { r: { id: 'r', name: 'Ops', kind: 'feishu' } },
    }),
    change: async (change: SettingsBody) => done.push(`change ${Object.keys(change).join()}`),
    reopen: (id) => done.push(`reopen ${id}`),
    open: async () => source,
    rowProblems: () => [{ row: '3', field: 'sku', say: { key: 'source:row' } }],
    places: () => [{ source: 's', location: 'l', skus: 2 }],
    audit: async () => [],
    reset: async (surface) => {
      done.push(`reset ${surface}`);
      return blocked;
    },
    mapping: () => ({ rows: [], skus: [] }),
    addHistory: async ({ file }) => done.push(`history ${file}`),
    addFunnels: async ({ rows }) => done.push(`funnels ${rows.length}`),
    addStock: async () => null,
    health: () => [],
    brought: async () => ({ history: [], funnels: [] }),
    restock: () => ({ plans: [], lines: [{ key: 'restock:text.none' }] }),
    recordings: async () => [{ stream: 'A', title: 'Friday', startsAt: 1, endsAt: 2, from: 1, imported: false }],
    recorded: async () => null,
    forget: async (stream) => {
      done.push(`forget ${stream}`);
      return null;
    },
    keep: async () => null,
  };
  const handlers = createHandlers({
    desk: async () => desk,
    secrets: () => ({
      get: async (id) => kept.get(id) ?? null,
      put: async (id, secret) => void kept.set(id, secret),
      remove: async (id) => void kept.delete(id),
      sources: async () => [...kept.keys()],
    }),
    connector: (id) => (id === 'vendure' ? connector : null),
    mayReach: async () => granted,
    reconcile: async () => {
      done.push('reconcile');
      return ['https://a.example'];
    },
    release: async () => void done.push('release'),
    rehearsal: {} as never,
    send: async (robot, secret, lines) => {
      done.push(`send ${robot.id} ${secret.address} ${secret.sign ?? '-'} ${lines.join('|')}`);
      return lines[0] === 'wrong' ? { ok: false, problem: { kind: 'refused', say } } : { ok: true, value: null };
    },
    report: (where) => done.push(`error ${where}`),
  });
  return { handlers, done, kept };
}

describe('what our own pages can ask for', () => {
  test('recordings are listed, are not there once they are gone, and go when they are told to', async () => {
    const { handlers, done } = setUp();
    expect(await handlers['recordings.list']({ shop: 'main' })).toMatchObject({ rows: [{ stream: 'A' }] });
    expect(await handlers['recordings.get']({ shop: 'main', stream: 'B' })).toEqual({ found: null });
    expect(await handlers['recordings.remove']({ shop: 'main', stream: 'A' })).toEqual({ problem: null });
    expect(done).toEqual(['forget A']);
  });
  test('restock plans come whole, and as lines', async () => {
    expect(await setUp().handlers['restock.get']({ shop: 'main' })).toEqual({ plans: [], lines: [{ key: 'restock:text.none' }] });
  });
  test('a source is saved with its secret first, and opened anew; no answer carries the secret', async () => {
    const { handlers, done, kept } = setUp();
    const answer = await handlers['source.save']({ shop: 'main', config, secret: { token: 'canary' } });
    expect(answer).toEqual({ problem: null });
    expect(done).toEqual(['change sources', 'reopen s']);
    expect(kept.get('s')).toEqual({ token: 'canary' });
    const settings = await handlers['settings.get']({ shop: 'main' });
    expect(settings.withSecret).toEqual(['s']);
    expect(settings.notices).toEqual([{ key: 'worker:storage.refused' }]);
    expect(JSON.stringify([answer, settings])).not.toContain('canary');
  });
  test('saving without a secret keeps the one there is', async () => {
    const { handlers, kept } = setUp();
    kept.set('s', { token: 'old' });
    await handlers['source.save']({ shop: 'main', config, secret: null });
    expect(kept.get('s')).toEqual({ token: 'old' });
  });
  test('what the connector refuses is not saved', async () => {
    const { handlers, done, kept } = setUp();
    const bad = { ...config, address: '' };
    expect(await handlers['source.save']({ shop: 'main', config: bad, secret: { token: 'x' } })).toEqual({
      problem: { key: 'source:address' },
    });
    expect(await handlers['source.save']({ shop: 'main', config: { ...config, connector: 'none' }, secret: null })).toEqual({
      problem: { key: 'worker:source.noConnector' },
    });
    expect([done, kept.size]).toEqual([[], 0]);
  });
  test('a reset takes all keys, scripts and permissions along, and none of them where it was refused', async () => {
    const { handlers, done, kept } = setUp();
    kept.set('s', { token: 'canary' });
    kept.set('robot:r', { address: 'canary' });
    expect(await handlers['settings.reset']({ shop: 'main' })).toEqual({ problem: null });
    expect([done, kept.size]).toEqual([['reset options', 'reconcile', 'release'], 0]);
    const refused = setUp(true, say);
    refused.kept.set('s', { token: 'canary' });
    expect(await refused.handlers['settings.reset']({ shop: 'main' })).toEqual({ problem: say });
    expect([refused.done, refused.kept.size]).toEqual([['reset options'], 1]);
  });
  test('a rehearsal that is reset leaves the scripts and permissions of the real shop alone', async () => {
    const { handlers, done } = setUp();
    await handlers['settings.reset']({ shop: 'rehearsal' });
    expect(done).toEqual(['reset options']);
  });
  test('a removed source takes its secret along', async () => {
    const { handlers, kept } = setUp();
    kept.set('s', { token: 'old' });
    await handlers['source.remove']({ shop: 'main', source: 's' });
    expect(kept.size).toBe(0);
  });
  test('a check says what works, or why it cannot be asked', async () => {
    const { handlers: able, done } = setUp();
    expect(await able['source.check']({ shop: 'main', source: 's' })).toMatchObject({
      ok: true,
      rows: [{ row: '3' }],
    });
    expect(done).toEqual(['reopen s']);
    const { handlers } = setUp(false);
    expect(await handlers['source.check']({ shop: 'main', source: 's' })).toMatchObject({
      ok: false,
      lines: [{ say: { key: 'worker:source.permission' } }],
    });
    expect(await handlers['source.check']({ shop: 'main', source: 'gone' })).toMatchObject({
      lines: [{ say: { key: 'worker:source.unknown' } }],
    });
  });
  test('a change of accounts, or of how pages are read, reconciles the content scripts', async () => {
    const { handlers, done } = setUp();
    await handlers['settings.change']({ shop: 'main', change: { skus: [] } });
    await handlers['settings.change']({ shop: 'main', change: { accounts: [] } });
    await handlers['settings.change']({ shop: 'main', change: { drop: { accounts: ['a'] } } });
    await handlers['settings.change']({ shop: 'main', change: { profiles: [] } });
    expect(done.filter((what) => what === 'reconcile')).toHaveLength(3);
  });

  test('a robot’s address is kept with the secrets, its name with the settings; both go together', async () => {
    const { handlers, done, kept } = setUp();
    const robot = { id: 'r', name: 'Ops', kind: 'feishu' as const };
    const secret = { address: 'https://open.feishu.cn/canary' };
    expect(await handlers['robot.save']({ shop: 'main', robot, secret })).toEqual({ problem: null });
    expect(kept.get('robot:r')).toEqual(secret);
    expect(await handlers['robot.save']({ shop: 'main', robot, secret: null })).toEqual({ problem: null });
    expect(kept.get('robot:r')).toEqual(secret);
    expect(JSON.stringify(await handlers['settings.get']({ shop: 'main' }))).not.toContain('canary');
    await handlers['robot.remove']({ shop: 'main', robot: 'r' });
    expect(kept.size).toBe(0);
    expect(done).toEqual(['change robots', 'change robots', 'change drop']);
  });

  test('a robot is sent lines by its saved address, which no answer carries', async () => {
    const { handlers, done, kept } = setUp();
    const ask = { shop: 'main' as const, robot: 'r' };
    expect(await handlers['robot.send']({ ...ask, lines: ['x'] })).toEqual({ problem: { key: 'worker:robot.noAddress' } });
    kept.set('robot:r', { address: 'https://a.example/canary', sign: 'S' });
    expect(await handlers['robot.send']({ ...ask, lines: ['one', 'two'] })).toEqual({ problem: null });
    const refused = await handlers['robot.send']({ ...ask, lines: ['wrong'] });
    expect(refused).toEqual({ problem: say });
    expect(await handlers['robot.send']({ ...ask, robot: 'gone', lines: ['x'] })).toMatchObject({ problem: {} });
    expect(done).toEqual(['send r https://a.example/canary S one|two', 'send r https://a.example/canary S wrong']);
  });

  test('files that a person brings are written to the log', async () => {
    const { handlers, done } = setUp();
    const body = { file: 'orders.csv', of: 'Amazon', from: '2026-11-01', to: '2026-11-20', at: 1, days: [] };
    await handlers['history.add']({ shop: 'main', body });
    await handlers['funnels.add']({ shop: 'main', body: { rows: [] } });
    expect(done).toEqual(['history orders.csv', 'funnels 0']);
    expect(await handlers['brought.get']({ shop: 'main' })).toEqual({ history: [], funnels: [] });
  });
});
