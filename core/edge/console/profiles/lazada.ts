import { addressOnly } from './address-only.ts';

/** LazLive: known as a part of Seller Center and of the app; an address of a console was found nowhere. */
export const lazada = addressOnly({
  id: 'lazada',
  name: 'LazLive',
  hosts: [],
  evidence: [
    {
      source: 'Mirrors of Lazada University',
      date: '2021',
      says: 'Seller Center → Traffic → LazLive binds an account; streaming is in the app. A web console: unknown.',
      sure: 'unknown',
    },
  ],
});
