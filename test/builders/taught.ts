import type { Profile, Readable } from '../../core/domain/profile.ts';
import { tiktokShop } from '../../core/edge/console/profiles/tiktok-shop.ts';

/** TikTok's console for a seller who writes a code of her own at the end of each title, as she would teach it. */
export const tiktokByCode: Readable = {
  ...tiktokShop,
  id: 'taught:tiktok-by-code',
  origin: 'taught',
  rows: {
    within: '[class*="virtualized-container"]',
    row: 'div.rounded-4.mb-8',
    // The list's own pin stands in a card of the same build.
    exclude: ':has(.pc_pin_product_list_pin)',
    key: { at: 'div.max-h-40.text-body-m-regular > span', pattern: '(S\\d{6})$' },
    witnesses: ['title'],
    complete: false,
  },
};

/** The same page at whatever site an account has: a test page's. */
export const anywhere = (profile: Profile): Profile => ({
  ...profile,
  id: profile.id.startsWith('taught:') ? profile.id : `taught:${profile.id}`,
  origin: 'taught',
  match: { hosts: [], paths: profile.match.paths },
});
