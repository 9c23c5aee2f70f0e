import { addressOnly } from './address-only.ts';

export const whatnot = addressOnly({
  id: 'whatnot',
  name: 'Whatnot',
  hosts: ['www.whatnot.com'],
  paths: ['/dashboard/live', '/live/'],
  evidence: [
    {
      source: 'Measured notes on Whatnot’s seller pages',
      date: '2026-09-15',
      says: '/dashboard/live/<uuid>, /live/<id>, /dashboard/lives, /dashboard/lives/setup.',
      sure: 'confirmed',
    },
    { source: 'No source found', date: '2026-11', says: 'Rows of products in the page.', sure: 'unknown' },
  ],
});
