import { createStore } from 'zustand/vanilla';
import type { CommandKind, DripPace } from '../../core/domain/command.ts';
import type { CommandId, ListingKey, Sku, VariantId } from '../../core/domain/ids.ts';
import type { Phrase } from '../../core/domain/phrase.ts';

/** A command that a row's button armed: what the strip says, and what is sent when it is confirmed. */
export type Armed = {
  readonly command: CommandKind;
  readonly key: string;
  readonly row: string;
  readonly account: string;
  readonly listing: ListingKey;
  readonly variant: VariantId | null;
  readonly title: string;
  readonly link: number | null;
  readonly skus: readonly Sku[];
  /** By which way it was said to be done; null: by none that is known. */
  readonly via: 'api' | 'page' | null;
  /** Which lever in which system. */
  /** A person does it on the page, and is shown where. */
  readonly guided: boolean;
  readonly levers: readonly Phrase[];
  /** Other listings that it affects, by name. */
  readonly affects: readonly string[];
  /** It pauses more than one variant at once: the button is held down. */
  readonly hold: boolean;
  readonly undoes: CommandId | null;
  readonly because: string | null;
  /** N, in units of sale; null: none, or not typed yet. */
  readonly quantity: number | null;
  readonly per: 'buyer' | null;
  readonly drip: DripPace | null;
};

/** The last command sent from this surface, followed until the person puts it away. */
export type Sent = Pick<Armed, 'command' | 'key' | 'row' | 'variant' | 'title' | 'link' | 'quantity' | 'per'> & {
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
  /** One command; several where links were selected; none. */
  readonly armed: readonly Armed[];
  /** Selected links that the armed command leaves out, by name and why. */
  readonly leftOut: readonly string[];
  /** What was sent together; none once it is put away. */
  readonly sent: readonly Sent[];
  /** Rows show a box to select by. */
  readonly selecting: boolean;
  readonly selected: ReadonlySet<string>;
  readonly detail: { readonly listing: string; readonly variant: VariantId } | null;
  /** The detail was opened by the question why nobody can buy. */
  readonly asksWhy: boolean;
  /** How the console page is read is opened. */
  readonly page: boolean;
  /** Digits typed so far. */
  readonly digits: string;
  readonly allAlerts: boolean;
  /** Why what was asked for last, and no strip follows, was not done. */
  readonly said: Phrase | null;
};

export type UiStore = ReturnType<typeof createUiStore>;

const toggled = (set: ReadonlySet<string>, id: string): ReadonlySet<string> => {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
};

export function createUiStore() {
  const store = createStore<Ui>(() => ({
    sort: 'page',
    search: '',
    open: new Set<string>(),
    active: null,
    goTo: null,
    armed: [],
    leftOut: [],
    sent: [],
    selecting: false,
    selected: new Set<string>(),
    detail: null,
    asksWhy: false,
    page: false,
    digits: '',
    allAlerts: false,
    said: null,
  }));
  return Object.assign(store, {
    toggle: (id: string) => store.setState(({ open }) => ({ open: toggled(open, id) })),
    arm: (armed: readonly Armed[], leftOut: readonly string[] = []) => store.setState({ armed, leftOut, sent: [], said: null }),
    disarm: () => store.setState({ armed: [], leftOut: [] }),
    select: (id: string) => store.setState(({ selected }) => ({ selecting: true, selected: toggled(selected, id) })),
    selectAll: (ids: readonly string[]) =>
      store.setState(({ selected }) => ({ selecting: true, selected: new Set([...selected, ...ids]) })),
    selectNone: () => store.setState({ selecting: false, selected: new Set() }),
    /** What became of one that was sent, unless it was put away. */
    answered: (key: string, problem: Phrase | null) =>
      store.setState(({ sent }) => ({ sent: sent.map((one) => (one.key === key ? { ...one, answered: true, problem } : one)) })),
  });
}
