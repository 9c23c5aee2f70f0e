type WithSidePanel = {
  readonly chrome?: { readonly sidePanel?: { setOptions(options: { path: string; enabled: boolean }): Promise<void> } };
};

/** Offers the panel as the browser's side panel. Chromium only, and not in the polyfill: elsewhere it does nothing. */
export async function offerSidePanel(path: string): Promise<void> {
  await (globalThis as WithSidePanel).chrome?.sidePanel?.setOptions({ path, enabled: true });
}
