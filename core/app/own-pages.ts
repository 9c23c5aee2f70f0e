import type { Actor, Surface } from '../domain/actor.ts';
import type { Draft } from '../domain/event.ts';
import type { StockFile } from '../domain/file-source.ts';
import type { FunnelsBody } from '../domain/funnel.ts';
import type { HistoryBody } from '../domain/history.ts';
import type { AccountId, SourceId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Phrase } from '../domain/phrase.ts';
import type { SettingsBody } from '../domain/settings.ts';
import { withoutArming } from './armed.ts';
import { auditOf } from './audit.ts';
import { broughtBy } from './brought.ts';
import type { ShopState } from './cycle.ts';
import type { Hands } from './hands.ts';
import type { KeptLog } from './live-log.ts';
import { mappingOf } from './mapping.ts';
import { placesOf } from './places.ts';
import type { Recordings } from './recordings.ts';
import { resetShop } from './reset.ts';
import { restockOut } from './restock/text.ts';
import { takeStock } from './stock-file.ts';
import { sourceRows } from './views.ts';

type Deps = {
  readonly log: Pick<KeptLog, 'ofType'>;
  readonly state: () => ShopState;
  readonly append: (draft: Draft) => Promise<unknown>;
  readonly actorAt: (surface: Surface) => Actor;
  readonly now: () => Instant;
  readonly running: () => boolean;
  readonly recordings: Pick<Recordings, 'list' | 'recorded' | 'forget' | 'keep'>;
  readonly hands: Pick<Hands, 'drips' | 'guards'>;
};

/** What the extension's own pages ask of a shop beyond the views that are drawn for them, and what a person brings and sets there. */
export function createOwnPages({ log, state, append, actorAt, now, running, recordings, hands }: Deps) {
  const ledger = () => state().ledger;
  return {
    health: () => sourceRows(ledger()),
    rowProblems: (source: SourceId) => ledger().sources[source]?.rowProblems ?? [],
    places: () => placesOf(ledger().books),
    mapping: (account: AccountId) => mappingOf(ledger(), account),
    audit: () => auditOf(log, ledger()),
    /** All plans, and as lines of text. */
    restock: () => restockOut(state()),
    brought: async () => {
      const { funnels, settings } = ledger();
      return broughtBy(await log.ofType('history'), await log.ofType('funnels'), { funnels, streams: settings.streams });
    },
    recordings: recordings.list,
    recorded: recordings.recorded,
    forget: recordings.forget,
    keep: recordings.keep,
    addHistory: (body: HistoryBody, surface: Surface) => append({ type: 'history', actor: actorAt(surface), body }),
    addFunnels: (body: FunnelsBody, surface: Surface) => append({ type: 'funnels', actor: actorAt(surface), body }),
    addStock: (file: StockFile, surface: Surface) => takeStock({ state, append, now }, file, actorAt(surface)),
    change: (body: SettingsBody, surface: Surface) =>
      append({ type: 'settings', actor: actorAt(surface), body: withoutArming(body, ledger().settings) }),
    /** All settings go, and what acts by itself stops; null where that was done, else why not. Keys are the caller's. */
    reset: (surface: Surface): Promise<Phrase | null> =>
      resetShop({ state, append, drips: hands.drips, guards: hands.guards, running }, actorAt(surface)),
  };
}
