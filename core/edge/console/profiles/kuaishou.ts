import type { PageAction, Profile } from '../../../domain/profile.ts';

const DANGEROUS: readonly string[] = ['下架', '删除', '移除', '置顶', '更多', '上车', '下车'];

/** The last button is the one to explain with; its text must say so, or the action is off. A dialog follows: a person answers it. */
const explain = (text: string, after: string, inverse: PageAction['inverse'], forbid: readonly string[]): PageAction => ({
  control: { css: ['[class^="cardBtn"] > button:last-child'], text: [text], role: 'button' },
  forbid,
  before: { text: [text] },
  after: { text: [after] },
  inverse,
  most: 'guide',
  activation: 'click',
  waitMs: 15_000,
});

/** 快手小店 跟播助手. */
export const kuaishou: Profile = {
  schema: 1,
  id: 'kuaishou',
  rev: 1,
  origin: 'builtin',
  name: '快手小店 跟播助手',
  match: { hosts: ['zs.kwaixiaodian.com'], paths: ['/page/helper'] },
  frames: false,
  rows: {
    within: '[class^="list-container"]',
    row: '[class^="list-item"]',
    // The row that is being explained is shown a second time on top, as `…-recording`: the same listing.
    key: { attribute: 'id', pattern: 'c1goods-(\\d{6,20})(?:-recording)?$' },
    // The copy bears no number; another one under the same id is another listing.
    witnesses: ['link'],
    complete: false,
  },
  fields: {
    link: { at: 'input', attribute: 'value' },
    pinned: { at: 'button', words: { 开始讲解: 'no', 结束讲解: 'yes' } },
  },
  page: {},
  // The fields of its answers are not known.
  data: [],
  actions: {
    pin: explain('开始讲解', '结束讲解', 'unpin', [...DANGEROUS, '结束']),
    unpin: explain('结束讲解', '开始讲解', 'pin', [...DANGEROUS, '开始']),
  },
  badge: '[class^="cardBtn"]',
  evidence: [
    {
      source: 'Six public tools, among them qiutongxue/oba-live-tool and Greasy Fork 486656, 540483',
      date: '2025-09-10',
      says: 'The page is https://zs.kwaixiaodian.com/page/helper.',
      sure: 'confirmed',
    },
    {
      source: 'qiutongxue/oba-live-tool platforms/kuaishou/constant.ts and element-finder.ts',
      date: '2025-09-10',
      says: 'List [class^=list-container] with [data-virtuoso-scroller], row [class^=list-item] with the id inner_c1goods-<item id>; number in the row’s input; button [class^=cardBtn] > button:last-child with 开始讲解 or 结束讲解; a copy on top, without a number, whose id ends in -recording; a modal asks whenever a product is being explained, and the old button is gone after it.',
      sure: 'confirmed',
    },
    {
      source: 'Greasy Fork 486656 快手直播助手自动弹链接, version 1.2 (undated), looked up',
      date: '2026-11',
      says: 'Row #c1goods-<item id>, inner_c1goods-<item id> within; div.cardBtn--Soa5Y; modal div.ant-modal-confirm-btns button:nth-child(2).',
      sure: 'inferred',
    },
    {
      source: 'Two public scripts that click by number (undated), looked up',
      date: '2026-11',
      says: '上车 is the third button in one and the fourth in the other: a button’s place proves nothing.',
      sure: 'conflict',
    },
    {
      source: 'No source found',
      date: '2026-11',
      says: 'The title’s element, stock, clicks, and how a row is paused.',
      sure: 'unknown',
    },
  ],
};
