// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ActPage, actPage, rowOf, show } from '../../../../test/builders/act-page.ts';
import { fakeTime } from '../../../../test/builders/fake-time.ts';
import { LIVE } from '../../../../test/builders/live-profile.ts';
import type { Readable } from '../../../domain/profile.ts';

// No script can make an event that a browser vouches for: here whoever tests is the person.
let byHand = true;
vi.mock('../by-hand.ts', () => ({ isByHand: () => byHand }));

const time = fakeTime();
let shadow: ShadowRoot | null = null;
const attach = Element.prototype.attachShadow;
beforeEach(() => {
  byHand = true;
  Element.prototype.attachShadow = function (init) {
    shadow = attach.call(this, init);
    return shadow;
  };
});
afterEach(() => {
  Element.prototype.attachShadow = attach;
});

const three = [rowOf('A'), rowOf('B'), rowOf('C')];
async function guided(rows: readonly string[] = three, over: Parameters<ActPage['ask']>[0] = {}, profile?: Readable) {
  const page = actPage(rows, time.signal, profile);
  await vi.advanceTimersByTimeAsync(300);
  page.ask({ level: 'guide', waitMs: 60_000, ...over });
  return page;
}
const { pass } = time;
const of = (page: ActPage) => page.said.map(({ did, gate, found }) => [did, gate, found]);
const drawn = () => document.querySelector('[data-stockcue=act]');
const label = () => shadow?.querySelector('[role=status]')?.textContent;
const outlined = () => (shadow?.querySelectorAll('div').length ?? 0) - 2;

describe('guiding a person', () => {
  it('outlines row and control in the page’s language, clicks nothing, and confirms what the person did', async () => {
    const page = await guided();
    expect(label()).toBe('请点这里的“讲解”');
    expect(outlined()).toBe(2);
    expect(page.clicks).toEqual([]);
    page.button('B', 'pin').click();
    await pass(1_000);
    expect(of(page)).toEqual([['done', null, null]]);
    expect(page.clicks).toEqual(['B/pin']);
    expect(drawn()).toBeNull();
  });

  it('draws over the page, out of its layout, out of the way of every press and closed to its scripts', async () => {
    const page = await guided();
    const host = drawn() as HTMLElement;
    expect(host.parentElement).toBe(document.documentElement);
    expect(host.style.position).toBe('fixed');
    expect(host.style.pointerEvents).toBe('none');
    expect(host.shadowRoot).toBeNull();
    expect(page.row('B').outerHTML).toBe(three[1]);
  });

  it('says nothing was done when nobody clicks, or thinks better of it', async () => {
    const page = await guided();
    await pass(60_000);
    expect(of(page)).toEqual([['nothing', null, null]]);
    expect(drawn()).toBeNull();
    page.ask({ id: 'c2', level: 'guide', waitMs: 60_000 });
    page.acting.stop('c2');
    await pass(100);
    expect(page.said.at(-1)).toEqual({ id: 'c2', did: 'nothing', gate: null, found: null });
    expect(drawn()).toBeNull();
  });

  it('takes no script’s click for the person’s: what it brings about was done by somebody else', async () => {
    const page = await guided();
    byHand = false;
    page.button('C', 'pin').click();
    page.button('B', 'pin').click();
    await pass(1_000);
    expect(of(page)).toEqual([['already', null, null]]);
  });

  it('notices a click on the same control of another row', async () => {
    const page = await guided();
    page.button('C', 'pin').click();
    await pass(100);
    expect(of(page)).toEqual([['unclear', 'others', 'Title C']]);
    expect(label()).toBe('刚才点的是另一个链接：Title C');
    await pass(6_000);
    expect(drawn()).toBeNull();
  });

  it('lets the person click whatever else meanwhile', async () => {
    const page = await guided();
    page.button('C', 'off').click();
    page.button('B', 'off').click();
    await pass(1_000);
    expect(page.said).toEqual([]);
    page.button('B', 'pin').click();
    await pass(1_000);
    expect(of(page)).toEqual([['done', null, null]]);
  });

  it('lets the person answer what the page asks, and waits as long', async () => {
    const page = await guided();
    page.behave((row, button) => {
      if (!button.matches('.pin')) return;
      document.body.insertAdjacentHTML('beforeend', '<div role="dialog" class="ask">Sure?</div>');
      setTimeout(() => {
        document.querySelector('.ask')?.remove();
        show(row, 'pinned', true);
      }, 20_000);
    });
    page.button('B', 'pin').click();
    await pass(19_000);
    expect(page.said).toEqual([]);
    await pass(6_000);
    expect(of(page)).toEqual([['done', null, null]]);
  });

  it('waits no longer than a person would for a question that stays', async () => {
    const page = await guided();
    page.behave(() => {
      if (document.querySelector('.ask') === null)
        document.body.insertAdjacentHTML('beforeend', '<div role="dialog" class="ask">Rate us!</div>');
    });
    page.button('B', 'pin').click();
    await pass(50_000);
    expect(page.said).toEqual([]);
    await pass(20_000);
    expect(of(page)).toMatchObject([['unclear', 'after', expect.any(String)]]);
  });

  it('cannot tell what came of a click that the page does not answer', async () => {
    const page = await guided();
    page.behave(() => {});
    page.button('B', 'pin').click();
    await pass(5_000);
    expect(of(page)).toEqual([['unclear', 'after', '讲解, 暂停售卖, 限购, 下架']]);
  });

  it('watches to its end what was clicked, though the person thinks better of it', async () => {
    const page = await guided();
    page.behave((row) => setTimeout(() => show(row, 'pinned', true), 2_000));
    page.button('B', 'pin').click();
    page.acting.stop('c1');
    await pass(1_000);
    expect(page.said).toEqual([]);
    await pass(2_000);
    expect(of(page)).toEqual([['done', null, null]]);
  });

  it('ends at once what was clicked where nobody is left to be told', async () => {
    const page = await guided();
    page.behave(() => {});
    page.button('B', 'pin').click();
    time.stop();
    await pass(0);
    expect(of(page)).toEqual([['unclear', 'after', '讲解, 暂停售卖, 限购, 下架']]);
    expect(drawn()).toBeNull();
  });

  it('follows the row while the list is drawn anew, and outlines each copy', async () => {
    const page = await guided([rowOf('A'), rowOf('B')]);
    document.querySelector('[data-list]')?.insertAdjacentHTML('afterbegin', rowOf('B'));
    await pass(200);
    expect(outlined()).toBe(4);
    page.button('B', 'pin').click();
    await pass(1_000);
    expect(page.said).toMatchObject([{ did: 'done' }]);
  });

  it('asks to scroll to a row that a long list has not drawn, and goes on when it shows', async () => {
    const page = await guided([rowOf('A')]);
    expect(label()).toBe('请滚动到这个链接：Title B');
    expect(outlined()).toBe(0);
    document.querySelector('[data-list]')?.insertAdjacentHTML('beforeend', rowOf('B'));
    await pass(200);
    expect(label()).toBe('请点这里的“讲解”');
    page.row('B').remove();
    await pass(60_000);
    expect(of(page)).toEqual([['nothing', 'row', null]]);
  });

  it('takes no credit for what another hand did', async () => {
    const page = await guided();
    show(page.row('B'), 'pinned', true);
    await pass(500);
    expect(of(page)).toEqual([['already', null, null]]);
  });

  it('is not put off by a control that is gone for a moment, and gives up on one that stays away', async () => {
    const page = await guided();
    const button = page.button('B', 'pin');
    button.textContent = '…';
    await pass(1_000);
    button.textContent = '讲解';
    await pass(3_000);
    expect(page.said).toEqual([]);
    button.textContent = '下架';
    await pass(2_000);
    expect(of(page)).toEqual([['refused', 'text', '下架']]);
    expect(drawn()).toBeNull();
  });

  it('guides to nothing that it does not recognise', async () => {
    const page = await guided([rowOf('A'), rowOf('B').replaceAll('讲解', '自动讲解')]);
    expect(drawn()).toBeNull();
    await pass(0);
    expect(of(page)).toEqual([['refused', 'text', '自动讲解']]);
  });

  it('shows the number to be typed, and reads it back', async () => {
    const page = await guided(three, { action: 'perBuyer', number: 3 });
    expect(label()).toBe('请在这里改为 3，并在页面上保存');
    const per = page.row('B').querySelector('.per');
    page.behave((_, button) => {
      if (button.matches('.limit') && per !== null) per.textContent = '2';
    });
    page.button('B', 'limit').click();
    await pass(10_000);
    expect(page.said).toEqual([]);
    if (per !== null) per.textContent = '3';
    await pass(1_000);
    expect(of(page)).toEqual([['done', null, null]]);
  });

  it('speaks the person’s language where the page’s is one that we do not', async () => {
    const page = actPage(three, time.signal);
    document.documentElement.lang = 'vi';
    await pass(300);
    page.ask({ level: 'guide' });
    expect(label()).toBe('请点这里的“讲解”');
    document.documentElement.lang = 'en-GB';
    page.acting.stop('c1');
    await pass(0);
    page.ask({ id: 'c2', level: 'guide' });
    expect(label()).toBe('Click “讲解” here');
  });
});

describe('guiding to a number that buyers move', () => {
  const { perBuyer, ...others } = LIVE.actions;
  const LIMITED: Readable = {
    ...LIVE,
    fields: { ...LIVE.fields, sellable: { at: '.stock' } },
    actions: { ...others, ...(perBuyer === undefined ? {} : { limit: perBuyer }) },
  };
  const stocked = (key: string, units: string) => rowOf(key, { more: `<b class="stock">${units}</b>` });
  const release = { action: 'limit', number: 30, by: 10, most: 45 } as const;
  const begin = (over: Parameters<ActPage['ask']>[0] = release, units = '20') =>
    guided([stocked('A', '7'), stocked('B', units)], over, LIMITED);
  const set = async (page: ActPage, units: number | string, ms = 500) => {
    const figure = page.row('B').querySelector('.stock');
    if (figure !== null) figure.textContent = String(units);
    await pass(ms);
  };
  /** The person presses the control, and writes into what the page opens. */
  async function write(page: ActPage, text: string) {
    page.behave(() => {
      if (document.querySelector('.ask') === null)
        document.body.insertAdjacentHTML('beforeend', '<div role="dialog" class="ask"><input class="units"></div>');
    });
    if (document.querySelector('.ask') === null) page.button('B', 'limit').click();
    await pass(100);
    const box = document.querySelector<HTMLInputElement>('.units');
    if (box === null) throw new Error('The page asks nothing.');
    box.value = text;
    box.dispatchEvent(new Event('input', { bubbles: true }));
    await pass(100);
  }
  const saves = async (page: ActPage, units: number) => {
    document.querySelector('.ask')?.remove();
    await set(page, units, 1_000);
  };

  it('shows what the row sells now and so much, follows it, and says how the row moved', async () => {
    const page = await begin();
    expect(label()).toBe('请在这里改为 30，并在页面上保存');
    await set(page, 18);
    expect(label()).toBe('请在这里改为 28，并在页面上保存');
    await write(page, '28');
    await set(page, 17);
    expect(label()).toBe('请在这里改为 27，并在页面上保存');
    expect(page.typed).toEqual([28, 27]);
    await write(page, '27');
    await saves(page, 27);
    expect(page.said).toEqual([{ id: 'c1', did: 'done', gate: null, found: null, moved: { was: 17, is: 27 } }]);
  });

  it('counts buyers who were quicker than the page', async () => {
    const page = await begin();
    await write(page, '30');
    await saves(page, 26);
    expect(page.said).toMatchObject([{ did: 'done', moved: { was: 20, is: 30 } }]);
  });

  it('asks to mend another number, and cannot tell what came of it where that stays', async () => {
    const page = await begin();
    await write(page, '300');
    await saves(page, 300);
    expect(label()).toBe('这个数不对，请在这里改为 30，并在页面上保存');
    expect(page.said).toEqual([]);
    await pass(61_000);
    expect(of(page)).toEqual([['unclear', 'after', '300']]);
  });

  it('and is done once it is mended', async () => {
    const page = await begin();
    await write(page, '300');
    await saves(page, 300);
    await write(page, '30');
    await saves(page, 30);
    expect(page.said).toMatchObject([{ did: 'done', moved: { was: 20, is: 30 } }]);
  });

  it('refuses before anybody types where more is on sale by now than may be added to', async () => {
    const page = await begin();
    await set(page, 36);
    expect(of(page)).toEqual([['refused', 'figure', '36']]);
  });

  it('takes back no more than is left, and what is sold while the page asks is no taking back', async () => {
    const page = await begin({ action: 'limit', number: 10, by: -10 });
    await write(page, '');
    await set(page, 10, 1_000);
    expect(page.said).toEqual([]);
    expect(label()).toBe('请在这里改为 0，并在页面上保存');
    await write(page, '0');
    await saves(page, 0);
    expect(page.said).toMatchObject([{ did: 'done', moved: { was: 10, is: 0 } }]);
  });

  it('has nothing to do for a limit that no more is on sale than', async () => {
    const page = await begin({ action: 'limit', number: 12 });
    await set(page, 9, 500);
    expect(page.said).toMatchObject([{ did: 'already', moved: { was: 9, is: 9 } }]);
  });

  it.each(['1.2万', '', '约 300'])('guides to nothing on a figure that is not exact: %s', async (units) => {
    const page = await begin(release, units);
    await pass(0);
    expect(of(page)).toEqual([['refused', 'figure', null]]);
    expect(drawn()).toBeNull();
  });

  it('sees a limit per buyer taken off by its number that is gone', async () => {
    const page = await guided(three, { action: 'perBuyer', number: null });
    // None stood there: nothing is to be done.
    await pass(0);
    expect(of(page)).toEqual([['already', null, null]]);
    const per = page.row('B').querySelector('.per');
    if (per !== null) per.textContent = '2';
    page.behave(() => {});
    await pass(300);
    page.ask({ id: 'c2', level: 'guide', action: 'perBuyer', number: null, waitMs: 60_000 });
    expect(label()).toBe('请在这里取消限购，并在页面上保存');
    page.button('B', 'limit').click();
    await pass(10_000);
    if (per !== null) per.textContent = '不限购';
    await pass(1_000);
    expect(of(page).at(-1)).toEqual(['done', null, null]);
  });
});

describe('a profile without rows', () => {
  it('guides to nothing', async () => {
    const page = await guided(three, {}, { ...LIVE, match: { hosts: [], paths: ['/elsewhere'] } });
    await pass(0);
    expect(page.said).toMatchObject([{ did: 'refused', gate: 'address' }]);
  });
});
