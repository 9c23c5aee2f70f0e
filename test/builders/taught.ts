import type { Readable } from '../../core/domain/profile.ts';
import { tiktokShop } from '../../core/edge/console/profiles/tiktok-shop.ts';

/** TikTok's console for a seller who writes a code of her own at the end of each title, as she would teach it. */
export const tiktokByCode: Readable = {
  ...tiktokShop,
  id: 'taught:01JTIKTOKBYCODE',
  origin: 'taught',
  rows: {
    within: '[class*="virtualized-container"]',
    row: 'div.rounded-4.mb-8',
    key: { at: 'div.max-h-40.text-body-m-regular > span', pattern: '(S\\d{6})$' },
    witnesses: ['title'],
    complete: false,
  },
};
