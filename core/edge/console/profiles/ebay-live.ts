import { addressOnly } from './address-only.ts';

export const ebayLive = addressOnly({
  id: 'ebay-live',
  name: 'eBay Live',
  hosts: [],
  evidence: [
    { source: 'No source found', date: '2026-11', says: 'The address and the page of a seller’s console.', sure: 'unknown' },
  ],
});
