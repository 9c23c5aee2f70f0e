import type { Frame, Page } from 'playwright-core';

/** What the painter below keeps in a panel's document. */
type Watched = {
  painted?: Map<string, number>;
  watch?: (key: string) => void;
  held?: (() => void)[];
};

/** From now on the document notes when each number of a row's *left* was painted, by the machine's clock. */
export const watchPaint = (panel: Frame | Page, key: string): Promise<void> =>
  panel.evaluate((key) => {
    const own = globalThis as unknown as Watched;
    const painted = new Map<string, number>();
    own.painted = painted;
    const text = () => document.querySelector(`[role=row][data-key="${key}"] .figure.left .num`)?.textContent ?? '';
    new MutationObserver(() => {
      const shown = text();
      if (painted.has(shown)) return;
      painted.set(shown, Number.NaN);
      // After the frame that shows it has been handed over.
      const channel = new MessageChannel();
      channel.port1.onmessage = () => painted.set(shown, Date.now());
      requestAnimationFrame(() => channel.port2.postMessage(null));
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  }, key);

/** When this number was painted, once it is. */
export const paintedAt = async (panel: Frame | Page, shown: string): Promise<number> => {
  const at = await panel.waitForFunction(
    (shown) => {
      const at = (globalThis as unknown as Watched).painted?.get(shown);
      return at === undefined || Number.isNaN(at) ? false : at;
    },
    shown,
    { polling: 20, timeout: 30_000 },
  );
  return at.jsonValue() as Promise<number>;
};

/** From now on the panel's first attempt to reach a dead worker waits for `letReconnect`. `waitMs`: by which it is known. */
export const holdReconnect = (panel: Page, waitMs: number): Promise<void> =>
  panel.evaluate((waitMs) => {
    const own = globalThis as unknown as Watched;
    own.held = [];
    const real = globalThis.setTimeout.bind(globalThis);
    const holding = (then: () => void, ms?: number, ...rest: unknown[]) =>
      ms === waitMs ? (own.held?.push(then) ?? 0) : real(then, ms, ...rest);
    globalThis.setTimeout = holding as typeof globalThis.setTimeout;
  }, waitMs);

export const reconnectIsHeld = async (panel: Page): Promise<void> => {
  await panel.waitForFunction(() => ((globalThis as unknown as Watched).held?.length ?? 0) > 0, null, { polling: 10 });
};

/** Lets it go; answers with the moment at which the waking message was sent. */
export const letReconnect = (panel: Page): Promise<number> =>
  panel.evaluate(() => {
    const at = Date.now();
    (globalThis as unknown as Watched).held?.shift()?.();
    return at;
  });
