import { expect, it } from 'vitest';
import { aPress } from '../../test/builders/command.ts';
import { fakeClock } from '../../test/builders/fake-clock.ts';
import type { CommandFacts } from '../decide/commands/facts.ts';
import { foldJournal } from '../decide/commands/steps.ts';
import type { CommandBody, ReadBack } from '../domain/command.ts';
import type { Draft, LogEvent } from '../domain/event.ts';
import { listingId } from '../domain/listing.ts';
import { phrase } from '../domain/phrase.ts';
import { bad, good, type Outcome } from '../domain/problem.ts';
import { EMPTY_SETTINGS } from '../domain/settings.ts';
import type { Source } from '../ports.ts';
import { dispatcherOver } from './dispatch.ts';

const ACTOR = { name: 'Lin', origin: 'o', surface: 'panel' } as const;
const SKUS = ['S1', 'S2'];
const flush = async () => {
  for (let n = 0; n < 50; n++) await Promise.resolve();
};

/** A page whose listing has two SKUs, and a person at it. */
function world(rate = 1) {
  const clock = fakeClock(1_800_000_000_000);
  const journal: CommandBody[] = [];
  const page = { pinned: false, acts: 0, open: true };
  let answer: (outcome: Outcome<null>) => void = () => {};
  let asked: Promise<Outcome<null>> | null = null;
  const source: Source = {
    id: 'page:a',
    abilities: { pause: null, level: null, perBuyer: false, orders: false },
    check: async () => ({ ok: true, lines: [] }),
    positions: async () => bad({ kind: 'refused', say: phrase('act:failed.none') }),
    readBack: async ({ sku }): Promise<Outcome<ReadBack>> =>
      page.open
        ? good({ source: 'page:a', sku, onSale: true, levels: [], pinned: page.pinned, at: clock.now() })
        : bad({ kind: 'refused', say: phrase('act:failed.none') }),
    act: () => {
      asked ??= new Promise((resolve) => {
        page.acts += 1;
        answer = resolve;
      });
      return asked;
    },
  };
  const facts = (): Omit<CommandFacts, 'levers'> => ({
    settings: {
      ...EMPTY_SETTINGS,
      accounts: { a: { id: 'a', name: 'A', profile: 'p', site: 'https://a.example', channel: null, pool: null } },
      listings: {
        [listingId('a', 'B')]: {
          account: 'a',
          key: 'B',
          title: 'B',
          variants: [{ id: 'v', title: '', components: SKUS.map((sku) => ({ sku, unitsPerSale: 1 })) }],
        },
      },
    },
    consoles: {},
    places: () => [],
    promise: () => null,
    commands: Object.fromEntries(foldJournal(journal).map((state) => [state.command.id, state])),
    pages: { a: { name: 'Console', actions: { pin: 'guide' } } },
    now: clock.now(),
    intervalMs: 5_000,
  });
  const append = async (drafts: readonly Draft[]): Promise<readonly LogEvent[]> => {
    for (const draft of drafts) if (draft.type === 'command') journal.push(draft.body);
    return [];
  };
  const dispatcher = dispatcherOver(
    {
      log: { append },
      clock,
      ids: () => 'c1',
      sourceOf: async (id) => (id === 'page:a' ? source : null),
      lease: { mayAct: async () => true },
      byClock: (ms) => ms * rate,
      signal: new AbortController().signal,
    },
    facts,
  );
  const intent = aPress({ command: 'pin', account: 'a', listing: 'B', skus: SKUS });
  return {
    page,
    press: () => dispatcher.run(intent, ACTOR),
    steps: () => journal.map(({ step }) => step),
    last: () => journal.at(-1),
    answer: (outcome: Outcome<null>) => answer(outcome),
    async pass(ms: number) {
      await flush();
      clock.advance(ms);
      await flush();
    },
  };
}

it('a person has a minute at the page, and what was done there is confirmed by the page', async () => {
  const w = world();
  const heard = w.press();
  await w.pass(55_000);
  expect(w.steps()).toEqual(['requested', 'executing']);
  w.page.pinned = true;
  w.answer(good(null));
  expect(await heard).toBeNull();
  expect(w.steps()).toEqual(['requested', 'executing', 'confirmed']);
  expect(w.page.acts).toBe(1);
});

it('in a rehearsal that runs ten times as fast the person has as long', async () => {
  const w = world(10);
  const heard = w.press();
  await w.pass(550_000);
  expect(w.steps()).toEqual(['requested', 'executing']);
  w.page.pinned = true;
  w.answer(good(null));
  expect(await heard).toBeNull();
});

it('what a gate refused has failed, and says so', async () => {
  const w = world();
  const heard = w.press();
  await flush();
  w.answer(bad({ kind: 'refused', say: phrase('act:gate.text') }));
  expect(await heard).toEqual({ key: 'act:gate.text' });
  expect(w.steps()).toEqual(['requested', 'executing', 'failed']);
});

it('a page that goes away leaves it unknown, is asked nothing again, and settles it when it is back', async () => {
  const w = world();
  const heard = w.press();
  await flush();
  w.page.open = false;
  w.answer(bad({ kind: 'timeout', say: phrase('act:unclear.closed') }));
  await flush();
  expect((await heard)?.key).toBe('act:unclear.closed');
  await w.pass(30_000);
  expect(w.steps()).toEqual(['requested', 'executing', 'unknown']);
  w.page.open = true;
  w.page.pinned = true;
  await w.pass(61_000);
  expect(w.last()?.step).toBe('confirmed');
  expect(w.page.acts).toBe(1);
});

it('a page that never answers is unknown in the end', async () => {
  const w = world();
  const heard = w.press();
  await w.pass(141_000);
  await w.pass(141_000);
  expect((await heard)?.key).toMatch(/^command:unknown/);
});
