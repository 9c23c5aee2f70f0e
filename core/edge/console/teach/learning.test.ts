// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from 'vitest';
import { drawPage, KEYS, TAUGHT_PAGES, type TaughtPage } from '../../../../test/builders/taught-pages.ts';
import { textOf } from '../read.ts';
import { controlIn, controlAt as controlOf } from './control.ts';
import { readFor, stateWords } from './fields.ts';
import { areCells, holdsTwoKeys, keyOptions, watchKeys } from './keys.ts';
import { isPositional } from './locate.ts';
import { ownOf } from './own.ts';
import { type RowPick, rowsFrom } from './rows.ts';
import { isStableClass } from './stable.ts';

// jsdom has no CSS namespace.
beforeEach(() => {
  globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } as typeof CSS;
});

function picked(page: TaughtPage): RowPick {
  const found = rowsFrom(page.title(document, 0), page.title(document, 2));
  if (!found.ok) throw new Error(found.why);
  const [pick] = found.picks;
  if (pick === undefined) throw new Error('no pick');
  return pick;
}

/** What a row says of itself, by these reads of its key and title. */
const owned = (row: Element) => ownOf(row, { key: { attribute: 'data-id' }, fields: { title: { at: 'b' }, link: { at: 'i' } } });
const controlAt = (pointed: Element, row: Element, rows: readonly Element[]) => controlOf(pointed, row, rows, owned);

test.each([
  ['rpa_lc__live-goods__goods-item', true],
  ['pc-row', true],
  ['commodity-list', true],
  ['lvc2-grey-btn', true],
  ['goodsItem', true],
  ['goodsItem-KBGOY5', false],
  ['right-mXg75w', false],
  ['_3Qe6w8', false],
  ['index__goodsItem___38cLa', false],
  ['cardBtn--Soa5Y', false],
  ['css-1x2y3z', false],
  ['sc-bdVaJa', false],
  ['mb-8', false],
  ['is-active', false],
])('takes the class %s for a name that stays: %s', (name, stays) => {
  expect(isStableClass(name)).toBe(stays);
});

describe.each(TAUGHT_PAGES)('on $name', (page) => {
  beforeEach(() => drawPage(document, page));

  test('two rows that were pointed at are enough to find all of them', () => {
    const { rows } = picked(page);
    expect(rows).toHaveLength(4);
    expect(rows.every((row) => !holdsTwoKeys(row))).toBe(true);
  });

  test('the platform’s id is offered first as key, and a place never', () => {
    const { rows } = picked(page);
    const [best] = keyOptions(rows);
    expect(best?.values).toEqual(KEYS);
    expect(best).toMatchObject({ unique: true, place: false });
  });

  test('the title that was pointed at in one row is read in all', () => {
    const { rows } = picked(page);
    const row = rows[1];
    if (row === undefined) throw new Error('no row');
    const read = readFor('title', page.title(document, 1), row, rows);
    expect(rows.map((one) => textOf(one, read ?? undefined))).toEqual([
      'Wool scarf, grey',
      'Linen shirt in sand',
      'Rain jacket for children',
      'Cotton socks, six pairs',
    ]);
  });

  test('the control is found again by what it is, and the other labels of the row are forbidden', () => {
    const { rows } = picked(page);
    const row = rows[0];
    if (row === undefined) throw new Error('no row');
    const found = controlAt(page.button(document, 0, 'Pause'), row, rows);
    if (!found.ok) throw new Error(found.why);
    expect(found.control.text).toBe('Pause');
    expect(found.control.css.length).toBeGreaterThanOrEqual(2);
    expect(found.control.css.some(isPositional)).toBe(false);
    expect(found.control.forbid.some((label) => /Remove|Off the list|Delete|Take off/.test(label))).toBe(true);
    expect(controlIn(row, found.control, owned(row))).toBe(found.element);
  });
});

test('two picks in one row are seen', () => {
  drawPage(document, TAUGHT_PAGES[0] as TaughtPage);
  const row = document.querySelector('tbody tr') as Element;
  expect(rowsFrom(row, row.children[1] as Element)).toEqual({ ok: false, why: 'sameRow' });
  expect(areCells([...row.children])).toBe(true);
  expect(areCells([...document.querySelectorAll('tbody tr')])).toBe(false);
});

test('a pick that holds two products is seen', () => {
  document.body.innerHTML = '<div><p data-item-id="10001">A</p><p data-item-id="10002">B</p></div>';
  expect(holdsTwoKeys(document.querySelector('div') as Element)).toBe(true);
});

test('groups of rows are one level, the rows in them the next', () => {
  document.body.innerHTML = `<main>${[1, 2]
    .map(
      (group) =>
        `<section>${[1, 2].map((at) => `<article data-item-id="10${group}0${at}"><b>Product ${group}${at}</b></article>`).join('')}</section>`,
    )
    .join('')}</main>`;
  const titles = document.querySelectorAll('b');
  const found = rowsFrom(titles[0] as Element, titles[3] as Element);
  if (!found.ok) throw new Error(found.why);
  expect(found.picks.map(({ rows }) => rows.length)).toEqual([2, 4, 4]);
  expect(found.picks[0]?.rows.every(holdsTwoKeys)).toBe(true);
  expect(found.picks[1]?.rows.some(holdsTwoKeys)).toBe(false);
});

test('a key that goes with its place is unstable once rows have moved; one that stays with its product is stable', () => {
  const draw = (keys: readonly string[]) => {
    document.body.innerHTML = `<ul class="goods">${keys
      .map((key, at) => `<li class="goods-row" data-slot="slot${at}" data-item-id="${key}"><b>Product number ${key}</b></li>`)
      .join('')}</ul>`;
    return [...document.querySelectorAll('li')];
  };
  const keys = watchKeys();
  const first = draw(['10001', '10002', '10003']);
  const options = keyOptions(first);
  const of = (name: string) => options.find(({ read }) => read.attribute === name)?.read ?? {};
  keys.saw(first, options, false);
  expect(keys.stable(of('data-item-id'))).toBe('unseen');
  keys.saw(draw(['10002', '10003', '10004']), options, true);
  expect(keys.stable(of('data-item-id'))).toBe('yes');
  expect(keys.stable(of('data-slot'))).toBe('no');
  // A row that was there is not any more: the page shows a part of them.
  expect(keys.complete(of('data-item-id'))).toBe(false);
});

test('the same key twice is a copy only where the rows say the same', () => {
  const list = (titles: readonly string[]) => {
    document.body.innerHTML = `<ul>${titles.map((title, at) => `<li data-item-id="1000${at % 2}"><b>${title}</b></li>`).join('')}</ul>`;
    return keyOptions([...document.querySelectorAll('li')])[0]?.unique;
  };
  expect(list(['One product', 'Two products', 'One product'])).toBe(true);
  expect(list(['One product', 'Two products', 'Other product'])).toBe(false);
});

test('a count that the page abbreviates is taken off with its unit: 12k is never 12', () => {
  document.body.innerHTML = '<ul><li><i class="stock">Stock: 12k pcs</i></li><li><i class="stock">Stock: 1,204</i></li></ul>';
  const rows = [...document.querySelectorAll('li')];
  const read = readFor('sellable', document.querySelector('i') as Element, rows[0] as Element, rows);
  expect(rows.map((row) => textOf(row, read ?? undefined))).toEqual(['12k', '1,204']);
});

test.each([
  ['库存 500 件', '库存 1.2万 件', ['500', '1.2万']],
  ['库存：500', '库存：12万', ['500', '12万']],
  ['Sold 30 so far', 'Sold 3.4K+ so far', ['30', '3.4K+']],
  ['500 items', '600 more', ['500', '600']],
])('a unit is part of the count whatever stands behind it: %s, %s', (one, other, counts) => {
  document.body.innerHTML = `<ul><li><i class="stock">${one}</i></li><li><i class="stock">${other}</i></li></ul>`;
  const rows = [...document.querySelectorAll('li')];
  const read = readFor('sellable', document.querySelector('i') as Element, rows[0] as Element, rows);
  expect(rows.map((row) => textOf(row, read ?? undefined))).toEqual(counts);
});

test.each([
  [
    'two buttons that say the same',
    '<li data-id="a1"><button class="one">Pause</button><button class="two">Pause</button></li>',
    'twins',
  ],
  ['a button without a name', '<li data-id="a1"><button class="one"><svg></svg></button></li>', 'nameless'],
  ['a button that has a place and nothing else', '<li data-id="a1"><button>Pause</button><button>Remove</button></li>', 'lost'],
])('refuses %s', (_, html, why) => {
  document.body.innerHTML = `<ul>${html}</ul>`;
  const row = document.querySelector('li') as Element;
  expect(controlAt(row.querySelector('button') as Element, row, [row])).toEqual({ ok: false, why });
});

describe('a button whose label bears the row’s own words', () => {
  const drawn = (rows: readonly string[]) => {
    document.body.innerHTML = rows.map((row, at) => `<div class="row" data-id="${KEYS[at]}">${row}</div>`).join('');
    return [...document.querySelectorAll('.row')];
  };
  const titles = ['Wool scarf', 'Linen shirt', 'Makeup remover', 'Cotton socks'];
  const learned = (label: (title: string, link: number) => string, which = 0) => {
    const rows = drawn(
      titles.map(
        (title, at) =>
          `<i>${at + 1}</i><b>${title}</b><button class="pin-button" data-role="pin" aria-label="${label(title, at + 1)}"></button><button aria-label="Remove ${title}" class="off"></button>`,
      ),
    );
    const row = rows[which] as Element;
    return { rows, found: controlAt(row.querySelector('.pin-button') as Element, row, rows) };
  };

  test.each([
    ['its title', (title: string) => `Pin ${title}`, 'Pin {title}'],
    [
      'its link number and title',
      (title: string, link: number) => `Explain item ${link}: ${title}`,
      'Explain item {link}: {title}',
    ],
    ['its link number', (_: string, link: number) => `Pin no. ${link}`, 'Pin no. {link}'],
    ['nothing of it', () => 'Pin 1', 'Pin 1'],
  ])('is learned with a place for %s, and found by that in every row', (_, label, text) => {
    const { rows, found } = learned(label);
    if (!found.ok) throw new Error(found.why);
    expect(found.control.text).toBe(text);
    for (const row of rows) expect(controlIn(row, found.control, owned(row))).toBe(row.querySelector('.pin-button'));
  });

  test('is never one that is called so by another row’s words', () => {
    const { rows, found } = learned((title) => `Pin ${title}`);
    if (!found.ok) throw new Error(found.why);
    const [row] = rows as [Element];
    row.querySelector('.pin-button')?.setAttribute('aria-label', 'Pin Linen shirt');
    expect(controlIn(row, found.control, owned(row))).toBeNull();
  });

  test.each([0, 2])(
    'has the other labels of all rows forbidden by what they say in each, whatever its own row is called',
    (which) => {
      const { found } = learned((title) => `Pin ${title}`, which);
      if (!found.ok) throw new Error(found.why);
      expect(found.control.forbid).toEqual(['Remove']);
    },
  );

  test('stays the person’s to press where it is another one in each row, and not by what is known of the row', () => {
    expect(learned((title) => `Pin ${[...title].reverse().join('')}`).found).toEqual({ ok: false, why: 'varies' });
  });

  test('that bears the title and nothing else is no label', () => {
    expect(learned((title) => title).found).toEqual({ ok: false, why: 'nameless' });
  });
});

describe('a button that says how its row stands by no word that is seen', () => {
  const rowsOf = (buttons: readonly string[]) => {
    document.body.innerHTML = buttons.map((button, at) => `<div class="row" data-id="${KEYS[at]}">${button}</div>`).join('');
    return [...document.querySelectorAll('.row')];
  };
  const wordsOf = (rows: readonly Element[]) => stateWords(rows[0]?.querySelector('.sell') as Element, rows[0] as Element, rows);
  const pressed = (is: boolean) => `<button class="sell" aria-pressed="${is}">Pause</button>`;
  const named = (as: string) => `<button class="sell" aria-label="${as}"><svg></svg></button>`;

  test.each([
    ['whether it is pressed', [pressed(false), pressed(true)], 'aria-pressed', ['false', 'true']],
    ['that it could be pressed, while none is', [pressed(false), pressed(false)], 'aria-pressed', ['false', 'true']],
    ['what its icon is called', [named('Pause'), named('Resume')], 'aria-label', ['Pause', 'Resume']],
    ['what all icons are called, while all rows stand alike', [named('Pause'), named('Pause')], 'aria-label', ['Pause']],
  ])('%s', (_, buttons, attribute, words) => {
    expect(wordsOf(rowsOf(buttons))).toMatchObject({ read: { attribute }, words });
  });

  test('a word that is seen goes before', () => {
    const rows = rowsOf([
      '<button class="sell" aria-pressed="false">On</button>',
      '<button class="sell" aria-pressed="true">Off</button>',
    ]);
    expect(wordsOf(rows)).toMatchObject({ read: { at: '.sell' }, words: ['On', 'Off'] });
    expect(wordsOf(rows)?.read.attribute).toBeUndefined();
  });
});
