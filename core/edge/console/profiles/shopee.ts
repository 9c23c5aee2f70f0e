import { addressOnly } from './address-only.ts';

const COUNTRIES = ['vn', 'co.id', 'co.th', 'com.br'];

/** Shopee Live. Its own API controls a stream better than its page does. */
export const shopee = addressOnly({
  id: 'shopee',
  name: 'Shopee Live',
  hosts: COUNTRIES.flatMap((country) => [`creator.shopee.${country}`, `live.shopee.${country}`]),
  evidence: [
    {
      source: 'Two public tools that read the creator centre’s answers',
      date: '2026-08-31',
      says: 'creator.shopee.{vn,co.id,co.th,com.br} …dashboard/live/<session>, /insight/live; host pages live.shopee.* /pc/setup, /pc/live?session=.',
      sure: 'confirmed',
    },
    {
      source: 'No source found',
      date: '2026-11',
      says: 'Rows, ids and controls in the page; other countries’ hosts.',
      sure: 'unknown',
    },
  ],
});
