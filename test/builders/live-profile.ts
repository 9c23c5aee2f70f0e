import type { PageAction, Readable } from '../../core/domain/profile.ts';

const action = (over: Partial<PageAction> & Pick<PageAction, 'control' | 'before' | 'after'>): PageAction => ({
  forbid: ['下架', '删除'],
  inverse: 'unpin',
  most: 'assist',
  activation: 'click',
  waitMs: 4_000,
  ...over,
});

/** A console like those that there are: Chinese labels that toggle, and a dangerous button in the same row. */
export const LIVE: Readable = {
  schema: 1,
  id: 'taught:1',
  rev: 3,
  origin: 'taught',
  name: 'Test console',
  match: { hosts: ['localhost'], paths: ['/'] },
  frames: false,
  rows: { within: '[data-list]', row: '.row', key: { attribute: 'data-key' }, witnesses: ['title'], complete: false },
  fields: {
    title: { at: '.title' },
    perBuyer: { at: '.per' },
    state: { attribute: 'data-state', words: { on: 'onSale', off: 'paused' } },
    pinned: { attribute: 'data-pinned', words: { '1': 'yes', '0': 'no' } },
  },
  page: {
    live: { at: '[data-room]', attribute: 'data-live', words: { '1': 'live' } },
    room: { at: '[data-room]', attribute: 'data-room' },
  },
  data: [
    {
      id: 'list',
      host: 'localhost',
      path: '/list.json',
      rows: 'rows',
      key: 'key',
      fields: { title: 'title', code: 'code', pinned: 'pinned' },
      page: { room: 'room' },
    },
  ],
  actions: {
    pin: action({
      control: { css: ['button.pin', '[data-act=pin]'], text: ['讲解', 'Pin'], role: 'button' },
      before: { pinned: false },
      after: { pinned: true, text: ['取消讲解'] },
    }),
    unpin: action({
      control: { css: ['button.pin'], text: ['取消讲解'], role: 'button' },
      before: { pinned: true },
      after: { pinned: false, text: ['讲解'] },
      inverse: 'pin',
    }),
    pause: action({
      control: { css: ['button.sale'], text: ['暂停售卖'], role: 'button' },
      before: { state: 'onSale' },
      after: { state: 'paused' },
      inverse: 'resume',
    }),
    perBuyer: action({
      control: { css: ['button.limit'], text: ['限购'], role: 'button' },
      before: {},
      after: {},
      inverse: null,
      most: 'guide',
    }),
  },
  badge: '.title',
  evidence: [],
};
