// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandIntent } from '../../core/domain/intent.ts';
import { phrase } from '../../core/domain/phrase.ts';
import {
  beginPanel,
  click,
  clickThen,
  endPanel,
  later,
  press,
  rowOf,
  show,
  visible,
  wait,
} from '../../test/builders/panel-page.tsx';
import {
  alert,
  command,
  detailOf,
  head,
  listingRow,
  manyListings,
  NOW,
  source,
  stream,
  variantRow,
  viewOf,
} from '../../test/builders/view.ts';

beforeEach(() => beginPanel());
afterEach(() => endPanel());
const armRow = (key: string) => click(within(rowOf(key)).getByRole('button', { name: 'Pause' }));
const confirmButton = () => screen.getByRole('button', { name: 'Pause now' });

const shared = { sku: 'GIFT', unitsPerSale: 1 };
const two = () =>
  viewOf([
    listingRow('A', { title: 'Alpha', link: 1, variants: [variantRow('A', { skus: [{ sku: 'A', unitsPerSale: 1 }, shared] })] }),
    listingRow('B', { title: 'Beta', link: 2, variants: [variantRow('B', { skus: [{ sku: 'B', unitsPerSale: 1 }, shared] })] }),
  ]);

describe('a command', () => {
  it('is only armed by the row, and the strip says what it will do', async () => {
    const { sent } = show(two());
    await armRow('A');
    const strip = within(screen.getByRole('alertdialog'));
    expect(sent).toEqual([]);
    expect(strip.getByText(/A, GIFT/)).toBeInTheDocument();
    expect(strip.getByText('Also affects 1 other listing: 2 Beta')).toBeInTheDocument();
    expect(strip.getByText(/Vendure stops selling/)).toBeInTheDocument();
  });

  it('is sent once, with the SKUs that were seen, after half a second in sight', async () => {
    const { sent, ui } = show(two());
    await armRow('A');
    const key = ui.getState().armed[0]?.key;
    const button = confirmButton();
    visible(true);
    wait(600);
    await click(button);
    await click(button);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      kind: 'command',
      command: 'pause',
      key,
      listing: 'A',
      skus: ['A', 'GIFT'],
      gesture: { trusted: true },
    });
    expect((sent[0] as CommandIntent).gesture.seenVisibleMs).toBeGreaterThanOrEqual(500);
  });

  it.each([
    ['too early', true, 300, true],
    ['never really visible', false, 2_000, true],
    ['not pressed by a person', true, 900, false],
  ])('is not sent when it is %s', async (_name, seen, ms, trusted) => {
    const { sent } = show(two());
    await armRow('A');
    visible(seen);
    wait(ms);
    await click(confirmButton(), trusted);
    expect(sent).toEqual([]);
  });

  it('begins its half second anew when it was covered', async () => {
    const { sent } = show(two());
    await armRow('A');
    visible(true);
    wait(450);
    visible(false);
    visible(true);
    wait(300);
    await click(confirmButton());
    expect(sent).toEqual([]);
  });

  it('is not counted where it was covered at the moment of the press, and says so', async () => {
    const { sent } = show(two());
    await armRow('A');
    visible(true);
    wait(600);
    const button = confirmButton();
    // The page covers it in the frame before the click; the browser tells of it only after.
    await clickThen(button, () => visible(false));
    expect(sent).toEqual([]);
    expect(button).toHaveTextContent('Not counted: press again');
    visible(true);
    wait(600);
    await click(button);
    expect(sent).toHaveLength(1);
  });

  it('opens the window instead where visibility cannot be measured in a frame', async () => {
    const { sent, ui } = show(two(), { embedded: true, seesVisibility: false });
    await armRow('A');
    expect(sent).toEqual([{ kind: 'openWindow' }]);
    expect(ui.getState().armed).toEqual([]);
  });

  it('is not armed where no system can be told', async () => {
    const lever = { can: false, say: phrase('command:refused.noSystem', { skus: 'A' }) };
    const { ui } = show(viewOf([listingRow('A', { variants: [variantRow('A', { lever })] })]));
    await armRow('A');
    expect(ui.getState().armed).toEqual([]);
  });

  it('is disarmed by Escape', async () => {
    const { ui } = show(two());
    await armRow('A');
    press('Escape');
    expect(ui.getState().armed).toEqual([]);
  });

  it('says each step, and offers to undo what was confirmed', async () => {
    const { store, ui, sent } = show(two());
    await armRow('A');
    visible(true);
    wait(600);
    await click(confirmButton());
    const [row] = Object.values(two().rows);
    if (row === undefined) throw new Error('no row');
    const [asked] = sent;
    const key = asked?.kind === 'command' ? asked.key : '';
    act(() => store.patch({ put: [{ ...row, command: command({ id: 'new', key, step: 'unknown' }) }] }));
    expect(screen.getByRole('alert')).toHaveTextContent('outcome unknown');
    act(() => store.patch({ put: [{ ...row, state: 'paused', command: command({ id: 'new', key, step: 'confirmed' }) }] }));
    await click(screen.getByRole('button', { name: 'Resume again' }));
    expect(ui.getState().armed).toMatchObject([{ command: 'resume', undoes: 'new' }]);
    expect(sent).toHaveLength(1);
  });

  it('offers no undo of what somebody else has changed since', async () => {
    const { store, sent } = show(two());
    await armRow('A');
    visible(true);
    wait(600);
    await click(confirmButton());
    const [row] = Object.values(two().rows);
    const [asked] = sent;
    if (row === undefined || asked?.kind !== 'command') throw new Error('nothing was sent');
    const done = command({ id: 'new', key: asked.key, step: 'confirmed', reverted: true });
    act(() => store.patch({ put: [{ ...row, command: done }] }));
    expect(screen.getByRole('alert')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Resume again' })).toBeNull();
  });
});

describe('the list', () => {
  it('goes to a typed link number', () => {
    const { ui } = show(manyListings(40));
    press('1');
    press('2');
    expect(ui.getState().active).toContain('K12');
    wait(900);
    press('3');
    expect(ui.getState().active).toContain('K3');
    wait(50);
    expect(document.activeElement).toBe(rowOf('K3'));
  });

  it('draws only what is in sight of 400 listings and 2,000 SKUs', () => {
    show(manyListings(400, 5));
    expect(screen.getByRole('treegrid')).toHaveAttribute('aria-rowcount', '400');
    expect(screen.getAllByRole('row').length).toBeLessThan(40);
    press('9');
    press('9');
    expect(screen.getByText('Link 99')).toBeInTheDocument();
  });

  it('stands still while the pointer is in it', () => {
    const { store, ui } = show(two());
    const shown = () => screen.getAllByRole('row').map((row) => row.dataset.key);
    fireEvent.pointerEnter(screen.getByRole('treegrid'));
    act(() => store.patch({ order: two().order.toReversed() }));
    expect(shown()).toEqual(['A', 'B']);
    fireEvent.pointerLeave(screen.getByRole('treegrid'));
    expect(shown()).toEqual(['B', 'A']);
    act(() => ui.setState({ search: 'gift' }));
    expect(shown()).toHaveLength(2);
    act(() => ui.setState({ search: 'beta' }));
    expect(shown()).toEqual(['B']);
  });

  it('never shows an unknown number as 0', () => {
    const why = phrase('common:unknown');
    show(
      viewOf([
        listingRow('A', {
          variants: [variantRow('A', { left: null, safeToPromise: null, pace: null, verdict: { kind: 'unknown', why } })],
        }),
      ]),
    );
    const cells = [...rowOf('A').querySelectorAll('.figure .num')].map((cell) => cell.textContent);
    expect(cells).toEqual(['—', '—', '—']);
  });

  it('greys stale numbers and says their age', () => {
    show(
      viewOf([
        listingRow('A', { freshness: 'stale', variants: [variantRow('A', { freshness: 'stale', readAt: NOW - 190_000 })] }),
      ]),
    );
    expect(rowOf('A')).toHaveClass('f-stale');
    expect(within(rowOf('A')).getByText('stale: 3 min ago')).toBeInTheDocument();
  });

  it('shows hostile names as text', () => {
    const title = '<img src=x onerror=alert(1)>';
    const { container } = show(viewOf([listingRow('A', { title })]));
    expect(screen.getByText(title)).toHaveAttribute('dir', 'auto');
    expect(container.querySelector('img')).toBeNull();
  });
});

describe('the surface', () => {
  it('shows really nothing while it is not bound', () => {
    const { container, store } = show(null, { embedded: true });
    expect(container).toBeEmptyDOMElement();
    act(() => store.snapshot(two()));
    expect(container).not.toBeEmptyDOMElement();
    act(() => store.connection('refused'));
    expect(container).toBeEmptyDOMElement();
  });

  it('changes its language without a reload', async () => {
    const { i18n, ui } = show(two());
    act(() => ui.setState({ search: 'alpha' }));
    fireEvent.change(screen.getByRole('combobox'), { target: { value: 'zh' } });
    expect(i18n.language).toBe('zh');
    expect(within(rowOf('A')).getByRole('button', { name: '暂停售卖' })).toBeInTheDocument();
    expect(screen.getByRole('searchbox')).toHaveValue('alpha');
  });

  it('says itself that it has lost the worker, and its ages keep growing', () => {
    show(two());
    expect(screen.getByText('3 s ago')).toBeInTheDocument();
    later(40_000);
    wait(1_000);
    expect(screen.getByText('43 s ago')).toBeInTheDocument();
    expect(screen.getByText(/Nothing heard from the extension since 40 s ago/)).toBeInTheDocument();
  });

  it('says that it is reconnecting', () => {
    const { store } = show(two());
    act(() => store.connection('reconnecting'));
    expect(screen.getByText(/Reconnecting/)).toBeInTheDocument();
  });

  it('lets the person choose a stream once', async () => {
    const { sent } = show(viewOf([], { head: head({ stream: null, choices: [stream({ id: 'S1', title: 'One' })] }) }));
    await click(screen.getByRole('button', { name: /One/ }));
    expect(sent).toEqual([{ kind: 'chooseStream', stream: 'S1' }]);
    expect(screen.getByText(/No listings yet/)).toBeInTheDocument();
  });

  it('says what was never read, and why', () => {
    const problem = { kind: 'credentials', say: phrase('worker:source.permission') } as const;
    show({ ...two(), sources: [source('w', { lastGoodAt: null, freshness: 'never', problem })] });
    const button = screen.getByRole('button', { name: /never read/ });
    expect(button.title).toContain('The browser does not let us reach this address');
  });

  it('acknowledges and snoozes an alert, for as long as the person says', async () => {
    const { sent } = show({ ...two(), alerts: [alert({ id: 'x' })] });
    await click(screen.getByRole('button', { name: 'Seen' }));
    fireEvent.change(screen.getByRole('combobox', { name: 'Snooze' }), { target: { value: 'hour' } });
    expect(sent).toEqual([
      { kind: 'alert', alert: 'x', action: 'acknowledge' },
      { kind: 'alert', alert: 'x', action: 'snooze', lasts: 'hour' },
    ]);
  });

  it('says how many alerts are put off and until when, and wakes one', async () => {
    const off = (id: string, minutes: number) => alert({ id, state: 'snoozed', snoozedUntil: NOW + minutes * 60_000 });
    const { sent } = show({ ...two(), alerts: [off('late', 90), off('next', 10)] });
    await click(screen.getByRole('button', { name: /^2 snoozed until \d\d:\d\d/ }));
    const [, second] = screen.getAllByRole('button', { name: 'Wake' });
    if (second === undefined) throw new Error('There is no second one.');
    await click(second);
    expect(sent).toEqual([{ kind: 'alert', alert: 'next', action: 'wake' }]);
  });

  it('names the other rules that say the same of a SKU', () => {
    show({ ...two(), alerts: [alert({ also: ['safety', 'cover'] })] });
    expect(screen.getByText('(also: safety stock, cover)')).toBeInTheDocument();
  });

  it('asks for a detail, asks again on a new port, and lets a fall be explained', async () => {
    const view = two();
    const { sent, store } = show(view);
    await click(screen.getByText('Alpha'));
    expect(sent).toMatchObject([{ kind: 'detail', variant: 'A' }]);
    act(() => store.snapshot(view));
    expect(sent.filter(({ kind }) => kind === 'detail')).toHaveLength(2);
    const [row] = Object.values(view.rows);
    if (row === undefined) throw new Error('no row');
    expect(screen.queryByText(/one channel/)).toBe(null);
    act(() => store.detail({ ...detailOf(row), skus: detailOf(row).skus.map((sku) => ({ ...sku, curve: [], among: 2 })) }));
    expect(screen.getByText(/2 streams offer it from one channel/)).toBeInTheDocument();
    expect(screen.getByText('88–128')).toBeInTheDocument();
    expect(screen.queryByText('On the console page')).toBe(null);
    await click(screen.getByRole('button', { name: 'Stock count' }));
    expect(sent.at(-1)).toMatchObject({ kind: 'explain', body: { was: 'stockCount', location: 'NJ-1' } });
  });
});

it('tells what the console page abbreviates, and what only its data says, from what it shows', async () => {
  const view = two();
  const { store } = show(view);
  await click(screen.getByText('Alpha'));
  const [row] = Object.values(view.rows);
  if (row === undefined) throw new Error('no row');
  const page = [
    { of: 'impressions', count: 120_000, as: 'about' },
    { of: 'clicks', count: 18_812, as: 'data' },
    { of: 'sold', count: 63, as: 'exact' },
  ] as const;
  act(() => store.detail({ ...detailOf(row), page }));
  const figures = within(screen.getByRole('region', { name: 'On the console page' }));
  expect(figures.getByText('≈ 120,000')).toHaveAttribute('title', expect.stringContaining('abbreviates'));
  expect(figures.getByText('18,812')).toHaveTextContent('18,812 page data');
  expect(figures.getByText('63')).not.toHaveAttribute('title');
});

describe('advice', () => {
  const pin = {
    listing: '',
    key: 'MAT',
    link: 5,
    title: 'Baking mats',
    left: 412,
    extra: 60,
    minutes: 6,
    margin: null,
    why: phrase('core:pin.byUnits', { left: 412, extra: 60 }),
  };
  it('says one line for the host, and goes to the link that may be pinned next', () => {
    const rows = [listingRow('CARDI', { link: 3, title: 'Cardigan' }), listingRow('MAT', { link: 5, title: 'Baking mats' })];
    const say = phrase('core:cue.lastCall', { units: 8 });
    const cue = { kind: 'lastCall', listing: rows[0]?.id ?? '', link: 3, units: 8, say } as const;
    const { ui } = show(viewOf(rows, { advice: { cue, pinNext: [{ ...pin, listing: rows[1]?.id ?? '' }] } }));
    const advice = within(screen.getByRole('region', { name: 'Advice' }));
    expect(advice.getByText('Last call: only 8 left')).toBeTruthy();
    act(() => fireEvent.click(advice.getByRole('button', { name: /Go to link 5.*60 more/ })));
    expect(ui.getState().active).toBe(rows[1]?.id);
  });
  it('shows in sight why a link is worth a pin', () => {
    const row = listingRow('MAT', { link: 5, title: 'Baking mats' });
    const margin = { minor: 720, currency: 'USD' };
    show(
      viewOf([row], {
        advice: {
          cue: null,
          pinNext: [
            { ...pin, margin },
            { ...pin, listing: 'x' },
          ],
        },
      }),
    );
    const advice = within(screen.getByRole('region', { name: 'Advice' }));
    expect(advice.getByText('412 left · +60 in 6 min · margin $7.20')).toBeTruthy();
    expect(advice.getByText('412 left · +60 in 6 min')).toBeTruthy();
  });
  it('is quiet where no stream is on air', () => {
    show(viewOf([listingRow('CARDI')]));
    expect(screen.queryByRole('region', { name: 'Advice' })).toBeNull();
  });
  it('says why nobody can buy at a button, too, without knowing the key', () => {
    const row = listingRow('CARDI', { link: 3 });
    const { store, ui } = show(viewOf([row]));
    act(() => ui.setState({ detail: { listing: row.id, variant: row.variants[0]?.id ?? '' } }));
    const whyNot = [{ say: phrase('core:whyNot.channelEmpty.say', { left: 40 }), mend: phrase('core:whyNot.channelEmpty.mend') }];
    act(() => store.detail({ ...detailOf(row), whyNot }));
    expect(screen.queryByRole('region', { name: 'Why can’t they buy?' })).toBeNull();
    act(() => fireEvent.click(screen.getByRole('button', { name: /Why can’t they buy/ })));
    expect(screen.getByRole('region', { name: 'Why can’t they buy?' }).textContent).toContain('Give the channel stock');
    expect(screen.queryByRole('button', { name: /Why can’t they buy/ })).toBeNull();
  });
  it('says on one key why nobody can buy, and what mends it', () => {
    const row = listingRow('CARDI', { link: 3 });
    const { store, sent } = show(viewOf([row]));
    act(() => rowOf('CARDI').focus());
    press('w');
    expect(sent.at(-1)).toMatchObject({ kind: 'detail', listing: row.id });
    const whyNot = [{ say: phrase('core:whyNot.channelEmpty.say', { left: 40 }), mend: phrase('core:whyNot.channelEmpty.mend') }];
    act(() => store.detail({ ...detailOf(row), whyNot }));
    const asked = within(screen.getByRole('region', { name: 'Why can’t they buy?' }));
    expect(asked.getByText('The channel has nothing to sell; 40 are in the warehouse')).toBeTruthy();
    expect(asked.getByText('Give the channel stock')).toBeTruthy();
  });
});
