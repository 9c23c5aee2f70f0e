import type { PageAction, Profile } from '../../../domain/profile.ts';

const PIN = ['Pin', 'Ghim', 'Fixar'];
const UNPIN = ['Unpin', 'Bỏ ghim', 'Desafixar'];
const DANGEROUS: readonly string[] = [
  'Remove',
  'Delete',
  'Xóa',
  'Remover',
  'Excluir',
  'Top',
  'top',
  'More',
  'Voucher',
  'Surprise',
];

/** The list's own pin and the voucher's say "Pin", too: only the card's control is `product_card`, in either state. */
const pinning = (
  text: readonly string[],
  css: string,
  inverse: PageAction['inverse'],
  forbid: readonly string[],
): PageAction => ({
  control: {
    css: ['button[data-pin-performance-source="product_card"]', css],
    text,
    role: 'button',
  },
  forbid,
  before: { text },
  after: { text: text === PIN ? UNPIN : PIN },
  inverse,
  // A confirmation may follow, and no row says which product it is.
  most: 'guide',
  activation: 'click',
  waitMs: 15_000,
});

/**
 * TikTok Shop's live console. Its rows bear no id at all, and nothing else that they show is one: the number changes with
 * every re-ordering and is missing on the pinned card, titles repeat, pictures are shared by variants. A row that could be
 * taken for another one sells the wrong stock, so there are no rows here until a person teaches a key that holds for the
 * shop: usually the seller's own code in the title. What is known of a row's parts is here for that.
 */
export const tiktokShop: Profile = {
  schema: 1,
  id: 'tiktok-shop',
  rev: 1,
  origin: 'builtin',
  name: 'TikTok Shop LIVE Manager',
  match: { hosts: ['*.tiktok.com'], paths: ['/streamer/live'] },
  frames: false,
  rows: null,
  fields: {
    title: { at: 'div.max-h-40.text-body-m-regular > span, [class*="overflow-ellipsis"] span' },
    picture: { at: 'img[src]', attribute: 'src' },
    link: { at: 'input[data-tid="m4b_input_number"]', attribute: 'aria-valuenow' },
    pinned: {
      at: 'button[data-pin-performance-source="product_card"]',
      words: { Pin: 'no', Ghim: 'no', Fixar: 'no', Unpin: 'yes', 'Bỏ ghim': 'yes', Desafixar: 'yes' },
    },
  },
  page: {},
  // `live_product/list` tells ids and titles, but no row bears the id: there is nothing that it could be joined by.
  data: [],
  actions: {
    pin: pinning(PIN, 'button.pc_pin_product_pin', 'unpin', [...DANGEROUS, ...UNPIN]),
    unpin: pinning(UNPIN, 'button.pc_pin_product_unpin', 'pin', DANGEROUS),
  },
  badge: '[class*="stock-and-pin-button"]',
  evidence: [
    {
      source: 'JackOldman1007/livepilot-extension@aae1322 lib/selectors.js',
      date: '2026-03-25',
      says: 'No data-product-id and no data-testid; rows div.rounded-4.mb-8, shared with the summary row that bears the list’s pin; title div.max-h-40.text-body-m-regular > span with the seller’s code at its end; virtualised arco list, rows recycled.',
      sure: 'confirmed',
    },
    {
      source: 'An auto-pin tool with notes of a real live test (Indonesia)',
      date: '2026-10-03',
      says: 'No product id in the row; number in input[data-tid=m4b_input_number] aria-valuenow, which moves; pin only by button[data-pin-performance-source=product_card]; shopping_list, [class*=surprise-] and .pc_top_product are other things; pinning one unpins the other in one click.',
      sure: 'confirmed',
    },
    {
      source: 'An auto-pin content script by selectors (undated), looked up',
      date: '2026-11',
      says: '[class*=virtualized-container]; .pc_pin_product_pin and .pc_pin_product_unpin; .pc_pin_product_list_pin is the bulk pin of the summary; the pinned product is lifted on top without its number; a confirmation may follow.',
      sure: 'inferred',
    },
    {
      source: 'MRsRIQUE/pitchai-hm-90@713a565 extension/content.js',
      date: '2026-08-22',
      says: 'button.pc_pin_product_pin is a product’s, pc_pin_product_list_pin the header’s; rows re-order and animate after a pin; a synthetic click with .click() toggled twice.',
      sure: 'confirmed',
    },
    {
      source: 'JackOldman1007/livepilot-extension@aae1322 lib/selectors.js',
      date: '2026-08-19',
      says: 'Takes pc_pin_product_list_pin for a product’s pin: alone against three.',
      sure: 'conflict',
    },
    {
      source: 'The same sources together',
      date: '2026-10-03',
      says: 'Labels Pin/Unpin, Ghim/Bỏ ghim, Fixar/Desafixar; stock is abbreviated and localised; hiding a product in mid-stream was seen nowhere.',
      sure: 'confirmed',
    },
  ],
};
