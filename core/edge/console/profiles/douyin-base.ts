import type { Evidence, PageAction, PageData, Profile } from '../../../domain/profile.ts';

type Page = {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly paths: readonly string[];
  readonly evidence: readonly Evidence[];
};

/** What stands in the same row and is never what is meant: 下架 takes the product out of the stream's cart. */
const DANGEROUS: readonly string[] = [
  '下架',
  '上架',
  '删除',
  '移除',
  '置顶',
  '更多',
  '隐藏',
  '语音讲解',
  'AI讲解',
  '自动讲解',
  '讲解中',
];

/**
 * All buttons of a row are of one class, so that no selector finds the one that is meant: its exact text does, and a person
 * clicks it. Whether a dialog follows is not known.
 */
const explain = (text: string, inverse: PageAction['inverse'], after: string, forbid: readonly string[]): PageAction => ({
  control: { css: [], text: [text], role: 'button' },
  forbid,
  before: { text: [text] },
  after: { text: [after] },
  inverse,
  most: 'guide',
  activation: 'click',
  waitMs: 8_000,
});

/** The page's own list of what is in the stream. `in_prompt` and the paid counts are left alone: what they mean is not known. */
const promotions = (host: string): PageData => ({
  id: 'promotions',
  host,
  path: '/api/anchor/livepc/promotions_v2',
  rows: 'data.promotions',
  key: 'promotion_id',
  fields: {
    title: 'title',
    code: 'art_no',
    sellable: 'stock_num',
    clicks: 'online_room_operating_data.click_ucnt',
    impressions: 'online_room_operating_data.show_ucnt',
  },
  page: { room: 'data.room_id' },
});

/** Douyin's control page as 百应 and 抖店 both show it, each at an address of its own. */
export const douyin = ({ id, name, host, paths, evidence }: Page): Profile => ({
  schema: 1,
  id,
  rev: 1,
  origin: 'builtin',
  name,
  match: { hosts: [host], paths },
  frames: false,
  rows: {
    within: '#live-control-goods-list-container',
    row: '.rpa_lc__live-goods__goods-item',
    key: { attribute: 'data-rbd-draggable-id', pattern: '^(\\d{15,20})$' },
    // No copy of a row is shown: one id under two numbers is two listings.
    witnesses: ['link'],
    // Sources disagree on whether all rows are drawn: a missing one is not taken for gone.
    complete: false,
  },
  fields: {
    // The box is edited by people, and re-numbers others: a label, never identity.
    link: { at: '[class*="indexWrapper"] input', attribute: 'value' },
    pinned: { at: 'button', words: { 讲解: 'no', 取消讲解: 'yes' } },
  },
  page: { live: { at: '[class*="liveTag"]', words: { 直播中: 'live' } } },
  data: [promotions(host)],
  actions: {
    pin: explain('讲解', 'unpin', '取消讲解', [...DANGEROUS, '取消']),
    unpin: explain('取消讲解', 'pin', '讲解', DANGEROUS),
  },
  badge: '[class*="indexWrapper"]',
  evidence: [...evidence, ...shared],
});

const shared: readonly Evidence[] = [
  {
    source: 'qiutongxue/oba-live-tool@f5baa7b electron/main/platforms/douyin',
    date: '2025-12-31',
    says: 'List #live-control-goods-list-container, row div[class^=goodsItem], number in div[class^=indexWrapper] input, buttons in div[class^=goodsAction], texts 讲解 and 取消讲解, tag 直播中 in span[class^=liveTag]; both pages alike.',
    sure: 'confirmed',
  },
  {
    source: 'qiutongxue/oba-live-tool issues 212 and 217',
    date: '2025-11-05',
    says: 'Row class rpa_lc__live-goods__goods-item in pasted HTML; a locator by place had landed on 下架, and a new "…" button was put in front.',
    sure: 'confirmed',
  },
  {
    source: 'Notes of a spike on a live 百应 page',
    date: '2026-06-25',
    says: 'rpa_ classes bear no hash; all buttons of a row are button.lvc2-grey-btn and the first is an empty trigger, so that only the exact text tells them apart; 讲解中 is a tag; never touch 下架; no iframe.',
    sure: 'confirmed',
  },
  {
    source: 'A control panel script for the Douyin console (undated, of 2026)',
    date: '2026',
    says: 'data-rbd-draggable-id is on the row with a 19-digit id; the whole list is rendered with absolute rows.',
    sure: 'confirmed',
  },
  {
    source: 'A captured answer of promotions_v2 from buyin.jinritemai.com',
    date: '2025-03-04',
    says: 'data.promotions[] with promotion_id, title, stock_num, art_no, in_prompt, online_room_operating_data; data.room_id.',
    sure: 'confirmed',
  },
  {
    source: 'leoFitz1024/script DouYinTools.js@73e1826 (undated), looked up',
    date: '2026-11',
    says: 'The attribute of the row is the promotion_id of the answer: it joins art_no to the row by it. To be seen again on each kind of shop.',
    sure: 'inferred',
  },
  {
    source: 'The same sources together',
    date: '2026-06-25',
    says: 'Virtualised or not: one renders all rows, two scroll to find one. Whether 下架 asks first, and how a row is paused without leaving the cart: nobody says.',
    sure: 'conflict',
  },
];
