import { createStore } from 'zustand/vanilla';
import type { CommandId, ListingKey, Sku, VariantId } from '../../core/domain/ids.ts';
import type { Phrase } from '../../core/domain/phrase.ts';

/** A command that a row's button armed: what the strip says, and what is sent when it is confirmed. */
export type Armed = {
  readonly command: 'pause' | 'resume';
  readonly key: string;
  readonly row: string;
  readonly account: string;
  readonly listing: ListingKey;
  readonly variant: VariantId | null;
  readonly title: string;
  readonly link: number | null;
  readonly skus: readonly Sku[];
  /** Which lever in which system. */
  readonly levers: readonly Phrase[];
  /** Other listings that it affects, by name. */
  readonly affects: readonly string[];
  readonly undoes: CommandId | null;
  readonly because: string | null;
};

/** The last command sent from this surface, followed until the person puts it away. */
export type Sent = Pick<Armed, 'command' | 'row' | 'variant' | 'title' | 'link'> & {
  /** Commands that were there when it was sent: its own is a newer one. */
  readonly before: CommandId | null;
  readonly answered: boolean;
  readonly problem: Phrase | null;
};

/** The surface's own state; nothing of it comes from the worker. */
export type Ui = {
  readonly sort: 'page' | 'urgency';
  readonly search: string;
  readonly open: ReadonlySet<string>;
  /** The line that the keyboard is on. */
  readonly active: string | null;
  /** The line that is to be shown and focused next. */
  readonly goTo: string | null;
  readonly armed: Armed | null;
  readonly sent: Sent | null;
  readonly detail: { readonly listing: string; readonly variant: VariantId } | null;
  /** The detail was opened by the question why nobody can buy. */
  readonly asksWhy: boolean;
  /** Digits typed so far. */
  readonly digits: string;
  readonly allAlerts: boolean;
};

export type UiStore = ReturnType<typeof createUiStore>;

export function createUiStore() {
  const store = createStore<Ui>(() => ({
    sort: 'page',
    search: '',
    open: new Set<string>(),
    active: null,
    goTo: null,
    armed: null,
    sent: null,
    detail: null,
    asksWhy: false,
    digits: '',
    allAlerts: false,
  }));
  return Object.assign(store, {
    toggle: (id: string) =>
      store.setState(({ open }) => {
        const next = new Set(open);
        if (!next.delete(id)) next.add(id);
        return { open: next };
      }),
    disarm: () => store.setState({ armed: null }),
  });
}
