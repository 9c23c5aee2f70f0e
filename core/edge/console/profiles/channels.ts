import type { PageAction, Profile } from '../../../domain/profile.ts';

const DANGEROUS: readonly string[] = ['移除', '删除', '下架', '置顶', '更多', '编辑'];

const explain = (text: string, after: string, inverse: PageAction['inverse'], forbid: readonly string[]): PageAction => ({
  // A span in a link, not a button.
  control: { css: ['.promoting-wrap .action-link span[class*="promoting"]'], text: [text] },
  forbid,
  before: { text: [text] },
  after: { text: [after] },
  inverse,
  // No second thing that a row says of itself is known, so that no witness could agree.
  most: 'guide',
  activation: 'click',
  waitMs: 8_000,
});

/** 视频号助手: the products stand on a page of their own, in a micro-frontend's open shadow root. */
export const channels: Profile = {
  schema: 1,
  id: 'channels',
  rev: 1,
  origin: 'builtin',
  name: '视频号助手 直播商品',
  match: { hosts: ['channels.weixin.qq.com'], paths: ['/platform/live/commodity/onsale'] },
  frames: false,
  rows: {
    within: '.commodity-list-wrap .table-body-wrap',
    row: '.table-row-wrap',
    key: { at: '.id-wrap', pattern: '(\\d{8,24})' },
    witnesses: ['link'],
    // "Seems not to be virtualised" is not enough to take a missing row for gone.
    complete: false,
  },
  fields: {
    // The list may run backwards: the number is read, never counted.
    link: { at: 'input + span' },
    pinned: { at: '.promoting-wrap .action-link span[class*="promoting"]', words: { 讲解: 'no', 结束讲解: 'yes' } },
  },
  page: {},
  data: [],
  actions: {
    pin: explain('讲解', '结束讲解', 'unpin', [...DANGEROUS, '结束']),
    unpin: explain('结束讲解', '讲解', 'pin', DANGEROUS),
  },
  badge: '.id-wrap',
  evidence: [
    {
      source: 'qiutongxue/oba-live-tool platforms/wechat-channels',
      date: '2025-12-04',
      says: 'Products at /platform/live/commodity/onsale/index; rows .commodity-list-wrap .table-body-wrap … .table-row-wrap; number in input + span; .promoting-wrap .action-link span[class*=promoting] says 讲解 or 结束讲解; order may be reversed; seems not virtualised; a dialog on 送礼物 may be in front.',
      sure: 'confirmed',
    },
    {
      source: 'Greasy Fork 531113 视频号助手, version 1.0.0 (undated), looked up',
      date: '2026-11',
      says: 'Content in document.querySelector(".wujie_iframe").shadowRoot; .id-wrap holds the product id; .promoting explains; .action-item.last with .weui-desktop-popover__desc .weui-desktop-btn_primary removes.',
      sure: 'inferred',
    },
    {
      source: 'Measured notes on 视频号助手 (another page of the same site)',
      date: '2026-09-18',
      says: 'wujie-app.wujie_iframe with an open shadow root holds the whole page; the iframe beside it is empty.',
      sure: 'confirmed',
    },
    {
      source: 'No source found',
      date: '2026-11',
      says: 'Title, stock, figures, pause.',
      sure: 'unknown',
    },
  ],
};
