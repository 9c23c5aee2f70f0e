import type { Surface } from '../../domain/actor.ts';
import type { ShopId, StreamId } from '../../domain/ids.ts';
import type { Intent } from '../../domain/intent.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Door } from './door.ts';
import type { Hub, Subscription } from './hub.ts';
import { parseToWorker } from './parse.ts';
import { type Port, post } from './port.ts';
import type { ToSurface, ToWorker } from './protocol.ts';
import { needsVouching, type Own, type Sender, sortSender } from './senders.ts';

/** Where an embedded panel turns out to belong, once its nonce is claimed. */
export type Home = { readonly shop: ShopId; readonly site: string | null; readonly chosen: StreamId | null };
type Deps = {
  readonly own: Own;
  readonly hub: Hub;
  readonly door: (shop: ShopId) => Promise<Door>;
  /** Spends the nonce; null where it is not good for this tab. */
  readonly claim: (nonce: string, tab: number, panel: Port) => Home | null;
  readonly gone: (panel: Port) => void;
  /** Whether the browser itself says that the document that goes by this nonce is a side panel of ours. */
  readonly vouch: (nonce: string | null) => Promise<boolean>;
  readonly choose: (tab: number, stream: StreamId) => void;
  /** The shop of a document that names none. */
  readonly usual: (kind: Hello['kind']) => Promise<ShopId>;
  /** What is wrong with how an embedded panel stands on its page; null: nothing. */
  readonly stands: (panel: Port) => Promise<string | null>;
  /** The panel as a window, showing what this subscription shows. */
  readonly openWindow: (of: Pick<Subscription, 'shop' | 'site' | 'stream'>) => Promise<void>;
  /** Teach mode on the page that embeds this panel, or on the only one there is. */
  readonly teach: (panel: Port, shop: ShopId, on: boolean) => Phrase | null;
  readonly refused: (why: string) => void;
  readonly report: (where: string, error: unknown) => void;
};
type Hello = Extract<ToWorker, { say: 'hello' }>;
type Guest = { readonly sender: Sender; surface: Surface; shop: ShopId | null };

/** The receiving end of every surface's port: who it is, what it may see, and what it asks for. */
export function createSurfacePorts(deps: Deps) {
  const { hub, report, refused } = deps;

  function refuse(port: Port, why: string) {
    refused(why);
    hub.remove(port);
    post(port, { say: 'refused' } satisfies ToSurface);
  }
  async function publish(shop: ShopId) {
    hub.publish(shop, await deps.door(shop));
  }
  async function welcome(port: Port, guest: Guest, hello: Hello) {
    const place = await placeOf(port, guest, hello);
    if (place === null) return refuse(port, `hello from ${guest.sender.kind}`);
    guest.shop = place.shop;
    const tab = guest.sender.kind === 'embedded' ? guest.sender.tab : null;
    hub.subscribe(port, { shop: place.shop, kind: hello.kind, site: place.site, stream: place.chosen, tab });
    await publish(place.shop);
    (await deps.door(place.shop)).nudge();
  }
  async function placeOf(port: Port, guest: Guest, hello: Hello): Promise<Home | null> {
    const { sender } = guest;
    if (sender.kind === 'embedded') {
      guest.surface = 'panel';
      return hello.kind === 'panel' && hello.nonce !== null ? deps.claim(hello.nonce, sender.tab, port) : null;
    }
    if (sender.kind !== 'page') return null;
    if (needsVouching(sender) && !(await deps.vouch(hello.nonce))) return null;
    guest.surface = hello.surface;
    return { shop: hello.shop ?? (await deps.usual(hello.kind)), site: hello.site ?? null, chosen: hello.stream };
  }
  async function intend(port: Port, guest: Guest, shop: ShopId, intent: Intent): Promise<Phrase | null> {
    switch (intent.kind) {
      case 'detail':
      case 'closeDetail':
        hub.want(port, intent.kind === 'detail' ? { listing: intent.listing, variant: intent.variant } : null);
        await publish(shop);
        return null;
      case 'desk':
        hub.ask(port, intent.ask);
        await publish(shop);
        return null;
      case 'chooseStream':
        return choose(port, shop, intent.stream);
      case 'openWindow':
        await deps.openWindow(hub.subscriptionOf(port) ?? { shop, site: null, stream: null });
        return null;
      case 'teach':
        return deps.teach(port, shop, intent.on);
    }
    // What a page draws over, or shows otherwise than it is, was confirmed by nobody.
    if ('gesture' in intent && guest.sender.kind === 'embedded' && (await deps.stands(port)) !== null)
      return phrase('command:refused.covered');
    return (await deps.door(shop)).intent(intent, guest.surface);
  }
  async function choose(port: Port, shop: ShopId, stream: StreamId): Promise<null> {
    const subscription = hub.subscriptionOf(port);
    if (subscription === null) return null;
    if (subscription.tab !== null) deps.choose(subscription.tab, stream);
    hub.subscribe(port, { ...subscription, stream });
    await publish(shop);
    return null;
  }
  async function handle(port: Port, guest: Guest, message: unknown) {
    const said = parseToWorker(message);
    if (said === null) return refused('surface message');
    if (said.say === 'hello') return welcome(port, guest, said);
    // Before a good hello, and after an eviction, nothing else is listened to.
    if (guest.shop === null || hub.subscriptionOf(port) === null) return refused(`${said.say} before hello`);
    if (said.say === 'resync') {
      hub.resync(port);
      return publish(guest.shop);
    }
    const problem = await intend(port, guest, guest.shop, said.intent).catch((error: unknown) => {
      report('intent', error);
      return phrase('worker:call.failed');
    });
    post(port, { say: 'answer', id: said.id, problem } satisfies ToSurface);
  }

  return {
    connect(port: Port) {
      const sender = sortSender(port.sender, deps.own);
      if (sender.kind !== 'page' && sender.kind !== 'embedded') {
        refused(`view port from ${sender.kind}`);
        return port.disconnect();
      }
      const guest: Guest = { sender, surface: 'panel', shop: null };
      port.onMessage.addListener((message) => void handle(port, guest, message).catch((error) => report('surface', error)));
      port.onDisconnect.addListener(() => {
        hub.remove(port);
        deps.gone(port);
      });
    },
    /** Another panel of the same document took its place, or the document is gone: an empty box. */
    evict: (port: Port) => refuse(port, 'evicted'),
  };
}
