// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from 'vitest';
import type { Read } from '../../../domain/profile.ts';
import { type Fact, factAt, factRead, liveWord, meantWords, roomsIn, says } from './facts.ts';

// jsdom has no CSS namespace.
beforeEach(() => {
  globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } as typeof CSS;
});

const draw = (html: string, pointed = '[here]'): Element => {
  document.body.innerHTML = html;
  const element = document.querySelector(pointed);
  if (element === null) throw new Error('nothing to point at');
  return element;
};
const taught = (fact: Exclude<Fact, 'live'>, html: string): Read => {
  const found = factRead(fact, draw(html), document);
  if (!found.ok) throw new Error(found.why);
  return found.found;
};

describe('a number outside the rows', () => {
  test.each([
    [
      'named by two things of its own',
      '<p class="watch-now" data-role="viewers"><!--x--><b here class="watch-count" data-part="total">1,204</b></p>',
      '1,204',
    ],
    [
      'beside its label',
      '<div class="head-part">Viewers <b here>1,204</b></div><div class="head-part">Likes <b>7</b></div>',
      '1,204',
    ],
    [
      'under its label, in an element that has a place and nothing else',
      '<div><p>Likes</p><p>9</p></div><div><p>Viewers</p><p here>1,204</p></div>',
      '1,204',
    ],
    ['before its label', '<div class="live-head"><b here>1,204</b> watching · 3 new</div>', '1,204'],
    ['with its label in one text', '<span here class="head-part">观看人数：1.2万人</span>', '≈ 12,000'],
    ['that is abbreviated', '<div class="head-part">Viewers <b here>18.8k</b></div>', '≈ 18,800'],
  ])('is read where it stands: %s', (_, html, says_) => {
    expect(says('viewers', taught('viewers', html), document)).toBe(says_);
  });

  test('is none any more where another label stands before it, or one of its two names has come to mean another', () => {
    const labelled = taught('viewers', '<div class="head-part">Viewers <b here>1,204</b></div>');
    draw('<div class="head-part">Likes <b here>9</b></div>');
    expect(says('viewers', labelled, document)).toBeNull();
    const named = taught('viewers', '<b here class="watch-count" data-part="total">1,204</b>');
    draw('<b class="watch-count" data-part="likes" here>9</b><b data-part="total">8</b>');
    expect(says('viewers', named, document)).toBeNull();
  });

  test('grows into an abbreviated one and is never its figures alone', () => {
    const read = taught('viewers', '<span here class="head-part">观看：800 人</span>');
    draw('<span here class="head-part">观看：12万 人</span>');
    expect(says('viewers', read, document)).toBe('≈ 120,000');
  });

  test('is found in a shadow root', () => {
    document.body.innerHTML = '<live-head></live-head>';
    const root = document.querySelector('live-head')?.attachShadow({ mode: 'open' });
    if (root === undefined) throw new Error('no root');
    root.innerHTML = '<div class="head-part">Viewers <b>1,204</b></div>';
    const found = factRead('viewers', root.querySelector('b') as Element, document);
    expect(found.ok && [says('viewers', found.found, document), factAt(found.found, document)]).toEqual([
      '1,204',
      root.querySelector('.head-part'),
    ]);
  });

  test.each([
    ['placeOnly', '<div><b here>1,204</b><b>7</b></div>'],
    ['placeOnly', '<div><i>7</i><b here>1,204</b></div>'],
    ['notNumber', '<b here class="watch-count" data-part="total">many</b>'],
  ])('is refused where a person could not rely on it: %s', (why, html) => {
    expect(factRead('viewers', draw(html), document)).toEqual({ ok: false, why });
  });
});

describe('the room', () => {
  test.each([
    ['<em here class="room-id" data-role="room">7301112223</em>', '7301112223'],
    ['<div class="room-line">Room 2 · ID: <em here>rm-7301112223</em></div>', 'rm-7301112223'],
  ])('is read off the page: %s', (html, id) => {
    expect(says('room', taught('room', html), document)).toBe(id);
  });

  test('is no word, and no short number', () => {
    expect(factRead('room', draw('<em here class="room-id">Room 12</em>'), document)).toEqual({ ok: false, why: 'notId' });
  });

  test.each([
    ['https://desk.example.com/live/7301112223/goods', ['7301112223']],
    ['https://desk.example.com/control?tab=goods&room_id=rm_77x01', ['rm_77x01']],
    ['https://desk.example.com/#/stream/998877?from=v2ab1', ['998877', 'v2ab1']],
    ['https://desk.example.com/7301112223', ['7301112223']],
    ['https://desk.example.com/live/today', []],
  ])('may be told by the address alone: %s', (address, ids) => {
    const rooms = roomsIn(address);
    expect(rooms.map(({ id }) => id)).toEqual(ids);
    for (const { id, read } of rooms) expect(new RegExp(read.pattern ?? '', 'u').exec(address)?.[1]).toBe(id);
  });

  test('told by the address is another one as soon as the address is', () => {
    history.replaceState(null, '', '/live/7301112223/goods');
    const read = roomsIn(document.URL)[0]?.read ?? {};
    expect(says('room', read, document)).toBe('7301112223');
    history.replaceState(null, '', '/live/7301119999/goods');
    expect(says('room', read, document)).toBe('7301119999');
    history.replaceState(null, '', '/');
    expect(says('room', read, document)).toBeNull();
  });
});

describe('whether it is live', () => {
  test.each([
    ['a word', '<span here class="live-mark">Live</span>', 'Live'],
    ['a word with a clock behind it', '<span here class="live-mark">直播中 · 01:23:45</span>', '直播中'],
    ['a word with a clock before it', '<span here class="live-mark">01:23:45 LIVE</span>', 'LIVE'],
    ['a sign with a name', '<i here class="live-mark" aria-label="On air"></i>', 'On air'],
  ])('is told by %s, once a person has said what it means', (_, html, word) => {
    const found = liveWord(draw(html), document, null);
    if (!found.ok) throw new Error(found.why);
    expect(found.found.words).toEqual({ [word]: 'unknown' });
    expect(meantWords(found.found.read, found.found.words)).toBeNull();
    const read = meantWords(found.found.read, { [word]: 'live' });
    expect(says('live', read ?? {}, document)).toBe('live');
    (document.querySelector('[here]') as Element).replaceWith('Off');
    expect(says('live', read ?? {}, document)).toBeNull();
  });

  test('keeps the words of before where it is taught anew at the same mark', () => {
    const html = (word: string) => `<span here class="live-mark">${word}</span>`;
    const first = liveWord(draw(html('Live')), document, null);
    if (!first.ok) throw new Error(first.why);
    const known = { page: { live: meantWords(first.found.read, { Live: 'live' }) ?? undefined } } as never;
    const again = liveWord(draw(html('Ended')), document, known);
    expect(again.ok && again.found.words).toEqual({ Ended: 'unknown', Live: 'live' });
  });
});
