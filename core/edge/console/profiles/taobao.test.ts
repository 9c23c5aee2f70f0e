// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { findRows } from '../rows.ts';
import { taobao } from './taobao.ts';

const ID = '700000000001';
const NUMBER = '<div class="list-item-img-index">3号</div>';
const at = { hostname: 'liveplatform.taobao.com', pathname: '/restful/index/live/control' };

it.each([
  ['on the row', `<div class="list-item" data-item-id="${ID}">${NUMBER}</div>`, [ID], 3],
  ['on a part of it', `<div class="list-item"><div data-item-id="${ID}">${NUMBER}</div></div>`, [ID], 3],
  ['on what is around it', `<div data-item-id="${ID}"><div class="list-item">${NUMBER}</div></div>`, [ID], 3],
  ['nowhere', `<div class="list-item">${NUMBER}</div>`, [], null],
])('counts a row of Taobao’s list once where its id is %s', (_, row, keys, link) => {
  document.body.innerHTML = `<div id="livePushed-tcl-unique-scroll-list">${row}</div>`;
  const { rows, counted } = findRows([document], taobao, at);
  expect([...rows.keys()]).toEqual(keys);
  expect(counted.rows).toBe(1);
  expect(rows.get(ID)?.link ?? null).toBe(link);
});
