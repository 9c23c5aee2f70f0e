import type { Frame, Page } from 'playwright-core';
import type { Profile } from '../../core/domain/profile.ts';
import type { Patience } from '../../core/domain/settings.ts';
import type { Stream } from '../../core/domain/stream.ts';
import { aStream } from '../builders/events.ts';
import { type PracticeServer, startConsole } from '../sandbox/console/server.ts';
import { startWarehouse, type Warehouse } from '../sandbox/warehouse/server.ts';
import { type Extension, type LaunchOptions, launch, panelFrame } from './extension.ts';
import { rowOf } from './panel.ts';

/** What the journeys of the worker's life share: one warehouse, and console pages that are ours to open and close. */
export type Life = {
  /** The first system, `wms`: channel and warehouse in one. */
  readonly warehouse: Warehouse;
  readonly extension: Extension;
  /** A page of the extension's own, from which the worker is called. */
  readonly options: Page;
  /** One call to the worker, and its answer; throws with what it answered where that is a refusal. */
  call(name: string, ask: unknown): Promise<unknown>;
  /** Another system, channel and warehouse in one, with fifty of each of these. */
  system(id: string, skus: readonly string[]): Promise<Warehouse>;
  /** A console account at a page of its own, and its stream of twelve hours, on air for ten minutes. */
  account(id: string, skus: readonly string[], system?: string): Promise<PracticeServer>;
  /** An account on air at a site that is there already; read by this profile instead of the practice page's. */
  onAir(id: string, site: string, how?: How): Promise<void>;
  /** Calls a stopped worker. */
  wake(): Promise<void>;
  /** Ends the account's stream. */
  end(id: string): Promise<void>;
  /** Moves the worker's clock: so many ms from the machine's. */
  clock(offsetMs: number): Promise<void>;
  /** How long a system may take. */
  patience(patience: Patience): Promise<void>;
  close(): Promise<void>;
  /** Where the browser is closed already. */
  closeServers(): Promise<void>;
};

type How = { readonly profile?: Profile; readonly channel?: string };
type Chrome = {
  readonly runtime: { sendMessage(message: unknown): Promise<{ readonly ok: boolean; readonly value?: unknown }> };
  readonly storage: { readonly session: { set(items: Record<string, unknown>): Promise<void> } };
};
const LEVEL = 50;
const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const place = (sku: string, sellable: number) => ({ sku, warehouse: 'LAX', sellable });

export type LifeOptions = LaunchOptions & {
  readonly idleMs?: number;
  readonly liveMs?: number;
  /** What there is of each SKU in the first system to begin with. */
  readonly level?: number;
  /** In a browser that runs already. */
  readonly extension?: Extension;
};

export async function startLife(skus: readonly string[], how: LifeOptions = {}): Promise<Life> {
  const extension = how.extension ?? (await launch(how));
  // An update of the extension closes its pages.
  let opened = await extension.open('options.html');
  const page = async () => {
    if (opened.isClosed()) opened = await extension.open('options.html');
    return opened;
  };
  const servers: { close(): Promise<void> }[] = [];

  async function closeServers(): Promise<void> {
    for (const server of servers) await server.close();
  }
  async function call(name: string, ask: unknown): Promise<unknown> {
    const answer = await (await page()).evaluate(
      ([name, ask]) => (globalThis as unknown as { chrome: Chrome }).chrome.runtime.sendMessage({ stockcue: 'call', name, ask }),
      [name, ask] as const,
    );
    if (!answer?.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer.value;
  }
  const change = (body: unknown) => call('settings.change', { shop: 'main', change: body });
  async function system(id: string, keys: readonly string[], level = LEVEL): Promise<Warehouse> {
    const server = await startWarehouse({ levels: keys.map((sku) => place(sku, level)) });
    servers.push(server);
    await call('source.save', { shop: 'main', config: sourceAt(id, server.url), secret: null });
    return server;
  }

  await change({ preferences: preferences(how.idleMs ?? 500, how.liveMs ?? 500) });
  const warehouse = await system('wms', skus, how.level);
  async function onAir(id: string, site: string, { profile, channel = 'wms' }: How = {}): Promise<void> {
    const account = { id, name: `Shop ${id}`, profile: profile?.id ?? 'practice', site, channel, pool: null };
    await change({ accounts: [account], streams: [streamOf(id)], ...(profile && { profiles: [profile] }) });
    await call('sites.reconcile', {});
  }
  return {
    warehouse,
    extension,
    get options() {
      return opened;
    },
    call,
    system,
    async account(id, keys, channel = 'wms') {
      const server = await startConsole({ listings: keys.map((key) => ({ key, title: `Listing ${key}`, sold: null })) });
      servers.push(server);
      await onAir(id, server.url, { channel });
      return server;
    },
    onAir,
    wake: async () => void (await call('settings.get', { shop: 'main' })),
    end: async (id) => void (await change({ streams: [{ ...streamOf(id), actualEnd: Date.now() }] })),
    patience: async (patience) =>
      void (await change({ preferences: { ...preferences(how.idleMs ?? 500, how.liveMs ?? 500), patience } })),
    clock: async (offsetMs) =>
      (await page()).evaluate(
        (ms) => (globalThis as unknown as { chrome: Chrome }).chrome.storage.session.set({ 'test.offset': ms }),
        offsetMs,
      ),
    async close() {
      await extension.close();
      await closeServers();
    },
    closeServers,
  };
}

/** The panel over a console page, once it shows this listing. */
export async function panelOver(life: Life, page: Page, key: string): Promise<Frame> {
  const panel = await panelFrame(page, life.extension.id);
  await rowOf(panel, key).waitFor();
  return panel;
}

export async function visit(life: Life, url: string, key: string): Promise<{ readonly page: Page; readonly panel: Frame }> {
  const page = await life.extension.context.newPage();
  await page.goto(url);
  return { page, panel: await panelOver(life, page, key) };
}

const sourceAt = (id: string, address: string) => ({
  id,
  connector: 'json',
  name: id.toUpperCase(),
  role: 'both',
  address,
  lagMinutes: 0,
  options: { rows: 'data', error: 'error', fields: '{"sku":"sku","location":"warehouse","sellable":"sellable"}' },
});
const preferences = (idleMs: number, liveMs: number) => ({
  actorName: 'Lin',
  teamZone: 'Asia/Shanghai',
  intervals: { liveMs, idleMs },
  triggers: { stockOutChance: 0.5, stockOutMinutes: 15, pulseMultiple: 3, pulseUnits: 10, staleIntervals: 3 },
});
function streamOf(account: string): Stream {
  const start = Date.now() - 10 * MINUTE;
  return aStream(account, start, start + 12 * HOUR, { id: `stream-${account}`, title: `Evening of ${account}` });
}
