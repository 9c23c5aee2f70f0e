/** Who said it: asked before anything that was said is looked at. */

/** The part of the browser's MessageSender that says who it is. */
export type RawSender = {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?: { readonly id?: number | undefined } | undefined;
};

export type Sender =
  /** A page of ours that is its own document: popup, options, side panel, window, rehearsal. */
  | { readonly kind: 'page'; readonly page: string; readonly tab: number | null }
  /** A page of ours within somebody's page: nothing is known of it until its nonce is claimed. */
  | { readonly kind: 'embedded'; readonly page: string; readonly tab: number }
  /** The content script in the top frame of a page of this origin. */
  | { readonly kind: 'console'; readonly origin: string; readonly tab: number }
  | { readonly kind: 'unknown' };

export type Own = {
  readonly id: string;
  /** `chrome-extension://<id>` or `moz-extension://<uuid>`. */
  readonly origin: string;
};

/** The one page of ours that other pages can embed. Without a tab it proves nothing: a web page in a foreign side panel has none either. */
export const EMBEDDABLE = 'panel.html';

const UNKNOWN: Sender = { kind: 'unknown' };

export function sortSender(raw: RawSender | undefined, own: Own): Sender {
  if (raw === undefined || raw.id !== own.id || raw.url === undefined) return UNKNOWN;
  if (!URL.canParse(raw.url)) return UNKNOWN;
  const url = new URL(raw.url);
  const tab = raw.tab?.id ?? null;
  if (originOf(url) === own.origin) return ownPage(url.pathname.slice(1), tab, raw.frameId);
  const isSite = url.protocol === 'https:' || url.protocol === 'http:';
  return isSite && tab !== null && raw.frameId === 0 ? { kind: 'console', origin: url.origin, tab } : UNKNOWN;
}

function ownPage(page: string, tab: number | null, frame: number | undefined): Sender {
  if (tab !== null && frame !== 0) return { kind: 'embedded', page, tab };
  return { kind: 'page', page, tab };
}

/** `URL.origin` is "null" for extension addresses outside the browser's own parser. */
const originOf = (url: URL): string => `${url.protocol}//${url.host}`;

/** A page without a tab that others could have embedded must be vouched for by the browser. */
export const needsVouching = (sender: Sender): boolean =>
  sender.kind === 'page' && sender.tab === null && sender.page === EMBEDDABLE;
