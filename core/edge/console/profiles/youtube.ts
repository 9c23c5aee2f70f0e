import { addressOnly } from './address-only.ts';

export const youtube = addressOnly({
  id: 'youtube',
  name: 'YouTube Studio',
  hosts: ['studio.youtube.com'],
  evidence: [
    {
      source: 'support.google.com/youtube/answer/12299016, looked up',
      date: '2026-11',
      says: 'Products are tagged in Studio; the Live Streaming API has no resource for them. The page’s elements: unknown.',
      sure: 'inferred',
    },
  ],
});
