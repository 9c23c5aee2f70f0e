import { expect, it } from 'vitest';
import { type FakePort, fakePort } from '../../../test/builders/fake-port.ts';
import { manyListings } from '../../../test/builders/view.ts';
import type { PanelPatch, PanelView } from '../../domain/view.ts';
import { BACK_OFF_MS, createViewClient } from './view-client.ts';

function start() {
  const ports: FakePort[] = [];
  const waits: { ms: number; then: () => void }[] = [];
  const states: string[] = [];
  const views: PanelView[] = [];
  const patches: PanelPatch[] = [];
  const ended = new AbortController();
  const ids = [1, 2, 3, 4].values();
  const client = createViewClient({
    connect: () => {
      const port = fakePort('view', {});
      ports.push(port);
      return port;
    },
    hello: async (why) => ({ surface: 'panel', kind: 'panel', nonce: `${why}-${ports.length}`, shop: null, stream: null }),
    later: (ms, then) => void waits.push({ ms, then }),
    newId: () => `i${ids.next().value}`,
    on: { connection: (state) => states.push(state), panel: (view) => views.push(view), patch: (patch) => patches.push(patch) },
    signal: ended.signal,
  });
  const port = (at: number): FakePort => {
    const found = ports.at(at);
    if (found === undefined) throw new Error('no port');
    return found;
  };
  return { client, ports, port, waits, states, views, patches, ended };
}
const view = manyListings(2);
const settled = async () => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

it('says hello first, takes the snapshot and patches in order', async () => {
  const { port, states, views, patches } = start();
  await settled();
  expect(port(0).heard).toEqual([{ say: 'hello', surface: 'panel', kind: 'panel', nonce: 'start-0', shop: null, stream: null }]);
  port(0).say({ say: 'panel', epoch: 'e', rev: 1, view });
  port(0).say({ say: 'patch', epoch: 'e', from: 1, to: 2, patch: { order: [] } });
  expect(states).toEqual(['connecting', 'live']);
  expect(views).toHaveLength(1);
  expect(patches).toEqual([{ order: [] }]);
});

it.each([
  ['a gap', { epoch: 'e', from: 5, to: 6 }],
  ['a new epoch', { epoch: 'f', from: 1, to: 2 }],
])('asks once for a snapshot after %s, and applies nothing until it comes', async (_name, place) => {
  const { port, patches } = start();
  await settled();
  port(0).say({ say: 'panel', epoch: 'e', rev: 1, view });
  port(0).say({ say: 'patch', ...place, patch: {} });
  port(0).say({ say: 'patch', epoch: 'e', from: 1, to: 2, patch: {} });
  expect(port(0).heard.filter(({ say }) => say === 'resync')).toHaveLength(1);
  expect(patches).toEqual([]);
  port(0).say({ say: 'panel', epoch: 'f', rev: 7, view });
  port(0).say({ say: 'patch', epoch: 'f', from: 7, to: 8, patch: { order: [] } });
  expect(patches).toEqual([{ order: [] }]);
});

it('comes back with a fresh hello after the port closed, slower each time', async () => {
  const { ports, port, waits, states } = start();
  await settled();
  for (const ms of BACK_OFF_MS.slice(0, 3)) {
    port(-1).close();
    const wait = waits.at(-1);
    expect(wait?.ms).toBe(ms);
    wait?.then();
    await settled();
  }
  expect(ports).toHaveLength(4);
  expect(port(-1).heard[0]).toMatchObject({ say: 'hello', nonce: 'closed-3' });
  port(-1).say({ say: 'panel', epoch: 'g', rev: 1, view });
  expect(states.at(-1)).toBe('live');
  port(-1).close();
  expect(waits.at(-1)?.ms).toBe(BACK_OFF_MS[0]);
});

it('answers an intent, and says of an open one that its outcome is not known when the port dies', async () => {
  const { client, port } = start();
  await settled();
  const answered = client.send({ kind: 'closeDetail' });
  port(0).say({ say: 'answer', id: 'i1', problem: null });
  expect(await answered).toBeNull();
  const open = client.send({ kind: 'closeDetail' });
  port(0).close();
  expect(await open).toEqual({ key: 'panel:lost.unanswered' });
  expect(await client.send({ kind: 'closeDetail' })).toEqual({ key: 'panel:lost.notSent' });
});

it('empties when refused, and takes a fresh port when the page comes back', async () => {
  const { client, ports, port, states } = start();
  await settled();
  port(0).say({ say: 'refused' });
  expect(states.at(-1)).toBe('refused');
  expect(port(0).closed()).toBe(true);
  client.reconnect();
  await settled();
  expect(ports).toHaveLength(2);
});

it('leaves nothing behind when it ends', async () => {
  const { port, ended, waits } = start();
  await settled();
  ended.abort();
  expect(port(0).closed()).toBe(true);
  expect(waits).toEqual([]);
});
