import { equal } from '../../domain/equal.ts';
import type { ShopId, StreamId, VariantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { DetailView, PanelPatch, PanelView, PopupView } from '../../domain/view.ts';
import { type Port, post } from './port.ts';
import type { ToSurface } from './protocol.ts';

/** What one surface is subscribed to. `tab` is the console's tab that it is bound to, if any. */
export type Subscription = {
  readonly shop: ShopId;
  readonly kind: 'panel' | 'popup';
  /** The site whose console accounts it shows; null: all of the shop. */
  readonly site: string | null;
  readonly stream: StreamId | null;
  readonly tab: number | null;
};
export type Wanted = { readonly listing: string; readonly variant: VariantId };

/** Draws the views of one shop, as it stands now. */
export type Drawing = {
  panel(subscription: Subscription): PanelView;
  popup(): PopupView;
  detail(wanted: Wanted): DetailView | null;
};
type Deps = {
  readonly now: () => Instant;
  /** A fresh name for a subscription's run of revisions. */
  readonly epoch: () => string;
  readonly patch: (before: PanelView, after: PanelView) => PanelPatch | null;
};

type Entry = {
  subscription: Subscription;
  epoch: string;
  rev: number;
  drawn: PanelView | PopupView | null;
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
  function snapshot(port: Port, entry: Entry, view: PanelView | PopupView) {
    entry.epoch = epoch();
    entry.rev = 0;
    entry.drawn = view;
    const head = { epoch: entry.epoch, rev: 0 };
    const isPanel = entry.subscription.kind === 'panel';
    say(
      port,
      entry,
      isPanel ? { say: 'panel', ...head, view: view as PanelView } : { say: 'popup', ...head, view: view as PopupView },
    );
  }
  function panelChange(port: Port, entry: Entry, view: PanelView) {
    const change = patch(entry.drawn as PanelView, view);
    entry.drawn = view;
    if (change === null) return;
    const from = entry.rev;
    entry.rev += 1;
    say(port, entry, { say: 'patch', epoch: entry.epoch, from, to: entry.rev, patch: change });
  }
  function popupChange(port: Port, entry: Entry, view: PopupView) {
    if (equal(entry.drawn, view)) return;
    entry.drawn = view;
    entry.rev += 1;
    say(port, entry, { say: 'popup', epoch: entry.epoch, rev: entry.rev, view });
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
    const view = subscription.kind === 'popup' ? drawing.popup() : drawnOnce(panels, drawing, subscription);
    if (entry.drawn === null) snapshot(port, entry, view);
    else if (subscription.kind === 'popup') popupChange(port, entry, view as PopupView);
    else panelChange(port, entry, view as PanelView);
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

/** Ten surfaces of one subscription draw once. */
function drawnOnce(panels: Map<string, PanelView>, drawing: Drawing, subscription: Subscription): PanelView {
  const key = JSON.stringify([subscription.site, subscription.stream]);
  const drawn = panels.get(key) ?? drawing.panel(subscription);
  panels.set(key, drawn);
  return drawn;
}
