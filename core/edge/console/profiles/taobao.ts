import type { Profile } from '../../../domain/profile.ts';

/** 淘宝直播中控台, which is there only while the stream runs. */
export const taobao: Profile = {
  schema: 1,
  id: 'taobao',
  rev: 1,
  origin: 'builtin',
  name: '淘宝直播 中控台',
  match: { hosts: ['liveplatform.taobao.com'], paths: ['/restful/index/live/control'] },
  frames: false,
  rows: {
    within: '#livePushed-tcl-unique-scroll-list',
    // The id is on the row or on a part of it. A row without one, neither on it nor in it nor around it, is a row all the same.
    row: '[data-item-id], .list-item:not([data-item-id]):not(:has([data-item-id])):not([data-item-id] *)',
    key: { attribute: 'data-item-id', pattern: '^(\\d{6,20})$' },
    witnesses: ['link'],
    complete: false,
  },
  fields: { link: { at: '.list-item-img-index', pattern: '(\\d+)' } },
  page: {},
  // Its answers are JSONP and signed, and say nothing of single items as far as is known.
  data: [],
  // 弹品 and 讲解 are found by their log ids; what they are labelled and how a row looks after is not known. 置顶 is another thing.
  actions: {},
  badge: '.list-item-img-index',
  evidence: [
    {
      source: 'qiutongxue/oba-live-tool platforms/taobao/constant.ts',
      date: '2026-01-04',
      says: 'Page /restful/index/live/control?liveId= while live; rows #livePushed-tcl-unique-scroll-list .list-item in #tcl-unique-virtual-list; number div.list-item-img-index, elsewhere input[data-tblalog-id=sort_input]; buttons button[data-tblalog-id=tanPin] and jiangJie.',
      sure: 'confirmed',
    },
    {
      source: 'Notes and code of a console extension, measured through the browser’s protocol',
      date: '2026-09-02',
      says: 'data-item-id on the row or a part of it; list in #livePushed, in the top document; ItemTopAction__baopinzhiding and ItemTopAction__quXiaoZhiDing set and take back 置顶, each with a tbla-modal; a second click opens the dialog that takes it back.',
      sure: 'confirmed',
    },
    {
      source: 'qiutongxue/oba-live-tool platforms/taobao',
      date: '2026-01-04',
      says: 'The number stands in another element in shops of companies than in those of creators: where it is not found it stays unknown.',
      sure: 'confirmed',
    },
    {
      source: 'No source found',
      date: '2026-11',
      says: 'Title, the labels and states of 弹品 and 讲解, stock and sales by item, pause.',
      sure: 'unknown',
    },
  ],
};
