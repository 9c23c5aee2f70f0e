import { expect, it } from 'vitest';
import { HOUR } from '../../core/domain/instant.ts';
import { account, streamOf } from '../../test/builders/options.ts';
import { NOW } from '../../test/builders/view.ts';
import { sharers } from './sharing.ts';

const place = (location: string) => ({ source: 'nj', location });
const at = (id: string, of: string, hours: number, over = {}) =>
  streamOf({ id, account: of, plannedStart: NOW + hours * HOUR, plannedEnd: NOW + (hours + 3) * HOUR, ...over });

it.each([
  ['the same places at the same time', [place('NJ')], [place('NJ'), place('LA')], 2, {}, ['b']],
  ['other places', [place('NJ')], [place('LA')], 2, {}, []],
  ['all places, and some', null, [place('LA')], 2, {}, ['b']],
  ['all places, both', null, null, 2, {}, ['b']],
  ['the same places, afterwards', null, null, 4, {}, []],
  ['the same places, ended already', null, null, 2, { actualEnd: NOW }, []],
])('%s', (_, poolA, poolB, hours, over, wanted) => {
  const accounts = { a: account({ id: 'a', pool: poolA }), b: account({ id: 'b', pool: poolB }) };
  const [mine, other] = [at('a', 'a', 1), at('b', 'b', hours, over)];
  expect(sharers(mine, { accounts, streams: { a: mine, b: other } }).map(({ id }) => id)).toEqual(wanted);
});
