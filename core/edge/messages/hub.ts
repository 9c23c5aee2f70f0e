import type { DeskAsk, DeskView } from '../../domain/desk.ts';
import { equal } from '../../domain/equal.ts';
import type { ShopId, StreamId, VariantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { DetailView, PanelPatch, PanelView, PopupView } from '../../domain/view.ts';
import { type Port, post } from './port.ts';
import type { ToSurface, ViewKind } from './protocol.ts';

/** What one surface is subscribed to. `tab` is the console's tab that it is bound to, if any. */
export type Subscription = {
  readonly shop: ShopId;
  readonly kind: ViewKind;
  /** The site whose console accounts it shows; null: all of the shop. */
  readonly site: string | null;
  readonly stream: StreamId | null;
  readonly tab: number | null;
  /** What a desk shows; it says so once it is there. */
  readonly desk?: DeskAsk;
};
export const FIRST_ASK: DeskAsk = { tab: 'streams', stream: null, sku: null };
export type Wanted = { readonly listing: string; readonly variant: VariantId };

/** Draws the views of one shop, as it stands now. */
export type Drawing = {
  panel(subscription: Subscription): PanelView;
  popup(): PopupView;
  desk(ask: DeskAsk): DeskView;
  detail(wanted: Wanted): DetailView | null;
};
type Deps = {
  readonly now: () => Instant;
  /** A fresh name for a subscription's run of revisions. */
  readonly epoch: () => string;
  readonly patch: (before: PanelView, after: PanelView) => PanelPatch | null;
};

type View = PanelView | PopupView | DeskView;
type Entry = {
  subscription: Subscription;
  epoch: string;
  rev: number;
  drawn: View | null;
  wanted: Wanted | null;
  /** Undefined: nothing was said of it yet. */
  detail: DetailView | null | undefined;
  postedAt: Instant;
};
export type Hub = ReturnType<typeof createHub>;

/**
 * Sends every surface only what it draws: first a snapshot {epoch, rev}, then patches {epoch, from, to}.
 * An equal view posts nothing; `beat` keeps worker and surface sure of each other.
 */
export function createHub({ now, epoch, patch }: Deps) {
  const entries = new Map<Port, Entry>();

  function say(port: Port, entry: Entry, message: ToSurface) {
    entry.postedAt = now();
    if (!post(port, message)) entries.delete(port);
  }
  /** A whole view, in the message of its kind. */
  function whole(port: Port, entry: Entry, view: View) {
    entry.drawn = view;
    const head = { epoch: entry.epoch, rev: entry.rev };
    const { kind } = entry.subscription;
    if (kind === 'panel') say(port, entry, { say: kind, ...head, view: view as PanelView });
    else if (kind === 'popup') say(port, entry, { say: kind, ...head, view: view as PopupView });
    else say(port, entry, { say: kind, ...head, view: view as DeskView });
  }
  function snapshot(port: Port, entry: Entry, view: View) {
    entry.epoch = epoch();
    entry.rev = 0;
    whole(port, entry, view);
  }
  function panelChange(port: Port, entry: Entry, view: PanelView) {
    const change = patch(entry.drawn as PanelView, view);
    entry.drawn = view;
    if (change === null) return;
    const from = entry.rev;
    entry.rev += 1;
    say(port, entry, { say: 'patch', epoch: entry.epoch, from, to: entry.rev, patch: change });
  }
  /** Popup and desk are small: what has changed is sent whole. */
  function wholeChange(port: Port, entry: Entry, view: View) {
    if (equal(entry.drawn, view)) return;
    entry.rev += 1;
    whole(port, entry, view);
  }
  function detailChange(port: Port, entry: Entry, drawing: Drawing) {
    if (entry.wanted === null) return;
    const view = drawing.detail(entry.wanted);
    if (equal(view, entry.detail)) return;
    entry.detail = view;
    say(port, entry, { say: 'detail', view });
  }
  function draw(port: Port, entry: Entry, drawing: Drawing, panels: Map<string, PanelView>) {
    const { subscription } = entry;
    const view = viewOf(subscription, drawing, panels);
    if (entry.drawn === null) snapshot(port, entry, view);
    else if (subscription.kind === 'panel') panelChange(port, entry, view as PanelView);
    else wholeChange(port, entry, view);
    detailChange(port, entry, drawing);
  }

  return {
    /** Takes a surface in, or gives it another subscription: a new epoch either way. Draws at the next `publish`. */
    subscribe(port: Port, subscription: Subscription) {
      const wanted = entries.get(port)?.wanted ?? null;
      entries.set(port, { subscription, epoch: '', rev: 0, drawn: null, wanted, detail: undefined, postedAt: now() });
    },
    /** The surface missed something: its next view is a snapshot. */
    resync(port: Port) {
      const entry = entries.get(port);
      if (entry !== undefined) entry.drawn = null;
    },
    /** What a desk is to show from now on. */
    ask(port: Port, desk: DeskAsk) {
      const entry = entries.get(port);
      if (entry !== undefined) entry.subscription = { ...entry.subscription, desk };
    },
    want(port: Port, wanted: Wanted | null) {
      const entry = entries.get(port);
      if (entry === undefined) return;
      entry.wanted = wanted;
      entry.detail = undefined;
    },
    remove(port: Port) {
      entries.delete(port);
    },
    subscriptionOf: (port: Port): Subscription | null => entries.get(port)?.subscription ?? null,
    publish(shop: ShopId, drawing: Drawing) {
      const panels = new Map<string, PanelView>();
      for (const [port, entry] of [...entries]) if (entry.subscription.shop === shop) draw(port, entry, drawing, panels);
    },
    /** To every surface of the shop that has heard nothing for so long, by the hub's clock. */
    beat(shop: ShopId, quietMs: number, shopNow: Instant) {
      for (const [port, entry] of [...entries]) {
        if (entry.subscription.shop !== shop || now() - entry.postedAt < quietMs) continue;
        say(port, entry, { say: 'beat', now: shopNow });
      }
    },
    count: (shop: ShopId): number => [...entries.values()].filter((entry) => entry.subscription.shop === shop).length,
  };
}

function viewOf(subscription: Subscription, drawing: Drawing, panels: Map<string, PanelView>): View {
  if (subscription.kind === 'popup') return drawing.popup();
  if (subscription.kind === 'desk') return drawing.desk(subscription.desk ?? FIRST_ASK);
  return drawnOnce(panels, drawing, subscription);
}

/** Ten surfaces of one subscription draw once. */
function drawnOnce(panels: Map<string, PanelView>, drawing: Drawing, subscription: Subscription): PanelView {
  const key = JSON.stringify([subscription.site, subscription.stream]);
  const drawn = panels.get(key) ?? drawing.panel(subscription);
  panels.set(key, drawn);
  return drawn;
}
