import type { ShopId } from '../../core/domain/ids.ts';
import type { CommandIntent, Intent } from '../../core/domain/intent.ts';
import type { PanelView } from '../../core/domain/view.ts';
import type { Life } from './life.ts';

type Port<M> = { postMessage(m: unknown): void; onMessage: { addListener(l: (m: M) => void): void }; disconnect(): void };
type Chrome<M> = { readonly chrome: { runtime: { connect(how: { name: string }): Port<M> } } };
type Answer = { readonly say: string; readonly problem?: { readonly key: string } | null };
type Told = { readonly say: string; readonly view?: unknown };

/** What a panel's own port is told, asked for through a second one of a window's. Null: done; else why not. */
export const tell = (life: Life, intent: Intent, shop: ShopId = 'main'): Promise<string | null> =>
  life.options.evaluate(
    ([intent, shop]) => {
      const port = (globalThis as unknown as Chrome<Answer>).chrome.runtime.connect({ name: 'stockcue/view' });
      return new Promise<string | null>((resolve) => {
        port.onMessage.addListener((message) => {
          if (message.say !== 'answer') return;
          port.disconnect();
          resolve(message.problem?.key ?? null);
        });
        port.postMessage({ say: 'hello', surface: 'window', kind: 'panel', nonce: null, shop, stream: null });
        port.postMessage({ say: 'intent', id: 'i', intent });
      });
    },
    [intent, shop] as const,
  );

/** A command as the panel sends it once it was confirmed there. */
export const command = (life: Life, intent: Omit<CommandIntent, 'kind' | 'gesture'>, shop: ShopId = 'main') =>
  tell(life, { kind: 'command', ...intent, gesture: { trusted: true, seenVisibleMs: 1_000, heldMs: 1_000 } }, shop);

/** The panel's view as a window would draw it now. */
export const panelView = (life: Life, shop: ShopId = 'main'): Promise<PanelView> =>
  life.options.evaluate((shop) => {
    const port = (globalThis as unknown as Chrome<Told>).chrome.runtime.connect({ name: 'stockcue/view' });
    return new Promise<unknown>((resolve) => {
      port.onMessage.addListener((message) => {
        if (message.say !== 'panel') return;
        port.disconnect();
        resolve(message.view);
      });
      port.postMessage({ say: 'hello', surface: 'window', kind: 'panel', nonce: null, shop, stream: null });
    });
  }, shop) as Promise<PanelView>;
