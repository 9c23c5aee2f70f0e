// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandIntent, Intent } from '../../core/domain/intent.ts';
import { phrase } from '../../core/domain/phrase.ts';
import type { ListingRow, PanelView, Verdict } from '../../core/domain/view.ts';
import {
  beginPanel,
  click,
  clickAt,
  down,
  endPanel,
  keyClick,
  keyDown,
  place,
  press,
  rowOf,
  settle,
  show,
  up,
  visible,
  wait,
} from '../../test/builders/panel-page.tsx';
import { alert, command, drip as dripRow, head, listingRow, stockOn, variantRow, viewOf } from '../../test/builders/view.ts';

beforeEach(() => beginPanel());
afterEach(() => endPanel());

const proposed = { stock: 26, perBuyer: 2, batch: 12 };
/** 31 on sale, 40 may be released. */
const one = (over: Partial<ListingRow> = {}, stock = stockOn(31, 40, { proposed })): ListingRow =>
  listingRow('TEE', { title: 'Tee', link: 3, variants: [variantRow('TEE', { stock })], ...over });
const sizes = (): ListingRow =>
  listingRow('CARDI', {
    title: 'Cardigan',
    link: 4,
    variants: [
      variantRow('C-S', { title: 'S', stock: stockOn(5, 10) }),
      variantRow('C-M', { title: 'M', stock: stockOn(8, 30, { withheld: 4 }) }),
    ],
  });
const armed = () => within(screen.getByRole('alertdialog'));
const inSight = () => {
  visible(true);
  wait(600);
};
function key(letter: string, row = 'TEE') {
  act(() => rowOf(row).focus());
  press(letter);
}
const type = (name: RegExp, value: string) =>
  act(() => void fireEvent.change(armed().getByRole('textbox', { name }), { target: { value } }));
const keyOf = (sent: readonly Intent[], n = -1): string => commands(sent).at(n)?.key ?? '';
const commands = (sent: readonly Intent[]) => sent.filter((each): each is CommandIntent => each.kind === 'command');

describe('a release', () => {
  it('is one press of its own preset, once that has been in sight', async () => {
    const { sent } = show(viewOf([one()]));
    key('r');
    const twenty = armed().getByRole('button', { name: 'Release 20 of Tee' });
    visible(true);
    wait(400);
    await click(twenty);
    expect(sent).toEqual([]);
    wait(200);
    await click(twenty);
    expect(sent).toMatchObject([
      { command: 'release', quantity: 20, variant: 'TEE', skus: ['TEE'], via: 'api', gesture: { trusted: true, preset: true } },
    ]);
    expect(commands(sent)[0]?.gesture.seenVisibleMs).toBeGreaterThanOrEqual(500);
  });

  it('stands ready for the link on air without another press, and twice in a row is looked at anew', async () => {
    const { sent } = show(viewOf([one({ pinned: true })]));
    const ten = screen.getByRole('button', { name: 'Release 10 of Tee' });
    inSight();
    await click(ten);
    const again = screen.getByRole('button', { name: 'Release 10 of Tee' });
    await click(again);
    expect(sent).toHaveLength(1);
  });

  it('is never more than may be released, and says so', async () => {
    const { sent } = show(viewOf([one()]));
    key('r');
    inSight();
    const fifty = armed().getByRole('button', { name: 'Release 50 of Tee' });
    expect(fifty).toHaveAttribute('aria-disabled', 'true');
    expect(fifty).toHaveAttribute('title', 'No more than 40 may be released now.');
    await click(fifty);
    expect(sent).toEqual([]);
  });

  it('takes nothing where it is not known how much there is, and says so', async () => {
    const { sent } = show(viewOf([one({}, stockOn(31, null))]));
    key('r');
    inSight();
    await click(armed().getByRole('button', { name: 'Release 10 of Tee' }));
    type(/Own number/, '5');
    expect(armed().getByText('How much may be released is not known now.')).toBeInTheDocument();
    wait(600);
    await click(armed().getByRole('button', { name: 'Release +5' }));
    expect(sent).toEqual([]);
  });

  it.each([
    ['', null],
    ['0', 'At least 1.'],
    ['41', 'At most 40.'],
    ['99999999999', 'At most 40.'],
    ['2.5', '“2.5” is not a whole number.'],
    ['-3', '“-3” is not a whole number.'],
    ['ten', '“ten” is not a whole number.'],
  ])('of one’s own number is checked: %s', async (typed, says) => {
    const { sent } = show(viewOf([one()]));
    key('r');
    type(/Own number/, typed);
    if (says !== null) expect(armed().getByText(says)).toBeInTheDocument();
    inSight();
    await click(armed().getByRole('button', { name: 'Enter a number.' }));
    expect(sent).toEqual([]);
  });

  it('of one’s own number shows before and after, and takes full-width digits', async () => {
    const { sent } = show(viewOf([one()]));
    key('r');
    type(/Own number/, '３３');
    expect(armed().getByText('31')).toBeInTheDocument();
    expect(armed().getByText('64')).toBeInTheDocument();
    inSight();
    await click(armed().getByRole('button', { name: 'Release +33' }));
    expect(sent).toMatchObject([{ command: 'release', quantity: 33 }]);
    expect(commands(sent)[0]?.gesture.preset).toBeUndefined();
  });

  it('must be looked at anew when the number is changed', async () => {
    const { sent } = show(viewOf([one()]));
    key('r');
    type(/Own number/, '3');
    inSight();
    type(/Own number/, '33');
    await click(armed().getByRole('button', { name: 'Release +33' }));
    expect(sent).toEqual([]);
  });

  it('of a link with variants asks which, and names it', async () => {
    const { sent } = show(viewOf([sizes()]));
    await click(within(rowOf('CARDI')).getByRole('button', { name: 'Release, limit, drip release' }));
    expect(armed().getByRole('button', { name: /^S.*On sale 5.*May release 10/ })).toBeInTheDocument();
    await click(armed().getByRole('button', { name: /^M/ }));
    inSight();
    await click(armed().getByRole('button', { name: 'Release 20 of Cardigan · M' }));
    expect(sent).toMatchObject([{ command: 'release', variant: 'C-M', skus: ['C-M'], quantity: 20 }]);
  });

  it('resumes what is paused on the same key, as before', () => {
    const { ui } = show(viewOf([one({ state: 'paused' })]));
    key('r');
    expect(ui.getState().armed).toMatchObject([{ command: 'resume' }]);
  });

  it('opens the window instead where nobody sees what lies over a frame', async () => {
    const { sent, ui } = show(viewOf([one({ pinned: true })]), { embedded: true, seesVisibility: false });
    inSight();
    await click(screen.getByRole('button', { name: 'Release 10 of Tee' }));
    key('l');
    expect(sent).toEqual([{ kind: 'openWindow' }, { kind: 'openWindow' }]);
    expect(ui.getState().armed).toEqual([]);
  });

  it('waits while another command on it is under way', async () => {
    show(viewOf([one({ pinned: true, command: command({ listing: 'TEE', step: 'executing' }) })]));
    inSight();
    expect(screen.getByRole('button', { name: 'Release 10 of Tee' })).toHaveAttribute(
      'title',
      'Another command on it is under way.',
    );
  });

  it('is taken back as far as it is unsold', async () => {
    const { sent, store } = show(viewOf([one()]));
    key('r');
    inSight();
    await click(armed().getByRole('button', { name: 'Release 20 of Tee' }));
    const done = command({ id: 'r1', key: keyOf(sent), kind: 'release', listing: 'TEE', variant: 'TEE' });
    const row = one({}, stockOn(12, 40));
    act(() => store.patch({ put: [{ ...row, variants: row.variants.map((each) => ({ ...each, command: done })) }] }));
    expect(screen.getByText('Release +20: confirmed')).toBeInTheDocument();
    await click(screen.getByRole('button', { name: 'Take back' }));
    expect(armed().getByText(/Of the 20 released at most 12 are still unsold/)).toBeInTheDocument();
    expect(armed().getByText(/stops selling what is unsold of the release/)).toBeInTheDocument();
    wait(10);
    inSight();
    await click(armed().getByRole('button', { name: 'Take back' }));
    expect(sent.at(-1)).toMatchObject({ command: 'takeBack', undoes: 'r1', quantity: 20, variant: 'TEE' });
  });
});

describe('a limit', () => {
  it('proposes what lasts to the planned end, and shows before and after', async () => {
    const { sent } = show(viewOf([one()], { head: head() }));
    key('l');
    expect(armed().getByRole('textbox', { name: /Limit to/ })).toHaveValue('26');
    expect(armed().getByText(/26 make it last to 22:00/)).toBeInTheDocument();
    expect(armed().getByText('31')).toBeInTheDocument();
    inSight();
    await click(armed().getByRole('button', { name: 'Limit to 26' }));
    expect(sent).toMatchObject([{ command: 'limit', quantity: 26, variant: 'TEE' }]);
    expect(commands(sent)[0]?.per).toBeUndefined();
  });

  it.each([
    ['where the page lets us click', {}, 'Limit to 2 each'],
    ['where a person types it on the page, and not said to be done by us', { level: 'guide' }, 'Show me where: 2'],
  ] as const)('is given per buyer %s', async (_, more, name) => {
    const perBuyer = { can: true, via: 'page', say: phrase('common:unknown'), ...more } as const;
    const { sent } = show(viewOf([one({}, stockOn(31, 40, { proposed, perBuyer }))]));
    key('l');
    await click(armed().getByRole('button', { name: 'Per buyer' }));
    inSight();
    await click(armed().getByRole('button', { name }));
    expect(sent).toMatchObject([{ command: 'limit', quantity: 2, per: 'buyer', via: 'page' }]);
  });

  it('never raises what stands on sale, and proposes nothing where nothing may be said', async () => {
    const { sent } = show(viewOf([one({}, stockOn(31, 40))]));
    key('l');
    expect(armed().getByRole('textbox', { name: /Limit to/ })).toHaveValue('');
    type(/Limit to/, '31');
    expect(armed().getByText('At most 30.')).toBeInTheDocument();
    inSight();
    await click(armed().getByRole('button', { name: 'Enter a number.' }));
    expect(sent).toEqual([]);
  });

  it('says why it cannot be done, and does nothing', async () => {
    const say = phrase('command:refused.noLevel', { skus: 'TEE' });
    const limit = { can: false, via: null, say } as const;
    const { sent } = show(viewOf([one({}, stockOn(31, 40, { proposed, limit }))]));
    key('l');
    expect(armed().getByText('No connected system of TEE takes a quantity.')).toBeInTheDocument();
    inSight();
    await click(armed().getByRole('button', { name: 'Limit to 26' }));
    expect(sent).toEqual([]);
  });

  it.each<[string, Verdict, RegExp]>([
    ['it lasts anyway', { kind: 'enough' }, /^No number is proposed: it lasts to .* anyway\.$/],
    [
      'nothing can be said',
      { kind: 'unknown', why: phrase('core:verdict.stale') },
      /^No number can be proposed: readings are too old to say\.$/,
    ],
    ['it is short, and no number is known', { kind: 'short', by: 4, outAt: null }, /^No number can be proposed now\.$/],
  ])('says why none is proposed where %s', (_where, verdict, words) => {
    const none = { stock: null, perBuyer: null, batch: null };
    const tee = variantRow('TEE', { verdict, stock: stockOn(31, 40, { proposed: none }) });
    show(viewOf([one({ variants: [tee] })], { head: head() }));
    key('l');
    expect(armed().getByText(words)).toBeInTheDocument();
  });

  it('answers the alert that is raised on its SKU', async () => {
    const { sent } = show(viewOf([one()], { alerts: [alert({ id: 'a1', subject: { sku: 'TEE' } })] }));
    key('l');
    inSight();
    await click(armed().getByRole('button', { name: 'Limit to 26' }));
    expect(sent).toMatchObject([{ command: 'limit', because: 'a1' }]);
  });

  it('is restored with what is withheld', async () => {
    const { sent, store } = show(viewOf([one()]));
    key('l');
    inSight();
    await click(armed().getByRole('button', { name: 'Limit to 26' }));
    const done = command({ id: 'l1', key: keyOf(sent), kind: 'limit', listing: 'TEE', variant: 'TEE', took: 5 });
    const row = one({}, stockOn(26, 40, { withheld: 12 }));
    act(() => store.patch({ put: [{ ...row, variants: row.variants.map((each) => ({ ...each, command: done })) }] }));
    await click(screen.getByRole('button', { name: 'Restore' }));
    expect(armed().getByText('Withheld units that are given back: at most 5.')).toBeInTheDocument();
    expect(armed().getByText(/gets back what we withhold/)).toBeInTheDocument();
    wait(10);
    inSight();
    await click(armed().getByRole('button', { name: 'Restore now' }));
    expect(sent.at(-1)).toMatchObject({ command: 'restore', undoes: 'l1' });
  });

  it('is reached by the row’s button where nothing may be released yet, and restored from there later', async () => {
    const release = { can: false, via: null, say: phrase('command:refused.mayReleaseNone', { skus: 'TEE' }) } as const;
    const { sent } = show(viewOf([one({}, stockOn(31, 0, { proposed, release, withheld: 12 }))]));
    await click(within(rowOf('TEE')).getByRole('button', { name: 'Release, limit, drip release' }));
    expect(armed().getByRole('textbox', { name: /Limit to/ })).toHaveValue('26');
    await click(armed().getByRole('button', { name: 'Restore' }));
    inSight();
    await click(armed().getByRole('button', { name: 'Restore now' }));
    expect(sent).toMatchObject([{ command: 'restore', undoes: null, variant: 'TEE' }]);
  });
});

it('goes from one form to another, for whoever came by the row’s button', async () => {
  const { ui } = show(viewOf([one()]));
  await click(within(rowOf('TEE')).getByRole('button', { name: 'Release, limit, drip release' }));
  await click(armed().getByRole('button', { name: 'Limit' }));
  expect(armed().getByRole('textbox', { name: /Limit to/ })).toHaveValue('26');
  await click(armed().getByRole('button', { name: 'Drip release' }));
  expect(armed().getByRole('textbox', { name: /Batch/ })).toHaveValue('12');
  expect(ui.getState().armed).toMatchObject([{ command: 'drip', variant: 'TEE' }]);
});

describe('a drip', () => {
  it('is followed, and undone, as itself after batches of it came', async () => {
    const { sent, store, ui } = show(viewOf([one()]));
    key('d');
    inSight();
    await click(armed().getByRole('button', { name: 'Release by 12' }));
    const drip = command({ id: 'd1', key: keyOf(sent), kind: 'drip', listing: 'TEE', variant: 'TEE' });
    const batch = command({ id: 'b1', key: 'of-the-worker', kind: 'release', listing: 'TEE', variant: 'TEE', step: 'executing' });
    const row = one({}, stockOn(12, 40, { withheld: 19 }));
    const put = [{ ...row, command: batch, variants: row.variants.map((each) => ({ ...each, command: batch })) }];
    act(() => store.patch({ put, commands: [batch, drip] }));
    expect(screen.getByText('Drip release by 12: confirmed')).toBeInTheDocument();
    const running = dripRow({ command: 'd1', state: 'stopped', why: phrase('drip:stopped.person') });
    act(() => store.patch({ put: [one({}, stockOn(12, 40, { withheld: 19, running }))], commands: [drip] }));
    expect(screen.getByText(/What is withheld stays withheld/)).toBeInTheDocument();
    await click(screen.getByRole('button', { name: 'Stop and restore' }));
    expect(ui.getState().armed).toMatchObject([{ command: 'restore', undoes: 'd1' }]);
  });

  it('goes by time in proposed batches, and shows what is withheld', async () => {
    const { sent } = show(viewOf([one({}, stockOn(31, 40, { proposed, withheld: 7 }))]));
    key('d');
    type(/Every, minutes/, '5');
    expect(armed().getByText('26')).toBeInTheDocument();
    inSight();
    await click(armed().getByRole('button', { name: 'Release by 12' }));
    expect(sent).toMatchObject([{ command: 'drip', quantity: 12, drip: { by: 'time', everyMs: 300_000 } }]);
  });

  it('waits for a person by page', async () => {
    const drip = { can: true, via: 'page', say: phrase('common:unknown') } as const;
    const { sent } = show(viewOf([one({}, stockOn(31, 40, { proposed, drip }))]));
    key('d');
    expect(armed().getByText(/nothing runs by itself/)).toBeInTheDocument();
    expect(armed().getByText('from 31 to 12')).toBeInTheDocument();
    inSight();
    await click(armed().getByRole('button', { name: 'Release by 12' }));
    expect(sent).toMatchObject([{ command: 'drip', drip: { by: 'time', everyMs: 600_000 }, via: 'page' }]);
  });
});

describe('by page', () => {
  const can = { can: true, via: 'page', say: phrase('common:unknown') } as const;
  const onPage = (over = {}) => stockOn(31, 40, { proposed, release: can, limit: can, drip: can, perBuyer: can, ...over });
  const number = () => armed().getByText('Type on the page').querySelector('.type-this')?.textContent;

  it('a release says from what to what, and the number to type', async () => {
    const { sent } = show(viewOf([one({}, onPage())]));
    key('r');
    type(/Own number/, '10');
    expect([number(), armed().getByText('from 31 to 41')]).toEqual(['41', expect.anything()]);
    inSight();
    await click(armed().getByRole('button', { name: 'Release +10' }));
    expect(sent).toMatchObject([{ command: 'release', quantity: 10, via: 'page' }]);
  });

  it('a limit and a drip say so, too', async () => {
    show(viewOf([one({}, onPage())]));
    key('l');
    expect(number()).toBe('26');
    await click(armed().getByRole('button', { name: 'Drip release' }));
    expect(number()).toBe('12');
  });

  it('shows the limit per buyer that stands, and offers to take it off', async () => {
    const buyer = { command: 'b1', most: 2, at: Date.UTC(2026, 2, 10, 12, 5), by: 'Lin' };
    const { sent } = show(viewOf([one({}, onPage({ proposed: { stock: null, perBuyer: null, batch: null }, buyer }))]));
    expect(within(rowOf('TEE')).getByText('2 a buyer')).toHaveAttribute(
      'title',
      expect.stringMatching(/^2 a buyer, set .+ by Lin$/),
    );
    key('l');
    await click(armed().getByRole('button', { name: 'Undo this limit' }));
    expect(screen.getByRole('alertdialog')).toHaveTextContent(/^Undo the limit per buyer/);
    inSight();
    await click(armed().getByRole('button', { name: 'Restore now' }));
    expect(sent).toMatchObject([{ command: 'restore', per: 'buyer', undoes: 'b1', via: 'page' }]);
    // What became of it is of the undoing, and not of a limit.
    expect(screen.getByText(/^Undo the limit per buyer: asked for/)).toBeInTheDocument();
  });
});

describe('pausing more than one', () => {
  const armWhole = async () => {
    const drawn = show(viewOf([sizes(), one()]));
    await click(within(rowOf('CARDI')).getByRole('button', { name: 'Pause' }));
    inSight();
    return { ...drawn, button: armed().getByRole('button', { name: /Pause now/ }) };
  };

  it('names the SKUs of the whole link, and is held down', async () => {
    const { sent, button } = await armWhole();
    expect(armed().getByText('C-S, C-M')).toBeInTheDocument();
    await click(button);
    await down(button);
    wait(700);
    await up(button);
    wait(500);
    expect(sent).toEqual([]);
    await down(button);
    wait(900);
    await settle();
    expect(sent).toMatchObject([{ command: 'pause', variant: null, skus: ['C-S', 'C-M'] }]);
    expect(commands(sent)[0]?.gesture.heldMs).toBeGreaterThanOrEqual(800);
  });

  it.each<[string, (button: HTMLElement) => Promise<void> | void]>([
    ['it is covered meanwhile', () => visible(false)],
    ['it moves meanwhile', () => place({ x: 11 })],
    ['the window loses the focus', () => act(() => void window.dispatchEvent(new Event('blur')))],
    ['the pointer leaves it', (button) => act(() => void fireEvent.pointerOut(button, { relatedTarget: document.body }))],
  ])('is not done when %s', async (_name, happens) => {
    const { sent, button } = await armWhole();
    await down(button);
    wait(300);
    await happens(button);
    wait(700);
    expect(sent).toEqual([]);
  });

  it('is not done by a hand that is none', async () => {
    const { sent, button } = await armWhole();
    await down(button, { trusted: false });
    wait(1_000);
    expect(sent).toEqual([]);
  });

  it('works by holding a key, which repeats', async () => {
    const { sent, button } = await armWhole();
    await keyDown(button, 'Enter');
    await keyDown(button, 'Enter', true);
    wait(900);
    await settle();
    expect(sent).toHaveLength(1);
  });

  it('needs no holding for one variant, nor to resume', async () => {
    const { sent } = show(viewOf([one()]));
    key('p');
    inSight();
    await click(armed().getByRole('button', { name: 'Pause now' }));
    expect(sent).toHaveLength(1);
  });

  it('of several links is one strip, one command a link, and an outcome each', async () => {
    const view = viewOf([sizes(), one(), one({ ...listingRow('CUP'), state: 'paused' })]);
    const { sent, store, ui } = show(view);
    key('x', 'CARDI');
    fireEvent.click(rowOf('TEE'), { ctrlKey: true });
    await click(screen.getByRole('checkbox', { name: 'Select CUP' }));
    expect(screen.getByText('Selected links: 3')).toBeInTheDocument();
    await click(screen.getByRole('button', { name: 'Pause 2…' }));
    expect(armed().getByText('C-S, C-M, TEE')).toBeInTheDocument();
    expect(armed().getByText(/Left out.*CUP/)).toBeInTheDocument();
    inSight();
    await down(armed().getByRole('button', { name: /Pause 2 links/ }));
    wait(900);
    await settle();
    expect(sent).toMatchObject([
      { command: 'pause', listing: 'CARDI', gesture: { links: 2 } },
      { command: 'pause', listing: 'TEE', gesture: { links: 2 } },
    ]);
    expect(new Set(commands(sent).map((each) => each.key)).size).toBe(2);
    await act(async () => {});
    act(() =>
      store.patch({ put: [{ ...one(), command: command({ id: 'n', key: keyOf(sent), step: 'unknown', listing: 'TEE' }) }] }),
    );
    const items = screen.getAllByRole('listitem').map((item) => item.textContent);
    expect(items).toContainEqual(expect.stringMatching(/Cardigan.*asked for/));
    expect(items).toContainEqual(expect.stringMatching(/Tee.*outcome unknown/));
    act(() => store.patch({ put: [{ ...sizes(), command: command({ id: 'p9', key: keyOf(sent, 0), listing: 'CARDI' }) }] }));
    await click(screen.getByRole('button', { name: 'Resume again' }));
    expect(ui.getState().armed).toMatchObject([{ command: 'resume', undoes: 'p9', listing: 'CARDI' }]);
  });

  it('leaves out what a person does on the page: that is one link at a time', async () => {
    const byPage = variantRow('CUP', { lever: { can: true, via: 'page', level: 'guide', say: phrase('act:will.guide.pause') } });
    const { sent } = show(viewOf([one(), listingRow('CUP', { variants: [byPage] })]));
    key('x');
    fireEvent.click(rowOf('CUP'), { ctrlKey: true });
    await click(screen.getByRole('button', { name: 'Pause 1…' }));
    expect(armed().getByText(/on the page one at a time.*CUP/)).toBeInTheDocument();
    inSight();
    await click(armed().getByRole('button', { name: 'Pause now' }));
    expect(sent).toMatchObject([{ command: 'pause', listing: 'TEE' }]);
  });

  it('selects from one link to another with Shift, and Escape lets go', () => {
    const { ui } = show(viewOf([sizes(), one(), listingRow('CUP')]));
    act(() => rowOf('CARDI').focus());
    fireEvent.click(rowOf('CUP'), { shiftKey: true });
    expect(ui.getState().selected.size).toBe(3);
    press('Escape');
    expect(ui.getState().selected.size).toBe(0);
  });
});

describe('a press', () => {
  const ready = () => {
    const drawn = show(viewOf([one()]));
    key('p');
    inSight();
    return { ...drawn, button: armed().getByRole('button', { name: 'Pause now' }) };
  };
  it.each<[string, (button: HTMLElement) => Promise<void>]>([
    ['a click that never went down there', (button) => clickAt(button)],
    [
      'let go elsewhere',
      async (button) => {
        await down(button);
        await clickAt(button, { at: { clientX: 90, screenX: 190 } });
      },
    ],
    [
      'on a control that moved under the hand',
      async (button) => {
        await down(button);
        place({ y: 60 });
        await clickAt(button);
      },
    ],
    [
      'on a control that has become tiny',
      async (button) => {
        place({ width: 20 });
        wait(900);
        await click(button);
      },
    ],
    [
      'of a key just after the control got the focus',
      async (button) => {
        act(() => button.blur());
        wait(100);
        act(() => button.focus());
        wait(300);
        await keyClick(button);
      },
    ],
  ])('%s does nothing', async (_name, does) => {
    const { sent, button } = ready();
    await does(button);
    expect(sent).toEqual([]);
  });

  it('that comes before the control has been in sight for half a second does nothing, and says so until it may be pressed', async () => {
    const { sent } = show(viewOf([one()]));
    key('p');
    visible(true);
    wait(200);
    const button = armed().getByRole('button', { name: 'Pause now' });
    await click(button);
    expect(sent).toEqual([]);
    expect(within(button).getByRole('alert')).toHaveTextContent('Too early: press again');
    wait(600);
    expect(button).toHaveTextContent('Pause now');
    await click(button);
    expect(sent).toHaveLength(1);
  });

  it('of a key counts once the control has had the focus for long enough', async () => {
    const { sent, button } = ready();
    await keyClick(button);
    expect(sent).toHaveLength(1);
  });
});

describe('pinning', () => {
  const page = (level: 'observe' | 'guide' | 'assist'): Partial<PanelView> => {
    const action = { level, runs: 0, mayPromote: false, why: null };
    return {
      page: {
        account: 'shop-us',
        profile: 'p',
        name: 'Console',
        origin: 'taught',
        confirmed: true,
        failed: [],
        since: null,
        works: [],
        actions: [{ action: 'pin', ...action }],
      },
    };
  };
  it('is offered where the page can, and says who clicks', async () => {
    const { sent } = show(viewOf([one()], page('guide')));
    await click(screen.getByRole('button', { name: 'Pin Tee' }));
    expect(armed().getByText(/You click on the page/)).toBeInTheDocument();
    inSight();
    expect(armed().queryByRole('button', { name: 'Pin now' })).toBeNull();
    await click(armed().getByRole('button', { name: 'Show me on the page' }));
    expect(sent).toMatchObject([{ command: 'pin', listing: 'TEE', via: 'page' }]);
  });
  it('says that it is done where one click of ours does it', async () => {
    show(viewOf([one()], page('assist')));
    await click(screen.getByRole('button', { name: 'Pin Tee' }));
    expect(armed().getByRole('button', { name: 'Pin now' })).toBeInTheDocument();
  });
  it('is not offered where the page is only watched, nor for a row that is not on it', () => {
    const { store } = show(viewOf([one()], page('observe')));
    expect(screen.queryByRole('button', { name: 'Pin Tee' })).toBeNull();
    act(() => store.snapshot(viewOf([one({ onPage: false })], page('assist'))));
    expect(screen.queryByRole('button', { name: 'Pin Tee' })).toBeNull();
  });
});

it('shows an unknown number on sale as a dash, and none at all where no system takes one', () => {
  const { store } = show(viewOf([one({}, stockOn(0, null, { sellable: null }))]));
  const shown = () => [...rowOf('TEE').querySelectorAll('.sale .num, .may .num')].map((cell) => cell.textContent);
  expect(shown()).toEqual(['—', '—']);
  act(() => store.snapshot(viewOf([listingRow('TEE')])));
  expect(shown()).toEqual([]);
});

describe('what is paused', () => {
  const paused = (sku: string, on = 31) => variantRow(sku, { title: sku, state: 'paused', stock: stockOn(on, 40, { proposed }) });
  const cell = (row: string) => rowOf(row).querySelector('.figure.sale')?.lastElementChild?.textContent;

  it('sells nothing: a row, its variants and the detail say so in place of units', () => {
    show(viewOf([one({ state: 'paused', variants: [paused('TEE')] })]));
    expect(cell('TEE')).toBe('paused');
    expect(rowOf('TEE').querySelector('.sale .paused')).toHaveAttribute('title', expect.stringContaining('31 would be on sale'));
    key('l');
    expect(armed().getByText('Once resumed')).toBeInTheDocument();
    expect(armed().queryByText('On sale')).toBeNull();
  });

  it('is left out of what a link has on sale', () => {
    const selling = (id: string) => variantRow(id, { title: id, stock: stockOn(8, 5) });
    show(
      viewOf([
        listingRow('CARDI', { variants: [paused('S', 5), selling('M')] }),
        listingRow('CUP', { variants: [selling('C')] }),
      ]),
    );
    expect([cell('CARDI'), cell('CUP')]).toEqual(['8', '8']);
  });

  it('is so where all variants are, even where they share their SKU', () => {
    const shared = { skus: [{ sku: 'GIFT', unitsPerSale: 1 }] };
    show(
      viewOf([
        listingRow('SET', {
          state: 'paused',
          variants: [
            { ...paused('A'), ...shared },
            { ...paused('B'), ...shared },
          ],
        }),
      ]),
    );
    expect(cell('SET')).toBe('paused');
  });
});

it('never adds up what variants share', () => {
  const shared = { skus: [{ sku: 'GIFT', unitsPerSale: 1 }] };
  const variants = [variantRow('A', { ...shared, stock: stockOn(5, 5) }), variantRow('B', { ...shared, stock: stockOn(5, 5) })];
  show(viewOf([listingRow('SET', { variants }), sizes()]));
  const sale = (row: string) => rowOf(row).querySelector('.sale .num')?.textContent;
  expect([sale('SET'), sale('CARDI')]).toEqual(['—', '13']);
});
