import { expect, it } from 'vitest';
import { aPress } from '../../test/builders/command.ts';
import { fakeClock } from '../../test/builders/fake-clock.ts';
import { placeOfSku } from '../../test/builders/place.ts';
import { applyEvent, emptyLedger } from '../decide/ledger/ledger.ts';
import type { Draft, LogEvent } from '../domain/event.ts';
import { good } from '../domain/problem.ts';
import { memoryLog } from '../edge/storage/memory-log.ts';
import type { Source } from '../ports.ts';
import { createDispatcher } from './dispatch.ts';

const ACTOR = { name: 'Lin', origin: 'here', surface: 'panel' } as const;
const soon = () => new Promise((resolve) => setImmediate(resolve));

it('pauses and resumes over a real ledger, which rebuilds to the same from the log', async () => {
  const clock = fakeClock(1_800_000_000_000);
  const log = memoryLog('main', { origin: 'here', clock });
  let ledger = emptyLedger('main');
  log.subscribe((events) => {
    ledger = events.reduce(applyEvent, ledger);
  }, new AbortController().signal);
  const { position } = placeOfSku('A', true);
  const config = { id: 'shop', connector: 'x', name: '', role: 'both', address: '', options: {}, lagMinutes: 0 } as const;
  const setUp: Draft[] = [
    { type: 'settings', actor: ACTOR, body: { sources: [config] } },
    {
      type: 'reading',
      actor: ACTOR,
      body: {
        source: 'shop',
        observedAt: null,
        receivedAt: clock.now(),
        skew: null,
        coverage: { kind: 'full' },
        changed: [position],
        gone: [],
        hash: '',
        problems: [],
      },
    },
  ];
  await log.append(setUp);

  let sold = true;
  const source = {
    id: 'shop',
    abilities: { orders: false, pause: 'flag', level: null, perBuyer: false },
    setFlag: async (_: unknown, onSale: boolean) => {
      sold = onSale;
      return good(null);
    },
    readBack: async ({ sku }) => good({ source: 'shop', sku, onSale: sold, levels: [], at: clock.now() }),
  } as Partial<Source> as Source;
  let ids = 0;
  const dispatcher = createDispatcher({
    log,
    clock,
    ids: () => `c${++ids}`,
    sourceOf: async () => source,
    state: () => ({ ledger, outlooks: {} }),
    lease: { mayAct: async () => true },
    signal: new AbortController().signal,
  });
  const wish = (command: 'pause' | 'resume', undoes: string | null) =>
    aPress({ command, key: `here:${command}`, listing: 'A', skus: ['A'], undoes });

  expect(await dispatcher.run(wish('pause', null), ACTOR)).toBeNull();
  await soon();
  expect([sold, ledger.commands.c1?.step]).toEqual([false, 'confirmed']);
  expect(await dispatcher.run({ ...wish('pause', null), key: 'here:again' }, ACTOR)).toMatchObject({
    key: 'command:refused.alreadyPaused',
  });
  expect(await dispatcher.run(wish('resume', 'c1'), ACTOR)).toBeNull();
  expect([sold, ledger.commands.c2?.step, ledger.commands.c2?.command.undoes]).toEqual([true, 'confirmed', 'c1']);
  const rebuilt = (await log.since(null)).reduce((state, event: LogEvent) => applyEvent(state, event), emptyLedger('main'));
  expect(rebuilt).toEqual(ledger);
});
