import { type RowSeen, UNKNOWN_ROW } from '../../core/domain/console.ts';

/** A row of a console page as its profile reads it. */
export const aRow = (key: string, more: Partial<RowSeen> = {}): RowSeen => ({
  key,
  title: key,
  link: 1,
  state: 'onSale',
  sellable: 5,
  pinned: false,
  offer: null,
  sold: 0,
  clicks: 0,
  impressions: 0,
  cart: 0,
  ...more,
});

/** One on sale of which the page tells nothing else. */
export const aBareRow = (key: string, more: Partial<RowSeen> = {}): RowSeen => ({
  key,
  title: null,
  ...UNKNOWN_ROW,
  state: 'onSale',
  ...more,
});
