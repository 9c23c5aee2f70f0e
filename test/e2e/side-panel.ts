import type { Page } from 'playwright-core';
import { vi } from 'vitest';
import type { Extension } from './extension.ts';

export type SidePanel = {
  /** The text of each element of the side panel's document that this selector finds. */
  texts(selector: string): Promise<readonly string[]>;
};

/** Opens the browser's own side panel from a page of ours. It is no tab: Playwright has no page of it, so it is asked over CDP. */
export async function openSidePanel({ context, id }: Extension, from: Page): Promise<SidePanel> {
  await from.bringToFront();
  const cdp = await context.newCDPSession(from);
  const evaluate = (expression: string) =>
    cdp.send('Runtime.evaluate', { expression, awaitPromise: true, userGesture: true, returnByValue: true });
  await evaluate('chrome.windows.getCurrent().then(({ id }) => { globalThis.here = id; })');
  await evaluate('chrome.sidePanel.open({ windowId: here })');

  const browser = await context.browser()?.newBrowserCDPSession();
  if (browser === undefined) throw new Error('This context has no browser to ask.');
  const address = `chrome-extension://${id}/panel.html?surface=sidePanel`;
  const target = await vi.waitFor(async () => {
    const { targetInfos } = await browser.send('Target.getTargets');
    // A tab at the same address is attached to already.
    const found = targetInfos.find(({ url, attached }) => url.startsWith(address) && !attached);
    if (found === undefined) throw new Error('The browser opened no side panel.');
    return found;
  }, 10_000);
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId: target.targetId, flatten: false });
  const waiting = new Map<number, (message: string) => void>();
  browser.on('Target.receivedMessageFromTarget', ({ message }) => {
    waiting.get((JSON.parse(message) as { id?: number }).id ?? -1)?.(message);
  });
  let asked = 0;
  return {
    async texts(selector) {
      asked += 1;
      const answer = new Promise<string>((resolve) => waiting.set(asked, resolve));
      const expression = `[...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => one.textContent)`;
      const message = JSON.stringify({ id: asked, method: 'Runtime.evaluate', params: { expression, returnByValue: true } });
      await browser.send('Target.sendMessageToTarget', { sessionId, message });
      const { result } = JSON.parse(await answer) as { result: { result: { value: readonly string[] } } };
      return result.result.value;
    },
  };
}
