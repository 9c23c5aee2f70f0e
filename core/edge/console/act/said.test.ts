// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type ActPage, actPage, rowOf, toggles } from '../../../../test/builders/act-page.ts';
import { fakeTime } from '../../../../test/builders/fake-time.ts';
import { LIVE } from '../../../../test/builders/live-profile.ts';
import { aRow } from '../../../../test/builders/rows.ts';
import type { PageAsk } from '../../../domain/page-act.ts';
import type { Readable } from '../../../domain/profile.ts';
import type { Said } from '../engine.ts';
import { aimAt, type Task } from './gates.ts';
import { isContrary, supports } from './said.ts';

// No script can make an event that a browser vouches for: here whoever tests is the person.
vi.mock('../by-hand.ts', () => ({ isByHand: () => true }));

const time = fakeTime();

const { pass } = time;
async function opened(
  rows: readonly string[] = [rowOf('A'), rowOf('B'), rowOf('C')],
  profile: Readable = LIVE,
): Promise<ActPage> {
  const page = actPage(rows, time.signal, profile);
  await pass(1_000);
  return page;
}
const untitled = [rowOf('A'), rowOf('B', { title: '' }), rowOf('C')];
const coded: Readable = { ...LIVE, fields: { ...LIVE.fields, code: { at: '.code' } } };
const withCode = (code: string) => [rowOf('A'), rowOf('B', { more: `<b class="code">${code}</b>` })];
const of = (page: ActPage) => page.said.map(({ did, gate, found, data }) => [did, gate, found, data]);
const LEVELS: readonly PageAsk['level'][] = ['assist', 'guide'];

describe.each(LEVELS)('the page’s own data, where the level is %s,', (level) => {
  it('refuses the act where it calls the row otherwise than the row does', async () => {
    const page = await opened();
    page.says('B', { title: 'Title C' });
    page.ask({ level });
    await pass(10_000);
    expect(of(page)).toEqual([['refused', 'witness', 'Title C', 'contrary']]);
    expect(page.clicks).toEqual([]);
  });

  it('refuses the act where the row’s code is another one, as drawn or as the person saw it', async () => {
    const drawn = await opened(withCode('HX-9'), coded);
    drawn.says('B', { code: 'HX-8' });
    drawn.ask({ level });
    await pass(10_000);
    expect(of(drawn)).toEqual([['refused', 'witness', 'HX-8', 'contrary']]);

    const seen = await opened();
    seen.says('B', { code: 'HX-8' });
    seen.ask({ level, code: 'HX-9', fromData: ['code'] });
    await pass(10_000);
    expect(of(seen)).toEqual([['refused', 'witness', 'HX-8', 'contrary']]);
    expect([...drawn.clicks, ...seen.clicks]).toEqual([]);
  });

  it.each([
    ['says the same in other letters', 'Ｔｉｔｌｅ\u00a0 B\u200b'],
    ['is what the row cuts short', 'Title B, linen, blue'],
  ])('is a second witness where it %s', async (_, title) => {
    const isLong = title.includes(',');
    const drawn = isLong ? 'Title B, li…' : 'Title B';
    const page = await opened([rowOf('A'), rowOf('B', { title: drawn })]);
    page.says('B', { title });
    page.ask({ level, title: drawn });
    if (level === 'guide') page.button('B', 'pin').click();
    await pass(10_000);
    expect(of(page)).toEqual([['done', null, null, 'agrees']]);
    expect(page.clicks).toEqual(['B/pin']);
  });

  it('leaves everything as it was where it says nothing of the row, or said it long ago', async () => {
    const page = await opened();
    page.says('B', { title: 'Title C' });
    page.says('C', { title: 'Title D' });
    await pass(10 * 60_000 + 1);
    page.ask({ level });
    if (level === 'guide') page.button('B', 'pin').click();
    await pass(10_000);
    expect(of(page)).toEqual([['done', null, null, undefined]]);
  });
});

describe('forged data alone', () => {
  const forged: Partial<PageAsk> = { title: 'Title B', fromData: ['title'] };

  it('permits no click of ours: the row has to draw what the person saw it draw', async () => {
    for (const rows of [untitled, [rowOf('A'), rowOf('B')]]) {
      const page = await opened(rows);
      page.says('B', { title: 'Title B', code: 'HX-9', pinned: false });
      page.ask(forged);
      await pass(10_000);
      expect(page.said).toMatchObject([{ did: 'refused', gate: 'witness' }]);
      expect(page.clicks).toEqual([]);
    }
  });

  it('makes no page whose rows draw no title one that we may click on', async () => {
    const page = await opened([rowOf('A', { title: '' }), rowOf('B', { title: '' })]);
    page.says('A', { title: 'Title A' });
    page.says('B', { title: 'Title B' });
    await pass(1_000);
    page.ask();
    await pass(10_000);
    expect(of(page)).toEqual([['refused', 'health', 'witness', undefined]]);
  });

  it('says of no row that it is what the person asked for: guided, a row without a title is as it was', async () => {
    const page = await opened(untitled);
    page.says('B', { title: 'Title B' });
    page.ask({ ...forged, level: 'guide' });
    page.button('B', 'pin').click();
    await pass(5_000);
    expect(of(page)).toEqual([['done', null, null, undefined]]);

    const other = await opened(untitled);
    other.says('B', { title: 'Another one' });
    other.ask({ ...forged, level: 'guide' });
    await pass(5_000);
    expect(of(other)).toEqual([['refused', 'witness', 'Another one', 'contrary']]);
  });

  it('makes nothing done that the page does not show', async () => {
    const page = await opened();
    page.behave(() => page.says('B', { pinned: true }));
    page.ask();
    await pass(10_000);
    expect(of(page)).toEqual([['unclear', 'after', '讲解, 暂停售卖, 限购, 下架', undefined]]);
  });

  it('law: whatever it says, a gate that stops an act without it stops the act with it', async () => {
    const text = fc.option(fc.constantFrom('', 'Title B', 'Title C', 'Tit…', '…'), { nil: undefined });
    const fields = fc.record({ title: text, code: text, room: text, pinned: fc.option(fc.boolean(), { nil: undefined }) });
    const asks = fc.record({
      level: fc.constantFrom(...LEVELS),
      room: fc.constantFrom(null, 'R1', 'R2'),
      title: fc.constantFrom(null, 'Title B', 'Title C'),
      code: fc.constantFrom(null, 'Title B', 'HX-9'),
      fromData: fc.subarray(['room', 'title', 'code'] as const),
    });
    const page = await opened(untitled);
    await fc.assert(
      fc.asyncProperty(fields, asks, fc.constantFrom('', 'Title B', 'Title C'), async (fields, over, drawn) => {
        const title = page.row('B').querySelector('.title');
        if (title !== null) title.textContent = drawn;
        await pass(1_000);
        const said: Said = Object.fromEntries(
          Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [[field, { value, at: 0 }]])),
        );
        const { fromData } = over;
        // What the person saw drawn: nothing of what only the data told.
        const without = {
          ...over,
          room: fromData.includes('room') ? null : over.room,
          title: fromData.includes('title') ? null : over.title,
          code: null,
          fromData: [],
        };
        const aim = (ask: Partial<PageAsk>, heard: Said) => aimAt(page.task(ask, { said: () => heard }) satisfies Task).is;
        if (aim(without, {}) === 'refused') expect(aim(over, said)).toBe('refused');
      }),
      { numRuns: 500 },
    );
  });
});

describe('a room that only the page’s data names', () => {
  const roomless: Readable = { ...LIVE, page: {} };
  const named: Partial<PageAsk> = { room: '7600', fromData: ['room'] };

  it.each(LEVELS)('stops no one where it is still the same, and refuses where it is another: %s', async (level) => {
    const page = await opened(undefined, roomless);
    page.names('7600');
    page.ask({ ...named, level });
    if (level === 'guide') page.button('B', 'pin').click();
    await pass(10_000);
    expect(of(page)).toEqual([['done', null, null, undefined]]);
    page.names('7601');
    page.ask({ ...named, level, id: 'c2', key: 'C', title: 'Title C' });
    await pass(10_000);
    expect(of(page).at(-1)).toEqual(['refused', 'room', '7601', undefined]);
  });

  it('is none for what was drawn when the person saw it', async () => {
    const page = await opened(undefined, roomless);
    page.names('7600');
    page.ask({ room: '7600' });
    await pass(10_000);
    expect(of(page)).toEqual([['refused', 'room', null, undefined]]);
  });
});

describe.each(LEVELS)('after the click, where the level is %s,', (level) => {
  async function pinned(then: (page: ActPage) => void): Promise<ActPage> {
    const page = await opened();
    page.says('B', { pinned: false });
    await pass(1_000);
    page.behave((row, button) => {
      toggles(row, button);
      then(page);
    });
    page.ask({ level });
    if (level === 'guide') page.button('B', 'pin').click();
    await pass(15_000);
    return page;
  }

  it('what the page’s data denies to the end is unknown, whatever the row shows', async () => {
    const page = await pinned((one) => setTimeout(() => one.says('B', { pinned: false }), 200));
    expect(of(page)).toEqual([['unclear', 'after', '取消讲解, 暂停售卖, 限购, 下架', 'contrary']]);
    expect(page.clicks).toEqual(['B/pin']);
  });

  it('what it denies and then owns is done', async () => {
    const page = await pinned((one) => {
      setTimeout(() => one.says('B', { pinned: false }), 100);
      setTimeout(() => one.says('B', { pinned: true }), 2_000);
    });
    expect(of(page)).toEqual([['done', null, null, undefined]]);
  });

  it.each<[string, (page: ActPage) => void]>([
    ['says nothing', () => {}],
    ['agrees', (one) => one.says('B', { pinned: true })],
    ['speaks of another row', (one) => one.says('C', { pinned: false })],
    ['answers what the page had asked before', (one) => setTimeout(() => one.says('B', { pinned: false }, 500), 100)],
  ])('it is done as ever where the data %s', async (_, then) => {
    expect(of(await pinned(then))).toEqual([['done', null, null, undefined]]);
  });
});

describe('two texts', () => {
  it.each([
    ['Linen shirt', 'Linen  shirt', false],
    ['Ｌｉｎｅｎ　shirt', 'Linen shirt', false],
    ['亚麻衬衫 蓝色', '亚麻衬衫蓝色', false],
    ['Linen sh…', 'Linen shirt', false],
    ['Linen sh...', 'Linen shirt', false],
    ['Linen sh……', 'Linen shirt', false],
    ['Linen shirt', 'Linen sh…', false],
    ['Linen sh…', 'Linen skirt', true],
    ['Linen shirt…', 'Linen sh', true],
    ['Linen shirt', 'Linen shirt no. 2', true],
    ['Linen shirt', 'Linen Shirt', true],
    ['…', 'Linen shirt', false],
    ['', 'Linen shirt', false],
  ])('“%s” and “%s” contradict each other: %s', (one, other, contrary) => {
    expect(isContrary(one, other)).toBe(contrary);
    expect(isContrary(other, one)).toBe(contrary);
  });

  it('law: no text contradicts itself, nor how it begins where that is said', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), { maxLength: 60 }),
        fc.nat(60),
        (letters, at) => {
          const text = letters.join('');
          expect(isContrary(text, text)).toBe(false);
          expect(isContrary(`${letters.slice(0, at).join('')}…`, `${text}!`)).toBe(false);
        },
      ),
    );
  });

  it('cut at the longest that is read are told by their beginning', () => {
    const long = 'x'.repeat(300);
    expect(isContrary(long, `${long.slice(0, 299)} y`)).toBe(true);
    expect(isContrary(long, ` ${long.slice(0, 298)}`)).toBe(true);
    expect(isContrary(long, `${long}yz`)).toBe(false);
  });

  it('support only where there is something drawn to support', () => {
    const ask = { title: 'A', code: null, fromData: ['title'] } as unknown as PageAsk;
    const ground = { beside: { said: () => ({ title: { value: 'A', at: 0 } }) } };
    expect(supports({ ground, ask }, aRow('A', { title: null }))).toBeUndefined();
    expect(supports({ ground, ask }, aRow('A', { title: 'A' }))).toBe('agrees');
  });
});
