import { addressOnly } from './address-only.ts';

export const amazonLive = addressOnly({
  id: 'amazon-live',
  name: 'Amazon Live Creator',
  hosts: [],
  evidence: [
    {
      source: 'affiliate-program.amazon.com, resource page (undated), looked up',
      date: '2026-11',
      says: 'An app for iOS; no console on the web is described.',
      sure: 'unknown',
    },
  ],
});
