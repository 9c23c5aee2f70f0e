/** The part of `chrome.runtime` that knows which documents are ours; Firefox may not have it. */
type Contexts = {
  getContexts?: (filter: {
    documentIds: string[];
  }) => Promise<readonly { readonly contextType: string; readonly frameId: number }[]>;
};

/**
 * Whether the browser itself says that this document is a side panel or popup of ours, and not a frame within one.
 * Where it cannot say, nobody vouches.
 */
export async function vouchedFor(runtime: Contexts, documentId: string | undefined): Promise<boolean> {
  if (documentId === undefined || runtime.getContexts === undefined) return false;
  const contexts = await runtime.getContexts({ documentIds: [documentId] });
  return contexts.some(({ contextType, frameId }) => (contextType === 'SIDE_PANEL' || contextType === 'POPUP') && frameId <= 0);
}
