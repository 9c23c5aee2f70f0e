import { hostPattern } from './address.ts';

/** The browser does not let us reach this host (any more). Carries no address: an address may hold a key. */
export class NotGranted extends Error {
  override name = 'NotGranted';
}

type MayReach = (origins: readonly string[]) => Promise<boolean>;

/**
 * A fetch that asks nothing of a host that is not granted. Without a grant a browser still sends a plain request, key and
 * all, and only keeps the answer from us.
 */
export function grantedFetch(fetch: typeof globalThis.fetch, mayReach: MayReach): typeof globalThis.fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!(await mayReach(hostPattern(url)))) throw new NotGranted();
    return fetch(input, init);
  };
}
