/** The part of `chrome.runtime` that knows which documents are ours; Firefox does not have it. */
type Contexts = {
  getContexts?: (filter: {
    contextTypes: 'SIDE_PANEL'[];
  }) => Promise<readonly { readonly frameId: number; readonly documentUrl?: string }[]>;
};
const NAME = 'document';

/**
 * Puts a name of its own into a side panel's address. The browser tells the worker neither a tab nor a document id of
 * what a side panel says; but it does list the addresses of our side panels, and nobody who embeds the panel elsewhere
 * can know one.
 */
export function nameDocument(at: Pick<Location, 'href'>, history: Pick<History, 'replaceState'>, name: string): void {
  const url = new URL(at.href);
  url.searchParams.set(NAME, name);
  history.replaceState(null, '', url.href);
}

/**
 * Whether the browser itself says that the document of this name is a side panel of ours, and not a frame within
 * somebody's. Where it cannot say, nobody vouches.
 */
export async function vouchedFor(runtime: Contexts, name: string | null): Promise<boolean> {
  if (!name || runtime.getContexts === undefined) return false;
  const contexts = await runtime.getContexts({ contextTypes: ['SIDE_PANEL'] });
  return contexts.some(({ documentUrl, frameId }) => frameId <= 0 && nameIn(documentUrl) === name);
}

const nameIn = (url = ''): string | null => (URL.canParse(url) ? new URL(url).searchParams.get(NAME) : null);
