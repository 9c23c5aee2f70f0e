import { addressOnly } from './address-only.ts';

export const aliexpress = addressOnly({
  id: 'aliexpress',
  name: 'AliExpress Live',
  hosts: ['live.aliexpress.com'],
  paths: ['/livebackend/'],
  evidence: [
    {
      source: 'Old Selenium scripts (undated), looked up',
      date: '2026-11',
      says: 'live.aliexpress.com/livebackend/liveRoomList.htm. The page’s elements, and whether it still stands: unknown.',
      sure: 'unknown',
    },
  ],
});
