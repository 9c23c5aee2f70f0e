import type { Profile } from '../../../domain/profile.ts';

/** The practice console: the rehearsal's own page, and the same page served over HTTP in tests. */
export const practice: Profile = {
  schema: 1,
  id: 'practice',
  rev: 1,
  origin: 'builtin',
  name: 'Practice console',
  match: { hosts: [], paths: ['/'] },
  frames: false,
  rows: {
    within: '[data-console-list]',
    row: '[data-key]',
    key: { attribute: 'data-key' },
    witnesses: ['title', 'link'],
    complete: true,
  },
  fields: {
    title: { at: '[data-field=title]' },
    link: { at: '[data-field=link]' },
    sellable: { at: '[data-field=sellable]' },
    sold: { at: '[data-field=sold]' },
    clicks: { at: '[data-field=clicks]' },
    impressions: { at: '[data-field=impressions]' },
    cart: { at: '[data-field=cart]' },
    pinned: { at: '[data-pinned=true]' },
    state: { attribute: 'data-state', words: { onSale: 'onSale', paused: 'paused', soldOut: 'soldOut', removed: 'removed' } },
    offer: { attribute: 'data-offer', words: { flashPrice: 'flashPrice', coupon: 'coupon', giveaway: 'giveaway' } },
  },
  page: {
    live: { at: '[data-console-live]', attribute: 'data-console-live', words: { live: 'live', idle: 'idle', ended: 'ended' } },
    room: { at: '[data-console-room]', attribute: 'data-console-room' },
    viewers: { at: '[data-console-viewers]' },
    comments: { at: '[data-console-comments]' },
  },
  data: [
    {
      id: 'practice',
      host: '127.0.0.1',
      path: '/listings.json',
      rows: 'data.listings',
      key: 'key',
      fields: {
        sellable: 'stock',
        sold: 'counts.sold',
        clicks: 'counts.clicks',
        impressions: 'counts.shown',
        cart: 'counts.cart',
      },
      page: { viewers: 'data.room.viewers' },
    },
  ],
  actions: {},
  badge: '[data-field=title]',
  evidence: [],
};
