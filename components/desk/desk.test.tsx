// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { CheckRow, DeskAsk, DeskStream, DeskView } from '../../core/domain/desk.ts';
import type { Intent } from '../../core/domain/intent.ts';
import { EMPTY_SETTINGS, NO_FACTS, type SettingsBody } from '../../core/domain/settings.ts';
import { aDeskView, aPlan } from '../../test/builders/desk.ts';
import { guard, NOW } from '../../test/builders/view.ts';
import { createLanguage } from '../i18n/i18n.ts';
import { Desk } from './desk.tsx';
import type { DeskWorld } from './desk-context.ts';
import { createDeskStore } from './desk-store.ts';

afterEach(cleanup);

describe('a guard that counts down', () => {
  const counting = guard({ actsAt: NOW + 12_000 });
  it.each(['streams', 'before', 'during', 'after', 'restock', 'alerts'] as const)('is seen and stopped on the page %s', (tab) => {
    const { sent } = show({ ...aDeskView(tab), guards: [counting] });
    const region = within(screen.getByRole('region', { name: 'Waits for you' }));
    expect(region.getByRole('alert')).toHaveTextContent(/^Guard TUMBLER-3-Sand/);
    fireEvent.click(region.getByRole('button', { name: '12 s Stop it' }));
    expect(sent).toEqual([{ kind: 'guard', guard: 'g1', action: 'stop' }]);
  });

  it('is followed by what became of it, and by nothing after a minute', () => {
    const said = (ago: number) => ({ ...aDeskView('streams'), guards: [guard({ step: 'stopped', at: NOW - ago })] });
    const { store } = show(said(20_000));
    expect(screen.getByRole('status')).toHaveTextContent('Guard stopped');
    act(() => store.setState({ view: said(61_000) }));
    expect(screen.queryByRole('region', { name: 'Waits for you' })).toBeNull();
  });

  it('is not shown while the worker is not heard: nobody knows whether it still counts', () => {
    const { store } = show({ ...aDeskView('streams'), guards: [counting] });
    act(() => store.setState({ live: false }));
    expect(screen.queryByRole('button', { name: /Stop it/ })).toBeNull();
  });
});

function show(view: DeskView, over: Partial<DeskWorld> = {}, language: 'en' | 'zh' = 'en') {
  const store = createDeskStore();
  store.setState({ view, live: true });
  const did = {
    asked: [] as DeskAsk[],
    sent: [] as Intent[],
    changed: [] as SettingsBody[],
    saved: [] as string[],
    copied: [] as string[],
  };
  const world = {
    store,
    now: () => view.head.asOf ?? 0,
    machine: () => view.head.asOf ?? 0,
    ask: (ask) => void did.asked.push(ask),
    send: async (intent) => {
      did.sent.push(intent);
      return null;
    },
    settings: async () => ({ ...EMPTY_SETTINGS, skus: { 'CARDI-01': { sku: 'CARDI-01', ...NO_FACTS, plannedUnits: 60 } } }),
    change: async (change) => {
      did.changed.push(change);
      return null;
    },
    save: (name) => void did.saved.push(name),
    copy: async (text) => {
      did.copied.push(text);
      return true;
    },
    print: () => {},
    csv: { check: () => 'check', notice: () => 'notice', restock: () => 'restock' },
    restock: async () => ({ plans: [aPlan()], lines: [{ key: 'restock:text.none' }] }),
    robots: async () => [{ id: 'r', name: 'Ops group', kind: 'feishu' }],
    sendTo: async () => null,
    ...recordings({}),
    ...over,
  } as DeskWorld;
  render(<Desk world={world} i18n={createLanguage(language)} onLanguage={() => {}} />);
  return { ...did, store };
}
/** Recordings as the page usually finds them, and what is different here. */
const recordings = (more: Partial<DeskWorld['recordings']>): Partial<DeskWorld> => ({
  recordings: {
    list: async () => [{ stream: 'last', title: 'Wednesday night', startsAt: 0, endsAt: 1, from: 0, imported: false }],
    remove: async () => null,
    file: async () => '{}',
    replay: async () => null,
    keep: async () => null,
    better: async () => 'done',
    play: () => {},
    ...more,
  },
});
const click = (element: HTMLElement) => act(async () => void fireEvent.click(element));

describe('streams', () => {
  it('stand by what can be done with them, and open where they belong', async () => {
    const { asked, sent } = show(aDeskView('streams'));
    const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1);
    const buttons = (row: HTMLElement) =>
      within(row)
        .getAllByRole('button')
        .map((button) => button.textContent);
    expect(rows.map(buttons)).toEqual([['Look', 'End now'], ['Check list', 'Start now'], ['Review']]);
    await click(within(rows[1] as HTMLElement).getByRole('button', { name: 'Start now' }));
    expect(sent).toEqual([{ kind: 'startStream', stream: 'next' }]);
    await click(within(rows[2] as HTMLElement).getByRole('button'));
    expect(asked).toEqual([{ tab: 'after', stream: 'last', sku: null }]);
  });
});

describe('alerts', () => {
  it('are answered, and lead to the plan of their SKU', async () => {
    const { asked, sent } = show(aDeskView('alerts'));
    const safety = within(document.querySelector<HTMLElement>('[data-alert=safety]') as HTMLElement);
    await click(safety.getByRole('button', { name: 'Plan' }));
    expect(asked).toEqual([{ tab: 'restock', stream: null, sku: 'CARDI-L' }]);
    await click(safety.getByRole('button', { name: 'Seen' }));
    fireEvent.change(safety.getByRole('combobox', { name: 'Snooze' }), { target: { value: 'tenMinutes' } });
    expect(sent).toEqual([
      { kind: 'alert', alert: 'safety', action: 'acknowledge' },
      { kind: 'alert', alert: 'safety', action: 'snooze', lasts: 'tenMinutes' },
    ]);
  });
  it('that were put off stand apart', () => {
    const view = aDeskView('alerts');
    const alerts = (view.alerts ?? []).map((one) => ({ ...one, state: 'snoozed' as const, snoozedUntil: one.raisedAt }));
    show({ ...view, alerts });
    expect(screen.getByText('Nothing needs you now.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^3 snoozed until/ })).toBeInTheDocument();
  });
});

describe('before', () => {
  it('puts what is short first, says what to do and until when, and goes to its plan', async () => {
    const { asked } = show(aDeskView('before'));
    const [, first] = within(screen.getByRole('table')).getAllByRole('row');
    expect(first?.textContent).toMatch(/short by/);
    expect(first?.textContent).toMatch(/by Wed|by Thu|by Fri|by Sat|by Sun|by Mon|by Tue/);
    await click(within(first as HTMLElement).getByRole('button', { name: 'Plan' }));
    expect(asked.at(-1)).toMatchObject({ tab: 'restock' });
  });
  it('shows only what is short or unknown, with a dash for what nobody knows', async () => {
    show(aDeskView('before'));
    const all = within(screen.getByRole('table')).getAllByRole('row').length;
    await click(screen.getByRole('checkbox', { name: 'Only what is short or unknown' }));
    const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1);
    expect(rows.length).toBeLessThan(all - 1);
    const unknown = rows.find((row) => row.textContent?.includes('not read yet'));
    expect(unknown?.textContent).toContain('—');
    expect(unknown?.textContent).not.toMatch(/\b0\b.*—.*\b0\b.*—/);
  });
  it.each([
    [
      'is green where all is there',
      (rows: readonly CheckRow[]) => rows.filter(({ gap }) => gap === 0),
      'sum is-good',
      /^Enough of all/,
    ],
    [
      'says of how many nobody knows',
      (rows: readonly CheckRow[]) => rows.filter(({ gap }) => gap === null),
      'sum is-bad',
      /nobody can say/,
    ],
    ['is never green where nothing is known', () => [], 'sum is-bad', /^Nothing is known/],
  ])('%s', (_name, some, kind, words) => {
    const view = aDeskView('before');
    if (view.before === null) throw new Error('no check list');
    const rows = some(view.before.rows);
    const count = (is: (row: CheckRow) => boolean) => rows.filter(is).length;
    const red = count(({ gap }) => (gap ?? 0) > 0);
    show({ ...view, before: { ...view.before, rows, red, unknown: count(({ gap }) => gap === null) } });
    const sum = document.querySelector('.sum');
    expect(sum?.className).toBe(kind);
    expect(sum?.textContent).toMatch(words);
  });
  it('copies the notice to the warehouse, and saves both as files', async () => {
    const did = show(aDeskView('before'));
    const notice = within(document.querySelector<HTMLElement>('.notice-box') as HTMLElement);
    await click(notice.getByRole('button', { name: 'Copy as text' }));
    expect(did.copied[0]).toContain('2026-11-28');
    expect(did.copied[0]).toContain('Please ship stream orders first.');
    expect(did.copied[0]).toContain('Counted with 1.4 units an order');
    const [row] = did.copied[0]?.split('\n').slice(-1) ?? [];
    const { notice: told } = aDeskView('before').before ?? {};
    const last = told?.rows.at(-1);
    expect(row?.split('\t').slice(2).map(Number)).toEqual(last?.units.flatMap((units, day) => [units, last.orders[day]]));
    await click(notice.getByRole('button', { name: 'CSV' }));
    await click(screen.getAllByRole('button', { name: 'CSV' })[0] as HTMLElement);
    expect(did.saved).toEqual(['stockcue-notice.csv', 'stockcue-check.csv']);
  });
});

describe('during', () => {
  it('shows the funnel as far as somebody counts, what is lost, and orders against capacity', () => {
    show(aDeskView('during'));
    const funnel = within(screen.getByRole('region', { name: 'Funnel' }));
    expect(funnel.getByText('11,320')).toBeTruthy();
    expect(funnel.getByText('Paid').nextSibling?.textContent).toBe('—');
    expect(screen.getByRole('region', { name: 'Lost demand' }).textContent).toContain('143');
    expect(screen.getByRole('region', { name: 'Orders against capacity' }).textContent).toContain('87%');
    expect(screen.getByRole('img', { name: /^Viewers: [\d,]+ now, 3,700 at most/ })).toBeTruthy();
  });
});

describe('after', () => {
  it('says that units may still be given back', () => {
    show(aDeskView('after'));
    expect(screen.getAllByRole('status')[0]?.textContent).toMatch(/may still be given back until/);
  });
  it('adds what a replay found, says by what it is known, and drops what it did not bear out', async () => {
    const view = aDeskView('after');
    const [planned, minutes] = view.after?.better ?? [];
    if (view.after === null || planned === undefined || minutes === undefined) throw new Error('nothing to show');
    const asked: string[] = [];
    show(
      { ...view, after: { ...view.after, better: [planned] } },
      recordings({
        better: async (stream, proposals, tell) => {
          asked.push(stream, ...proposals.map(({ id }) => id));
          tell({ done: 1, of: 3, found: [], refuted: [] });
          tell({ done: 3, of: 3, found: [minutes], refuted: [planned.id] });
          return 'done';
        },
      }),
    );
    await act(async () => {});
    expect(asked).toEqual(['last', planned.id]);
    const region = screen.getByRole('region', { name: 'Would have served better' });
    const [line, ...others] = within(region).getAllByRole('listitem');
    expect(others).toEqual([]);
    expect(line?.textContent).toContain('15 → 25');
    expect(line?.textContent).toContain('4 of 8 stock-outs said 9 min earlier · 1 more interruption');
    expect(line?.textContent).toContain('by living through this stream again');
  });
  it('says so where no recording is kept to try thresholds on', async () => {
    show(aDeskView('after'), recordings({ better: async () => 'none' }));
    await act(async () => {});
    expect(screen.getByText(/No recording of this stream is kept/)).toBeTruthy();
  });
  it('keeps the choice of streams where one has no review', async () => {
    const view = aDeskView('after');
    const streams = [...view.streams, { ...(view.streams[2] as DeskStream), id: 'odd', title: 'Odd', reviewed: false }];
    const { asked } = show({ ...view, ask: { ...view.ask, stream: 'odd' }, streams, after: null });
    expect(screen.getByText(/Nobody watched this stream/)).toBeTruthy();
    const choice = screen.getByRole('combobox', { name: 'Stream' });
    expect(within(choice).getByRole('option', { name: /Odd .* no review/ })).toBeTruthy();
    await act(async () => void fireEvent.change(choice, { target: { value: 'last' } }));
    expect(asked).toEqual([{ tab: 'after', stream: 'last', sku: null }]);
  });
  it('shows what each SKU was forecast at the share that is chosen, and why it could not be bought', async () => {
    show(aDeskView('after'));
    const table = screen.getByRole('table', { name: 'SKU by SKU' });
    const cells = () =>
      within(within(table).getByRole('row', { name: /^LEGG-02/ }))
        .getAllByRole('cell')
        .map((cell) => cell.textContent);
    const before = cells()[3];
    await act(async () => void fireEvent.change(screen.getByLabelText('Forecast as it was said'), { target: { value: '0.75' } }));
    expect(cells()[3]).not.toBe(before);
    expect(within(table).getByRole('row', { name: /paused 10 min/ })).toBeTruthy();
    expect(within(table).getByRole('row', { name: /ran out .* meant to sell out/ })).toBeTruthy();
  });
  it('says of an alert what it was, who answered it, and the command that came of it', () => {
    show(aDeskView('after'));
    const alerts = screen.getByRole('region', { name: /^Alerts/ });
    expect(within(alerts).getAllByRole('listitem')[0]?.textContent).toMatch(/CARDI-01 .*seen by Lin · Pause .* by Mei/);
  });
  it('takes a better number over with one click, and back with another', async () => {
    const { changed } = show(aDeskView('after'));
    const [line] = within(screen.getByRole('region', { name: 'Would have served better' })).getAllByRole('listitem');
    await click(within(line as HTMLElement).getByRole('button', { name: 'Take over' }));
    expect(changed[0]).toMatchObject({ skus: [{ sku: 'CARDI-01', plannedUnits: 200 }] });
    await click(within(line as HTMLElement).getByRole('button', { name: 'Undo' }));
    expect(changed[1]).toMatchObject({ skus: [{ sku: 'CARDI-01', plannedUnits: 60 }] });
  });
  it('changes the shop’s number where it is not of one SKU', async () => {
    const { changed } = show(aDeskView('after'));
    const lines = within(screen.getByRole('region', { name: 'Would have served better' })).getAllByRole('listitem');
    await click(within(lines[1] as HTMLElement).getByRole('button', { name: 'Take over' }));
    expect(changed[0]?.preferences?.triggers).toMatchObject({ stockOutMinutes: 25, stockOutChance: 0.5 });
  });
});

describe('restock', () => {
  it('opens a plan whose parts add up before one’s eyes', () => {
    show(aDeskView('restock', 'en', true));
    const parts = within(screen.getByRole('region', { name: /^Until/ }));
    const figures = parts
      .getAllByRole('cell')
      .map((cell) => Number((cell.textContent ?? '').replace(/[,−]/g, (sign) => (sign === ',' ? '' : '-'))));
    const sum = figures.slice(0, 7).reduce((all, one) => all + one, 0);
    expect(figures[7]).toBe(sum);
    expect(screen.getByRole('alert').textContent).toMatch(/too late by sea/);
  });
  it('takes the operator’s word for what drives demand', async () => {
    const { changed } = show(aDeskView('restock', 'en', true));
    await click(screen.getByRole('button', { name: 'It is sustained' }));
    expect(changed[0]?.skus?.[0]).toMatchObject({ supply: { cause: 'sustained' } });
  });
  it('notes how far a call for emergency supply has come', async () => {
    const { sent } = show(aDeskView('restock', 'en', true));
    const calls = within(screen.getByRole('region', { name: 'Within 72 hours' }));
    expect(calls.getByText('52 h left')).toBeTruthy();
    await click(calls.getAllByRole('button', { name: 'Shipped' })[0] as HTMLElement);
    expect(sent[0]).toMatchObject({ kind: 'emergency', body: { source: 'nj', step: 'shipped', units: 100 } });
  });
  it('drops a call only when that was asked for twice, and never by its own step', async () => {
    const { sent } = show(aDeskView('restock', 'en', true));
    const calls = within(screen.getByRole('region', { name: 'Within 72 hours' }));
    expect(calls.getByText(/counted as inbound, to sell from/)).toBeTruthy();
    await click(calls.getByRole('button', { name: 'Confirmed', pressed: true }));
    expect(sent).toEqual([]);
    await click(calls.getByRole('button', { name: 'Drop the call to New Jersey' }));
    await click(calls.getByRole('button', { name: 'Keep it' }));
    expect(sent).toEqual([]);
    await click(calls.getByRole('button', { name: 'Drop the call to New Jersey' }));
    await click(calls.getByRole('button', { name: 'Drop it' }));
    expect(sent).toMatchObject([{ kind: 'emergency', body: { source: 'nj', step: 'dropped' } }]);
    // Nobody was called there: there is nothing to drop.
    expect(calls.queryByRole('button', { name: 'Drop the call to Local supplier' })).toBeNull();
  });
  it('says what a plan ties up and for how long, and where its safety stock comes from', () => {
    show(aDeskView('restock', 'en', true));
    const costs = within(screen.getByRole('region', { name: 'What it costs' }));
    expect(costs.getByText(/^Ties up CN¥54,000.00 for about 58 days/)).toBeTruthy();
    expect(screen.getByText('simulated over 12 streams, 95%')).toBeTruthy();
    expect(screen.getByText(/Silver, Pyke and Thomas/)).toBeTruthy();
    expect(screen.getByText(/tied up for about 58 days/)).toBeTruthy();
  });
  it('says that nothing brings units in time only where that is so', () => {
    const view = aDeskView('restock', 'en', true);
    show(view);
    expect(screen.getByRole('alert').textContent).toBe('too late by sea · 40 units that nothing brings in time');
    cleanup();
    const restock = view.restock === null ? null : { ...view.restock, plan: { ...aPlan(), gapUnits: 0 } };
    show({ ...view, restock });
    expect(screen.getByRole('alert').textContent).toBe('too late by sea · faster ways close the gap');
  });
  it('shows all modes and both dates of a plan, when a late consignment is needed, and what was sent together', () => {
    show(aDeskView('restock', 'en', true));
    const row = screen.getAllByRole('row').find((one) => one.textContent?.includes('Air, door to door 80 + Fast boat, US West'));
    expect(row?.textContent).toMatch(/\d\d? – \w+/);
    const late = screen.getAllByRole('row').find((one) => one.textContent?.includes('needed'));
    expect(late?.textContent).toMatch(/late.*needed \w+/);
    expect(screen.getByText('part of CN¥49,000.00 for 6 SKUs sent together')).toBeTruthy();
  });
  it('lists key SKUs that hang on one supplier, and opens their plans', async () => {
    const { asked } = show(aDeskView('restock'));
    const list = screen.getByText('Key SKUs without a second supplier or route: 1').closest('details') as HTMLElement;
    expect(list.textContent).toContain('one supplier only (Yiwu Knit)');
    await click(within(list).getByRole('button'));
    expect(asked.at(-1)).toMatchObject({ tab: 'restock', sku: expect.any(String) });
  });
  it('writes money as the reader does', () => {
    show(aDeskView('restock', 'zh'), {}, 'zh');
    expect(screen.getByText('¥421,800.50')).toBeTruthy();
  });
  it('goes out as a file, as text, and to the team’s chat', async () => {
    const did = show(aDeskView('restock'));
    await act(async () => {});
    await click(screen.getByRole('button', { name: 'CSV' }));
    await click(screen.getByRole('button', { name: 'Copy as text' }));
    await click(screen.getByRole('button', { name: 'Send to Ops group' }));
    expect(did.saved).toEqual(['stockcue-restock.csv']);
    expect(did.copied).toHaveLength(1);
    expect(screen.getByRole('status').textContent).toBe('Sent to Ops group.');
  });
});

describe('recordings', () => {
  it('are deleted only when that was asked for twice', async () => {
    const removed: string[] = [];
    show(
      aDeskView('recordings'),
      recordings({
        remove: async (stream) => {
          removed.push(stream);
          return null;
        },
      }),
    );
    await act(async () => {});
    await click(screen.getByRole('button', { name: 'Delete' }));
    expect(removed).toEqual([]);
    await click(screen.getByRole('button', { name: 'Delete for good' }));
    expect(removed).toEqual(['last']);
  });
  it('from a file stand in the list, marked, and one of which the earlier part is gone says so', async () => {
    const kept: string[] = [];
    const list = async () => [
      { stream: 'last', title: 'Long night', startsAt: 0, endsAt: 9_000_000, from: 4_800_000, imported: false },
      ...kept.map((title) => ({ stream: 'imported-1', title, startsAt: 0, endsAt: 1, from: 0, imported: true })),
    ];
    show(
      aDeskView('recordings'),
      recordings({
        list,
        keep: async (text) => {
          kept.push(text);
          return null;
        },
      }),
    );
    await act(async () => {});
    expect(screen.getAllByRole('listitem')[0]?.textContent).toMatch(/from .* on; the earlier part was too large/);
    const file = new File(['Theirs'], 'theirs.json', { type: 'application/json' });
    await act(async () => void fireEvent.change(screen.getByLabelText(/A recording from a file/), { target: { files: [file] } }));
    await act(async () => {});
    expect(kept).toEqual(['Theirs']);
    const theirs = screen.getAllByRole('listitem')[1];
    expect(theirs?.textContent).toContain('from a file');
    expect(within(theirs as HTMLElement).getByRole('button', { name: 'Play' })).toHaveProperty('disabled', false);
  });
});

it('says so in Chinese, too, and that it has lost the worker', () => {
  const { store } = show(aDeskView('before', 'zh'), {}, 'zh');
  act(() => store.setState({ live: false }));
  expect(screen.getByRole('status').textContent).toContain('重新连接中');
  expect(screen.getByRole('columnheader', { name: '缺口' })).toBeTruthy();
});
