import type { Browser } from 'webextension-polyfill';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { PageData } from '../core/domain/profile.ts';
import { ASK_DATA, type DataAsk } from '../core/edge/console/data-post.ts';

const world = globalThis as unknown as { browser?: Browser; chrome: Browser };
const KEY = 'pageTables';

/**
 * Before the page's scripts, where a profile that is not built in reads the page's data: no registration carries anything
 * but files, and the reader comes only once the page has loaded. What the page asks for meanwhile waits, unread.
 */
export default defineUnlistedScript(async () => {
  // A frame that a script wrote has an origin, and no address that says which.
  const { origin } = globalThis;
  const kept = (await (world.browser ?? world.chrome).storage.local.get(KEY))[KEY] as
    | { readonly value?: Readonly<Record<string, readonly PageData[]>> }
    | undefined;
  const table = kept?.value?.[origin];
  if (table !== undefined) window.postMessage({ ...ASK_DATA, table, frames: false } satisfies DataAsk, origin);
});
