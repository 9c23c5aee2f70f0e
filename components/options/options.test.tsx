// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { phrase } from '../../core/domain/phrase.ts';
import { DEFAULT_PREFERENCES, NO_FACTS, type ShopSettings } from '../../core/domain/settings.ts';
import { account, actingAudit, busySettings, fakeShop, sourceConfig, streamOf } from '../../test/builders/options.ts';
import { tiktokByCode } from '../../test/builders/taught.ts';
import { NOW } from '../../test/builders/view.ts';
import { createLanguage } from '../i18n/i18n.ts';
import { Options } from './options.tsx';

beforeEach(() => {
  history.replaceState(null, '', '#');
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function open(section: string, start: Partial<ShopSettings> = {}, language: 'en' | 'zh' = 'en') {
  const shop = fakeShop(start);
  render(<Options i18n={createLanguage(language)} world={shop.world} load={shop.load} section={section} />);
  await screen.findByRole('heading', { level: 2 });
  return shop;
}
const type = (label: string | RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const submit = (name: string) => fireEvent.submit(screen.getByRole('form', { name }));
const goTo = (name: string) => fireEvent.click(screen.getByRole('link', { name }));
const choose = (text: string, name = 'skus.csv') =>
  fireEvent.change(document.querySelector('input[type=file]') as HTMLInputElement, {
    target: { files: [new File([text], name)] },
  });
const onlySku = (sku: string, over = {}) => ({ skus: { [sku]: { sku, ...NO_FACTS, ...over } } });

describe('sources', () => {
  const fill = () => {
    press('Add a source');
    type('Name', 'NJ');
    type('Admin API address', 'https://nj.example');
    type('API key', 'CANARY-KEY');
  };

  it('says what is lost where a channel tells no orders', async () => {
    await open('sources');
    press('Add a source');
    expect(screen.queryByText(/tells orders yet/)).toBeNull();
    type('Role', 'channel');
    expect(screen.getByText(/This kind of system tells no orders/)).toBeInTheDocument();
  });

  it('tells a newcomer what to do first', async () => {
    await open('sources');
    expect(screen.getByText(/No source yet. Add the system/)).toBeInTheDocument();
  });

  it('asks for the host in the gesture itself, saves, and says line by line what works', async () => {
    const { state } = await open('sources');
    fill();
    submit('Source');
    // Nothing was awaited yet: Firefox would ask no more after that.
    expect(state.asked).toEqual(['https://nj.example']);
    expect(await screen.findByText(/Stock can be read: 80 variants/)).toBeInTheDocument();
    expect(screen.getByText(/The key is wrong/)).toBeInTheDocument();
    expect(screen.getByText(/stockOnHand:/)).toBeInTheDocument();
    expect(state.changes[0]?.sources).toMatchObject([{ connector: 'vendure', name: 'NJ', address: 'https://nj.example' }]);
    expect(state.secrets).toEqual([{ apiKey: 'CANARY-KEY' }]);
  });

  it('shows a key never again, and sends none that was not typed', async () => {
    const { state } = await open('sources');
    fill();
    submit('Source');
    await screen.findByText(/Stock can be read/);
    const inputs = [...document.querySelectorAll('input')].map((input) => input.value);
    expect(inputs).not.toContain('CANARY-KEY');
    expect(document.body.innerHTML).not.toContain('CANARY-KEY');
    submit('Source');
    await waitFor(() => expect(state.secrets).toEqual([{ apiKey: 'CANARY-KEY' }, null]));
    expect(JSON.stringify(state.changes)).not.toContain('CANARY-KEY');
  });

  it('saves nothing where the person said no, and says how to say yes', async () => {
    const { state } = await open('sources');
    state.granted = false;
    fill();
    submit('Source');
    expect(await screen.findByText(/Nothing was saved: press Save again and choose Allow/)).toBeInTheDocument();
    expect(state.changes).toEqual([]);
    expect(screen.getByLabelText('API key')).toHaveValue('CANARY-KEY');
  });

  it.each(['nj.example', 'ftp://nj.example', 'javascript:alert(1)'])('asks for no permission for %s', async (address) => {
    const { state } = await open('sources');
    fill();
    type('Admin API address', address);
    submit('Source');
    expect(await screen.findByText(/This is no address/)).toBeInTheDocument();
    expect(state.asked).toEqual([]);
  });

  it('says when access was taken back, and asks again in the click', async () => {
    const { state, setGranted } = await open('sources', { sources: { nj: sourceConfig() } });
    expect(screen.queryByRole('alert')).toBeNull();
    act(() => setGranted(false));
    expect(await screen.findByText(/does not let Stockcue reach https:\/\/nj.example/)).toBeInTheDocument();
    state.granted = true;
    press('Allow access');
    expect(state.asked).toEqual(['https://nj.example/admin-api']);
    await waitFor(() => expect(screen.queryByText(/does not let Stockcue/)).toBeNull());
  });

  it('removes one only on the second press, and names what stands on it', async () => {
    const { state } = await open('sources', { sources: { nj: sourceConfig() }, accounts: { us: account({ channel: 'nj' }) } });
    press('Remove Warehouse NJ');
    expect(screen.getByText(/Used by: Maple & Co US/)).toBeInTheDocument();
    expect(state.changes).toEqual([]);
    press('Remove for good');
    await waitFor(() => expect(state.changes).toEqual([{ drop: { sources: ['nj'] } }]));
  });

  it('draws every field of a connector from its description, and the lag it usually has', async () => {
    const { state } = await open('sources');
    press('Add a source');
    type('System', 'other');
    expect(screen.getByLabelText(/Order lag/)).toHaveValue(90);
    type('Name', 'ERP');
    type('Admin API address', 'https://erp.example/stock');
    submit('Source');
    await waitFor(() =>
      expect(state.changes[0]?.sources?.[0]).toMatchObject({ lagMinutes: 90, options: { mapping: '[]', paging: 'page' } }),
    );
  });
});

describe('console accounts', () => {
  it('keeps the site’s origin, the channel and the places that are ticked', async () => {
    const { state } = await open('accounts', { sources: { nj: sourceConfig() } });
    press('Add a console account');
    type('Name', 'US');
    type(/Address of the console/, 'https://live.example/room/7?x=1');
    type('Channel source', 'nj');
    // The places are there a moment after the form.
    await act(async () => {});
    fireEvent.click(screen.getByLabelText(/all places/));
    fireEvent.click(await screen.findByLabelText('Warehouse NJ: LA-2'));
    submit('Console account');
    expect(state.asked).toEqual(['https://live.example']);
    await waitFor(() =>
      expect(state.changes[0]?.accounts).toMatchObject([
        { site: 'https://live.example', channel: 'nj', pool: [{ source: 'nj', location: 'NJ-1' }] },
      ]),
    );
  });

  it('is read by the page that its address tells, until a person chooses another', async () => {
    const { state } = await open('accounts');
    press('Add a console account');
    type('Name', 'KS');
    type(/Address of the console/, 'https://zs.kwaixiaodian.com/page/helper');
    expect(screen.getByLabelText('Page')).toHaveValue('kuaishou');
    type('Page', 'shopee');
    type(/Address of the console/, 'https://zs.kwaixiaodian.com/page/helper?from=home');
    submit('Console account');
    await waitFor(() =>
      expect(state.changes[0]?.accounts).toMatchObject([{ site: 'https://zs.kwaixiaodian.com', profile: 'shopee' }]),
    );
  });

  it('may be read by a page that was taught, under the name that it was given', async () => {
    const taught = { ...tiktokByCode, name: 'TikTok, by our codes' };
    await open('accounts', { profiles: { [taught.id]: taught }, accounts: { us: account({ profile: taught.id }) } });
    press('Edit');
    expect(screen.getByLabelText('Page')).toHaveDisplayValue('TikTok, by our codes');
  });

  it('saves it also where the site was not granted, and says what that means', async () => {
    const { state } = await open('accounts');
    state.granted = false;
    press('Add a console account');
    type('Name', 'US');
    type(/Address of the console/, 'https://live.example');
    submit('Console account');
    expect(await screen.findByText(/nothing appears on that page/)).toBeInTheDocument();
    expect(state.changes).toHaveLength(1);
  });

  it('keeps a place that is not read at the moment', async () => {
    const pool = [{ source: 'nj', location: 'CLOSED' }];
    const { state } = await open('accounts', { sources: { nj: sourceConfig() }, accounts: { us: account({ pool }) } });
    press('Edit');
    expect(await screen.findByLabelText('Warehouse NJ: CLOSED')).toBeChecked();
    submit('Console account');
    await waitFor(() => expect(state.changes[0]?.accounts?.[0]?.pool).toEqual(pool));
  });
});

describe('streams', () => {
  const accounts = { us: account() };

  it('takes times by the market’s clock, and shows the team’s', async () => {
    const { state } = await open('streams', { accounts });
    press('Add a stream');
    type('Title', 'Evening');
    type('Start', '2026-11-24T20:00');
    type('Planned end', '2026-11-24T23:00');
    expect(screen.getByText(/09:00 Asia\/Shanghai/)).toBeInTheDocument();
    submit('Stream');
    await waitFor(() =>
      expect(state.changes[0]?.streams).toMatchObject([
        {
          zone: 'America/New_York',
          plannedStart: Date.UTC(2026, 10, 25, 1),
          plannedEnd: Date.UTC(2026, 10, 25, 4),
          listings: null,
        },
      ]),
    );
  });

  it('says that a time does not exist that day, and offers both where one comes twice', async () => {
    const { state } = await open('streams', { accounts });
    press('Add a stream');
    type('Title', 'Night');
    type('Start', '2027-03-14T02:30');
    expect(screen.getByText(/does not exist that day, and 03:30 is taken/)).toBeInTheDocument();
    type('Start', '2026-11-01T01:30');
    fireEvent.click(screen.getByLabelText(/take the second one/));
    type('Planned end', '2026-11-01T04:00');
    submit('Stream');
    await waitFor(() => expect(state.changes[0]?.streams?.[0]?.plannedStart).toBe(Date.UTC(2026, 10, 1, 6, 30)));
  });

  it('moves no stream by editing something else of it, not even in the hour that comes twice', async () => {
    const stream = streamOf({ plannedStart: Date.UTC(2026, 10, 1, 6, 30), plannedEnd: Date.UTC(2026, 10, 1, 9) });
    const { state } = await open('streams', { accounts, streams: { [stream.id]: stream } });
    press('Edit');
    type('Title', 'Renamed');
    submit('Stream');
    await waitFor(() => expect(state.changes[0]?.streams).toEqual([{ ...stream, title: 'Renamed' }]));
  });

  it.each([
    ['Market', 'Peking', /Peking is no time zone/],
    ['Planned end', '2020-01-01T00:00', /planned end must be after the start/],
  ])('refuses %s %s in words', async (label, value, words) => {
    const { state } = await open('streams', { accounts });
    press('Add a stream');
    type('Title', 'x');
    type(new RegExp(`^${label}`), value);
    submit('Stream');
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(state.changes).toEqual([]);
  });

  it('sells chosen listings with planned units of its own', async () => {
    const { state } = await open('streams', busySettings(3));
    press('Add a stream');
    type('Title', 'x');
    type('Console account', 'us');
    fireEvent.click(screen.getByLabelText('only these'));
    submit('Stream');
    expect(await screen.findByText(/Tick at least one listing/)).toBeInTheDocument();
    fireEvent.click(screen.getByLabelText(/GIFT-SET/));
    type('Listing keys', 'A1，A2');
    press('Add to the list');
    press('Add a SKU');
    type('SKU of line 1', 'SKU-0001');
    type(/Planned units SKU-0001/, 'many');
    submit('Stream');
    expect(await screen.findByText(/SKU-0001: 'many' is not a number/)).toBeInTheDocument();
    type(/Planned units SKU-0001/, '80');
    submit('Stream');
    await waitFor(() =>
      expect(state.changes[0]?.streams).toMatchObject([{ listings: ['GIFT-SET', 'A1', 'A2'], planned: { 'SKU-0001': 80 } }]),
    );
  });

  it('takes what is expected beside the plan, all of it optional, and forgets what is emptied', async () => {
    const stream = streamOf();
    const { state } = await open('streams', { accounts, streams: { [stream.id]: stream } });
    press('Edit');
    type('Expected viewers', 'lots');
    submit('Stream');
    expect(await screen.findByText(/“lots” is not a number/)).toBeInTheDocument();
    type('Expected viewers', '1200');
    type('Planned ad spend', '300.50');
    press('Add a SKU');
    type('SKU of line 1', 'SKU-0001');
    type(/Price SKU-0001/, '19,9,0');
    submit('Stream');
    expect(await screen.findByText(/SKU-0001: '19,9,0' is not a number/)).toBeInTheDocument();
    type(/Price SKU-0001/, '19.9');
    fireEvent.change(screen.getByLabelText('Role SKU-0001'), { target: { value: 'traffic' } });
    fireEvent.change(screen.getByLabelText('Offer SKU-0001'), { target: { value: 'coupon' } });
    submit('Stream');
    const expected = {
      viewers: 1_200,
      adSpend: 300.5,
      prices: { 'SKU-0001': 19.9 },
      roles: { 'SKU-0001': 'traffic' },
      offers: { 'SKU-0001': 'coupon' },
    };
    await waitFor(() => expect(state.changes[0]?.streams).toMatchObject([{ planned: {}, expected }]));

    press('Edit');
    type('Expected viewers', '');
    type('Planned ad spend', '');
    press('Remove SKU-0001');
    submit('Stream');
    await waitFor(() => expect(state.changes).toHaveLength(2));
    expect(state.changes[1]?.streams?.[0]).not.toHaveProperty('expected');
  });

  it('starts and ends now', async () => {
    const stream = streamOf();
    const { state } = await open('streams', { accounts, streams: { [stream.id]: stream } });
    press('Start now');
    await screen.findByText('on air');
    press('End now');
    await screen.findByText('over');
    expect(state.settings.streams[stream.id]).toMatchObject({ actualStart: NOW, actualEnd: NOW });
  });
});

describe('SKUs', () => {
  it('keeps both of two cells that were left one right after the other', async () => {
    const { state } = await open('skus', onlySku('A'));
    const [safety, daily] = [screen.getByLabelText('A Safety stock'), screen.getByLabelText('A Daily sales')];
    for (const [cell, value] of [
      [safety, '20'],
      [daily, '3.5'],
    ] as const) {
      fireEvent.focus(cell);
      fireEvent.input(cell, { target: { value } });
      fireEvent.blur(cell);
    }
    await waitFor(() => expect(state.settings.skus.A).toMatchObject({ safetyStock: 20, dailySales: 3.5 }));
  });

  it('says what is wrong in a cell, keeps what was typed, and changes nothing', async () => {
    const { state } = await open('skus', onlySku('A', { safetyStock: 5 }));
    const cell = screen.getByLabelText('A Safety stock');
    fireEvent.input(cell, { target: { value: '2.5' } });
    fireEvent.blur(cell);
    expect(await screen.findByText(/A, Safety stock: '2.5' is not a whole number of 0 or more/)).toBeInTheDocument();
    expect(cell).toHaveValue('2.5');
    expect(cell).toHaveAttribute('aria-invalid', 'true');
    expect(state.changes).toEqual([]);
    goTo('Data');
    expect(screen.getByText(/not saved yet/)).toBeInTheDocument();
  });

  it('unsets what is emptied', async () => {
    const { state } = await open('skus', onlySku('A', { safetyStock: 5, buffer: 2 }));
    for (const name of ['A Safety stock', 'A Buffer']) {
      const cell = screen.getByLabelText(name);
      fireEvent.input(cell, { target: { value: '' } });
      fireEvent.blur(cell);
    }
    await waitFor(() => expect(state.settings.skus.A).toMatchObject({ safetyStock: null, buffer: 0 }));
  });

  it('draws few of 2,000 rows, and finds the last', async () => {
    await open('skus', busySettings(2_000));
    expect(screen.getByText('2,000 of 2,000')).toBeInTheDocument();
    expect(screen.getAllByRole('row').length).toBeLessThan(40);
    type(/Search SKU/, 'sku-2000');
    expect(screen.getByLabelText('SKU-2000 Title')).toBeInTheDocument();
  });

  it('reads a file, says what is wrong by row and column, and takes the good rows only when told to', async () => {
    const { state } = await open('skus');
    choose('sku,safetyStock\nA,5\nB,abc\nC,7');
    expect(await screen.findByText('Good rows: 2. Problems: 1.')).toBeInTheDocument();
    expect(screen.getByText("row 3, safetyStock: 'abc' is not a whole number of 0 or more")).toBeInTheDocument();
    expect(state.changes).toEqual([]);
    press('Take over (rows: 2)');
    await waitFor(() => expect(Object.keys(state.settings.skus)).toEqual(['A', 'C']));
    expect(state.changes).toHaveLength(1);
  });

  it('exports what is set and a template without rows', async () => {
    const { state } = await open('skus', onlySku('=A'));
    press('Export');
    press('Empty template');
    expect(state.saved.map(({ text }) => text.trim().split('\r\n').length)).toEqual([2, 1]);
    expect(state.saved[0]?.text).toContain("'=A");
  });

  it('removes one only on the second press', async () => {
    const { state } = await open('skus', onlySku('A'));
    press('Remove A');
    expect(state.changes).toEqual([]);
    press('Remove for good A');
    await waitFor(() => expect(state.settings.skus).toEqual({}));
  });
});

describe('listings', () => {
  it('maps a bundle line by line', async () => {
    const { state } = await open('listings', { accounts: { us: account() } });
    press('Map a listing');
    type('Listing key', 'GIFT');
    type('Variant, line 1', 'S');
    type('SKU, line 1', 'CUP');
    type('Units per sale, line 1', '2');
    press('Add a line');
    expect(screen.getByLabelText('Variant, line 2')).toHaveValue('S');
    submit('Listing');
    expect(await screen.findByText(/Line 2: the SKU is empty/)).toBeInTheDocument();
    type('SKU, line 2', 'BOX');
    submit('Listing');
    const components = [
      { sku: 'CUP', unitsPerSale: 2 },
      { sku: 'BOX', unitsPerSale: 1 },
    ];
    await waitFor(() =>
      expect(state.changes[0]?.listings).toEqual([
        { account: 'us', key: 'GIFT', title: '', variants: [{ id: 'S', title: '', components }] },
      ]),
    );
  });

  it('never overwrites a mapping by adding one', async () => {
    const { state } = await open('listings', busySettings(3));
    press('Map a listing');
    type('Listing key', 'GIFT-SET');
    type('SKU, line 1', 'X');
    submit('Listing');
    expect(await screen.findByText(/GIFT-SET is mapped already/)).toBeInTheDocument();
    expect(state.changes).toEqual([]);
  });

  it('takes a file over for the account that is shown', async () => {
    const { state } = await open('listings', busySettings(3));
    type('Console account', 'uk');
    choose('链接,货号,件数\nL9,A,2', 'listings.csv');
    fireEvent.click(await screen.findByRole('button', { name: 'Take over (rows: 1)' }));
    await waitFor(() => expect(state.changes[0]?.listings).toMatchObject([{ account: 'uk', key: 'L9' }]));
  });
});

describe('this browser', () => {
  it('keeps name, zone and intervals', async () => {
    const { state } = await open('browser');
    type(/Name of this browser/, ' Lin ');
    type(/Poll while live/, '2');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    fireEvent.submit(document.querySelector('form') as HTMLFormElement);
    await waitFor(() =>
      expect(state.settings.preferences).toMatchObject({ actorName: 'Lin', intervals: { liveMs: 2_000, idleMs: 300_000 } }),
    );
  });

  it('keeps how long a system may take, and refuses what makes no sense', async () => {
    const { state } = await open('browser');
    type(/without an answer/, '0');
    fireEvent.submit(document.querySelector('form') as HTMLFormElement);
    expect(await screen.findByText(/from 1 to 120/)).toBeInTheDocument();
    type(/without an answer/, '30');
    type(/may still land/, '90');
    fireEvent.submit(document.querySelector('form') as HTMLFormElement);
    await waitFor(() => expect(state.settings.preferences.patience).toEqual({ answerMs: 30_000, graceMs: 90_000 }));
  });

  it.each(['0.1', '900', 'x'])('refuses an interval of %s s', async (value) => {
    const { state } = await open('browser');
    type(/Poll while live/, value);
    fireEvent.submit(document.querySelector('form') as HTMLFormElement);
    expect(await screen.findByText(/Enter seconds/)).toBeInTheDocument();
    expect(state.changes).toEqual([]);
  });
});

describe('data', () => {
  it('brings all settings to another browser, after saying what would change', async () => {
    const here = await open('data', busySettings(4));
    press('Export');
    const [file] = here.state.saved;
    cleanup();
    const there = await open('data', { preferences: { ...DEFAULT_PREFERENCES, actorName: 'Lin 林' } });
    choose(file?.text ?? '', file?.name);
    expect(await screen.findByText('SKUs: 4 new, 0 changed, 0 as they are')).toBeInTheDocument();
    expect(there.state.changes).toEqual([]);
    press('Take these settings over');
    await waitFor(() => expect(there.state.settings).toEqual(here.state.settings));
  });

  it('warns where a source would be read from elsewhere with the key saved here', async () => {
    const { world } = await open('data', { sources: { nj: sourceConfig() } });
    const moved = world.writeSettings({ ...busySettings(1), sources: { nj: sourceConfig({ address: 'https://evil.example' }) } });
    choose(moved);
    expect(await screen.findByText(/Warehouse NJ would be read from https:\/\/evil.example/)).toBeInTheDocument();
  });

  it('refuses another file in words', async () => {
    await open('data');
    choose('sku,title');
    expect(await screen.findByText(/This file is not JSON/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Take these settings over' })).toBeDisabled();
  });

  it('shows the audit log and exports it in words', async () => {
    const { state } = await open('audit');
    const rows = within(await screen.findByRole('table')).getAllByRole('row');
    expect(rows[1]).toHaveTextContent(/Lin.*Pause TUMBLER-3.*confirmed/);
    press(/Export the audit log/);
    await waitFor(() => expect(state.saved[0]?.text).toContain('The key is wrong'));
  });
});

describe('the page', () => {
  it('says what is wrong as a whole, so that an empty list is not taken for the truth', async () => {
    const shop = fakeShop();
    shop.state.notices = [phrase('worker:storage.refused')];
    render(<Options i18n={createLanguage('en')} world={shop.world} load={shop.load} section="sources" />);
    expect(await screen.findByRole('alert')).toHaveTextContent(/store/);
  });

  it('leaves something unsaved only when told to', async () => {
    await open('streams', { accounts: { us: account() } });
    press('Add a stream');
    type('Title', 'Half typed');
    goTo('Data');
    expect(screen.getByLabelText('Title')).toHaveValue('Half typed');
    const unload = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(unload);
    expect(unload.defaultPrevented).toBe(true);
    press('Leave without saving');
    expect(screen.getByRole('heading', { name: 'Data' })).toBeInTheDocument();
    const free = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(free);
    expect(free.defaultPrevented).toBe(false);
  });

  it('opens the section that the address names, and none that it invents', async () => {
    await open('skus');
    expect(screen.getByRole('heading', { name: 'SKUs' })).toBeInTheDocument();
    cleanup();
    await open('constructor');
    expect(screen.getByRole('heading', { name: 'Sources' })).toBeInTheDocument();
  });

  it('says so when the worker does not answer', async () => {
    const { world } = fakeShop();
    const load = async () => Promise.reject({ say: { key: 'options:noWorker' } });
    render(<Options i18n={createLanguage('zh')} world={world} load={load} section="" />);
    expect(await screen.findByText(/扩展没有回应/)).toBeInTheDocument();
  });

  it('speaks Chinese throughout, and says so to readers', async () => {
    for (const section of ['sources', 'accounts', 'streams', 'skus', 'listings', 'browser', 'data']) {
      await open(section, busySettings(3), 'zh');
      const main = screen.getByRole('main').textContent ?? '';
      expect(main).not.toMatch(/\b(options|common|source):/);
      expect(main).toMatch(/[\u4e00-\u9fff]/);
      expect(document.documentElement.lang).toBe('zh-Hans');
      cleanup();
    }
  });
});

describe('the options of the rehearsal', () => {
  async function rehearse(section: string) {
    history.replaceState(null, '', '#');
    const { world, load } = fakeShop(busySettings(6), actingAudit());
    render(<Options i18n={createLanguage('en')} world={world} load={load} section={section} rehearsal />);
    await screen.findAllByRole('heading', { level: 2 });
  }

  it.each(['audit', 'guards'])(
    'say above the %s that this is the practice shop, and lead back to the real one',
    async (section) => {
      await rehearse(section);
      expect(screen.getByRole('note')).toHaveTextContent(/^Rehearsal This is the practice shop/);
      expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Stockcue · Rehearsal');
      expect(screen.getByRole('link', { name: 'To the options of your own shop' })).toHaveAttribute(
        'href',
        `options.html#${section}`,
      );
      expect(document.title).toBe('Stockcue · Rehearsal');
    },
  );

  it('hold what a controller trains with, and nothing that would set up a shop', async () => {
    await rehearse('sources');
    const links = within(screen.getByRole('navigation'))
      .getAllByRole('link')
      .map(({ textContent }) => textContent);
    expect(links).toEqual(['Guards', 'Audit log', 'Back to the rehearsal']);
    expect(screen.getByRole('heading', { level: 2, name: 'Guards' })).toBeInTheDocument();
  });

  it.each([
    ['audit', 'Audit log of the rehearsal →'],
    ['guards', 'Guards of the rehearsal →'],
  ])('are reached from the real shop’s %s, which says nothing of a rehearsal above', async (section, name) => {
    await open(section);
    expect(screen.getByRole('link', { name })).toHaveAttribute('href', `options.html?shop=rehearsal#${section}`);
    expect(screen.queryByRole('note')).toBeNull();
  });
});
