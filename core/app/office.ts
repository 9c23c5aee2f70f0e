import type { ShopId } from '../domain/ids.ts';

type Deps<S> = {
  readonly open: (shop: ShopId) => Promise<S>;
  /** Draws and posts what has changed in this shop. */
  readonly publish: (shop: ShopId, it: S) => void;
  readonly close: (it: S) => void;
  readonly report: (where: string, error: unknown) => void;
};

/** The shops of this browser, each opened when it is first asked for, and drawn once however much changed at a time. */
export function createOffice<S>({ open, publish, close, report }: Deps<S>) {
  const opening = new Map<ShopId, Promise<S>>();
  const opened = new Map<ShopId, S>();
  const due = new Set<ShopId>();

  function get(shop: ShopId): Promise<S> {
    const known = opening.get(shop);
    if (known !== undefined) return known;
    const fresh = open(shop).then((it) => {
      // Closed again while it opened: whoever waits gets it, nobody else does.
      if (opening.get(shop) === fresh) opened.set(shop, it);
      changed(shop);
      return it;
    });
    opening.set(shop, fresh);
    fresh.catch((error: unknown) => {
      opening.delete(shop);
      report(`open ${shop}`, error);
    });
    return fresh;
  }
  function changed(shop: ShopId) {
    if (due.has(shop)) return;
    due.add(shop);
    queueMicrotask(() => {
      due.delete(shop);
      const it = opened.get(shop);
      if (it === undefined) return;
      try {
        publish(shop, it);
      } catch (error) {
        report('publish', error);
      }
    });
  }
  return {
    get,
    changed,
    opened: (shop: ShopId): S | undefined => opened.get(shop),
    async close(shop: ShopId) {
      const it = await opening.get(shop);
      opening.delete(shop);
      opened.delete(shop);
      if (it !== undefined) close(it);
    },
  };
}
