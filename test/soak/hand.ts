import type { Page } from 'playwright-core';
import type { AuditRow } from '../../core/domain/audit.ts';
import type { CommandIntent } from '../../core/domain/intent.ts';

/** What became of an intent as far as the surface heard: `gone` where the worker died before it said anything. */
export type Heard = { readonly key: string | null } | 'gone';

type Message = { readonly say?: string; readonly id?: string; readonly problem?: { readonly key: string } | null };
type Port = {
  readonly onMessage: { addListener(listener: (message: Message) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
  postMessage(message: unknown): void;
  disconnect(): void;
};
type Chrome = {
  readonly runtime: {
    connect(how: { name: string }): Port;
    sendMessage(message: unknown): Promise<{ readonly value?: unknown }>;
  };
  readonly storage: { readonly session: Session };
};
type Session = {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: object): Promise<void>;
  remove(key: string): Promise<void>;
  readonly onChanged: { addListener(listener: (changes: Record<string, { readonly newValue?: unknown }>) => void): void };
};
type World = { readonly chrome: Chrome };

/** A window of the extension's own from which commands are given as the panel gives them, without its half second. */
export const createHand = (page: Page) => ({
  send: (intent: CommandIntent): Promise<Heard> =>
    page.evaluate((asked) => {
      const { chrome } = globalThis as unknown as World;
      const port = chrome.runtime.connect({ name: 'stockcue/view' });
      port.postMessage({ say: 'hello', surface: 'window', kind: 'panel', nonce: null, shop: 'main', stream: null });
      return new Promise<Heard>((resolve) => {
        port.onDisconnect.addListener(() => resolve('gone'));
        port.onMessage.addListener(({ say, id, problem }) => {
          if (say !== 'answer' || id !== asked.key) return;
          resolve({ key: problem?.key ?? null });
          port.disconnect();
        });
        port.postMessage({ say: 'intent', id: asked.key, intent: asked });
      });
    }, intent),
  /** Resolves when the worker next has something to say. */
  changed: (): Promise<void> =>
    page.evaluate(() => {
      const port = (globalThis as unknown as World).chrome.runtime.connect({ name: 'stockcue/view' });
      port.postMessage({ say: 'hello', surface: 'window', kind: 'panel', nonce: null, shop: 'main', stream: null });
      return new Promise<void>((resolve) => {
        port.onDisconnect.addListener(resolve);
        port.onMessage.addListener(({ say }) => {
          if (say === 'panel') return;
          resolve();
          port.disconnect();
        });
      });
    }),
  /** How many SKUs the worker has read. */
  skus: (): Promise<number> =>
    page.evaluate(async () => {
      const { chrome } = globalThis as unknown as World;
      const answer = await chrome.runtime.sendMessage({ stockcue: 'call', name: 'places.get', ask: { shop: 'main' } });
      return (answer.value as { readonly places: readonly { readonly skus: number }[] }).places[0]?.skus ?? 0;
    }),
  audit: (): Promise<readonly AuditRow[]> =>
    page.evaluate(async () => {
      const { chrome } = globalThis as unknown as World;
      const answer = await chrome.runtime.sendMessage({ stockcue: 'call', name: 'audit.get', ask: { shop: 'main' } });
      return (answer.value as { readonly rows: readonly AuditRow[] }).rows;
    }),
  /** The worker's next command stands still at this step. Resolves once it does, with the promise of `act`. */
  holdAt: (step: string): Promise<void> =>
    page.evaluate(async (name) => {
      const { chrome } = globalThis as unknown as World;
      await chrome.storage.session.remove('test.at');
      await chrome.storage.session.set({ 'test.hold': name });
    }, step),
  standing: (step: string): Promise<void> =>
    page.evaluate(async (name) => {
      const { session } = (globalThis as unknown as World).chrome.storage;
      await new Promise<void>((resolve) => {
        const look = (at: unknown) => at === name && resolve();
        session.onChanged.addListener((changes) => look(changes['test.at']?.newValue));
        void session.get('test.at').then((stored) => look(stored['test.at']));
      });
    }, step),
  letGo: (): Promise<void> =>
    page.evaluate(async () => {
      const { chrome } = globalThis as unknown as World;
      await chrome.storage.session.remove('test.hold');
      await chrome.storage.session.remove('test.at');
    }),
});
export type Hand = ReturnType<typeof createHand>;
