import { describe, expect, it } from 'vitest';
import en from '../../components/i18n/en/act.json';
import zh from '../../components/i18n/zh/act.json';
import { aCommand } from '../../test/builders/command.ts';
import { fakeClock } from '../../test/builders/fake-clock.ts';
import { LIVE } from '../../test/builders/live-profile.ts';
import { applyGuided } from '../decide/ledger/acts.ts';
import { emptyLedger } from '../decide/ledger/ledger.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { Command, CommandState, CommandStep, Write } from '../domain/command.ts';
import type { RowSeen } from '../domain/console.ts';
import type { Draft } from '../domain/event.ts';
import { GATES, type PageActed, type PageAsk } from '../domain/page-act.ts';
import type { ConsoleAccount } from '../domain/settings.ts';
import type { PageOpen, PageReply } from '../ports.ts';
import { createPageActs } from './page-acts.ts';
import { outcomeOf } from './page-run.ts';

const ACCOUNT: ConsoleAccount = { id: 'a', name: 'A', profile: 'taught:1', site: 'https://a.example', channel: null, pool: null };
const ROW: RowSeen = {
  key: 'B',
  title: 'Title B',
  link: 2,
  state: 'onSale',
  sellable: 40,
  pinned: false,
  offer: null,
  sold: null,
  clicks: null,
  impressions: null,
  cart: null,
};
const { perBuyer, ...others } = LIVE.actions;
const LIMITED = { ...others, ...(perBuyer === undefined ? {} : { perBuyer, limit: perBuyer }) };
const PAGE: PageOpen = { profile: LIVE, hash: 'h1', health: { ok: true, failed: [] }, told: true };
const TARGET = { source: 'page:a', sku: 'SKU-1', ref: 'B' };
const COMMAND: Command = aCommand({
  key: 'o:1',
  kind: 'pin',
  account: 'a',
  listing: 'B',
  targets: [TARGET],
  actor: { name: 'Lin', origin: 'o', surface: 'panel' },
});
const done: PageActed = { id: 'c1', did: 'done', gate: null, found: null };
const never = new AbortController().signal;

function world(account: ConsoleAccount = ACCOUNT, row: RowSeen = ROW) {
  let ledger: Ledger = {
    ...emptyLedger('main'),
    consoles: {
      a: {
        page: { live: 'live', room: 'R1', viewers: null, comments: null, ...(row.fromData && { fromData: ['room'] }) },
        rows: { B: row },
        keys: ['B'],
        complete: true,
        seenAt: 0,
        liveAt: 0,
        endedAt: null,
      },
    },
  };
  ledger = { ...ledger, settings: { ...ledger.settings, accounts: { a: account } } };
  const asks: PageAsk[] = [];
  const stopped: string[] = [];
  const drafts: Draft[] = [];
  let changes = 0;
  let answer: (reply: PageReply) => void = () => {};
  let types: (number: number) => void = () => {};
  const acts = createPageActs({
    ledger: () => ledger,
    consoles: {
      act: (_account, ask, _signal, told) => {
        asks.push(ask);
        types = told ?? types;
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
      stop: (_, id) => stopped.push(id),
    },
    clock: fakeClock(1_000),
    byClock: (ms) => ms * 10,
    append: async (draft) => {
      drafts.push(draft);
      if (draft.type === 'guided') ledger = applyGuided(ledger, draft.body);
      const [changed] = draft.type === 'settings' ? (draft.body.accounts ?? []) : [];
      if (changed !== undefined) ledger = { ...ledger, settings: { ...ledger.settings, accounts: { a: changed } } };
    },
    changed: () => {
      changes += 1;
    },
    report: (_, error) => {
      throw error;
    },
  });
  return {
    acts,
    asks,
    stopped,
    drafts,
    changes: () => changes,
    answer: (acted: Partial<PageActed> = {}) => answer({ said: 'acted', acted: { ...done, ...acted } }),
    types: (number: number) => types(number),
    close: () => answer({ said: 'closed' }),
    source: acts.source('page:a'),
    /** How the command on this row stands in the journal. */
    journal: (step: CommandStep, id = 'c1') => {
      const state: CommandState = {
        command: { ...COMMAND, id },
        step,
        writes: [],
        readBack: [],
        revertedAt: null,
        say: null,
        at: 0,
      };
      ledger = { ...ledger, commands: { ...ledger.commands, [id]: state } };
    },
    see: (row: Partial<RowSeen>) => {
      const seen = ledger.consoles.a;
      if (seen !== undefined) ledger = { ...ledger, consoles: { a: { ...seen, rows: { B: { ...ROW, ...row } } } } };
    },
    async run(command: Partial<Command>, acted: Partial<PageActed>) {
      const result = acts.source('page:a').act?.(TARGET, { ...COMMAND, ...command }, never);
      answer({ said: 'acted', acted: { ...done, ...acted } });
      return result;
    },
  };
}

describe('what a page says of a listing', () => {
  it('is not what only its own data says', async () => {
    const w = world();
    w.acts.opened('a', PAGE);
    w.see({ pinned: true, sellable: 7, fromData: ['pinned', 'sellable'] });
    expect(await w.source.readBack?.(TARGET, never)).toMatchObject({
      ok: true,
      value: { onSale: true, pinned: null, levels: [] },
    });
  });

  it('is not the pin that its own data denied after a click, until a person has said what came of it', async () => {
    const w = world();
    w.acts.opened('a', PAGE);
    const read = async () => {
      const found = await w.source.readBack?.(TARGET, never);
      return found?.ok === true ? found.value.pinned : undefined;
    };
    w.journal('unknown');
    w.see({ pinned: true });
    await w.run({ id: 'c1' }, { did: 'unclear', gate: 'after' });
    expect(await read()).toBe(true);
    await w.run({ id: 'c2' }, { did: 'unclear', gate: 'after', data: 'contrary' });
    expect(await read()).toBe(true);
    w.journal('unknown', 'c2');
    expect(await read()).toBeNull();
    // What the row and the data both say is known.
    w.see({ pinned: false });
    expect(await read()).toBe(false);
    w.see({ pinned: true });
    w.journal('confirmed', 'c2');
    expect(await read()).toBe(true);
  });

  it('is what it showed last, while it is open, recognised and has spoken', async () => {
    const w = world();
    const read = async () => w.source.readBack?.(TARGET, never);
    expect(await read()).toMatchObject({ ok: false, problem: { kind: 'refused', say: { key: 'act:failed.none' } } });
    w.acts.opened('a', { ...PAGE, told: false });
    expect(await read()).toMatchObject({ ok: false, problem: { say: { key: 'act:failed.notRead' } } });
    w.acts.opened('a', PAGE);
    expect(await read()).toMatchObject({
      ok: true,
      value: { onSale: true, pinned: false, levels: [{ level: 40 }], perBuyer: null },
    });
    w.see({ state: 'soldOut', pinned: null, sellable: null, perBuyer: 3 });
    expect(await read()).toMatchObject({ ok: true, value: { onSale: null, pinned: null, levels: [], perBuyer: 3 } });
    w.see({ state: 'paused', pinned: true });
    expect(await read()).toMatchObject({ ok: true, value: { onSale: false, pinned: true } });
    expect(await w.source.readBack?.({ ...TARGET, ref: 'Z' }, never)).toMatchObject({
      problem: { say: { key: 'act:failed.noRow' } },
    });
    w.acts.opened('a', { ...PAGE, health: { ok: false, failed: ['list'] } });
    expect(await read()).toMatchObject({ ok: false, problem: { say: { key: 'act:failed.notRead' } } });
    w.acts.opened('a', null);
    expect(await read()).toMatchObject({ ok: false, problem: { say: { key: 'act:failed.none' } } });
  });
});

describe('acting on a page', () => {
  it('asks with what the person saw, guides, and shows at once what waits for a hand', async () => {
    const w = world();
    w.acts.opened('a', PAGE);
    const result = w.source.act?.(TARGET, COMMAND, never);
    expect(w.asks).toEqual([
      {
        id: 'c1',
        action: 'pin',
        key: 'B',
        level: 'guide',
        profileHash: 'h1',
        room: 'R1',
        title: 'Title B',
        code: null,
        fromData: [],
        number: null,
        waitMs: 60_000,
      },
    ]);
    // By the shop's clock, which runs ten times as fast as the person.
    const row = { command: 'c1', kind: 'pin', listing: 'a\u001fB', number: null, until: 601_000 };
    expect(w.acts.guide('a')).toEqual(row);
    expect(w.acts.guide(null)).toEqual(row);
    expect(w.acts.guide('b')).toBeNull();
    w.answer();
    expect(await result).toEqual({ ok: true, value: null });
    expect(w.acts.guide('a')).toBeNull();
    expect(w.drafts).toMatchObject([
      {
        type: 'guided',
        body: { account: 'a', profileHash: 'h1', action: 'pin', did: 'done', gate: null, level: 'guide', command: 'c1' },
      },
    ]);
  });

  it('clicks a listing with several SKUs once', async () => {
    const w = world();
    w.acts.opened('a', PAGE);
    const first = w.source.act?.(TARGET, COMMAND, never);
    const second = w.source.act?.({ ...TARGET, sku: 'SKU-2' }, COMMAND, never);
    w.answer();
    expect(await Promise.all([first, second])).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ]);
    expect(await w.source.act?.({ ...TARGET, sku: 'SKU-3' }, COMMAND, never)).toEqual({ ok: true, value: null });
    expect(w.asks).toHaveLength(1);
  });

  it('hands on the number that is to be typed', () => {
    const w = world();
    w.acts.opened('a', { ...PAGE, profile: { ...LIVE, actions: LIMITED } });
    const place = { source: 'page:a', location: '' };
    const write = (more: Partial<Write>): Write => ({ place, sku: 'SKU-1', lever: 'flag', before: null, change: null, ...more });
    void w.source.act?.(TARGET, { ...COMMAND, kind: 'limit', per: 'buyer' }, never, [write({ perBuyer: { was: null, to: 3 } })]);
    expect(w.asks[0]).toMatchObject({ action: 'perBuyer', number: 3, level: 'guide' });
    const by = { typed: 50, from: 40, by: 10, most: 60 };
    void w.source.act?.(TARGET, { ...COMMAND, id: 'c2', kind: 'release' }, never, [write(by)]);
    expect(w.asks[1]).toMatchObject({ action: 'limit', number: 50, by: 10, most: 60, level: 'guide' });
  });

  it('follows the number that is to be typed, and reads back how the row was seen to move', async () => {
    const w = world();
    w.acts.opened('a', { ...PAGE, profile: { ...LIVE, actions: LIMITED } });
    const place = { source: 'page:a', location: '' };
    const writes: Write[] = [{ place, sku: 'SKU-1', lever: 'flag', before: null, change: null, typed: 50, from: 40, by: 10 }];
    const result = w.source.act?.(TARGET, { ...COMMAND, kind: 'release', quantity: 10 }, never, writes);
    expect(w.acts.guide('a')).toMatchObject({ kind: 'release', number: 50, from: 40 });
    w.types(48);
    expect(w.acts.guide('a')).toMatchObject({ number: 48, from: 38 });
    w.answer({ moved: { was: 38, is: 48 } });
    expect(await result).toEqual({ ok: true, value: null });
    expect(await w.source.readBack?.(TARGET, never, 'c1')).toMatchObject({ ok: true, value: { moved: { was: 38, is: 48 } } });
    expect(await w.source.readBack?.(TARGET, never, 'other')).not.toMatchObject({ value: { moved: expect.anything() } });
  });

  it('asks no page that is gone, and nothing that its profile does not know', async () => {
    const w = world();
    expect(await w.source.act?.(TARGET, COMMAND, never)).toMatchObject({ ok: false, problem: { kind: 'refused' } });
    w.acts.opened('a', PAGE);
    expect(await w.source.act?.(TARGET, { ...COMMAND, kind: 'resume' }, never)).toMatchObject({
      problem: { kind: 'refused', say: { key: 'act:failed.level' } },
    });
    expect(w.asks).toEqual([]);
  });

  it('lets the person think better of it while it waits, and not after', async () => {
    const w = world();
    w.acts.opened('a', PAGE);
    expect(w.acts.stop('c1')).toMatchObject({ key: 'act:failed.nothingToStop' });
    const result = w.source.act?.(TARGET, COMMAND, never);
    expect(w.acts.stop('c1')).toBeNull();
    expect(w.stopped).toEqual(['c1']);
    w.answer({ did: 'nothing' });
    expect(await result).toMatchObject({ ok: false, problem: { kind: 'refused', say: { key: 'act:failed.stopped' } } });
    expect(w.acts.stop('c1')).toMatchObject({ key: 'act:failed.nothingToStop' });
  });

  it('does not know what became of it where the page went away, and writes no run down', async () => {
    const w = world();
    w.acts.opened('a', PAGE);
    const result = w.source.act?.(TARGET, COMMAND, never);
    w.close();
    expect(await result).toMatchObject({ ok: false, problem: { kind: 'timeout', say: { key: 'act:unclear.closed' } } });
    expect(w.drafts).toEqual([]);
  });

  it('says which of what the person saw only the page’s own data told, and keeps what that vouched for', async () => {
    const w = world(ACCOUNT, { ...ROW, code: 'HX-9', fromData: ['title', 'sold', 'code'] });
    w.acts.opened('a', PAGE);
    await w.run({ id: '1' }, { did: 'refused', gate: 'witness', found: 'Another', data: 'contrary' });
    expect(w.asks).toMatchObject([{ room: 'R1', title: 'Title B', code: 'HX-9', fromData: ['room', 'title', 'code'] }]);
    expect(w.drafts).toMatchObject([{ type: 'guided', body: { gate: 'witness', data: 'contrary' } }]);

    const drawn = world();
    drawn.acts.opened('a', PAGE);
    await drawn.run({ id: '1' }, {});
    expect(drawn.asks).toMatchObject([{ title: 'Title B', code: null, fromData: [] }]);
    expect(drawn.drafts[0]).not.toHaveProperty('body.data');
  });

  it('says done for what stood so already, refused with its gate, and unknown for what cannot be told', async () => {
    const w = world();
    w.acts.opened('a', PAGE);
    expect(await w.run({ id: '1' }, { did: 'already' })).toEqual({ ok: true, value: null });
    expect(await w.run({ id: '2' }, { did: 'refused', gate: 'text', found: '下架' })).toMatchObject({
      problem: { kind: 'refused', say: { key: 'act:gate.text', values: { found: '下架', listing: 'Title B' } } },
    });
    expect(await w.run({ id: '3' }, { did: 'unclear', gate: 'others', found: 'Title C' })).toMatchObject({
      problem: { kind: 'timeout', say: { key: 'act:unclear.others', values: { found: 'Title C' } } },
    });
    expect(await w.run({ id: '4' }, { did: 'refused', gate: null, found: 'notLoaded' })).toMatchObject({
      problem: { kind: 'refused', say: { key: 'act:failed.notLoaded' } },
    });
    expect(w.drafts.map((draft) => draft.type === 'guided' && draft.body.command)).toEqual(['1', '2', '3']);
  });
});

describe('from guide to assist and back', () => {
  const promoted: ConsoleAccount = { ...ACCOUNT, assist: { profileHash: 'h1', actions: ['pin', 'pause'] } };

  it('three confirmed runs allow a person to promote; then it is one click of ours, until something drifts', async () => {
    const w = world(promoted);
    w.acts.opened('a', PAGE);
    for (const id of ['1', '2', '3']) await w.run({ id }, {});
    await w.run({ id: '4' }, {});
    expect(w.asks.map(({ level }) => level)).toEqual(['guide', 'guide', 'guide', 'assist']);
    expect(w.asks.at(-1)?.waitMs).toBe(8_000);
    await w.run({ id: '5' }, { did: 'refused', gate: 'control' });
    expect(w.drafts.at(-1)).toMatchObject({
      type: 'settings',
      actor: { surface: 'worker' },
      body: { accounts: [{ id: 'a', assist: { profileHash: 'h1', actions: ['pause'] } }] },
    });
    await w.run({ id: '6' }, {});
    expect(w.asks.at(-1)?.level).toBe('guide');
  });

  it('the panel sees each action with its level, its runs and why it is no higher', async () => {
    const w = world();
    expect(w.acts.row('a')).toBeNull();
    w.acts.opened('a', PAGE);
    expect(w.acts.row('a')).toMatchObject({ name: 'Test console', origin: 'taught', confirmed: false, failed: [], since: null });
    for (const id of ['1', '2', '3']) await w.run({ id }, {});
    const row = w.acts.row('a');
    expect(row?.confirmed).toBe(true);
    expect(row?.actions.find(({ action }) => action === 'pin')).toEqual({
      action: 'pin',
      level: 'guide',
      runs: 3,
      mayPromote: true,
      why: { key: 'act:why.notPromoted', values: { runs: 3, of: 3 } },
    });
    w.acts.opened('a', { ...PAGE, health: { ok: false, failed: ['list'] } });
    expect(w.acts.row('a')).toMatchObject({
      failed: [{ key: 'act:check.list' }],
      since: 1_000,
      works: [{ key: 'act:works.stock' }],
    });
    expect(w.acts.row('a')?.actions.every(({ level }) => level === 'observe')).toBe(true);
  });

  it('is drawn anew only when something changed', () => {
    const w = world();
    w.acts.opened('a', PAGE);
    const can = w.acts.canNow();
    w.acts.opened('a', { ...PAGE });
    expect(w.changes()).toBe(1);
    expect(w.acts.canNow()).toBe(can);
    w.acts.opened('a', { ...PAGE, health: { ok: false, failed: ['rows'] } });
    expect(w.acts.canNow()).not.toBe(can);
    expect(w.changes()).toBe(2);
  });
});

describe('words', () => {
  const ask: PageAsk = {
    id: 'c',
    action: 'pin',
    key: 'B',
    level: 'guide',
    profileHash: 'h',
    room: null,
    title: null,
    number: null,
    waitMs: 1,
  };
  const said = (acted: Partial<PageActed>) => {
    const result = outcomeOf({ said: 'acted', acted: { ...done, ...acted } }, ask, false);
    return result.ok ? '' : result.problem.say.key.replace('act:', '');
  };
  const found = (texts: unknown, path: string): unknown =>
    path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], texts);

  it.each(['agrees', 'contrary'] as const)('what the page’s own data says has its words, or those of the gate: %s', (data) => {
    for (const did of ['refused', 'unclear'] as const) {
      for (const gate of GATES) {
        const key = said({ did, gate, data });
        expect([key, typeof found(en, key), typeof found(zh, key)]).toEqual([key, 'string', 'string']);
      }
    }
    const of = (did: PageActed['did'], gate: PageActed['gate']) => said({ did, gate, data });
    const both = data === 'contrary' ? ['gate.witnessData', 'unclear.afterData'] : ['gate.witness', 'unclear.after'];
    expect([of('refused', 'witness'), of('unclear', 'after')]).toEqual(both);
  });

  it.each(GATES)('there is a sentence in both languages for what failed at %s', (gate) => {
    for (const did of ['refused', 'unclear', 'nothing'] as const) {
      const key = said({ did, gate });
      expect([key, typeof found(en, key), typeof found(zh, key)]).toEqual([key, 'string', 'string']);
    }
  });
});
