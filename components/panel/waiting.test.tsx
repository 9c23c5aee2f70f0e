// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { phrase } from '../../core/domain/phrase.ts';
import type { DripRow } from '../../core/domain/view.ts';
import { beginPanel, click, endPanel, later, rowOf, show, visible, wait } from '../../test/builders/panel-page.tsx';
import {
  command,
  drip,
  guard,
  guide,
  head,
  listingRow,
  NOW,
  pageRow,
  stockOn,
  variantRow,
  viewOf,
} from '../../test/builders/view.ts';

beforeEach(() => beginPanel());
afterEach(() => endPanel());

const MINUTE = 60_000;
const row = (running: DripRow | null = null) =>
  listingRow('TEE', { title: 'Tee', link: 3, variants: [variantRow('TEE', { stock: stockOn(20, 40, { running }) })] });
const region = () => screen.getByRole('region', { name: 'Waits for you' });
const inSight = () => {
  visible(true);
  wait(600);
};
const waiting = () => within(region());

it('takes no room where nothing waits', () => {
  show(viewOf([row()]));
  expect(screen.queryByRole('region', { name: 'Waits for you' })).toBeNull();
});

it('says why what was pressed was not done, until it is put away', async () => {
  const answer = phrase('command:refused.notOpen');
  const { sent } = show(viewOf([row()], { commands: [command({ step: 'unknown' })] }), { answer });
  inSight();
  await click(waiting().getByRole('button', { name: 'It was done' }));
  expect(sent).toHaveLength(1);
  const said = screen.getByText(/Nothing to say any more/).closest('[role=alert]');
  expect(said).not.toBeNull();
  await click(within(said as HTMLElement).getByRole('button', { name: 'Close' }));
  expect(screen.queryByText(/Nothing to say any more/)).toBeNull();
});

const gesture = { trusted: true, seenVisibleMs: expect.any(Number) };
describe('a guard', () => {
  const counting = guard({ listing: row().id, actsAt: NOW + 12_000 });
  it('counts down in seconds, and anyone may stop it', async () => {
    const { sent } = show(viewOf([row()], { guards: [counting] }));
    expect(waiting().getByRole('alert')).toHaveTextContent(/Link 3.*Sand/);
    expect(waiting().getByText('12 s')).toBeInTheDocument();
    later(5_000);
    wait(1_000);
    await click(waiting().getByRole('button', { name: '7 s Stop it' }));
    expect(sent).toEqual([{ kind: 'guard', guard: 'g1', action: 'stop' }]);
  });
  it('says what became of it for a minute, and then no longer', () => {
    show(viewOf([row()], { guards: [guard({ step: 'acted', at: NOW - 30_000 })] }));
    expect(waiting().getByText('Guard acted')).toBeInTheDocument();
    expect(waiting().queryByRole('button')).toBeNull();
    later(31_000);
    wait(1_000);
    expect(screen.queryByText('Guard acted')).toBeNull();
  });
});

it('counts in a person’s seconds where the shop’s clock runs faster', () => {
  const fast = head({ clock: { realAnchor: NOW, anchor: NOW, rate: 60 } });
  const guards = [guard({ actsAt: NOW + 12 * MINUTE }), guard({ id: 'g2', step: 'acted', at: NOW - 30 * MINUTE })];
  show(viewOf([row()], { head: fast, guards, guide: guide({ listing: row().id, until: NOW + 48 * MINUTE }) }));
  expect(waiting().getByText('12 s')).toBeInTheDocument();
  expect(waiting().getByText('48 s left')).toBeInTheDocument();
  expect(waiting().getByText('Guard acted')).toBeInTheDocument();
});

it('says what to click on the page, the number to type and the time left, and can be stopped', async () => {
  const { sent } = show(viewOf([row()], { guide: guide({ listing: row().id, number: 26, until: NOW + 48_000 }) }));
  expect(region()).toHaveTextContent(/set the limit of Link 3 Tee.*Type 26.*48 s left/);
  await click(waiting().getByRole('button', { name: 'Stop' }));
  expect(sent).toEqual([{ kind: 'stopAct', command: 'g9' }]);
});

it('says what the row shows by now, also where another number was saved than was asked for', () => {
  show(viewOf([row()], { guide: guide({ listing: row().id, kind: 'release', from: 12, number: 22, until: NOW + 48_000 }) }));
  expect(region()).toHaveTextContent(/Type 22.*it shows 20 now/);
});

describe('a drip', () => {
  it('says how far it is and when the next batch comes; the next one and the end are a press', async () => {
    const { sent } = show(viewOf([row(drip({ nextAt: NOW + 4 * MINUTE }))]));
    expect(region()).toHaveTextContent(/by 20.*Tee.*batches: 3, units: 60.*next at 20:52 .*in 4 min/);
    expect(within(rowOf('TEE')).getByText('drip 20')).toBeInTheDocument();
    await click(waiting().getByRole('button', { name: 'Next batch' }));
    expect(sent).toEqual([]);
    inSight();
    await click(waiting().getByRole('button', { name: 'Next batch' }));
    await click(waiting().getByRole('button', { name: 'Stop' }));
    expect(sent).toEqual([
      { kind: 'drip', command: 'd1', action: 'next', gesture },
      { kind: 'drip', command: 'd1', action: 'stop' },
    ]);
  });
  it('by page says when its batch is due, and a person starts it', async () => {
    const due = drip({ nextAt: NOW, due: 12, why: phrase('drip:holds.due', { n: 12 }) });
    const { sent } = show(viewOf([row(due)]));
    expect(waiting().getByRole('status')).toHaveTextContent('Batch of 12 is due: start it, then type the number on the page.');
    inSight();
    await click(waiting().getByRole('button', { name: 'Start batch of 12' }));
    expect(sent).toEqual([{ kind: 'drip', command: 'd1', action: 'next', gesture }]);
  });
  it('that stands still says why, and goes on when it is told to', async () => {
    const why = phrase('command:failed.notSent');
    const { sent } = show(viewOf([row(drip({ state: 'waits', nextAt: null, why }))]));
    expect(region()).toHaveTextContent(/stands still.*Nothing was sent: the browser stopped/);
    expect(within(rowOf('TEE')).getByText('drip 20: stands still')).toBeInTheDocument();
    await click(waiting().getByRole('button', { name: 'Go on' }));
    expect(sent).toEqual([]);
    inSight();
    await click(waiting().getByRole('button', { name: 'Go on' }));
    expect(sent).toEqual([{ kind: 'drip', command: 'd1', action: 'goOn', gesture }]);
  });
  it.each(['stopped', 'ended'] as const)('that has %s is no more to be done with', (state) => {
    show(viewOf([row(drip({ state }))]));
    expect(screen.queryByRole('region', { name: 'Waits for you' })).toBeNull();
    const why = phrase('drip:stopped.person');
    show(viewOf([row(drip({ state, why }))]));
    const mark = screen.getAllByText(state === 'stopped' ? 'drip 20: stopped' : 'drip 20: done').at(-1);
    expect(mark).toHaveAttribute('title', expect.stringMatching(/What is withheld stays withheld/));
  });
});

describe('what cannot be told', () => {
  it('of several SKUs is told of each', async () => {
    const lost = command({ id: 'u2', step: 'unknown', listing: 'TEE', skus: ['A', 'B', 'C'] });
    const { sent } = show(viewOf([row()], { commands: [lost] }));
    inSight();
    await click(waiting().getByRole('button', { name: 'Only ticked: 0' }));
    expect(sent).toEqual([]);
    for (const sku of ['A', 'C']) await click(waiting().getByRole('checkbox', { name: sku }));
    // Another number is another button, and looked at anew.
    await click(waiting().getByRole('button', { name: 'Only ticked: 2' }));
    expect(sent).toEqual([]);
    inSight();
    await click(waiting().getByRole('button', { name: 'Only ticked: 2' }));
    expect(sent).toEqual([{ kind: 'settle', command: 'u2', as: 'done', skus: ['A', 'C'], gesture }]);
  });
  const lost = command({ id: 'u1', step: 'unknown', kind: 'limit', listing: 'TEE', by: 'Lin' });
  it.each([
    ['It was done', 'done'],
    ['It was not', 'notDone'],
  ])('is asked of whoever can look: %s', async (name, as) => {
    const { sent } = show(viewOf([row()], { commands: [lost] }));
    expect(waiting().getByRole('alert')).toHaveTextContent(/Limit: outcome unknown.*Tee.*Lin.*look on the platform/);
    await click(waiting().getByRole('button', { name }));
    expect(sent).toEqual([]);
    inSight();
    await click(waiting().getByRole('button', { name }));
    expect(sent).toEqual([{ kind: 'settle', command: 'u1', as, gesture }]);
  });
  it('is asked once: in the strip that follows it, and not beside it', () => {
    const { ui, store } = show(viewOf([row()], { commands: [lost] }));
    act(() => store.patch({ put: [{ ...row(), command: lost }] }));
    const sent = {
      command: 'limit',
      key: 'k1',
      row: row().id,
      variant: null,
      title: 'Tee',
      link: 3,
      quantity: 5,
      per: null,
    } as const;
    act(() => ui.setState({ sent: [{ ...sent, answered: true, problem: null }] }));
    expect(screen.getAllByRole('button', { name: 'It was done' })).toHaveLength(1);
  });
});

describe('the console page', () => {
  const open = () => act(() => fireEvent.click(screen.getByRole('button', { name: /LIVE Manager/ })));
  it('says that its profile is not confirmed yet, and offers what was shown to work three times', async () => {
    const { sent } = show(viewOf([row()], { page: pageRow() }));
    expect(screen.getByRole('button', { name: /not yet confirmed on your page/ })).toBeInTheDocument();
    open();
    const page = within(screen.getByRole('region', { name: 'Console page' }));
    expect(page.getByRole('row', { name: /^Pause.*1 of 3 confirmed runs/ })).toBeInTheDocument();
    const buttons = page.getAllByRole('button').map((button) => button.textContent);
    expect(buttons).toEqual(['Let us click', 'Back to guided', 'Teach anew']);
    await click(page.getByRole('button', { name: 'Let us click' }));
    expect(sent).toEqual([]);
    inSight();
    await click(page.getByRole('button', { name: 'Let us click' }));
    await click(page.getByRole('button', { name: 'Back to guided' }));
    expect(sent).toEqual([
      { kind: 'promote', account: 'shop-us', action: 'pin', on: true, gesture },
      { kind: 'promote', account: 'shop-us', action: 'unpin', on: false },
    ]);
  });
  it('can be taught anew where one of its buttons has changed', async () => {
    const { sent } = show(viewOf([row()], { page: pageRow() }));
    await click(screen.getByRole('button', { name: /not yet confirmed on your page/ }));
    await click(screen.getByRole('button', { name: 'Teach anew' }));
    expect(sent.at(-1)).toEqual({ kind: 'teach', on: true });
  });

  it('says which check failed since when, and what works all the same', () => {
    const failed = [phrase('common:state.removed')];
    show(viewOf([row()], { page: pageRow({ failed, since: NOW - 7 * MINUTE, works: [phrase('panel:column.left')] }) }));
    expect(screen.getByRole('button', { name: /failed checks: 1/ })).toBeInTheDocument();
    open();
    const page = within(screen.getByRole('region', { name: 'Console page' }));
    expect(page.getByRole('alert')).toHaveTextContent(/off since 20:41/);
    expect(page.getByText(/What still works/)).toHaveTextContent('Left');
    // Outside, where it is seen without being opened.
    expect(page.queryByRole('button', { name: /Teach/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Teach' })).toBeInTheDocument();
  });
});
